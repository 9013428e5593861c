import { readdirSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ffmpeg, h264, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { type RenderCut, renderCut } from './render-cut.ts';
import { type TestFilm, type TestScene, testFilm } from './test-film.ts';
import { testOrder } from './test-order.ts';

const tools = await findTools({ env: process.env });
const dir = temporaryFolder();
const order = (film: TestFilm, name: string, changes: Partial<RenderCut> = {}): RenderCut =>
  testOrder(tools, dir, film, name, { sound: null, ...changes });

const scenes: TestScene[] = [
  { picture: 'clip.mp4', seconds: 0.8, join: { kind: 'crossfade', seconds: 0.2 } },
  { picture: 'still.png', seconds: 0.8, join: { kind: 'slide', seconds: 0.2 } },
  { picture: 'clip.mp4', seconds: 0.6 },
];

beforeAll(() => {
  ffmpeg(dir, `-f lavfi -i testsrc2=s=320x180:r=24:d=1 ${h264} clip.mp4`);
  ffmpeg(dir, '-f lavfi -i mandelbrot=s=400x300 -frames:v 1 still.png');
});

/** The cached pieces of so many frames, and their records. */
function piecesOf(cacheDir: string, frames: number): string[] {
  const records = readdirSync(cacheDir).filter((name) => /^[0-9a-f]{64}\.json$/.test(name));
  const found = records.filter((name) => JSON.parse(readFileSync(join(cacheDir, name), 'utf8')).frames === frames);
  return found.map((name) => join(cacheDir, name.replace('.json', '.mp4')));
}

test('the same film is the same file, byte for byte, also when joins or bodies are made anew', async () => {
  const film = await testFilm(tools, dir, scenes);
  const wish = order(film, 'first');
  expect(await renderCut(wish)).toMatchObject({ rendered: 5, reused: 0, frames: film.cut.frames });
  const bytes = readFileSync(wish.output);
  await renderCut(order(film, 'second'));
  expect(readFileSync(order(film, 'second').output).equals(bytes)).toBe(true);

  // The joins, of which the frames now come without their scenes' bodies; and a body that a crash cut short.
  const joins = piecesOf(wish.cacheDir, 6);
  const [body = ''] = piecesOf(wish.cacheDir, 12);
  expect(joins).toHaveLength(2);
  for (const piece of joins) rmSync(piece);
  truncateSync(body, statSync(body).size - 10);
  expect(await renderCut(wish)).toMatchObject({ rendered: 3, reused: 2 });
  expect(readFileSync(wish.output).equals(bytes)).toBe(true);
  expect(await renderCut(wish)).toMatchObject({ rendered: 0, reused: 5 });
});

test('only what the film needs stays where there is no room for more', async () => {
  const [before, after] = [await testFilm(tools, dir, scenes.slice(1, 2)), await testFilm(tools, dir, scenes.slice(2))];
  await renderCut(order(before, 'small', { cacheBytes: 1 }));
  await renderCut(order(after, 'small', { cacheBytes: 1 }));
  expect(readdirSync(order(after, 'small').cacheDir).filter((name) => name.endsWith('.mp4'))).toHaveLength(1);
});
