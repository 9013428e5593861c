import type { CutCaption, CutTitle } from '../../../shared/cut.ts';
import { gainAt, type MusicPoint, musicPoints } from '../../../shared/music-level.ts';
import { type FrameRate, frameSeconds } from '../../../shared/time.ts';
import { inLanes } from '../lanes.ts';
import { rationalSeconds, tickSeconds } from '../rational.ts';
import { musicItems, narrationItems, type SoundItem } from '../sound-items.ts';
import { xml, xmlLeaf } from '../xml.ts';
import { type ClipContext, decibels } from './fcpxml-clips.ts';

/** Something connected to the spine at an absolute frame; `write` gets its offset on what it is connected to. */
export type Anchor = { readonly start: number; readonly write: (offset: string) => string };

/** Narration and music below the pictures, titles and captions above, all in the order in which the DTD wants them. */
export function anchorsOf(context: ClipContext): Anchor[] {
  const { over } = context;
  const points = musicPoints(over.cut);
  const titles = inLanes(over.shots.flatMap(({ scene }) => scene.titles).toSorted((a, b) => a.start - b.start));
  const captions = over.shots.flatMap(({ scene }) => scene.captions);
  const above = 2 + Math.max(0, ...titles.map(({ lane }) => lane));
  return [
    ...narrationItems(over.shots).map((item) => soundAnchor(context, item, -1, 'dialogue', volume(item.gainDb))),
    ...musicItems(over.cut).map((item) =>
      soundAnchor(context, item, -2, 'music', musicVolume(item, points, context.rate)),
    ),
    ...titles.map(({ span, lane }, index) => titleAnchor(context, span, lane + 1, `t${index + 1}`)),
    ...captions.map((caption, index) => captionAnchor(context, caption, above, `c${index + 1}`)),
  ];
}

function soundAnchor(context: ClipContext, item: SoundItem, lane: number, audioRole: string, level: string): Anchor {
  const { resources, rate } = context;
  const time = { start: rationalSeconds(item.from, rate), duration: rationalSeconds(item.frames, rate) };
  const write = (offset: string): string =>
    xml('asset-clip', { ref: resources.asset(item.mediaId), lane, offset, name: item.name, ...time, audioRole }, level);
  return { start: item.start, write };
}

const volume = (gainDb: number): string => xml('adjust-volume', { amount: `${decibels(gainDb)}dB` });

/** Silence, as Final Cut Pro writes it. */
const silenceDb = -96;

/** The music's level as keyframes: its fades, and stepping back under speech. */
function musicVolume(item: SoundItem, points: readonly MusicPoint[], rate: FrameRate): string {
  const end = item.start + item.frames;
  const frames = [item.start, ...points.map(({ frame }) => frame).filter((at) => at > item.start && at < end), end];
  const keyframes = frames.map((frame) =>
    xml('keyframe', {
      time: tickSeconds(frameSeconds(item.from + frame - item.start, rate)),
      value: `${levelAt(points, frame)}dB`,
    }),
  );
  const param = xml('param', { name: 'amount' }, xml('keyframeAnimation', {}, ...keyframes));
  return xml('adjust-volume', {}, param);
}

function levelAt(points: readonly MusicPoint[], frame: number): number {
  const gain = gainAt(points, frame);
  return gain <= 0 ? silenceDb : Math.max(silenceDb, decibels(20 * Math.log10(gain)));
}

/** Where a title stands, in percent of the picture's height from its middle. */
const places: Record<CutTitle['place'], string> = { centre: '0 0', 'lower-third': '0 -30', top: '0 36' };

function titleAnchor({ resources, rate }: ClipContext, title: CutTitle, lane: number, id: string): Anchor {
  const duration = rationalSeconds(title.end - title.start, rate);
  const name = firstWords(title.text);
  const style = { font: 'Helvetica', fontSize: 63, fontFace: 'Regular', fontColor: '1 1 1 1', alignment: 'center' };
  const write = (offset: string): string =>
    xml(
      'title',
      { ref: resources.effect('Basic Title'), lane, offset, name, start: '3600s', duration },
      ...textElements(title.text, id, style, {}),
      xml('adjust-transform', { position: places[title.place] }),
    );
  return { start: title.start, write };
}

function captionAnchor({ rate }: ClipContext, caption: CutCaption, lane: number, id: string): Anchor {
  const duration = rationalSeconds(caption.end - caption.start, rate);
  const role = 'SRT?captionFormat=SRT.en';
  const style = { font: '.AppleSystemUIFont', fontSize: 13, fontFace: 'Regular', fontColor: '1 1 1 1' };
  const write = (offset: string): string =>
    xml(
      'caption',
      { lane, offset, name: firstWords(caption.text), start: '3600s', duration, role },
      ...textElements(caption.text, id, style, { placement: 'bottom' }),
    );
  return { start: caption.start, write };
}

function textElements(
  text: string,
  id: string,
  style: Readonly<Record<string, string | number>>,
  attributes: Readonly<Record<string, string>>,
): string[] {
  return [
    xml('text', attributes, xmlLeaf('text-style', text, { ref: id })),
    xml('text-style-def', { id }, xml('text-style', style)),
  ];
}

const firstWords = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 60);
