import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FfmpegProgress } from './progress.ts';
import { runFfmpeg } from './run.ts';
import { temporaryFolder } from './test-media.ts';
import { findTools } from './tools.ts';

const tools = await findTools({ env: process.env });
const picture = (seconds: number): string[] => ['-f', 'lavfi', '-i', `testsrc2=s=64x36:r=25:d=${seconds}`];

test('writes the file, reports frames and gives the log', async () => {
  const out = join(temporaryFolder(), '-é %03d.mp4');
  const seen: FfmpegProgress[] = [];
  const { log } = await runFfmpeg(tools, [...picture(1), `file:${out}`], { onProgress: (p) => seen.push(p) });
  expect(existsSync(out)).toBe(true);
  expect(seen.at(-1)?.frame).toBe(25);
  expect(log).toContain('h264');
});

test('is stopped by its signal, and does not start after it', async () => {
  const stop = new AbortController();
  // `-re` plays in real time, so that there is something to stop.
  const run = runFfmpeg(tools, ['-re', ...picture(60), '-f', 'null', '-'], {
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  await expect(run).rejects.toMatchObject({ code: 'cancelled' });
  await expect(runFfmpeg(tools, [], { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' });
});

test.skipIf(process.platform === 'win32')('gives way to others when asked to', async () => {
  const ffmpeg = join(temporaryFolder(), 'ffmpeg');
  writeFileSync(ffmpeg, '#!/bin/sh\nsleep 0.3\nnice >&2\n', { mode: 0o755 });
  const niceness = async (aside: boolean) => Number((await runFfmpeg({ ...tools, ffmpeg }, [], { aside })).log);
  const [usual, aside] = [await niceness(false), await niceness(true)];
  expect(aside).toBeGreaterThan(usual);
});

test.each([
  ['disk-full', ['-f', 'rawvideo', 'file:/dev/full']],
  ['not-writable', ['file:/nowhere/at/all.mp4']],
  ['missing-tool', ['-vf', 'nosuchfilter', '-f', 'null', '-']],
  ['internal', ['-nosuchoption', 'x', '-f', 'null', '-']],
])('fails with %s', async (code, args) => {
  await expect(runFfmpeg(tools, [...picture(1), ...args])).rejects.toMatchObject({ code });
});

test('says when the program is gone', async () => {
  const gone = { ...tools, ffmpeg: '/nowhere/ffmpeg' };
  await expect(runFfmpeg(gone, [])).rejects.toMatchObject({ code: 'missing-tool' });
});
