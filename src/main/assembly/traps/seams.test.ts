import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { FrameRate } from '../../../shared/time.ts';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { blocksOfFrames, frameTicks, numbersOf, streamOf } from './look-at-film.ts';
import { makeTrapMedia } from './make-trap-media.ts';
import { blocksOf, type ReadNumber, readNumber } from './numbered.ts';
import { type Exported, exportTraps, type TrapScene, tiny, trapFilm } from './trap-film.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();
/** A scene of numbered frames: which number its frame `k` should show, and how far it may be off. */
type Numbered = TrapScene & { readonly clipId: number; readonly expects: (k: number) => number; readonly off: number };

const clip = (name: string, id: number, rest: Partial<Numbered> = {}): Numbered => ({
  ...{ title: name, picture: join(media, name), clipId: id, seconds: 0.8, expects: (k) => k, off: 0 },
  ...rest,
});
/** Of another rate than the film's: within one frame of its own. */
const ofRate = (name: string, id: number, rate: number): Numbered =>
  clip(name, id, { expects: (k) => (k * rate) / 30, off: 1.01 });
const fade = (seconds: number) => ({ join: { kind: 'crossfade' as const, seconds } });

const scenes: Numbered[] = [
  clip('cfr30.mp4', 1, fade(0.3)),
  clip('ten-bit.mp4', 10),
  { ...ofRate('cfr24.mp4', 2, 24), ...fade(0.2) },
  ofRate('cfr25.mp4', 3, 25),
  { ...ofRate('cfr60.mp4', 4, 60), join: { kind: 'wipe', seconds: 0.2 } },
  ofRate('film.mp4', 5, 24_000 / 1001),
  { ...ofRate('ntsc.mp4', 6, 30_000 / 1001), join: { kind: 'dip-black', seconds: 0.3 } },
  ofRate('ntsc60.mp4', 7, 60_000 / 1001),
  // Two of five frames are missing in turn, which the frame before them stands in for.
  clip('vfr.mp4', 8, { seconds: 1.5, expects: (k) => (k % 5 === 3 ? k - 1 : k), ...fade(0.2) }),
  clip('odd.mkv', 9),
  clip('full-range.mp4', 11, { join: { kind: 'slide', seconds: 0.2 } }),
  clip('hdr.mp4', 12),
  clip('web.webm', 13, { join: { kind: 'blur', seconds: 0.2 } }),
  clip('b-frames.mov', 14, { trim: { start: 0.5, end: null }, expects: (k) => 15 + k }),
  clip('cfr30.mp4', 1, { seconds: 2.2, expects: (k) => k % 30, ...fade(0.3) }),
  clip('cfr30.mp4', 1, { seconds: 1.6, reach: 'hold', expects: (k) => Math.min(29, k) }),
  // 29 steps there and 29 back: no frame is doubled where it turns.
  clip('cfr30.mp4', 1, { seconds: 2.2, reach: 'ping-pong', expects: (k) => Math.min(k % 58, 58 - (k % 58)) }),
  clip('b-frames.mov', 14, { speed: 2, expects: (k) => 2 * k, off: 1 }),
  clip('cfr30.mp4', 1, { seconds: 1.6, reach: 'slow', expects: (k) => k / 1.6, off: 1.01 }),
  clip('late.mp4', 15, { seconds: 0.6, expects: (k) => k, off: 6 }),
];

beforeAll(() => makeTrapMedia(media, [...new Set(scenes.map(({ title = '' }) => title))]));

/** The numbers that the body of each scene shows: its frames that no transition touches. */
function bodies({ cut }: Exported, shown: readonly ReadNumber[]) {
  return cut.scenes.map((scene, index) => {
    const before = cut.scenes[index - 1]?.joinFrames ?? 0;
    const frames = shown.slice(scene.start + before, scene.start + scene.frames - scene.joinFrames);
    return { name: scene.title, first: before, frames };
  });
}

test('every frame of every kind of clip is the right one, at every kind of join', async () => {
  const film = await exportTraps(await trapFilm(tools, scenes), tools, temporaryFolder());
  expect(film.frames).toBe(film.cut.frames);
  expect(frameTicks(film.file)).toEqual(Array.from({ length: film.cut.frames }, (_, frame) => frame * 512));
  expect(streamOf(film.file, 'v')).toMatchObject({
    ...{ pix_fmt: 'yuv420p', color_range: 'tv', color_space: 'bt709', color_primaries: 'bt709' },
    ...{ color_transfer: 'bt709', r_frame_rate: '30/1', sample_aspect_ratio: '1:1' },
  });

  const blocks = blocksOfFrames(film.file);
  const shown = blocks.map(readNumber);
  expect(shown).toHaveLength(film.cut.frames);
  const wrong = bodies(film, shown).flatMap(({ name, first, frames }, index) => {
    const { clipId, expects, off } = scenes[index] as Numbered;
    return frames.flatMap((frame, at) => {
      const wanted = expects(first + at);
      const isRight = frame.id === clipId && Math.abs(frame.number - wanted) <= off && frame.sureness > 15;
      return isRight ? [] : [{ name, k: first + at, wanted, ...frame }];
    });
  });
  expect(wrong).toEqual([]);
  // What was read from the pictures of one rate goes on by one; of others it never stands longer than it must.
  expect(repeats(bodies(film, shown)[3]?.frames ?? [])).toBeLessThanOrEqual(2);
  expect(repeats(bodies(film, shown)[4]?.frames ?? [])).toBe(1);

  const { start = 0, frames = 0, joinFrames = 0 } = film.cut.scenes[0] ?? {};
  const parts = Array.from({ length: joinFrames }, (_, i) => {
    const k = frames - joinFrames + i;
    return partOfNext(blocks[start + k] as Uint8Array, blocksOf(k, 1), blocksOf(i, 10));
  });
  expect(joinFrames).toBe(9);
  for (const [i, part] of parts.entries()) {
    expect(part).toBeGreaterThan(i / joinFrames - 0.06);
    expect(part).toBeLessThan((i + 1) / joinFrames + 0.06);
  }
});

/** How often the most repeated number follows itself. */
function repeats(frames: readonly ReadNumber[]): number {
  const counts = Map.groupBy(frames, ({ number }) => number);
  return Math.max(...[...counts.values()].map(({ length }) => length));
}

/** How far a crossfade has gone, by the blocks in which its two frames differ. */
function partOfNext(blocks: Uint8Array, from: readonly number[], into: readonly number[]): number {
  const parts = from.flatMap((dark, block) => {
    const way = (into[block] ?? 0) - dark;
    return way === 0 ? [] : [((blocks[block] ?? 0) - dark) / way];
  });
  return parts.reduce((sum, part) => sum + part, 0) / parts.length;
}

test.each<[FrameRate, string, number, number]>([
  ['24000/1001', 'film.mp4', 5, 1001],
  ['25', 'cfr25.mp4', 3, 512],
  ['60000/1001', 'ntsc60.mp4', 7, 1001],
])('at %s frames a second no frame is lost or doubled, however the scenes meet', async (fps, name, id, step) => {
  const own = clip(name, id, { seconds: 0.6 });
  const other = clip('cfr30.mp4', 1, { seconds: 0.7 });
  const film = await exportTraps(
    await trapFilm(tools, [own, { ...other, ...fade(0.2) }, { ...own, ...fade(0.15) }, own, other], {
      canvas: { ...tiny, fps },
    }),
    tools,
    temporaryFolder(),
  );
  expect(film.frames).toBe(film.cut.frames);
  expect(frameTicks(film.file)).toEqual(Array.from({ length: film.cut.frames }, (_, frame) => frame * step));
  expect(streamOf(film.file, 'v').r_frame_rate).toBe(fps.includes('/') ? fps : `${fps}/1`);
  for (const { name: title, first, frames } of bodies(film, numbersOf(film.file))) {
    if (title !== name) continue;
    expect(frames.map(({ number }) => number)).toEqual(frames.map((_, at) => first + at));
    expect(new Set(frames.map((frame) => frame.id))).toEqual(new Set([id]));
  }
});
