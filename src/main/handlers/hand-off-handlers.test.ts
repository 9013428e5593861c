import { access, copyFile, mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStudioClient, errorDataOf, type StudioClient } from '../cli/studio-client.ts';
import { ffmpeg, temporaryFolder } from '../ffmpeg/test-media.ts';
import { openFilmSession } from '../films/film-session.ts';
import { temporaryFolder as freshFolder } from '../films/testing/sabotage.ts';
import { loadCatalogue } from '../generators/catalogue.ts';
import { openHandLine } from '../hand-off/hand-line.ts';
import { openLedger } from '../ledger/ledger.ts';
import { nodeStudioOptions } from '../node-studio.ts';
import { openStudio, type Studio } from '../studio.ts';

const media = temporaryFolder();
beforeAll(() => {
  ffmpeg(media, '-f lavfi -i testsrc2=s=160x90:r=25:d=1 -frames:v 1 picture.png');
});

const script = { name: 'walk.md', text: '# Walk\n\n## One\nprompt: A calm sea, {narration}\n\nHello there.\n' };
let home: string;
let downloads: string;
let studio: Studio;
let client: StudioClient;

async function open(): Promise<void> {
  const env = { CIRCLE_TAKE_USER_DATA: join(home, 'data'), CIRCLE_TAKE_LIBRARY: join(home, 'films') };
  studio = await openStudio(nodeStudioOptions('browser', { ...env, PATH: process.env.PATH }));
  client = createStudioClient(studio);
}

beforeEach(async (context) => {
  home = await freshFolder();
  downloads = join(home, 'downloads');
  await mkdir(downloads);
  await open();
  studio.grant(downloads);
  context.onTestFinished(() => studio.close());
});

const refusal = (call: Promise<unknown>) => call.then(() => null, errorDataOf);

async function newFilm() {
  const { filmId, film, dir } = await client.films.create({ script });
  const [scene] = film.scenes;
  if (!scene) throw new Error('The script gave no scene.');
  return { filmId, sceneId: scene.id, dir };
}

const old = new Date('2020-01-01');

/** Brings the picture in from where results are looked for. */
async function place(name: string, changedAt = old): Promise<string> {
  const path = join(downloads, name);
  await copyFile(join(media, 'picture.png'), path);
  await utimes(path, changedAt, changedAt);
  return path;
}

describe('what to take to a tool', () => {
  it('is written in the tool’s manner, and what is in the film’s words stays as it is', async () => {
    const scene = await newFilm();
    expect(await client.handOff.prepare({ ...scene, generator: 'midjourney' })).toMatchObject({
      text: 'A calm sea, {narration} --ar 16:9',
      url: 'https://www.midjourney.com/imagine',
      warnings: [],
    });
  });

  it('says what the tool cannot do', async () => {
    const { warnings } = await client.handOff.prepare({ ...(await newFilm()), generator: 'midjourney-video' });
    expect(warnings).toEqual(['Midjourney video starts from a picture, and the scene has no still.']);
  });

  it('is refused for what the studio works itself, for what is gone, and without words', async () => {
    const scene = await newFilm();
    const prepare = (generator: string) => refusal(client.handOff.prepare({ ...scene, generator }));
    expect(await prepare('sketch')).toMatchObject({ code: 'unsupported', action: 'Order the take in the studio.' });
    expect(await prepare('sora-2')).toMatchObject({ code: 'unsupported', action: 'Choose another generator.' });
    expect(await prepare('nothing')).toMatchObject({ code: 'not-found' });
    const { filmId, film, revision } = await client.films.open({ dir: scene.dir });
    const scenes = film.scenes.map((each) => ({ ...each, prompt: '' }));
    await client.films.save({ filmId, baseRevision: revision, film: { ...film, scenes } });
    expect(await prepare('midjourney')).toMatchObject({ message: '“One” has no prompt to take to Midjourney.' });
    // CapCut works from the narration, too.
    expect(await prepare('capcut')).toBeNull();
  });
});

describe('the folder where results are looked for', () => {
  const found = (since: Date) => client.handOff.found({ since: since.toISOString() });

  it('shows media that appeared since, the newest first, and nothing that a browser still writes', async () => {
    expect(await found(old)).toEqual([]);
    await client.settings.set({ handOffDir: downloads });
    await place('early.png', new Date('2019-01-01'));
    await place('first.png', old);
    await place('second.png', new Date('2020-01-02'));
    for (const name of ['clip.mp4.crdownload', 'clip.mp4.part', 'notes.txt', '.hidden.png'])
      await writeFile(join(downloads, name), 'x');
    await mkdir(join(downloads, 'folder.mp4'));
    const files = await found(old);
    expect(files.map(({ name, settling }) => ({ name, settling }))).toEqual([
      { name: 'second.png', settling: false },
      { name: 'first.png', settling: false },
    ]);
    expect(files[0]?.changedAt).toBe('2020-01-02T00:00:00.000Z');
  });

  it('tells what is still growing', async () => {
    await client.settings.set({ handOffDir: downloads });
    const path = await place('new.png', new Date());
    expect(await found(old)).toMatchObject([{ settling: true }]);
    await utimes(path, old, old);
    expect(await found(old)).toMatchObject([{ settling: false }]);
    await writeFile(path, 'longer than before, whatever its time says'.repeat(1000));
    await utimes(path, old, old);
    expect(await found(old)).toMatchObject([{ settling: true }]);
  });

  it('says when it is gone', async () => {
    await client.settings.set({ handOffDir: downloads });
    await rm(downloads, { recursive: true });
    expect(await refusal(found(old))).toMatchObject({ code: 'not-found', action: 'Choose another in Settings.' });
  });

  it('is chosen by the user alone', async () => {
    expect(await refusal(client.settings.set({ handOffDir: '/etc' }))).toMatchObject({ code: 'not-allowed' });
  });
});

describe('what comes back', () => {
  const take = (scene: { filmId: string; sceneId: string }, path: string, costMicros: number | null = null) =>
    client.handOff.take({ ...scene, generator: 'midjourney', path, name: 'fox.png', costMicros });
  const lines = () => client.spending.entries({ filmId: null, vendor: null, from: null, to: null });

  it('is a take with its origin and its words', async () => {
    const scene = await newFilm();
    expect(await take(scene, await place('a.png'))).toMatchObject({
      origin: { kind: 'handed-off', generator: 'midjourney', originalName: 'fox.png' },
      ...{ role: 'picture', prompt: 'A calm sea, {narration}', cost: { micros: 0, basis: 'free' }, problem: null },
    });
    expect(await lines()).toEqual([]);
  });

  it('may be a picture that lies on the clipboard alone, which leaves no file behind', async () => {
    const scene = await newFilm();
    const base64 = (await readFile(join(media, 'picture.png'))).toString('base64');
    const { path } = await client.handOff.paste({ name: '../image.png', base64 });
    expect(await take(scene, path)).toMatchObject({ role: 'picture', problem: null });
    await expect(access(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('counts in spending and budgets with what the user says, and no budget refuses it', async () => {
    const scene = await newFilm();
    await client.settings.set({ budgets: { dayUsd: 0.01, vendorUsd: {} } });
    const made = await take(scene, await place('a.png'), 40_000);
    expect(made.cost).toEqual({ micros: 40_000, basis: 'stated' });
    expect(await lines()).toMatchObject([
      {
        state: 'settled',
        basis: 'stated',
        micros: 40_000,
        takeId: made.id,
        generator: 'midjourney',
        filmTitle: 'Walk',
      },
    ]);
    const query = { filmId: null, vendor: null, from: null, to: null };
    const byVendor = await client.spending.summary({ ...query, by: 'vendor' });
    expect(byVendor.rows).toMatchObject([{ name: 'By hand', settledMicros: 40_000, takes: 1 }]);
    const [day] = await client.spending.budgets({ filmId: null });
    expect(day).toMatchObject({ kind: 'day', spentMicros: 40_000, reservedMicros: 0 });
    expect(await client.jobs.list({ filmId: scene.filmId })).toEqual([]);
  });

  it('leaves nothing behind when it is no picture', async () => {
    const scene = await newFilm();
    const path = join(downloads, 'page.png');
    await writeFile(path, '<!doctype html>');
    expect(await refusal(take(scene, path, 40_000))).toMatchObject({ code: 'unsupported' });
    expect(await client.takes.list({ filmId: scene.filmId })).toEqual([]);
    expect(await lines()).toMatchObject([{ state: 'settled', micros: 0 }]);
    expect(studio.busy().jobs).toBe(0);
  });

  it('is refused from anywhere else, and for what the studio works itself', async () => {
    const scene = await newFilm();
    expect(await refusal(take(scene, join(media, 'picture.png')))).toMatchObject({ code: 'not-allowed' });
    const sketch = { ...scene, generator: 'sketch', path: await place('a.png'), name: 'a.png', costMicros: 1 };
    expect(await refusal(client.handOff.take(sketch))).toMatchObject({ code: 'unsupported' });
    expect(await lines()).toEqual([]);
  });

  it('holds no money after the studio died while it was brought in', async () => {
    const { filmId, sceneId, dir } = await newFilm();
    const { film } = await client.films.open({ dir });
    const midjourney = (await loadCatalogue(nodeStudioOptions('cli').resourcesDir)).get('midjourney');
    await studio.close();
    const ledger = openLedger(join(home, 'data', 'ledger.sqlite'));
    const scene = film.scenes.find(({ id }) => id === sceneId);
    if (!scene) throw new Error('The scene is gone.');
    const session = await openFilmSession(dir);
    openHandLine({ ledger, session, scene, generator: midjourney }, 40_000);
    expect(ledger.spending.lines({ filmId, vendor: null, from: null, to: null })).toMatchObject([
      { state: 'reserved' },
    ]);
    await session.close();
    ledger.close();
    await open();
    await client.films.open({ dir });
    expect(await lines()).toMatchObject([{ state: 'settled', micros: 0 }]);
  });
});
