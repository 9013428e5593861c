import { readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { FrameRate } from '../../../shared/time.ts';
import { addExifRotation, ffmpeg, h264, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { type RenderCut, type RenderProgress, renderCut } from './render-cut.ts';
import { type TestFilm, type TestScene, testFilm, tiny } from './test-film.ts';
import { brightness, frameTimes, grayFrames, level, samplesOf } from './test-measure.ts';
import { testOrder } from './test-order.ts';

const tools = await findTools({ env: process.env });
const dir = temporaryFolder();
const fade = (seconds: number): TestScene['join'] => ({ kind: 'crossfade', seconds });

const order = (film: TestFilm, name: string, changes: Partial<RenderCut> = {}): RenderCut =>
  testOrder(tools, dir, film, name, changes);

beforeAll(() => {
  ffmpeg(
    dir,
    `-f lavfi -i color=gray:s=160x90:r=24:d=1 -f lavfi -i sine=f=300:r=44100:d=1 ${h264} -c:a aac -ac 2 a24.mp4`,
  );
  ffmpeg(dir, '-f lavfi -i testsrc=s=161x121:r=25:d=1 -c:v libx264 -preset ultrafast -pix_fmt yuv444p odd25.mp4');
  ffmpeg(dir, `-f lavfi -i testsrc2=s=160x90:r=30000/1001:d=1 ${h264} upright.mp4`);
  ffmpeg(dir, '-i upright.mp4 -metadata:s:v rotate=90 -c copy phone.mp4');
  ffmpeg(dir, '-f lavfi -i color=white@0.5:s=300x200,format=rgba -frames:v 1 alpha.png');
  ffmpeg(dir, '-f lavfi -i color=white:s=160x90 -frames:v 1 white.png');
  ffmpeg(dir, '-f lavfi -i color=black:s=160x90 -frames:v 1 black.png');
  ffmpeg(dir, '-f lavfi -i testsrc=s=120x60 -frames:v 1 lying.jpg');
  ffmpeg(dir, '-f lavfi -i sine=f=440:d=1.1:r=22050 -ac 1 voice.wav');
  addExifRotation(join(dir, 'lying.jpg'), join(dir, 'exif.jpg'));
});

const says = (narration: string): Partial<TestScene> => ({ narration, voiced: 'voice.wav' });

type SixFrames = [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];

test('mixed sources become one exact film, with sound and captions where they are planned', async () => {
  const film = await testFilm(tools, dir, [
    { picture: 'a24.mp4', seconds: 2, join: fade(0.3) },
    { picture: 'odd25.mp4', seconds: 1.5, reach: 'slow', join: fade(0.1) },
    { picture: 'phone.mp4', seconds: 1.4, reach: 'hold', fit: 'fit' },
    { picture: 'alpha.png', ...says(`It's "100%": {\\b1} C:\\new, [x]; 🎬 done`), join: fade(0.5) },
    { title: "Slate: it's {missing}", seconds: 1, join: fade(0.2) },
    { picture: 'exif.jpg', seconds: 1 },
  ]);
  const seen: RenderProgress[] = [];
  const wish = order(film, 'mixed', { onProgress: (progress) => seen.push(progress) });
  const result = await renderCut(wish);

  expect(result).toMatchObject({ frames: film.cut.frames, width: 160, height: 90 });
  expect(result.seconds).toBeCloseTo(film.cut.frames / 30, 3);
  const times = frameTimes(wish.output);
  expect(times).toEqual(times.map((_, index) => index * 512));
  expect(seen.map((progress) => progress.fraction)).toEqual(seen.map((p) => p.fraction).toSorted((a, b) => a - b));
  expect([...new Set(seen.map((progress) => progress.phase))]).toEqual(['rendering', 'joining', 'checking']);

  const [, , phone, spoken, slate] = film.cut.scenes;
  const caption = spoken?.captions[0] ?? { start: 0, end: 0 };
  const lower = [0.1, 0.75, 0.9, 0.95];
  const frames = [
    caption.start - 1,
    caption.start,
    caption.end - 1,
    caption.end,
    (phone?.start ?? 0) + 10,
    (slate?.start ?? 0) + 20,
  ];
  const [before, first, last, after, tall, card] = grayFrames(wish.output, frames) as SixFrames;
  const differs = (a: Uint8Array, b: Uint8Array): number =>
    a.filter((value, index) => Math.abs(value - (b[index] ?? 0)) > 40).length;
  expect(differs(before, first)).toBeGreaterThan(60);
  expect(differs(last, after)).toBeGreaterThan(60);
  expect(differs(first, last)).toBeLessThan(20);
  // Half-transparent white over black, and the caption's dark edge below.
  expect(brightness(before)).toBeGreaterThan(124);
  expect(brightness(before)).toBeLessThan(132);
  expect(brightness(before, lower) - brightness(before, [0.1, 0.05, 0.9, 0.25])).toBeLessThan(5);
  // A portrait clip shown whole has black at both sides.
  expect(brightness(tall, [0, 0, 0.3, 1])).toBeLessThan(20);
  expect(brightness(tall, [0.4, 0, 0.6, 1])).toBeGreaterThan(40);
  // White letters on the dark card.
  expect(brightness(card, [0, 0, 1, 0.2])).toBeLessThan(40);
  expect(Math.max(...card)).toBeGreaterThan(150);

  const sound = samplesOf(wish.output);
  expect(Math.abs(sound.length - (film.cut.frames * 48_000) / 30)).toBeLessThanOrEqual(1024);
  const voiceAt = (spoken?.voice?.start ?? 0) / 30;
  expect(level(sound, 0.2, 1.6)).toBeGreaterThan(-40);
  expect(level(sound, voiceAt + 0.1, voiceAt + 1)).toBeGreaterThan(-30);
  expect(level(sound, voiceAt - 0.5, voiceAt - 0.05)).toBeLessThan(-80);
  expect(level(sound, voiceAt + 1.2, voiceAt + 1.6)).toBeLessThan(-80);
});

test.each<[FrameRate, number]>([
  ['24000/1001', 1001],
  ['60000/1001', 1001],
])('frames at %s follow each other exactly over every join', async (fps, step) => {
  const scenes = Array.from({ length: 4 }, (_, index) => ({
    picture: ['a24.mp4', 'white.png', 'upright.mp4'][index % 3] ?? '',
    seconds: 0.7 + index * 0.13,
    join: index % 2 ? fade(0.3) : ({ kind: 'cut' } as const),
  }));
  const film = await testFilm(tools, dir, scenes, { ...tiny, fps });
  const wish = order(film, `rate ${step} ${fps.length}`);
  expect((await renderCut(wish)).frames).toBe(film.cut.frames);
  const times = frameTimes(wish.output);
  expect(times).toEqual(times.map((_, index) => index * step));
});

test('a crossfade goes evenly from one picture to the other, and a cut is a cut', async () => {
  const film = await testFilm(tools, dir, [
    { picture: 'black.png', seconds: 1, join: fade(0.5) },
    { picture: 'white.png', seconds: 1 },
    { picture: 'black.png', seconds: 0.5 },
  ]);
  const wish = order(film, 'fade');
  await renderCut(wish);
  const all = grayFrames(wish.output, [14, 15, 16, 22, 29, 30, 44, 45]).map((frame) => brightness(frame));
  const [solid, start, step, half, last, white, end, cut] = all as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  expect([solid, cut].every((value) => value < 3)).toBe(true);
  expect([white, end].every((value) => value > 250)).toBe(true);
  expect(start).toBeGreaterThan(solid + 5);
  expect(step).toBeGreaterThan(start + 5);
  expect(half).toBeGreaterThan(100);
  expect(half).toBeLessThan(150);
  expect(last).toBeLessThan(white - 5);
});

test('a changed scene renders its own segments only; a film without sound is truly silent', async () => {
  const scenes: TestScene[] = ['black.png', 'upright.mp4', 'white.png'].map((picture) => ({ picture, seconds: 1 }));
  const film = await testFilm(tools, dir, scenes);
  const wish = order(film, 'changed');
  await renderCut(wish);
  expect(level(samplesOf(wish.output), 0, 3)).toBe(Number.NEGATIVE_INFINITY);
  const inCache = (): Map<string, number> =>
    new Map(readdirSync(wish.cacheDir).map((name) => [name, statSync(join(wish.cacheDir, name)).ino]));
  const before = inCache();
  // As a killed export leaves it.
  writeFileSync(join(wish.cacheDir, 'x.part'), 'half');

  const changed = scenes.map((scene, index): TestScene => ({ ...scene, fit: index === 1 ? 'fit' : 'fill' }));
  const fractions: number[] = [];
  await renderCut({
    ...order(await testFilm(tools, dir, changed), 'changed'),
    onProgress: ({ fraction }) => fractions.push(fraction),
  });
  const after = inCache();
  // Three pieces and the mix, each with its record, and what is known of the sources.
  expect(before.size).toBe(9);
  expect(after.size).toBe(11);
  expect([...before].filter(([name, inode]) => after.get(name) !== inode)).toEqual([]);
  expect(fractions[0]).toBeGreaterThan(0.6);
});

test('stops when told to, and leaves no unfinished file', async () => {
  const film = await testFilm(tools, dir, [{ picture: 'a24.mp4', seconds: 500, ...says('Hello.') }]);
  const stop = new AbortController();
  const wish = order(film, 'stopped', { signal: stop.signal });
  const onProgress = ({ fraction }: RenderProgress): void => {
    if (fraction > 0) stop.abort();
  };
  await expect(renderCut({ ...wish, onProgress })).rejects.toMatchObject({ code: 'cancelled' });
  expect(readdirSync(wish.cacheDir).filter((name) => !/m4a|json$/.test(name))).toEqual([]);
  expect(readdirSync(dir).filter((name) => name.startsWith('stopped'))).toEqual([]);
});

test('a damaged source is told by its scene', async () => {
  ffmpeg(dir, '-i upright.mp4 -c copy broken.mp4');
  const film = await testFilm(tools, dir, [
    { picture: 'a24.mp4', seconds: 1 },
    { title: 'Harbour', picture: 'broken.mp4', seconds: 1 },
  ]);
  truncateSync(join(dir, 'broken.mp4'), 3000);
  await expect(renderCut(order(film, 'damaged'))).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringMatching(/scene 2, Harbour.*broken\.mp4/),
    details: { takeId: film.cut.scenes[1]?.picture?.id },
  });
});

test('an empty film cannot be rendered', async () => {
  const film = await testFilm(tools, dir, []);
  await expect(renderCut(order(film, 'empty'))).rejects.toMatchObject({ code: 'invalid-input' });
});
