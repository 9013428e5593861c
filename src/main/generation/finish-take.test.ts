import { copyFileSync, existsSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { canvases, newFilm, newScene } from '../../shared/film.ts';
import type { Generator } from '../../shared/generator.ts';
import { newId } from '../../shared/ids.ts';
import { inputsDigest } from '../../shared/inputs-digest.ts';
import type { JobInputs } from '../../shared/job.ts';
import type { RemarkCode } from '../../shared/take.ts';
import { cutShort, ffmpeg, h264, temporaryFolder } from '../ffmpeg/test-media.ts';
import { findTools } from '../ffmpeg/tools.ts';
import { createFilmFolder, type FilmSession, openFilmSession } from '../films/film-session.ts';
import type { AttemptRecord, JobRecord } from '../ledger/tables.ts';
import { finishTake } from './finish-take.ts';
import { staged } from './staged.ts';
import { testGenerator } from './testing/test-vendor.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();
const films = temporaryFolder();
const scene = newScene({ prompt: 'A harbour' });
const film = newFilm({ title: 'Test', canvas: { ...canvases['16:9'], width: 160, height: 90 }, scenes: [scene] });
let session: FilmSession;

beforeAll(() => {
  ffmpeg(media, `-f lavfi -i testsrc2=s=160x90:r=12:d=1 ${h264} -f mp4 clip`);
  ffmpeg(media, `-f lavfi -i color=black:s=160x90:r=12:d=1 ${h264} -f mp4 black`);
  ffmpeg(media, '-f lavfi -i testsrc2=s=160x90 -frames:v 1 -f image2 -c:v png still');
  ffmpeg(media, '-f lavfi -i sine=d=1 -f wav voice');
  ffmpeg(media, '-i clip -c copy -movflags +faststart -f mp4 front');
  cutShort(join(media, 'front'), join(media, 'truncated'), 0.6);
  cutShort(join(media, 'clip'), join(media, 'headless'), 0.5);
  copyFileSync(join(media, 'clip'), join(media, 'zeros'));
  truncateSync(join(media, 'zeros'), 0);
  truncateSync(join(media, 'zeros'), 4000);
  writeFileSync(join(media, 'empty'), '');
  writeFileSync(join(media, 'page'), '<!doctype html><title>Sign in</title>');
  writeFileSync(join(media, 'json'), '{"detail":"expired"}');
  writeFileSync(join(media, 'denied'), '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>');
  writeFileSync(join(media, 'text'), 'Not ready yet');
});
beforeEach(async () => {
  const dir = join(mkdtempSync(join(films, 'f-')), 'Test.film');
  await createFilmFolder(dir, film);
  session = await openFilmSession(dir);
});
afterEach(() => session.close());

const picture: JobInputs = {
  ...{ role: 'picture', script: '', prompt: 'A harbour', title: '', kind: 'story', seconds: 1, aspect: '16:9' },
  ...{ width: 160, height: 90, fps: '30', seed: 7, stillTakeId: null, endStillTakeId: null },
};
const spoken: JobInputs = { role: 'voice', text: 'Hello', voice: null, speed: 1 };
const speaker = testGenerator({ role: 'voice', category: 'speech', name: 'Speaker' });
const painter = testGenerator({ category: 'text-to-image', name: 'Painter' });

type Case = {
  readonly generator?: Generator;
  readonly reported?: number;
  readonly rules?: readonly RemarkCode[];
  readonly ceiling?: number;
  readonly seconds?: number;
};

/** Files `name` of the media folder as the outcome of a job. */
function finish(name: string, order: Case = {}) {
  const { generator = testGenerator(), reported, rules = [], ceiling = 300_000, seconds = 1 } = order;
  const inputs = generator.role === 'voice' ? spoken : { ...picture, seconds };
  const record = {
    ...{ id: newId('job'), takeId: newId('take'), sceneId: scene.id, role: generator.role, generator: generator.id },
    ...{ inputs, warnings: ['No seed'], priceCeilingMicros: ceiling },
  } as unknown as JobRecord;
  const attempt = { id: newId('attempt'), vendor: 'testco', createdAt: '2026-11-20T10:00:00.000Z' } as AttemptRecord;
  const deps = { tools: async () => tools, failTakesThatAre: () => rules };
  const now = Date.parse('2026-11-20T10:00:09.000Z');
  return staged(session, async (dir) => {
    const file = join(dir, 'download');
    copyFileSync(join(media, name), file);
    const reportedMicros = reported ?? null;
    return finishTake(deps, { session, record, attempt, generator, dir, file, words: null, reportedMicros, now });
  });
}

test('files a good clip with what was measured and what shaped it', async () => {
  const take = await finish('clip');
  expect(take).toMatchObject({
    ...{ role: 'picture', number: 1, problem: null, remarks: [], tookMs: 9000, warnings: ['No seed'] },
    ...{ inputsDigest: inputsDigest(picture), cost: { micros: 50_000, basis: 'computed' } },
    measured: { loudnessLufs: null, blackSeconds: 0, frozenSeconds: 0 },
    media: { file: 'media.mp4' },
  });
  expect(existsSync(await session.takes.posterPath(take.id))).toBe(true);
});

test.each<[string, Generator, string]>([
  ['empty', testGenerator(), 'it is empty'],
  ['truncated', testGenerator(), 'it ends too early'],
  ['headless', testGenerator(), 'it cannot be read'],
  ['zeros', testGenerator(), 'it is not a picture, clip or recording that can be read here'],
  ['page', testGenerator(), 'a web page instead of a video'],
  ['json', painter, 'a JSON message instead of a picture'],
  ['denied', speaker, 'an XML message instead of a voice'],
  ['text', testGenerator(), 'it is not a picture, clip or recording that can be read here'],
  ['voice', testGenerator(), 'it holds sound but no picture'],
  ['clip', speaker, 'it holds no sound'],
  ['still', testGenerator(), 'a still picture instead of a video'],
])('%s is never a success of %o', async (name, generator, found) => {
  await expect(finish(name, { generator })).rejects.toMatchObject({
    code: 'bad-output',
    message: `${generator.name} gave a file that cannot be used: ${found}.`,
  });
  expect(await session.takes.list()).toEqual([]);
});

test('a picture may be a still where a picture was asked for', async () => {
  expect(await finish('still', { generator: painter })).toMatchObject({ probe: { kind: 'image' }, measured: null });
});

test('a picture that speaks says so, lasts as long as it speaks, and is paid for by that', async () => {
  const presenter = testGenerator({ category: 'avatar', name: 'Presenter' });
  const rules: RemarkCode[] = ['shorter', 'longer'];
  const { micros } = (await finish('clip')).cost;
  const take = await finish('clip', { generator: presenter, rules, seconds: 30 });
  expect(take).toMatchObject({ speaks: true, remarks: [], cost: { micros } });
  expect((await finish('clip')).speaks).toBeUndefined();
});

test('a take that a rule fails is filed all the same', async () => {
  const black = { code: 'black', text: 'black for 1.0 s' };
  expect((await finish('black')).remarks).toEqual([{ ...black, severe: false }]);
  expect((await finish('black', { rules: ['black'] })).remarks).toEqual([{ ...black, severe: true }]);
  expect(await session.takes.list()).toHaveLength(2);
});

test('says when the vendor charged more than its price', async () => {
  const { warnings, cost } = await finish('clip', { reported: 400_000 });
  expect(warnings).toEqual(['No seed', 'Cost $0.40, more than the $0.30 of the price table.']);
  expect(cost).toEqual({ micros: 400_000, basis: 'reported' });
  expect((await finish('clip', { reported: 300_000 })).warnings).toEqual(['No seed']);
  const free = await finish('clip', { reported: 10_000, ceiling: 0 });
  expect(free.warnings.at(-1)).toBe('Cost $0.01, though the price table says free.');
});

test('a program that is gone is no fault of the vendor', async () => {
  const missing = { ...tools, ffprobe: '/nowhere/ffprobe', ffmpeg: '/nowhere/ffmpeg' };
  const generator = testGenerator();
  const attempt = { id: newId('attempt'), vendor: 'testco', createdAt: '' } as AttemptRecord;
  const record = {
    takeId: newId('take'),
    inputs: picture,
    warnings: [],
    priceCeilingMicros: 0,
  } as unknown as JobRecord;
  const order = { session, record, attempt, generator, words: null, reportedMicros: null, now: 0 };
  const outcome = staged(session, (dir) => {
    copyFileSync(join(media, 'clip'), join(dir, 'download'));
    const deps = { tools: async () => missing, failTakesThatAre: () => [] };
    return finishTake(deps, { ...order, dir, file: join(dir, 'download') });
  });
  await expect(outcome).rejects.toMatchObject({ code: 'missing-tool' });
});
