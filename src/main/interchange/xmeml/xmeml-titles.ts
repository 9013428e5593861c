import type { CutTitle } from '../../../shared/cut.ts';
import type { HandOver } from '../hand-over.ts';
import { inLanes } from '../lanes.ts';
import { xml, xmlLeaf } from '../xml.ts';
import { effectElement, parameter, rateElement, trackElement } from './xmeml-elements.ts';

/** Titles as Final Cut Pro's text generator, on as many tracks as stand at once. */
export function titleTracks({ shots, cut }: HandOver): string[] {
  const titles = shots.flatMap(({ scene }) => scene.titles).toSorted((a, b) => a.start - b.start);
  const placed = inLanes(titles);
  const lanes = Math.max(0, ...placed.map(({ lane }) => lane + 1));
  return Array.from({ length: lanes }, (_, lane) =>
    trackElement(
      placed
        .filter((one) => one.lane === lane)
        .map(({ span }, index) => titleItem(span, `title-${lane + 1}-${index + 1}`, cut)),
    ),
  );
}

function titleItem(title: CutTitle, id: string, { canvas }: HandOver['cut']): string {
  const effect = { name: 'Text', id: 'Text', category: 'Text', type: 'generator', media: 'video' };
  const frames = title.end - title.start;
  return xml(
    'generatoritem',
    { id },
    xmlLeaf('name', title.text.replace(/\s+/g, ' ').slice(0, 60)),
    xmlLeaf('enabled', 'TRUE'),
    xmlLeaf('duration', frames),
    rateElement(canvas.fps),
    xmlLeaf('start', title.start),
    xmlLeaf('end', title.end),
    xmlLeaf('in', 0),
    xmlLeaf('out', frames),
    effectElement(effect, [parameter('str', 'Text', title.text)]),
  );
}
