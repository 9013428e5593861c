import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newScene, type Scene } from '../../../shared/film.ts';
import { clipTime, planClip } from '../../../shared/reach.ts';
import { ffmpeg, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { readSourceFacts } from './source-facts.ts';
import { canvasOf, centre, chainOf, rawFrames, testTools } from './test-chain.ts';

const dir = temporaryFolder();

/** A clip whose frames are each as bright as their number. */
function numbered(name: string, rate: number, seconds: number, more = '-g 12'): void {
  const source = `color=black:s=64x36:r=${rate}:d=${seconds},format=yuv420p,geq=lum='16+N':cb=128:cr=128`;
  ffmpeg(dir, `-f lavfi -i ${source} -c:v libx264 -qp 0 -colorspace bt709 -color_range tv ${more} ${name}`);
}
numbered('30.mp4', 30, 4);
numbered('24.mkv', 24, 4);
numbered('60.mp4', 60, 2);
numbered('30.ts', 30, 3);
/** Frames 0 to 29, and one more that lasts from 2 s to 2.03 s. */
ffmpeg(dir, `-i 30.mp4 -vf select=lt(n\\,30)+eq(n\\,60) -fps_mode vfr -c:v libx264 -qp 0 -colorspace bt709 gap.mp4`);

async function shown(name: string, seconds: number, span: [number, number, number], scene: Partial<Scene>) {
  const [from, to, sceneFrames] = span;
  const play = planClip(seconds, sceneFrames, newScene(scene), '30');
  const facts = await readSourceFacts(testTools, join(dir, name));
  const chain = chainOf(
    { kind: 'clip', facts, play, fit: 'fill', focus: centre },
    { from, to, sceneFrames },
    canvasOf(),
  );
  const numbers = rawFrames(chain, 64 * 36).map((frame) => (frame[500] ?? 0) - 16);
  return { numbers, play, inputs: chain.inputCount, inMemory: chain.graph.includes('loop=') };
}

const cases: [string, string, number, number, [number, number, number], Partial<Scene>][] = [
  ['plays', '30.mp4', 30, 4, [0, 100, 100], {}],
  ['is joined in its middle', '30.mp4', 30, 4, [95, 100, 100], {}],
  ['is trimmed and held', '30.mp4', 30, 4, [0, 90, 90], { trim: { start: 1.5, end: 3 }, reach: 'hold' }],
  ['is asked for its held end only', '30.mp4', 30, 4, [200, 210, 300], { trim: { start: 0, end: 3 }, reach: 'hold' }],
  ['of 24 frames a second', '24.mkv', 24, 4, [0, 100, 100], {}],
  ['of 60 frames a second', '60.mp4', 60, 2, [0, 60, 60], {}],
  ['of 60 frames a second, from its middle', '60.mp4', 60, 2, [50, 60, 60], {}],
  ['twice as fast', '30.mp4', 30, 4, [0, 60, 60], { speed: 2 }],
  ['slowed to fit', '30.mp4', 30, 4, [0, 150, 150], { reach: 'slow' }],
  ['in a transport stream', '30.ts', 30, 3, [60, 90, 90], {}],
  ['looped', '30.ts', 30, 3, [0, 200, 200], {}],
  ['looped, from the third round', '30.mp4', 30, 4, [250, 300, 400], {}],
  ['looped between two points', '24.mkv', 24, 4, [0, 120, 120], { trim: { start: 1, end: 2 } }],
];

test.each(cases)('a clip that %s shows the frame of each time', async (_, name, rate, seconds, span, scene) => {
  const { numbers, play } = await shown(name, seconds, span, scene);
  const last = Math.ceil((play.from + play.length) * rate - 0.01) - 1;
  const wanted = numbers.map((_, index) => {
    // A tenth of a frame early, as the chain says.
    const at = clipTime(play, (span[0] + index + 0.1) / 30);
    return Math.min(last, Math.floor(at.seconds * rate + 1e-6));
  });
  expect(numbers).toHaveLength(span[1] - span[0]);
  expect(numbers).toEqual(wanted);
});

// No whole frames of the film, so that rounds are not kept in memory; with sound that is longer than the picture.
const tone = '-f lavfi -i sine=d=2 -map 1:v -map 0:a -c:a aac';
for (const [name, rate] of [
  ['35.mp4', '24'],
  ['39.mp4', '24000/1001'],
  ['37.mp4', '25'],
] as const) {
  const source = `color=black:s=64x36:r=${rate},format=yuv420p,geq=lum='16+N':cb=128:cr=128`;
  const frames = `-frames:v ${name.slice(0, 2)} -c:v libx264 -bf 3 -qp 0 -colorspace bt709 -color_range tv`;
  ffmpeg(dir, `${tone.replace(' -map', ` -f lavfi -i ${source} -map`)} ${frames} ${name}`);
}

test.each([
  ['35.mp4', 24, 35],
  ['39.mp4', 24_000 / 1001, 39],
  ['37.mp4', 25, 37],
] as const)('%s is looped by reading it again and again', async (name, rate, count) => {
  const { numbers, play, inputs, inMemory } = await shown(name, count / rate, [0, 990, 990], {});
  expect([inputs, inMemory]).toEqual([1, false]);
  const wanted = numbers.map((_, index) => {
    const at = clipTime(play, (index + 0.1) / 30);
    return Math.min(count - 1, Math.floor(at.seconds * rate + 1e-6));
  });
  expect(numbers).toEqual(wanted);
});

test('forwards and backwards shows both ends once', async () => {
  const trim = { start: 1, end: 2 };
  const { numbers, inMemory } = await shown('30.mp4', 4, [10, 75, 80], { trim, reach: 'ping-pong' });
  const period = [
    ...Array.from({ length: 30 }, (_, index) => 30 + index),
    ...Array.from({ length: 28 }, (_, index) => 58 - index),
  ];
  expect(numbers).toEqual(Array.from({ length: 65 }, (_, index) => period[(index + 10) % 58]));
  expect(inMemory).toBe(true);
});

test('a frame that lasts long is there wherever the clip is entered', async () => {
  const hold = { reach: 'hold' } as const;
  expect((await shown('gap.mp4', 2.033, [0, 90, 90], hold)).numbers.slice(28)).toEqual([
    ...Array(32).fill(29).with(0, 28),
    ...Array(30).fill(60),
  ]);
  expect((await shown('gap.mp4', 2.033, [50, 55, 90], hold)).numbers).toEqual(Array(5).fill(29));
  const trim = { start: 1.8, end: 1.9 };
  expect((await shown('gap.mp4', 2.033, [2, 6, 20], { trim, ...hold })).numbers).toEqual(Array(4).fill(29));
});
