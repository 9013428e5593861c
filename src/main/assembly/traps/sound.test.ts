import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { channelOf, level, loudnessOf, onset, sharpest, streamOf } from './look-at-film.ts';
import { makeTrapMedia } from './make-trap-media.ts';
import { type Exported, exportTraps, type TrapScene, trapFilm } from './trap-film.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();
const perFrame = 1600;
let film: Exported;
let channels: readonly [Float32Array, Float32Array];

const clip = (name: string, rest: Partial<TrapScene> = {}): TrapScene => ({
  ...{ title: name, picture: join(media, name), seconds: 1 },
  ...rest,
});
const says = (name: string): Partial<TrapScene> => ({ narration: 'Hello there.', voiced: join(media, name) });
const fade: TrapScene['join'] = { kind: 'crossfade', seconds: 0.3 };

const names = [
  'mono.mp4',
  'stereo44.mp4',
  'surround.mp4',
  'silent.mp4',
  'short-sound.mp4',
  'voice.wav',
  'voice22.wav',
  'voice44.mp3',
];

const scenes = [
  clip('mono.mp4'),
  clip('stereo44.mp4'),
  clip('surround.mp4', { join: fade }),
  clip('mono.mp4', { seconds: 1.7 }),
  clip('silent.mp4'),
  clip('short-sound.mp4'),
  clip('silent.mp4', { seconds: 1.37, ...says('voice.wav'), join: fade }),
  clip('silent.mp4', { seconds: 1.37, ...says('voice22.wav') }),
  clip('silent.mp4', { seconds: 1.37, ...says('voice44.mp3') }),
];

beforeAll(async () => {
  await makeTrapMedia(media, names);
  film = await exportTraps(await trapFilm(tools, scenes), tools, temporaryFolder());
  channels = [channelOf(film.file, 0), channelOf(film.file, 1)];
});

/** Level of a stretch of scene `index`, in parts of its length, left and right. */
function levels(index: number, from: number, to: number): number[] {
  const { start = 0, frames = 0 } = film.cut.scenes[index] ?? {};
  const at = (part: number): number => (start + part * frames) * perFrame;
  return channels.map((channel) => level(channel, at(from), at(to)));
}

test('sound is as long as the picture; what the last frame of AAC has to spare is not to be played', () => {
  const [picture, sound] = [streamOf(film.file, 'v'), streamOf(film.file, 'a')];
  expect(Math.abs(Number(picture.duration) - film.cut.frames / 30)).toBeLessThan(1e-4);
  expect(Math.abs(Number(sound.duration) - film.cut.frames / 30)).toBeLessThan(1e-3);
  for (const { length } of channels) expect(length - film.cut.frames * perFrame).toBeLessThan(1024);
  for (const { length } of channels) expect(length).toBeGreaterThanOrEqual(film.cut.frames * perFrame);
  expect(sound).toMatchObject({ codec_name: 'aac', sample_rate: '48000', channels: 2 });
});

test('mono, stereo at 44.1 kHz and 5.1 are all heard in the middle, about as loud', () => {
  const [mono = 0] = levels(0, 0.3, 0.7);
  for (const index of [0, 1, 2]) {
    const [left = 0, right = 0] = levels(index, 0.3, 0.6);
    expect(Math.abs(left - right)).toBeLessThan(0.2);
    expect(Math.abs(left - mono)).toBeLessThan(6.5);
  }
});

test('where a clip has no sound, and after the end of a short one, there is silence', () => {
  for (const loud of [...levels(4, 0.1, 0.9), ...levels(5, 0.6, 0.95)]) expect(loud).toBeLessThan(-70);
  for (const loud of levels(5, 0.1, 0.3)) expect(loud).toBeGreaterThan(-40);
});

test('nothing clicks, at no join of scenes, rounds or fades', () => {
  for (const channel of channels) {
    const peak = channel.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    const { at, bend } = sharpest(channel);
    // A sine of 440 Hz bends by 0.3 % of its height between samples; a step of a tenth of the height is a click.
    expect(bend / peak, `at frame ${at / perFrame}`).toBeLessThan(0.05);
  }
});

test('every narration begins at its frame, to the millisecond, whatever it was recorded with', () => {
  for (const index of [6, 7, 8]) {
    const { voice } = film.cut.scenes[index] ?? {};
    const from = (voice?.start ?? 0) * perFrame;
    const heard = onset(channels[0], from - 4800, 0.02) - from;
    // MP3 has a delay of its own, which its file does not always tell.
    const late = index === 8 ? 1500 : 200;
    expect(heard, `scene ${index}`).toBeGreaterThan(-100);
    expect(heard, `scene ${index}`).toBeLessThan(late);
  }
});

test('the film is as loud as it was asked to be', () => {
  expect(Math.abs(loudnessOf(film.file) + 14)).toBeLessThan(0.7);
});
