import { execFileSync } from 'node:child_process';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ffmpeg, h264 } from '../../ffmpeg/test-media.ts';
import { planMix, type SoundEncoding } from './mix.ts';
import { isMixCached, renderMix } from './render-mix.ts';
import {
  decibels,
  heard,
  loudest,
  type SoundScene,
  type SoundStage,
  soundCut,
  soundMusic,
  soundStage,
} from './test-sound.ts';

let stage: SoundStage;

const aac: SoundEncoding = { codec: 'aac', kbps: 192 };
const pcm: SoundEncoding = { codec: 'pcm', kbps: null };
const mp3: SoundEncoding = { codec: 'mp3', kbps: 192 };
const click = 'aevalsrc=if(eq(n\\,24000)\\,0.9\\,0):s=48000:d=1';

beforeAll(async () => {
  stage = await soundStage();
  const make = (args: string): void => ffmpeg(stage.dir, args);
  make(`-f lavfi -i ${click} -c:a pcm_s16le click.wav`);
  make('-f lavfi -i anoisesrc=d=2:r=48000:a=1:c=white:s=1 -af volume=6dB -c:a pcm_s16le loud.wav');
  make('-f lavfi -i anoisesrc=d=2:r=44100:a=0.06:c=pink:s=2 -c:a pcm_f32le quiet.wav');
  make(
    '-f lavfi -i anoisesrc=d=4:r=48000:a=1:c=pink:s=3 -af volume=if(lt(mod(t\\,2)\\,0.12)\\,1\\,0.06):eval=frame -c:a pcm_f32le dynamic.wav',
  );
});

const plan = (scenes: readonly SoundScene[], encoding: SoundEncoding, loudnessLufs = -14) =>
  planMix(soundCut(stage, scenes, { loudnessLufs }), encoding);

/** Integrated loudness and true peak by loudnorm, whose meter is another one than the studio's. */
function byLoudnorm(file: string): { lufs: number; truePeakDb: number } {
  const args = ['-hide_banner', '-i', file, '-af', 'loudnorm=print_format=json', '-f', 'null', '-'];
  const log = execFileSync('sh', ['-c', 'exec ffmpeg "$@" 2>&1', 'sh', ...args]).toString();
  const figure = (name: string): number => Number(new RegExp(`"${name}" : "(\\S+)"`).exec(log)?.[1]);
  return { lufs: figure('input_i'), truePeakDb: figure('input_tp') };
}

test.each([
  ['loud.wav', 2, -14],
  ['loud.wav', 2, -23],
  ['quiet.wav', 2, -14],
  ['dynamic.wav', 4, -14],
  ['dynamic.wav', 4, -23],
] as const)('%s of %d s comes out at %d LUFS, no peak above -1 dBTP', async (file, seconds, target) => {
  const { file: mix, measured } = await renderMix(plan([{ voice: [file, seconds] }], aac, target), stage.context);
  const other = byLoudnorm(mix);
  expect(Math.abs((measured.lufs ?? 0) - target)).toBeLessThanOrEqual(0.5);
  expect(Math.abs(other.lufs - (measured.lufs ?? 0))).toBeLessThanOrEqual(0.5);
  expect(measured.truePeakDb).toBeLessThanOrEqual(-1);
  expect(other.truePeakDb).toBeLessThanOrEqual(-0.9);
});

test.each<[SoundEncoding, string]>([
  [aac, 'm4a'],
  [mp3, 'mp3'],
  [pcm, 'wav'],
])('%o: exactly as long as the film, every sound in its place, the same bytes again', async (encoding, extension) => {
  const made = plan([{ voice: ['click.wav', 1] }, { scene: { seconds: 1.36 } }], encoding);
  const { file, demuxer } = await renderMix(made, stage.context);
  expect(file.endsWith(`.${extension}`)).toBe(true);
  const samples = heard(file, demuxer);
  expect(loudest(samples)).toBe(6 * 1920 + 24_000);
  // FFmpeg gives the whole last AAC frame; players stop where the file says.
  expect(samples.length - made.samples).toBeLessThan(encoding.codec === 'aac' ? 1024 : 1);
  expect(samples.length).toBeGreaterThanOrEqual(made.samples);
  const seconds = execFileSync('ffprobe', ['-v', 'error', '-show_entries', 'stream=duration', '-of', 'csv=p=0', file]);
  if (encoding.codec !== 'mp3') expect(Number(seconds)).toBeCloseTo(made.samples / 48_000, 5);
  const before = await readFile(file);
  await rm(file);
  await renderMix(made, stage.context);
  expect(await readFile(file)).toEqual(before);
});

test.each<[SoundEncoding, string]>([
  [aac, 'mp4'],
  [pcm, 'mov'],
])('%o: copied beside the picture it still begins at 0', async (encoding, extension) => {
  ffmpeg(stage.dir, `-f lavfi -i testsrc=s=64x36:r=25:d=1.6 ${h264} -bf 2 picture.mp4`);
  const made = plan([{ voice: ['click.wav', 1] }], encoding);
  const { file, demuxer } = await renderMix(made, stage.context);
  const copy = `-map 0:v -map 1:a -c copy -video_track_timescale 12800 -movie_timescale 12800 film.${extension}`;
  ffmpeg(stage.dir, `-i picture.mp4 -f ${demuxer} -i ${file} ${copy}`);
  expect(loudest(heard(join(stage.dir, `film.${extension}`), 'mov'))).toBe(6 * 1920 + 24_000);
});

test('a silent film has a silent track, and says so', async () => {
  const made = plan([{ scene: { seconds: 3 } }], aac);
  const { file, demuxer, measured } = await renderMix(made, stage.context);
  expect(measured).toMatchObject({ lufs: null, rangeLu: null, silentSeconds: 3, silences: [{ start: 0, end: 3 }] });
  const samples = heard(file, demuxer, 1);
  expect(decibels(samples, 0, 3)).toBeLessThan(-90);
  expect(samples.length).toBeGreaterThanOrEqual(made.samples);
});

test('muted tracks are not heard', async () => {
  const muted = { gainDb: 0, muted: true };
  const music = soundMusic('click.wav', 1, { muted: true });
  const cut = soundCut(stage, [{ voice: ['loud.wav', 2] }], { voice: muted, clips: muted, music });
  expect((await renderMix(planMix(cut, aac), stage.context)).measured.lufs).toBeNull();
});

test('silent stretches are told in seconds of the film', async () => {
  const made = plan([{ voice: ['loud.wav', 2] }, { scene: { seconds: 3 } }, { voice: ['loud.wav', 2] }], aac);
  const { measured } = await renderMix(made, stage.context);
  const [silence] = measured.silences;
  expect(measured.silences).toHaveLength(1);
  expect(silence?.start).toBeCloseTo(2.24, 1);
  expect(silence?.end).toBeCloseTo(2.6 + 3 + 0.24, 1);
});

test('is made once, with its figures; lost figures are measured again; nothing else is left', async () => {
  const own = await soundStage();
  ffmpeg(own.dir, '-f lavfi -i sine=f=300:d=1:r=48000 tone.wav');
  const made = planMix(soundCut(own, [{ voice: ['tone.wav', 1] }]), aac);
  expect(await isMixCached(made, own.context)).toBe(false);
  const first = await renderMix(made, own.context);
  expect(await isMixCached(made, own.context)).toBe(true);
  const { ino } = await stat(first.file);
  const names = (await readdir(own.context.cacheDir)).sort();
  expect(names).toHaveLength(2);
  await rm(join(own.context.cacheDir, names.find((name) => name.endsWith('.json')) ?? ''));
  expect(await renderMix(made, own.context)).toEqual(first);
  expect((await stat(first.file)).ino).toBe(ino);
  expect((await readdir(own.context.cacheDir)).sort()).toEqual(names);
});

test('stopped, it leaves nothing', async () => {
  const own = await soundStage();
  ffmpeg(own.dir, '-f lavfi -i sine=f=300:d=1:r=48000 tone.wav');
  const stop = new AbortController();
  const made = planMix(soundCut(own, [{ voice: ['tone.wav', 1] }]), aac);
  const under = renderMix(made, { ...own.context, signal: stop.signal });
  stop.abort();
  await expect(under).rejects.toMatchObject({ code: 'cancelled' });
  expect(await readdir(own.context.cacheDir)).toEqual([]);
});
