import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runFfmpeg } from '../../ffmpeg/run.ts';
import { ffmpeg, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { loopArgs, loopBytes, paletteArgs } from './loop-args.ts';
import { frameStep } from './make-loop.ts';
import { readLoop } from './read-loop.ts';

const tools = await findTools({ env: process.env });

test.each([
  ['30', 12, 3],
  ['24', 12, 2],
  ['25', 12, 3],
  ['60', 15, 4],
  ['30000/1001', 15, 2],
  ['24', null, 1],
  ['24', 60, 1],
] as const)('of a film at %s, at most %s a second: every %i. frame', (rate, most, step) => {
  expect(frameStep(rate, most)).toBe(step);
});

test('GIF and WebP have every third frame, last as long as the film and are smaller than the room asked for', async () => {
  const dir = temporaryFolder();
  ffmpeg(dir, '-f lavfi -i testsrc2=s=160x90:r=30:d=1 -c:v prores_ks -profile:v 3 film.mov');
  const files = { film: join(dir, 'film.mov'), palette: join(dir, 'palette.png'), step: 3 };
  await runFfmpeg(tools, paletteArgs(files.film, 3, files.palette));
  for (const codec of ['gif', 'webp'] as const) {
    const output = join(dir, `loop.${codec}`);
    await runFfmpeg(tools, loopArgs({ codec, quality: 70 }, { ...files, output }));
    expect(await readLoop(tools, output)).toEqual({ width: 160, height: 90, seconds: 1, frames: 10 });
    expect(statSync(output).size).toBeLessThan(loopBytes(codec, 10, { width: 160, height: 90 }));
  }
});
