import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type ExportOptions, type Preset, presets } from '../../../shared/export.ts';
import { ffmpeg, h264, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { type FfmpegTools, findTools } from '../../ffmpeg/tools.ts';
import { findPreset } from './export-plan.ts';
import { createHardware } from './hardware.ts';
import { type MadeExport, makeExport } from './make-export.ts';
import { readLoop } from './read-loop.ts';
import { testOrder } from './test-exports.ts';
import { fontsDir, plainOptions, type TestFilm, testFilm } from './test-film.ts';
import { ffmpegWith } from './test-hardware.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();
let brief: TestFilm;
let film: TestFilm;

beforeAll(async () => {
  ffmpeg(media, `-f lavfi -i testsrc2=s=160x90:r=30:d=1 ${h264} clip.mp4`);
  ffmpeg(media, '-f lavfi -i mandelbrot=s=320x180:r=1 -frames:v 1 still.png');
  ffmpeg(media, '-f lavfi -i sine=f=300:r=48000:d=0.6 -ac 1 voice.wav');
  brief = await testFilm(tools, media, [{ picture: 'clip.mp4', seconds: 0.5 }]);
  film = await testFilm(tools, media, [
    { title: 'Clip', picture: 'clip.mp4', seconds: 1, join: { kind: 'crossfade', seconds: 0.2 } },
    { title: 'Still', picture: 'still.png', voiced: 'voice.wav', narration: 'Come and see it.' },
  ]);
});

/** The preset as it is, but small. */
const small = ({ picture, ...preset }: Preset): Preset => ({
  ...preset,
  picture: picture && { ...picture, shortSide: 90, speed: 'ultrafast' },
});

type Change = { of?: TestFilm; options?: Partial<ExportOptions>; using?: FfmpegTools; dir?: string };

async function make(preset: string, { of = brief, options, using = tools, dir = temporaryFolder() }: Change = {}) {
  const order = await testOrder(of, dir, {
    preset: small(findPreset(preset)),
    options: { ...plainOptions, ...options },
  });
  const hardware = createHardware({ platform: 'linux' });
  const workshop = { tools: using, hardware, resourcesDir: join(fontsDir, '..'), cacheBytes: 1e9 };
  const made: MadeExport = await makeExport(order, workshop, new AbortController().signal, {
    onProgress: () => {},
    onMeasured: () => {},
  });
  return { ...made, file: order.job.destination, dir };
}

const streamsOf = (file: string): string[] =>
  execFileSync('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'stream=codec_name,pix_fmt,width,height',
    '-of',
    'csv=p=0',
    file,
  ])
    .toString()
    .trim()
    .split('\n');

test.each<[string, string[]]>([
  ['hd', ['h264,160,90,yuv420p', 'aac']],
  ['vertical', ['h264,90,160,yuv420p', 'aac']],
  ['square', ['h264,90,90,yuv420p', 'aac']],
  ['web', ['h264,160,90,yuv420p', 'aac']],
  ['hevc', ['hevc,160,90,yuv420p', 'aac']],
  ['av1', ['av1,160,90,yuv420p10le', 'aac']],
  ['4k', ['h264,160,90,yuv420p', 'aac']],
  ['prores', ['prores,160,90,yuv422p10le', 'pcm_s24le']],
  ['draft', ['h264,160,90,yuv420p', 'aac']],
  ['audio', ['aac']],
  ['mp3', ['mp3']],
  ['wav', ['pcm_s24le']],
  ['gif', ['gif,160,90,bgra']],
])('%s', async (preset, streams) => {
  const { file, result } = await make(preset);
  expect(streamsOf(file)).toEqual(streams);
  expect(result.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(result.bytes).toBe(readFileSync(file).length);
});

test('webp', async () => {
  const { file, result } = await make('webp');
  expect(await readLoop(tools, file)).toMatchObject({ width: 160, height: 90 });
  expect(result).toMatchObject({
    encoder: 'libwebp_anim',
    checks: expect.arrayContaining([expect.objectContaining({ name: 'length', ok: true })]),
  });
});

test('every preset is tried above', () => {
  expect(presets).toHaveLength(14);
});

test('exported twice from nothing, the file is the same', async () => {
  const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
  for (const preset of ['web', 'gif']) {
    const [one, two] = [await make(preset, { of: film }), await make(preset, { of: film })];
    expect(digest(one.file)).toBe(digest(two.file));
  }
});

test('another shape lays the captions out anew, which lie beside it with a report', async () => {
  const { dir, result } = await make('web', { of: film, options: { aspect: '4:5', captions: 'beside' } });
  expect(result).toMatchObject({ width: 90, height: 112 });
  expect(result.beside.map((path) => path.slice(dir.length + 1))).toEqual(['Film.srt', 'Film.vtt', 'Film report.txt']);
  expect(readFileSync(join(dir, 'Film.srt'), 'utf8')).toContain('Come and see it.');
  expect(readFileSync(join(dir, 'Film report.txt'), 'utf8')).toContain('Captions  in files beside it');
  expect(readdirSync(dir).filter((name) => name.includes('.part'))).toEqual([]);
});

test('the machine’s own encoder makes it where it works', async () => {
  const fake = ffmpegWith(tools, { works: ['h264_nvenc'] });
  const { result, notes } = await make('web', { using: fake.tools, options: { hardware: true } });
  expect([result.encoder, notes]).toEqual(['h264_nvenc', []]);
});

test('where no own encoder works, the usual one makes it and says why', async () => {
  const fake = ffmpegWith(tools, { fails: ['h264_nvenc'] });
  const { result, notes } = await make('web', { using: fake.tools, options: { hardware: true } });
  expect(result.encoder).toBe('libx264');
  expect(notes).toEqual([
    expect.stringMatching(/^No hardware encoder works here \(NVENC: Cannot load libcuda.so.1; .*libx264 made it.$/),
  ]);
});

test('an own encoder that breaks halfway gives way to the usual one, for the whole film', async () => {
  const fake = ffmpegWith(tools, { works: ['h264_nvenc'], breaksAfter: 2 });
  const { result, notes } = await make('web', { of: film, using: fake.tools, options: { hardware: true } });
  expect(result).toMatchObject({ encoder: 'libx264', reused: 0 });
  expect(notes).toEqual(['NVENC was asked for and did not work here (Cannot load libcuda.so.1): libx264 made it.']);
});

test('an own encoder is not asked for what it cannot make', async () => {
  const { notes } = await make('prores', { options: { hardware: true } });
  expect(notes).toEqual(['Hardware encoders are used for H.264 and HEVC only: prores_ks made it.']);
});

test('captions that are in the way by the end are left alone, and said', async () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'Film.srt'), 'precious');
  const { notes, result } = await make('audio', { of: film, dir, options: { captions: 'beside' } });
  expect(notes).toEqual(['Film.srt was left out: There is already a file named Film.srt.']);
  expect(result.beside).toHaveLength(2);
});
