import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probeMedia } from '../ffmpeg/probe.ts';
import { runFfmpeg } from '../ffmpeg/run.ts';
import { type FfmpegTools, findTools } from '../ffmpeg/tools.ts';
import { makePreview, previewExtension } from './make-preview.ts';

let dir: string;
let tools: FfmpegTools;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'previews-'));
  tools = await findTools({ env: process.env });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const picture = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=25:d=1'];
const tone = ['-f', 'lavfi', '-i', 'sine=f=440:d=1'];

async function preview(name: string, args: readonly string[]) {
  const source = join(dir, name);
  await runFfmpeg(tools, [...args, `file:${source}`]);
  const probe = await probeMedia(tools, source);
  const output = join(dir, `${name}.part`);
  await makePreview({ tools, source, probe, output, fontsDir: dir });
  return { probe, made: await probeMedia(tools, output) };
}

test('HEVC in ten bits with sound becomes H.264 with AAC of the same length', async () => {
  const hevc = ['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le', '-x265-params', 'log-level=none'];
  const { probe, made } = await preview('clip.mp4', [...picture, ...tone, ...hevc, '-c:a', 'mp3', '-f', 'mp4']);
  expect(probe.videoCodec).toBe('hevc');
  expect(made).toMatchObject({ kind: 'video', videoCodec: 'h264', audioCodec: 'aac', width: 320, height: 180 });
  expect(made.seconds).toBeCloseTo(1, 1);
});

test('a silent ProRes clip stays silent', async () => {
  const { made } = await preview('clip.mov', [...picture, '-c:v', 'prores_ks', '-f', 'mov']);
  expect(made).toMatchObject({ videoCodec: 'h264', audioCodec: null });
});

test('a huge still becomes a JPEG that a window draws at once', async () => {
  const { made } = await preview('still.png', ['-f', 'lavfi', '-i', 'color=red:s=3000x2000:d=1', '-frames:v', '1']);
  expect(made).toMatchObject({ kind: 'image', width: 2560, height: 1706, videoCodec: 'mjpeg' });
});

test('sound that Chromium does not know becomes AAC', async () => {
  const { probe, made } = await preview('voice.m4a', [...tone, '-c:a', 'ac3', '-f', 'mp4']);
  expect(probe.kind).toBe('audio');
  expect(previewExtension(probe)).toBe('m4a');
  expect(made).toMatchObject({ kind: 'audio', audioCodec: 'aac' });
});

test('scripts of a run do not stay', async () => {
  expect((await readdir(dir)).filter((name) => /part\./.test(name))).toEqual([]);
});
