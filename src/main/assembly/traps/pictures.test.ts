import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { greyFrames } from './look-at-film.ts';
import { makeTrapMedia } from './make-trap-media.ts';
import { recordingTools } from './recording-tools.ts';
import { type Exported, exportTraps, type TrapScene, trapFilm } from './trap-film.ts';

const real = await findTools({ env: process.env });
const media = temporaryFolder();
const recording = recordingTools(real, temporaryFolder());
const [width, height] = [160, 90];
let film: Exported;
let frames: Uint8Array[];

const names = [
  ...['greys-limited.mp4', 'greys-full.mp4', 'greys.png', 'greys.jpg', 'greys-16.png', 'alpha.png', 'alpha.webp'],
  ...['moves.gif', 'exif.jpg', 'lying.jpg', 'upright.mp4', 'phone.mp4', 'overhead.mp4', 'interlaced.mp4', 'large.jpg'],
];

beforeAll(async () => {
  await makeTrapMedia(media, names);
  const scenes = names.map((name): TrapScene => ({ title: name, picture: join(media, name), seconds: 0.5 }));
  film = await exportTraps(await trapFilm(real, scenes), recording.tools, temporaryFolder());
  frames = greyFrames(film.file, width, height);
});

/** Frame `k` of the scene that shows `name`. */
function frameOf(name: string, k: number): Uint8Array {
  const scene = film.cut.scenes[names.indexOf(name)];
  return frames[(scene?.start ?? 0) + k] as Uint8Array;
}

/** Mean grey of a part of the picture; edges as parts of it. */
function grey(frame: Uint8Array, left: number, top: number, right: number, bottom: number): number {
  let [sum, count] = [0, 0];
  for (let y = Math.round(top * height); y < bottom * height; y += 1) {
    for (let x = Math.round(left * width); x < right * width; x += 1) {
      sum += frame[y * width + x] ?? 0;
      count += 1;
    }
  }
  return sum / count;
}

test('the film has all frames of all pictures', () => {
  expect([film.frames, frames.length]).toEqual([film.cut.frames, names.length * 15]);
});

test.each(['greys-limited.mp4', 'greys-full.mp4', 'greys.png', 'greys.jpg', 'greys-16.png'])(
  '%s keeps its three greys',
  (name) => {
    for (const k of [0, 14]) {
      const frame = frameOf(name, k);
      const found = [0.1, 0.45, 0.8].map((left) => grey(frame, left, 0.1, left + 0.1, 0.9));
      for (const [index, wanted] of [0x40, 0x80, 0xc0].entries())
        expect(Math.abs((found[index] ?? 0) - wanted), `${found}`).toBeLessThan(4);
    }
  },
);

test.each(['alpha.png', 'alpha.webp'])('%s is seen over black', (name) => {
  for (const k of [0, 14]) expect(Math.abs(grey(frameOf(name, k), 0, 0, 1, 1) - 127)).toBeLessThan(4);
});

test('an animated GIF moves', () => {
  const shades = Array.from({ length: 15 }, (_, k) => grey(frameOf('moves.gif', k), 0, 0, 1, 1) > 128);
  expect(shades).toEqual(Array.from({ length: 15 }, (_, k) => k < 9));
});

test.each<[string, readonly number[], readonly number[]]>([
  ['upright.mp4', [0, 0, 0.4, 1], [0.6, 0, 1, 1]],
  ['lying.jpg', [0, 0, 0.4, 1], [0.6, 0, 1, 1]],
  ['exif.jpg', [0, 0, 1, 0.4], [0, 0.6, 1, 1]],
  ['phone.mp4', [0, 0.6, 1, 1], [0, 0, 1, 0.4]],
  ['overhead.mp4', [0.6, 0, 1, 1], [0, 0, 0.4, 1]],
])('%s is turned once, and only once', (name, white, black) => {
  const [of, not] = [white as [number, number, number, number], black as [number, number, number, number]];
  for (const k of [0, 14]) {
    expect(grey(frameOf(name, k), ...of)).toBeGreaterThan(240);
    expect(grey(frameOf(name, k), ...not)).toBeLessThan(15);
  }
});

test('fields of a moving bar are not torn into combs', () => {
  const frame = frameOf('interlaced.mp4', 8);
  const line = (y: number): Uint8Array => frame.subarray(y * width, (y + 1) * width);
  const differs = (a: Uint8Array, b: Uint8Array): number =>
    a.reduce((sum, value, x) => sum + Math.abs(value - (b[x] ?? 0)), 0);
  const between = Array.from({ length: height - 20 }, (_, y) => differs(line(y + 9), line(y + 10)));
  // The bar moves four pixels from field to field: woven, each line differs from the next by eight pixels of 255.
  expect(Math.max(...between)).toBeLessThan(8 * 255 * 0.5);
  expect(Math.max(...line(45))).toBeGreaterThan(200);
});

test('a still of 48 million pixels takes no more memory than it must, and its colour stays', () => {
  // FFmpeg's scaler rounds by a few levels when 45 pixels become one, as here; at sizes that people export it does not.
  expect(Math.abs(grey(frameOf('large.jpg', 7), 0, 0, 1, 1) - 0xc0)).toBeLessThan(8);
  const runs = recording.runs();
  expect(runs.length).toBeGreaterThan(names.length);
  // Decoded it is 72 MB in 4:2:0, and 144 MB as RGB.
  expect(Math.max(...runs.map(({ mebibytes }) => mebibytes))).toBeLessThan(400);
});
