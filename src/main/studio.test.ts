import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ErrorCode, type ErrorData, errorTable } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';
import { isSettled } from '../shared/job.ts';
import { createStudioClient, errorDataOf, type StudioClient } from './cli/studio-client.ts';
import { verdictRow } from './ledger/testing/verdict-rows.ts';
import { nodeStudioOptions } from './node-studio.ts';
import { openStudio, type Studio } from './studio.ts';

/** One scene of a second, so that real sketches and real exports stay quick. */
const script = { name: 'walk.md', text: '# Walk\n\n## One\nseconds: 1\nprompt: A calm sea at dawn\n' };

let home: string;
let studio: Studio;
let client: StudioClient;

const open = async () => {
  const env = {
    CIRCLE_TAKE_USER_DATA: join(home, 'data'),
    CIRCLE_TAKE_LIBRARY: join(home, 'library'),
    PATH: process.env.PATH,
  };
  studio = await openStudio(nodeStudioOptions('browser', env));
  client = createStudioClient(studio);
};

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'circle-take-studio-'));
  await open();
});
afterEach(async () => {
  await studio.close();
  await rm(home, { recursive: true, force: true });
});

/** The error that a call ends with, as the doors would send it. */
async function refusal(call: Promise<unknown>): Promise<ErrorData> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).not.toBeNull();
  const data = errorDataOf(error);
  expect(error).toMatchObject({ code: data.code, status: errorTable[data.code].status, defined: true });
  return data;
}

/** Resolves with the first event that `pick` answers for. */
function heard<T>(pick: (event: Parameters<Parameters<Studio['subscribe']>[0]>[0]) => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const unsubscribe = studio.subscribe((event) => {
      const found = pick(event);
      if (found === undefined) return;
      unsubscribe();
      resolve(found);
    });
  });
}

test('a script becomes a film, takes, and an MP4; everything is there after a restart', async () => {
  const { filmId, dir, film } = await client.films.create({ script, aspect: '1:1' });
  const [scene] = film.scenes;
  if (!scene) throw new Error('The script gave no scene');
  expect(film).toMatchObject({ title: 'Walk', canvas: { aspect: '1:1' } });

  const settled = heard((event) => (event.type === 'job' && isSettled(event.job.state) ? event.job : undefined));
  await client.jobs.generate({ filmId, wishes: [{ sceneId: scene.id, role: 'picture' }] });
  expect(await settled).toMatchObject({ state: 'done', error: null, charged: 'no' });
  const [take] = await client.takes.list({ filmId });
  expect(take).toMatchObject({ role: 'picture', number: 1, problem: null, probe: { kind: 'video' } });

  const { destination } = await client.exports.suggest({ filmId });
  const exported = heard((event) =>
    event.type === 'export' && event.export.state === 'done' ? event.export : undefined,
  );
  await client.exports.start({ filmId, preset: 'draft', destination, slates: false, replace: false });
  expect(await exported).toMatchObject({ state: 'done', result: { frames: 30, width: 360, height: 360 } });
  expect(existsSync(destination)).toBe(true);

  await studio.close();
  await open();
  const again = await client.films.open({ dir });
  expect(again).toMatchObject({ filmId, film, revision: 1 });
  expect(again.takes).toEqual([take]);
  expect(await client.exports.list({ filmId })).toMatchObject([{ state: 'done', destination }]);
  expect(await client.films.recent()).toMatchObject(
    [{ title: 'Walk', exists: true, poster: /^data:image\/jpeg/ }].map((film) => ({
      ...film,
      poster: expect.stringMatching(film.poster),
    })),
  );
});

test('a stale save is refused and changes nothing', async () => {
  const { filmId, film, revision } = await client.films.create({ title: 'Two windows' });
  const saved = await client.films.save({ filmId, baseRevision: revision, film: { ...film, title: 'First' } });
  const data = await refusal(client.films.save({ filmId, baseRevision: revision, film: { ...film, title: 'Second' } }));
  expect(data.code).toBe('conflict');
  expect(await client.films.revision({ filmId, revision: saved.revision })).toMatchObject({ title: 'First' });
});

test('input that does not fit the contract is refused by the name of its field', async () => {
  const data = await refusal(client.films.create({ title: 'x'.repeat(300) }));
  expect(data).toMatchObject({ code: 'invalid-input', details: { issues: [{ path: ['title'] }] } });
  expect(data.message).toMatch(/^title: /);
});

test('paths that nobody chose are out of reach, for reading and for writing', async () => {
  const { filmId, film } = await client.films.create({ script });
  const [scene] = film.scenes;
  const outside = join(home, 'outside.txt');
  await writeFile(outside, 'secret');
  const imported = client.takes.import({ filmId, sceneId: scene?.id ?? '', role: 'picture', path: outside, name: 'x' });
  const codes: ErrorCode[] = [
    (await refusal(imported)).code,
    (await refusal(client.films.open({ dir: home }))).code,
    (await refusal(client.films.create({ title: 'Out', dir: join(home, 'Out.film') }))).code,
    (await refusal(client.settings.set({ libraryDir: home }))).code,
    (
      await refusal(
        client.exports.start({
          filmId,
          preset: 'draft',
          destination: join(home, 'x.mp4'),
          slates: true,
          replace: true,
        }),
      )
    ).code,
  ];
  expect(codes).toEqual(Array(5).fill('not-allowed'));
});

test('an uploaded picture becomes a take, a text does not and leaves nothing behind', async () => {
  const { filmId, film } = await client.films.create({ script });
  const sceneId = film.scenes[0]?.id ?? '';
  const picture = await studio.stageUpload('../../still life.png');
  expect(picture).toMatch(/still life\.png$/);
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=s=320x240', '-frames:v', '1', picture]);
  const take = await client.takes.import({ filmId, sceneId, role: 'picture', path: picture, name: 'still life.png' });
  expect(take).toMatchObject({
    origin: { kind: 'imported', originalName: 'still life.png' },
    probe: { kind: 'image' },
  });
  expect(existsSync(await studio.mediaFile(filmId, take.id, 'media'))).toBe(true);

  const text = await studio.stageUpload('notes.txt');
  await writeFile(text, 'not a picture');
  const wrong = client.takes.import({ filmId, sceneId, role: 'picture', path: text, name: 'notes.txt' });
  expect(['damaged', 'unsupported']).toContain((await refusal(wrong)).code);
  expect(await client.takes.list({ filmId })).toHaveLength(1);
});

test('a poster that is none of ours is not taken into the list, however large it is', async () => {
  const { filmId, film } = await client.films.create({ script });
  const picture = await studio.stageUpload('sea.png');
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=s=320x240', '-frames:v', '1', picture]);
  const wish = { filmId, sceneId: film.scenes[0]?.id ?? '', role: 'picture' as const, path: picture, name: 'sea.png' };
  const { id } = await client.takes.import(wish);
  expect((await client.films.recent())[0]?.poster).toMatch(/^data:image/);
  await truncate(await studio.mediaFile(filmId, id, 'poster'), 3_000_000);
  expect((await client.films.recent())[0]?.poster).toBeNull();
});

test('a job goes on when its window leaves the film, which is closed when the job is done', async () => {
  const { filmId, dir, film } = await client.films.create({ script });
  const settled = heard((event) => (event.type === 'job' && isSettled(event.job.state) ? event.job : undefined));
  await client.jobs.generate({ filmId, wishes: [{ sceneId: film.scenes[0]?.id ?? '', role: 'picture' }] });
  await client.films.close({ filmId });
  expect(await settled).toMatchObject({ state: 'done' });
  const isOpen = () =>
    client.takes.list({ filmId }).then(
      () => true,
      () => false,
    );
  await expect.poll(isOpen).toBe(false);
  expect((await client.films.open({ dir })).takes).toHaveLength(1);
});

test('an import goes on when its window leaves the film, and comes back to it', async () => {
  const { filmId, dir, film } = await client.films.create({ script });
  const picture = await studio.stageUpload('sea.png');
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=s=320x240', '-frames:v', '1', picture]);
  const wish = { filmId, sceneId: film.scenes[0]?.id ?? '', role: 'picture' as const, path: picture, name: 'sea.png' };
  const importing = client.takes.import(wish);
  await client.films.close({ filmId });
  await client.films.open({ dir });
  const take = await importing;
  expect(await client.takes.list({ filmId })).toEqual([take]);
});

test('a discarded film comes back from the Trash', async () => {
  const { filmId, dir } = await client.films.create({ title: 'Gone' });
  await client.films.close({ filmId });
  const { trashed } = await client.films.discard({ dir });
  expect(existsSync(dir)).toBe(false);
  expect(await client.films.recent()).toEqual([]);
  const restored = await client.films.restore({ trashed });
  expect((await client.films.open({ dir: restored.dir })).film.title).toBe('Gone');
});

test('the sample is made once, with all its takes begun, and opened ever after', async () => {
  const first = await client.films.sample();
  expect(first.film.scenes.length).toBeGreaterThan(4);
  const jobs = await client.jobs.list({ filmId: first.filmId });
  expect(new Set(jobs.map((job) => `${job.sceneId} ${job.role}`)).size).toBe(first.film.scenes.length * 2);
  expect(jobs.every((job) => job.priceCeilingMicros === 0)).toBe(true);
  await client.films.close({ filmId: first.filmId });
  expect(await client.films.sample()).toMatchObject({ filmId: first.filmId, dir: first.dir });
});

test('what only the desktop can do says so', async () => {
  expect(await refusal(client.desktop.pickFilm())).toMatchObject({ code: 'unsupported' });
});

test('a vendor without a key refuses before anything is written', async () => {
  const { filmId, film } = await client.films.create({ script });
  const wish = { sceneId: film.scenes[0]?.id ?? '', role: 'picture' as const, generator: 'flux-schnell' };
  expect((await refusal(client.jobs.generate({ filmId, wishes: [wish] }))).code).toBe('unauthorized');
  expect(await client.jobs.list({ filmId })).toEqual([]);
});

test('windows are told of verdicts, and films need not be open for what they taught', async () => {
  const told = heard((event) => (event.type === 'verdicts' ? client.verdicts.ratings() : undefined));
  const verdict = { ...verdictRow(), id: newId('verdict'), createdAt: '2026-11-20T12:00:00.000Z' };
  await client.verdicts.restore({ verdicts: [verdict] });
  expect((await told).map(({ kind, verdicts }) => [kind, verdicts])).toEqual([
    [null, 1],
    ['testimonial', 1],
  ]);
  await studio.close();
  await open();
  expect(await client.verdicts.list({ generator: 'kling' })).toEqual([verdict]);
});
