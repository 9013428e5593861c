import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { captionScript } from '../../../shared/ass.ts';
import type { CaptionStyleId } from '../../../shared/film.ts';
import { filter } from '../../ffmpeg/filter-text.ts';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { fontsDir } from './test-drawing.ts';
import { drawWords } from './words-filter.ts';

const canvas = { width: 480, height: 270, aspect: '16:9', fps: '30000/1001', pixelFormat: 'yuv420p' } as const;
const frames = 40;
/** With a gap before, between and after, and one that began before the stretch. */
const captions = [
  { text: 'From before', start: -9, end: 3 },
  { text: 'Nobody noticed the boat until it had already reached the middle,', start: 7, end: 19 },
  { text: 'اشترى أحمد جهاز iPhone 15', start: 19, end: 33 },
];

async function drawn(filters: string, script: string, dir: string): Promise<Uint8Array> {
  const tools = await findTools({ env: process.env });
  await writeFile(join(dir, 'words.ass'), script);
  const source = `testsrc2=s=${canvas.width}x${canvas.height}:r=${canvas.fps},format=yuv420p`;
  const out = join(dir, 'frames.yuv');
  const graph = `[0:v]null,${filters},null[out]`;
  await runFfmpeg(tools, [
    ...['-f', 'lavfi', '-i', source, '-filter_complex', graph, '-map', '[out]'],
    ...['-frames:v', String(frames), '-pix_fmt', 'yuv420p', '-f', 'rawvideo', out],
  ]);
  return readFile(out);
}

test.each<CaptionStyleId>(['plain', 'box', 'bold', 'quiet'])(
  '%s captions on a band are those that ass draws, in every frame',
  async (style) => {
    const dir = await mkdtemp(join(tmpdir(), "word's, [band]-"));
    try {
      const files = { script: join(dir, 'words.ass'), fontsDir };
      const words = drawWords({ captions, titles: [], frames }, canvas, style, files);
      expect(words.filters).toContain('overlay');
      const band = await drawn(words.filters, words.script, dir);
      const ass = filter('ass', { filename: files.script, fontsdir: fontsDir });
      const direct = await drawn(ass, captionScript(captions, [], canvas, style), dir);
      const bare = await drawn('null', '', dir);
      expect(band.length).toBe(frames * canvas.width * canvas.height * 1.5);
      const difference = (one: Uint8Array, other: Uint8Array): { most: number; mean: number } => {
        let [most, sum] = [0, 0];
        for (let at = 0; at < one.length; at += 1) {
          const by = Math.abs((one[at] ?? 0) - (other[at] ?? 0));
          [most, sum] = [Math.max(most, by), sum + by];
        }
        return { most, mean: sum / one.length };
      };
      const { most, mean } = difference(band, direct);
      // The thinnest rims of soft edges are rounded once more.
      expect(most).toBeLessThanOrEqual(12);
      expect(mean).toBeLessThan(difference(direct, bare).mean / 30);
    } finally {
      await rm(dir, { recursive: true });
    }
  },
);

test('titles, deep colour and restless captions are drawn by ass itself', () => {
  const files = { script: 'words.ass', fontsDir };
  const plain = { captions, titles: [], frames };
  const restless = Array.from({ length: 70 }, (_, at) => ({ text: 'a', start: at, end: at + 1 }));
  const titles = [{ text: 'One', place: 'top', start: 0, end: 9 } as const];
  for (const drawing of [
    drawWords({ ...plain, titles }, canvas, 'plain', files),
    drawWords(plain, { ...canvas, pixelFormat: 'yuv422p10le' }, 'plain', files),
    drawWords({ captions: restless, titles: [], frames: 70 }, canvas, 'plain', files),
  ])
    expect(drawing.filters).toBe(filter('ass', { filename: 'words.ass', fontsdir: fontsDir }));
});
