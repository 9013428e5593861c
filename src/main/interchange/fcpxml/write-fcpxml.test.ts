import { expect, it } from 'vitest';
import { frameRateFraction, frameRates } from '../../../shared/time.ts';
import { findNode, parseXml, type XmlNode } from '../parse-xml.ts';
import { testCut, testHandOver } from '../test-hand-over.ts';
import { writeFcpxml } from './write-fcpxml.ts';

/**
 * Apple's DTD of FCPXML 1.9, as far as we write it, in our own words: for each element the order of its children as a
 * pattern over their names, the attributes that it must have, and those that it may have. Apple's own file was used with
 * xmllint when this was written; it may not be copied here.
 */
const anchors = '(asset-clip |title |caption )*';
const clipTimes = ['name', 'start', 'duration', 'offset', 'lane', 'enabled'];
const dtd: Record<string, { children?: string; must?: string[]; may?: string[] }> = {
  fcpxml: { children: 'resources event ', must: ['version'] },
  resources: { children: '(asset |format |effect )*' },
  format: { must: ['id', 'width', 'height', 'colorSpace'], may: ['name', 'frameDuration'] },
  asset: {
    children: '(media-rep )+(metadata )?',
    must: ['id', 'name', 'start', 'duration'],
    may: ['hasVideo', 'format', 'videoSources', 'hasAudio', 'audioSources'],
  },
  'media-rep': { must: ['kind', 'src'] },
  metadata: { children: '(md )*' },
  md: { must: ['key', 'value'] },
  effect: { must: ['id', 'name', 'uid'] },
  event: { children: 'project ', must: ['name'] },
  project: { children: 'sequence ', must: ['name'] },
  sequence: {
    children: 'spine (metadata )?',
    must: ['format', 'duration', 'tcStart', 'tcFormat', 'audioLayout', 'audioRate'],
  },
  spine: { children: '(asset-clip |video |gap |audition |transition )*' },
  audition: { children: '(video |asset-clip )+', must: ['offset'] },
  gap: { children: `(note )?${anchors}(metadata )?`, must: ['name', 'offset', 'start', 'duration'] },
  video: { children: `(note )?(timeMap )?(adjust-conform )?${anchors}`, must: ['ref', 'duration'], may: clipTimes },
  'asset-clip': {
    children: `(note )?(conform-rate )?(timeMap )?(adjust-conform )?(adjust-volume )?${anchors}(metadata )?`,
    must: ['ref'],
    may: [...clipTimes, 'srcEnable', 'audioRole'],
  },
  'conform-rate': { must: ['scaleEnabled', 'srcFrameRate'] },
  timeMap: { children: '(timept )+' },
  timept: { must: ['time', 'value', 'interp'] },
  'adjust-conform': { must: ['type'] },
  'adjust-volume': { children: '(param )*', may: ['amount'] },
  'adjust-transform': { must: ['position'] },
  param: { children: '(keyframeAnimation )?', must: ['name'] },
  keyframeAnimation: { children: '(keyframe )*' },
  keyframe: { must: ['time', 'value'] },
  title: { children: '(text )+(text-style-def )+adjust-transform ', must: ['ref', 'duration'], may: clipTimes },
  caption: { children: '(text )+(text-style-def )+', must: ['duration', 'role'], may: clipTimes },
  text: { children: '(text-style )*', may: ['placement'] },
  'text-style-def': { children: 'text-style ', must: ['id'] },
  'text-style': { may: ['ref', 'font', 'fontSize', 'fontFace', 'fontColor', 'alignment'] },
  transition: {
    children: '(filter-video )?(filter-audio )?(metadata )?',
    must: ['name', 'offset', 'duration'],
  },
  'filter-video': { must: ['ref', 'name'] },
  'filter-audio': { must: ['ref', 'name'] },
  note: {},
};

const everyNode = (node: XmlNode): XmlNode[] => [node, ...node.children.flatMap(everyNode)];

/** What is wrong with one element. */
function faults({ name, attributes, children }: XmlNode): string[] {
  const rule = dtd[name];
  if (!rule) return [`<${name}> is not in the DTD`];
  const order = children.map((child) => `${child.name} `).join('');
  const allowed = [...(rule.must ?? []), ...(rule.may ?? [])];
  return [
    ...(new RegExp(`^${rule.children ?? ''}$`).test(order) ? [] : [`<${name}> holds ${order}`]),
    ...(rule.must ?? []).filter((key) => !(key in attributes)).map((key) => `<${name}> lacks ${key}`),
    ...Object.keys(attributes)
      .filter((key) => !allowed.includes(key))
      .map((key) => `<${name}> has ${key}`),
  ];
}

it.each(frameRates)('keeps to the DTD and to whole frames at %s', (rate) => {
  const over = testHandOver(testCut(rate));
  const root = parseXml(writeFcpxml(over));
  const nodes = everyNode(root);
  expect(nodes.flatMap(faults)).toEqual([]);

  const ids = nodes.flatMap(({ attributes }) => attributes.id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(nodes.flatMap(({ attributes }) => attributes.ref ?? []).filter((ref) => !ids.includes(ref))).toEqual([]);

  const { num, den } = frameRateFraction(rate);
  for (const { name, attributes } of findNode(root, 'spine')?.children ?? []) {
    const [top = 0, bottom = 1] = (attributes.duration ?? '0s').replace('s', '').split('/').map(Number);
    expect((BigInt(top) * BigInt(num)) % (BigInt(bottom) * BigInt(den)), name).toBe(0n);
  }
});

it('lays the storyline out without a hole, and transitions over the edits', () => {
  const over = testHandOver(testCut('30000/1001'));
  const spine = findNode(parseXml(writeFcpxml(over)), 'spine')?.children ?? [];
  const clips = spine.filter(({ name }) => name !== 'transition');
  const frames = (text: string | undefined): number => {
    const [top = 0, bottom = 1] = (text ?? '0s').replace('s', '').split('/').map(Number);
    return (top * 30_000) / (bottom * 1001);
  };
  let now = 0;
  for (const clip of clips) {
    expect(frames(clip.attributes.offset)).toBeCloseTo(now, 6);
    now += frames((clip.name === 'audition' ? clip.children[0] : clip)?.attributes.duration);
  }
  expect(now).toBeCloseTo(over.cut.frames, 6);
  const first = spine.find(({ name }) => name === 'transition')?.attributes;
  const second = over.shots[1];
  expect(frames(first?.offset)).toBeCloseTo((second?.start ?? 0) - (second?.head ?? 0), 6);
});

it('brings narration, music with its ducking, titles and captions', () => {
  const nodes = everyNode(parseXml(writeFcpxml(testHandOver(testCut('25')))));
  const lanes = nodes
    .filter(({ attributes }) => attributes.lane)
    .map(({ name, attributes }) => `${name} ${attributes.lane}`);
  expect([...new Set(lanes)].sort()).toEqual(['asset-clip -1', 'asset-clip -2', 'caption 2', 'title 1']);
  const levels = nodes.filter(({ name }) => name === 'keyframe').map(({ attributes }) => attributes.value);
  expect(levels).toContain('-8dB');
  expect(levels).toContain('-22dB');
  const title = nodes.find(({ name }) => name === 'title');
  expect(everyNode(title as XmlNode).find(({ name }) => name === 'text-style')?.text).toBe('Ahoy\n& <welcome>');
});
