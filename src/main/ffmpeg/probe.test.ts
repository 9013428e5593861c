import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { makePoster } from './poster.ts';
import { probeMedia } from './probe.ts';
import { addExifRotation, cutShort, ffmpeg, h264, temporaryFolder } from './test-media.ts';
import { findTools } from './tools.ts';

const dir = temporaryFolder();
const tools = await findTools({ env: process.env });
const at = (name: string): string => join(dir, name);
const nasty = "it's 100%03d: é";

beforeAll(() => {
  ffmpeg(dir, `-f lavfi -i testsrc2=s=160x90:r=25:d=1 -f lavfi -i sine=d=1 ${h264} -c:a aac -shortest clip.mp4`);
  ffmpeg(dir, '-i clip.mp4 -metadata:s:v rotate=90 -c copy rotated.mp4');
  ffmpeg(dir, '-i clip.mp4 -c copy -movflags +faststart front.mp4');
  ffmpeg(dir, `-f lavfi -i testsrc2=s=72x58:r=25:d=1 -vf setsar=16/11 ${h264} oblong.mp4`);
  ffmpeg(dir, '-f lavfi -i testsrc=s=161x91 -frames:v 1 still.png');
  ffmpeg(dir, '-f lavfi -i testsrc2=s=160x90 -frames:v 1 still.jpg');
  ffmpeg(dir, '-f lavfi -i testsrc2=s=64x36:r=5:d=1 moves.gif');
  ffmpeg(dir, '-f lavfi -i testsrc2=s=64x36 -frames:v 1 stands.gif');
  ffmpeg(dir, '-f lavfi -i testsrc2=s=64x36:r=5:d=1 -c:v libwebp_anim moves.webp');
  ffmpeg(dir, '-f lavfi -i sine=d=1.5:r=22050 -ac 1 voice.wav');
  ffmpeg(dir, '-i voice.wav -i still.jpg -map 0 -map 1 -c:v copy -disposition:v attached_pic cover.mp3');
  ffmpeg(
    dir,
    `-f lavfi -i color=black:s=64x36:r=25:d=1 -f lavfi -i testsrc2=s=64x36:r=25:d=2 -filter_complex concat ${h264} black.mp4`,
  );
  ffmpeg(dir, '-f lavfi -i color=s=16x16:r=1000:d=30 -c:v mpeg4 long.mp4');
  addExifRotation(at('still.jpg'), at('phone.jpg'));
  cutShort(at('front.mp4'), at('cut.mp4'), 0.6);
  cutShort(at('clip.mp4'), at('headless.mp4'), 0.5);
  writeFileSync(at('empty.mp4'), '');
  writeFileSync(at('list.mp4'), `#EXTM3U\n#EXTINF:1,\nfile://${at('clip.mp4')}\n`);
  mkdirSync(at(nasty));
  copyFileSync(at('clip.mp4'), join(at(nasty), '-clip.mp4'));
  const wav = readFileSync(at('voice.wav'));
  // As speech servers stream it: lengths that were not known yet.
  wav.fill(0xff, 4, 8).fill(0xff, wav.indexOf('data') + 4, wav.indexOf('data') + 8);
  writeFileSync(at('streamed.wav'), wav);
});

const clip = { kind: 'video', seconds: 1, width: 160, height: 90, fps: 25, videoCodec: 'h264', audioCodec: 'aac' };
const image = { kind: 'image', seconds: null, fps: null, audioCodec: null };
const sound = { kind: 'audio', seconds: 1.5, width: null, height: null, fps: null, videoCodec: null };

test.each<[string, object]>([
  ['clip.mp4', clip],
  [`${nasty}/-clip.mp4`, clip],
  ['rotated.mp4', { ...clip, width: 90, height: 160 }],
  ['oblong.mp4', { kind: 'video', width: 105, height: 58 }],
  // A list of packets that is longer than what is kept of a log.
  ['long.mp4', { kind: 'video', seconds: expect.closeTo(30, 6), width: 16, height: 16, fps: 1000 }],
  ['still.png', { ...image, width: 161, height: 91, videoCodec: 'png' }],
  ['still.jpg', { ...image, width: 160, height: 90, videoCodec: 'mjpeg' }],
  ['phone.jpg', { ...image, width: 90, height: 160, videoCodec: 'mjpeg' }],
  ['moves.gif', { kind: 'video', seconds: 1, fps: 5 }],
  ['stands.gif', { ...image, width: 64, height: 36 }],
  ['voice.wav', { ...sound, audioCodec: 'pcm_s16le' }],
  ['streamed.wav', { ...sound, audioCodec: 'pcm_s16le' }],
  ['cover.mp3', { ...sound, seconds: expect.closeTo(1.5, 1), audioCodec: 'mp3' }],
])('%s', async (name, expected) => {
  expect(await probeMedia(tools, at(name))).toMatchObject(expected);
});

test.each([
  ['empty.mp4', 'damaged'],
  ['cut.mp4', 'damaged'],
  ['headless.mp4', 'damaged'],
  ['list.mp4', 'unsupported'],
  ['moves.webp', 'unsupported'],
  ['gone.mp4', 'not-found'],
])('%s is refused as %s', async (name, code) => {
  await expect(probeMedia(tools, at(name))).rejects.toMatchObject({ code, message: expect.stringContaining(name) });
});

test('a poster is a small upright JPEG, not the black beginning; sound has none', async () => {
  const poster = at('poster.jpg');
  const make = async (name: string, width: number): Promise<boolean> =>
    makePoster(tools, at(name), await probeMedia(tools, at(name)), poster, { width });
  expect(await make('rotated.mp4', 60)).toBe(true);
  expect(await probeMedia(tools, poster)).toMatchObject({ kind: 'image', width: 60, height: 106 });
  await make('black.mp4', 480);
  expect(await probeMedia(tools, poster)).toMatchObject({ width: 64, height: 36 });
  expect(readFileSync(poster).length).toBeGreaterThan(1000);
  expect(await make('voice.wav', 480)).toBe(false);
});

/** Programs that die by a signal in the middle of their work, having complained about the file. */
function dying(name: string): string {
  const path = at(name);
  writeFileSync(path, '#!/bin/sh\necho "clip.mp4: Invalid data found when processing input" >&2\nkill -KILL $$\n', {
    mode: 0o755,
  });
  return path;
}

test.runIf(process.platform !== 'win32').each([['ffprobe'], ['ffmpeg']] as const)(
  'a file is not damaged because %s was killed',
  async (name) => {
    await expect(probeMedia({ ...tools, [name]: dying(name) }, at('clip.mp4'))).rejects.toMatchObject({
      code: 'missing-tool',
      message: expect.stringContaining('SIGKILL'),
    });
  },
);
