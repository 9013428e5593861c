import { expect, it } from 'vitest';
import { frameRateFraction, frameRates } from '../../../shared/time.ts';
import { testCut, testHandOver } from '../test-hand-over.ts';
import { writeOtio } from './write-otio.ts';

type Node = { readonly [key: string]: unknown };

/**
 * Fields of every schema version that we write, from OpenTimelineIO's published list
 * (docs/tutorials/otio-serialized-schema-only-fields.md of its 0.18). Its own library, built from source, also read
 * these files when this was written; it cannot be installed from npm or Debian, so the list stands in for it.
 */
const item = ['metadata', 'name', 'source_range', 'effects', 'markers', 'enabled'];
const effect = ['metadata', 'name', 'effect_name', 'enabled', 'time_scalar'];
const fields: Record<string, readonly string[]> = {
  'Timeline.1': ['metadata', 'name', 'global_start_time', 'tracks'],
  'Stack.1': [...item, 'children'],
  'Track.1': [...item, 'kind', 'children'],
  'Gap.1': item,
  'Clip.2': [...item, 'media_references', 'active_media_reference_key'],
  'Transition.1': ['metadata', 'name', 'in_offset', 'out_offset', 'transition_type'],
  'ExternalReference.1': ['metadata', 'name', 'available_range', 'available_image_bounds', 'target_url'],
  'Marker.2': ['metadata', 'name', 'color', 'marked_range', 'comment'],
  'LinearTimeWarp.1': effect,
  'FreezeFrame.1': effect,
  'TimeRange.1': ['duration', 'start_time'],
  'RationalTime.1': ['rate', 'value'],
};

/** Every object that names a schema, at any depth. */
function schemaObjects(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(schemaObjects);
  return 'OTIO_SCHEMA' in value ? [value as Node, ...inside] : inside;
}

const ofKind = (nodes: readonly Node[], schema: string): Node[] =>
  nodes.filter(({ OTIO_SCHEMA }) => OTIO_SCHEMA === schema);
const lasts = (node: unknown): number => {
  const range = (node as Node).source_range as { duration: { value: number } } | undefined;
  return range?.duration.value ?? 0;
};

it.each(frameRates)('writes only what the schemas know, in whole frames at %s', (rate) => {
  const over = testHandOver(testCut(rate));
  const nodes = schemaObjects(JSON.parse(writeOtio(over)));
  const odd = nodes.filter(({ OTIO_SCHEMA, ...rest }) => {
    const known = [...(fields[String(OTIO_SCHEMA)] ?? [])].sort();
    return Object.keys(rest).sort().join() !== known.join();
  });
  expect(odd).toEqual([]);
  const { num, den } = frameRateFraction(rate);
  const times = ofKind(nodes, 'RationalTime.1');
  expect(times.filter((time) => time.rate !== num / den || !Number.isInteger(time.value))).toEqual([]);
  const [picture] = ofKind(nodes, 'Track.1');
  const children = picture?.children as Node[];
  expect(children.reduce((sum, child) => sum + lasts(child), 0)).toBe(over.cut.frames);
});

it('holds every take of a scene as a media reference, the chosen one active', () => {
  const { film, takes } = testCut('25');
  const nodes = schemaObjects(JSON.parse(writeOtio(testHandOver({ film, takes }))));
  const clip = ofKind(nodes, 'Clip.2').find(({ name }) => name === 'Trimmed');
  const own = takes.filter(({ sceneId }) => sceneId === film.scenes[1]?.id);
  expect(Object.keys(clip?.media_references as Node).sort()).toEqual(own.map(({ id }) => id).sort());
  expect(clip?.active_media_reference_key).toBe(own.at(-1)?.id);
});

it('says speeds, held frames, transitions and words', () => {
  const nodes = schemaObjects(JSON.parse(writeOtio(testHandOver(testCut('30')))));
  expect(ofKind(nodes, 'LinearTimeWarp.1').map(({ time_scalar }) => time_scalar)).toEqual([2, 5 / 7, 2]);
  expect(ofKind(nodes, 'FreezeFrame.1')).toHaveLength(1);
  expect(ofKind(nodes, 'Transition.1').map(({ name, transition_type }) => [name, transition_type])).toEqual([
    ['Cross Dissolve', 'SMPTE_Dissolve'],
    ['Wipe', 'Custom_Transition'],
    ['Dip to Black', 'Custom_Transition'],
  ]);
  expect(ofKind(nodes, 'Marker.2').map(({ name }) => name)).toContain('Ahoy\n& <welcome>');
});
