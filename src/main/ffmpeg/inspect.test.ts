import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RemarkCode } from '../../shared/take.ts';
import { inspectMedia } from './inspect.ts';
import type { Wish } from './inspect-remarks.ts';
import { ffmpeg, h264, temporaryFolder } from './test-media.ts';
import { findTools } from './tools.ts';

const dir = temporaryFolder();
const tools = await findTools({ env: process.env });
const at = (name: string): string => join(dir, name);
const moving = (name: string, source: string) => ffmpeg(dir, `-f lavfi -i testsrc2=${source} ${h264} ${name}`);
const sound = (name: string, filter: string) => ffmpeg(dir, `-f lavfi -i ${filter} -ac 1 -ar 22050 ${name}`);
const empty = 'anullsrc=r=22050:cl=mono';

beforeAll(() => {
  ffmpeg(dir, `-f lavfi -i testsrc2=s=160x90:r=25:d=1 -f lavfi -i sine=d=1 ${h264} -c:a aac clip.mp4`);
  ffmpeg(dir, `-f lavfi -i testsrc2=s=160x90:r=25:d=1 -f lavfi -i ${empty}:d=1 ${h264} -c:a aac hush.mp4`);
  moving('small.mp4', 's=80x44:r=25:d=1');
  moving('square.mp4', 's=160x160:r=25:d=1');
  moving('choppy.mp4', 's=160x90:r=8:d=1');
  ffmpeg(dir, `-f lavfi -i color=black:s=160x90:r=25:d=2 ${h264} dark.mp4`);
  const half = '-f lavfi -i color=black:s=160x90:r=25:d=1 -f lavfi -i testsrc2=s=160x90:r=25:d=2';
  ffmpeg(dir, `${half} -filter_complex concat ${h264} black.mp4`);
  const held = (name: string, before: number, after: number) =>
    ffmpeg(
      dir,
      `-f lavfi -i testsrc2=s=160x90:r=25:d=${before} -vf tpad=stop_mode=clone:stop_duration=${after} ${h264} ${name}`,
    );
  held('frozen.mp4', 1.2, 1.8);
  held('still.mp4', 0.04, 2.96);
  const lit = (name: string, source: string, light: string) =>
    ffmpeg(dir, `-f lavfi -i ${source} -vf eq=brightness='${light}':eval=frame ${h264} ${name}`);
  lit('flicker.mp4', 'testsrc2=s=160x90:r=30:d=2', '0.06*sin(2*PI*9*t)');
  lit('flickers.mp4', 'testsrc2=s=160x90:r=24:d=3', '0.06*sin(2*PI*8*t)*between(t,1,2)');
  lit('pulse.mp4', 'testsrc2=s=160x90:r=25:d=2', '0.2*sin(2*PI*2*t)');
  // Grainy bars, two pixels wide: of samples at every sixth pixel now all are black, now all are white.
  const bars =
    "geq=lum='235*mod(floor(X/2),2)':cb=128:cr=128,loop=50:1,scroll=h=0.0011,trim=end_frame=50,noise=alls=40:allf=t";
  ffmpeg(dir, `-f lavfi -i color=s=960x540:r=25:d=0.04 -vf ${bars} ${h264} pan.mp4`);
  ffmpeg(dir, '-f lavfi -i testsrc2=s=160x90 -frames:v 1 still.png');
  ffmpeg(dir, '-f lavfi -i color=black:s=160x90 -frames:v 1 black.png');
  sound('voice.wav', 'sine=d=1');
  sound('silent.wav', `${empty}:d=1`);
  // `sine` has an amplitude of 1/8, so 18 dB reach full scale and not beyond, and 30 dB are 12 over it.
  sound('clipped.wav', 'sine=d=1:r=22050,volume=30dB,aformat=s16');
  ffmpeg(dir, '-i clipped.wav clipped.m4a');
  sound('full.wav', 'sine=d=1:r=22050,volume=18dB');
  sound('quiet.wav', 'sine=d=1,volume=-25dB');
  const two = (pause: number) => `sine=d=0.5:r=22050,apad=pad_dur=${pause}`;
  ffmpeg(dir, `-f lavfi -i ${two(3)} -f lavfi -i ${two(4)} -filter_complex concat=n=2:v=0:a=1 gap.wav`);
  ffmpeg(dir, `-f lavfi -i ${two(1)} -f lavfi -i ${two(4)} -filter_complex concat=n=2:v=0:a=1 pause.wav`);
  ffmpeg(dir, '-f lavfi -i testsrc2=s=64x36 -frames:v 1 stands.gif');
  ffmpeg(dir, '-i black.mp4 -c copy black.mkv');
  const bytes = readFileSync(at('clip.mp4'));
  for (let byte = 8000; byte < 20_000; byte += 37) bytes[byte] = (bytes[byte] ?? 0) ^ 0x5a;
  writeFileSync(at('flipped.mp4'), bytes);
});

const canvas = { width: 160, height: 90 };
async function inspect(name: string, wish: Partial<Wish> = {}) {
  const role = /wav|m4a/.test(name) ? 'voice' : 'picture';
  const all: Wish = { role, seconds: null, canvas: role === 'picture' ? canvas : null, failTakesThatAre: [], ...wish };
  return inspectMedia(tools, at(name), { wish: all, poster: null });
}

describe('findings', () => {
  test.each<[string, Partial<Wish>, string[]]>([
    ['clip.mp4', { seconds: 1 }, []],
    ['clip.mp4', { seconds: 4 }, ['3.0 s shorter than asked for']],
    ['black.mp4', { seconds: 1 }, ['black for 1.0 s', '2.0 s longer than asked for']],
    ['frozen.mp4', {}, ['frozen for 1.6 s']],
    ['small.mp4', {}, ['only 80×44']],
    ['small.mp4', { canvas: { width: 120, height: 66 } }, []],
    ['small.mp4', { canvas: null }, []],
    ['square.mp4', {}, ['another shape than the film (160×160)']],
    ['choppy.mp4', {}, ['only 8 frames a second']],
    ['hush.mp4', {}, ['its sound is silent']],
    ['flicker.mp4', {}, ['flickers, 9 times a second']],
    ['flickers.mp4', {}, ['flickers for 1.0 s']],
    ['pulse.mp4', {}, []],
    ['pan.mp4', {}, []],
    ['still.png', { seconds: 5 }, []],
    ['still.png', { canvas: { width: 1280, height: 720 } }, ['only 160×90']],
    ['black.png', {}, ['black']],
    ['voice.wav', {}, []],
    ['silent.wav', {}, ['silent']],
    ['clipped.wav', {}, ['clipped sound', 'too loud (2 LUFS)']],
    ['clipped.m4a', {}, ['clipped sound', 'too loud (2 LUFS)']],
    ['full.wav', {}, ['too loud (-1 LUFS)']],
    ['quiet.wav', {}, ['too quiet (-44 LUFS)']],
    ['gap.wav', {}, ['a gap of 3.0 s']],
    // Silence at the end is trimmed away, and a second between two sentences is a pause.
    ['pause.wav', {}, []],
  ])('%s, %j: %j', async (name, wish, texts) => {
    expect((await inspect(name, wish)).remarks.map(({ text }) => text)).toEqual(texts);
  });
});

test.each<[string, RemarkCode[], RemarkCode[]]>([
  ['dark.mp4', ['black'], ['black']],
  ['dark.mp4', ['frozen'], []],
  ['black.mp4', ['black'], []],
  ['still.mp4', ['frozen', 'black'], ['frozen']],
  ['frozen.mp4', ['frozen'], []],
  ['black.png', ['black'], ['black']],
  ['silent.wav', ['silent'], ['silent']],
  ['hush.mp4', ['silent'], ['silent']],
  ['gap.wav', ['silent'], []],
  ['small.mp4', ['small', 'choppy'], ['small']],
  ['clipped.wav', ['clipping'], ['clipping']],
  ['clipped.wav', ['silent'], []],
  ['flickers.mp4', ['flicker'], ['flicker']],
])('%s under the rules %j fails for %j', async (name, failTakesThatAre, codes) => {
  const { remarks } = await inspect(name, { failTakesThatAre });
  expect(remarks.filter(({ severe }) => severe).map(({ code }) => code)).toEqual(codes);
});

test('measures what it finds', async () => {
  expect((await inspect('black.mp4')).measured).toEqual({
    loudnessLufs: null,
    peakDb: null,
    blackSeconds: 1,
    frozenSeconds: 0,
    silentSeconds: 0,
  });
  const { measured } = await inspect('gap.wav');
  expect(measured?.loudnessLufs).toBeCloseTo(-20.5, 0);
  expect(measured?.peakDb).toBeCloseTo(-18, 0);
  expect(measured?.silentSeconds).toBeCloseTo(7, 1);
  expect((await inspect('silent.wav')).measured).toMatchObject({ loudnessLufs: null, peakDb: null, silentSeconds: 1 });
  expect((await inspect('clipped.m4a')).measured?.peakDb).toBeGreaterThan(0);
  expect((await inspect('still.png')).measured).toBeNull();
});

test('refuses a clip that does not decode', async () => {
  await expect(inspect('flipped.mp4')).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringContaining('flipped.mp4'),
  });
});

describe('programs that are started, which hold the engine up', () => {
  const counting = { ...tools, ffmpeg: at('ffmpeg'), ffprobe: at('ffprobe') };
  const started = at('started');
  beforeAll(() => {
    for (const program of ['ffmpeg', 'ffprobe'] as const) {
      const script = `#!/bin/sh\necho ${program} >>'${started}'\nexec '${tools[program]}' "$@"\n`;
      writeFileSync(counting[program], script, { mode: 0o755 });
    }
  });
  const poster = { file: at('poster.jpg'), width: 640 };
  const both = ['ffprobe', 'ffmpeg'];

  test.each<[string, number | null, string[]]>([
    ['clip.mp4', 1, both],
    ['black.mp4', null, both],
    ['still.png', 5, both],
    // Matroska does not give the length of its streams: the one that was wished for helps out.
    ['black.mkv', 3, both],
    ['black.mkv', null, [...both, 'ffmpeg']],
    ['black.mkv', 60, [...both, 'ffmpeg']],
    ['stands.gif', null, [...both, 'ffmpeg']],
  ])('%s, wished for with %s seconds, has a poster by %j', async (name, seconds, programs) => {
    for (const file of [started, poster.file]) rmSync(file, { force: true });
    const wish: Wish = { role: 'picture', seconds, canvas: null, failTakesThatAre: [] };
    expect(await inspectMedia(counting, at(name), { wish, poster })).toMatchObject({ hasPoster: true });
    expect(readFileSync(started, 'utf8').trim().split('\n')).toEqual(programs);
    // Of something that is to be seen: the black beginning would be smaller.
    expect(readFileSync(poster.file).length).toBeGreaterThan(1000);
  });

  test('sound has none', async () => {
    rmSync(poster.file, { force: true });
    const wish: Wish = { role: 'voice', seconds: null, canvas: null, failTakesThatAre: [] };
    expect(await inspectMedia(counting, at('voice.wav'), { wish, poster })).toMatchObject({ hasPoster: false });
    expect(existsSync(poster.file)).toBe(false);
  });
});
