import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { FilmSound } from '../../../shared/sound.ts';
import { frameSample } from '../../../shared/time.ts';
import { ffmpeg, h264 } from '../../ffmpeg/test-media.ts';
import { planMix } from './mix.ts';
import { mixDown } from './mix-down.ts';
import {
  decibels,
  largestStep,
  loudest,
  type SoundScene,
  type SoundStage,
  soundCut,
  soundMusic,
  soundStage,
} from './test-sound.ts';

let stage: SoundStage;

/** One sample of full scale at 0.5 s, all else silent. */
const click = (rate: number): string => `aevalsrc=if(eq(n\\,${rate / 2})\\,0.9\\,0):s=${rate}:d=1`;

beforeAll(async () => {
  stage = await soundStage();
  const make = (args: string): void => ffmpeg(stage.dir, args);
  make(`-f lavfi -i ${click(48_000)} -c:a pcm_s16le click.wav`);
  make(`-f lavfi -i ${click(44_100)} -c:a pcm_f32le click-44.wav`);
  make(`-f lavfi -i ${click(22_050)} -c:a pcm_s16le click-22.wav`);
  make(`-f lavfi -i ${click(48_000)} -af pan=5.1|FL=c0|FR=c0 -c:a pcm_s24le click-51.wav`);
  make(`-f lavfi -i color=s=32x32:r=25:d=1 -f lavfi -i ${click(48_000)} ${h264} -c:a pcm_s16le click.mov`);
  make('-f lavfi -i aevalsrc=1:s=48000:d=1 -c:a pcm_f32le dc.wav');
  make('-f lavfi -i aevalsrc=1:s=48000:d=3 -c:a pcm_f32le dc-3.wav');
  make('-f lavfi -i aevalsrc=sin(2*PI*440*t+1):s=48000:d=1 -ac 2 -c:a pcm_f32le sine.wav');
  make('-f lavfi -i aevalsrc=0.001*random(0):s=48000:d=1 -c:a pcm_f32le whisper.wav');
  make(
    `-f lavfi -i color=s=32x32:r=25:d=1 -itsoffset 0.4 -f lavfi -i aevalsrc=1:s=48000:d=0.3 ${h264} -c:a pcm_f32le late.mov`,
  );
  make(`-f lavfi -i color=s=32x32:r=25:d=1 -f lavfi -i aevalsrc=1:s=48000:d=0.7 ${h264} -c:a pcm_f32le short.mov`);
  make('-f lavfi -i aevalsrc=1:s=48000:d=0.5 -c:a pcm_f32le short.wav');
});

/** The left channel of the raw mix. */
async function mixOf(scenes: readonly SoundScene[], sound: Partial<FilmSound> = {}): Promise<Float32Array> {
  const plan = planMix(soundCut(stage, scenes, sound), { codec: 'aac', kbps: 192 });
  const raw = join(stage.dir, `${crypto.randomUUID()}.f32`);
  await mixDown(plan, raw, stage.context);
  const bytes = await readFile(raw);
  expect(bytes.length).toBe(plan.samples * 8);
  const stereo = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  return stereo.filter((_, index) => index % 2 === 0);
}

/** Where the mix is louder than `threshold` and than its neighbours. */
function peaks(samples: Float32Array, threshold = 0.2): number[] {
  const size = (at: number): number => Math.abs(samples[at] ?? 0);
  const found: number[] = [];
  for (let at = 0; at < samples.length; at += 1) {
    if (size(at) > threshold && size(at) >= size(at - 1) && size(at) > size(at + 1)) found.push(at);
  }
  return found;
}

test('every narration lands on its sample, whatever its rate, format and channels', async () => {
  const files = ['click.wav', 'click-44.wav', 'click-22.wav', 'click-51.wav'];
  const scenes = files.map((file): SoundScene => ({ voice: [file, 1], scene: { seconds: 2 } }));
  // A narration begins six frames into its scene.
  const at = (scene: number): number => scene * 2 * 48_000 + 6 * 1920 + 24_000;
  expect(peaks(await mixOf(scenes))).toEqual([at(0), at(1), at(2), at(3)]);
});

test('so does the sound of clips, cut by trims, looped and from the middle of a crossfade', async () => {
  const clip = ['click.mov', 1] as const;
  const scenes: SoundScene[] = [
    { clip, scene: { seconds: 1, join: { kind: 'crossfade', seconds: 0.4 } } },
    { clip, scene: { seconds: 1, trim: { start: 0.28, end: null }, reach: 'hold' } },
    { clip, scene: { seconds: 1, trim: { start: 0.4, end: 0.6 }, reach: 'loop' } },
  ];
  const starts = [0, 0.6, 1.6].map((seconds) => seconds * 48_000);
  const [one = 0, two = 0, three = 0] = starts;
  const rounds = [0, 1, 2, 3, 4].map((round) => three + (0.1 + round * 0.2) * 48_000);
  expect(peaks(await mixOf(scenes))).toEqual([one + 24_000, two + 0.22 * 48_000, ...rounds].map(Math.round));
});

test.each([
  ['m4a', '-c:a aac'],
  ['mp3', '-c:a libmp3lame'],
  ['ogg', '-c:a libopus'],
])('what %s encoders put in front is not heard', async (ending, codec) => {
  ffmpeg(stage.dir, `-f lavfi -i ${click(48_000)} ${codec} -b:a 192k coded.${ending}`);
  const mix = await mixOf([{ voice: [`coded.${ending}`, 1] }]);
  expect(loudest(mix)).toBe(6 * 1920 + 24_000);
});

test('a trim deep inside a long recording is cut to the sample', async () => {
  ffmpeg(
    stage.dir,
    `-f lavfi -i color=s=32x32:r=25:d=9 -f lavfi -i aevalsrc=if(eq(n\\,396000)\\,0.9\\,0):s=48000:d=9 ${h264} -c:a pcm_s16le long.mov`,
  );
  const scenes: SoundScene[] = [{ clip: ['long.mov', 9], scene: { seconds: 2, trim: { start: 7.12, end: null } } }];
  expect(peaks(await mixOf(scenes))).toEqual([396_000 - 7.12 * 48_000]);
});

test('60 scenes do not drift by a sample, at a rate whose frames are no whole samples', async () => {
  ffmpeg(stage.dir, '-f lavfi -i aevalsrc=if(eq(n\\,4800)\\,0.9\\,0):s=48000:d=0.2 tick.wav');
  const voice = ['tick.wav', 0.2] as const;
  const cut = soundCut(
    stage,
    Array(60).fill({ voice, scene: { join: { kind: 'crossfade', seconds: 0.2 } } }),
    {},
    '30000/1001',
  );
  const plan = planMix(cut, { codec: 'aac', kbps: 192 });
  const raw = join(stage.dir, 'drift.f32');
  await mixDown(plan, raw, stage.context);
  const bytes = await readFile(raw);
  const stereo = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const expected = cut.scenes.map(({ voice: slot }) => frameSample(slot?.start ?? 0, '30000/1001', 48_000) + 4800);
  expect(peaks(stereo.filter((_, index) => index % 2 === 0))).toEqual(expected);
});

test.each([
  ['mp3', '-c:a libmp3lame -q:a 4'],
  ['m4a', '-c:a aac -b:a 192k'],
  ['aac', '-c:a aac -b:a 192k'],
  ['ogg', '-c:a libopus -b:a 192k'],
  ['flac', '-c:a flac'],
])('music as %s begins at the sample that was asked for', async (ending, codec) => {
  const source = 'aevalsrc=if(eq(n\\,144000)\\,0.9\\,0.01*random(0)*sin(t)):s=48000:d=4';
  ffmpeg(stage.dir, `-f lavfi -i ${source} ${codec} from.${ending}`);
  const bed = { startAt: 2.5, gainDb: 0, fadeIn: 0, fadeOut: 0 };
  const mix = await mixOf([{ scene: { seconds: 1 } }], { music: soundMusic(`from.${ending}`, 4, bed) });
  // A bare AAC stream does not tell how much its encoder put in front, so players begin with it too.
  expect(loudest(mix)).toBe(ending === 'aac' ? 24_000 + 1024 : 24_000);
});

test('sound that starts later than its picture keeps its place', async () => {
  const mix = await mixOf([{ clip: ['late.mov', 1], scene: { seconds: 1 } }]);
  expect([mix.findIndex((value) => value !== 0), mix.findLastIndex((value) => value !== 0)]).toEqual([19_200, 33_599]);
});

test('one channel is as loud on both sides as two, also among many', async () => {
  ffmpeg(stage.dir, '-f lavfi -i aevalsrc=1|1:s=48000:d=1 -c:a pcm_f32le dc-stereo.wav');
  ffmpeg(stage.dir, '-f lavfi -i aevalsrc=1:s=44100:d=1 dc.flac');
  const scenes = ['dc.wav', 'dc-stereo.wav', 'dc.flac'].map(
    (file): SoundScene => ({ voice: [file, 1], scene: { seconds: 2 } }),
  );
  const mix = await mixOf(scenes);
  for (const from of [0.5, 2.5, 4.5]) expect(decibels(mix, from, from + 0.5)).toBeCloseTo(0, 1);
});

const fadeStep = 1 / 240;

test('full level begins, ends, meets and loops without a click', async () => {
  const scenes: SoundScene[] = [
    { voice: ['dc.wav', 1] },
    { voice: ['short.wav', 1] },
    { clip: ['short.mov', 1], scene: { seconds: 1 } },
    { clip: ['short.mov', 1], scene: { seconds: 2.5, reach: 'loop' } },
    {
      clip: ['late.mov', 1],
      scene: { seconds: 1, trim: { start: 0.5, end: null }, join: { kind: 'wipe', seconds: 0.3 } },
    },
    { voice: ['dc.wav', 1] },
  ];
  const mix = await mixOf(scenes);
  expect(decibels(mix, 0.5, 1)).toBeCloseTo(0, 1);
  expect(largestStep(mix)).toBeLessThanOrEqual(fadeStep * 1.01);
});

test('a tone of full scale is never stepped on either', async () => {
  const scenes: SoundScene[] = [
    { voice: ['sine.wav', 1], scene: { join: { kind: 'crossfade', seconds: 0.4 } } },
    { voice: ['sine.wav', 1] },
  ];
  const slope = (2 * Math.PI * 440) / 48_000;
  expect(largestStep(await mixOf(scenes))).toBeLessThan(slope + fadeStep * 1.01);
});

test('music goes round without a click and without a dip', async () => {
  const bed = { gainDb: 0, fadeIn: 0, fadeOut: 0, startAt: 0.25 };
  const mix = await mixOf([{ scene: { seconds: 6 } }], { music: soundMusic('dc.wav', 1, bed) });
  expect(largestStep(mix)).toBeLessThanOrEqual(fadeStep * 1.01);
  const inside = mix.subarray(0.1 * 48_000, 5.9 * 48_000);
  const full = inside[0] ?? 0;
  expect(inside.every((value) => Math.abs(value - full) < 1e-4)).toBe(true);
});

test('music that is over before the film ends without a click', async () => {
  const bed = { gainDb: 0, fadeIn: 0, fadeOut: 0, loop: false };
  const mix = await mixOf([{ scene: { seconds: 2 } }], { music: soundMusic('dc.wav', 1, bed) });
  expect(decibels(mix, 1.01, 2)).toBe(Number.NEGATIVE_INFINITY);
  expect(largestStep(mix)).toBeLessThanOrEqual(fadeStep * 1.01);
});

test('music steps back under speech by what was asked for, and only there', async () => {
  const scenes: SoundScene[] = [
    { scene: { seconds: 1.4 } },
    { voice: ['whisper.wav', 1] },
    { voice: ['whisper.wav', 1] },
    { scene: { seconds: 3 } },
  ];
  const bed = { gainDb: -6, duckDb: -15, fadeIn: 0, fadeOut: 0 };
  const mix = await mixOf(scenes, { music: soundMusic('dc-3.wav', 3, bed) });
  const full = decibels(mix, 0.1, 1.3);
  const [first, last] = [1.4 + 0.24, 1.4 + 1.6 * 2 - 0.36];
  // The gap between the two stays down.
  for (const from of [first, (first + last) / 2 - 0.2, last - 0.4]) {
    expect(decibels(mix, from, from + 0.4) - full).toBeCloseTo(-15, 1);
  }
  expect(decibels(mix, last + 0.65, last + 1.6) - full).toBeCloseTo(0, 1);
});

test.each([0.25, 0.5, 2, 4])('at speed %f the pitch stays', async (speed) => {
  ffmpeg(
    stage.dir,
    `-f lavfi -i color=s=32x32:r=25:d=4 -f lavfi -i sine=f=440:r=48000:d=4 ${h264} -c:a pcm_s16le tone.mov`,
  );
  const seconds = Math.min(2, 4 / speed);
  const mix = await mixOf([{ clip: ['tone.mov', 4], scene: { seconds, speed, trim: { start: 0.4, end: null } } }]);
  const window = mix.subarray(0.1 * 48_000, (seconds - 0.3) * 48_000);
  let crossings = 0;
  for (let at = 1; at < window.length; at += 1) if ((window[at - 1] ?? 0) < 0 && (window[at] ?? 0) >= 0) crossings += 1;
  expect((crossings / window.length) * 48_000).toBeCloseTo(440, -1.2);
});

test('a damaged recording is told by its scene, among many', async () => {
  await writeFile(join(stage.dir, 'broken.wav'), (await readFile(join(stage.dir, 'click.wav'))).subarray(0, 30));
  const scenes: SoundScene[] = [{ voice: ['click.wav', 1] }, { voice: ['broken.wav', 1], scene: { title: 'Harbour' } }];
  await expect(mixOf(scenes)).rejects.toMatchObject({
    code: 'damaged',
    message: expect.stringContaining('The sound of the narration of scene 2, Harbour cannot be used'),
    details: { takeId: expect.stringMatching(/^tk_/) },
  });
});
