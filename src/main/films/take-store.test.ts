import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { Take } from '../../shared/take.ts';
import { openTakeStore } from './take-store.ts';
import { fillDisk, smallDisk, temporaryFolder } from './testing/sabotage.ts';
import { sampleTake, stageFiles } from './testing/samples.ts';

const sceneId = newId('scene');

async function storeWithTake() {
  const dir = await temporaryFolder();
  const store = await openTakeStore(dir);
  const take = await store.add(sampleTake(sceneId), await stageFiles(store));
  return { dir, store, take, folder: join(dir, 'takes', take.id) };
}

/** Changes a take's take.json behind the store's back, as a stranger could have. */
async function forge(folder: string, change: Partial<Take>): Promise<void> {
  const path = join(folder, 'take.json');
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, 'utf8')), ...change }));
}

describe('add', () => {
  it('moves the files into a complete folder that is there after reopening', async () => {
    const { dir, take, folder } = await storeWithTake();
    const sha256 = createHash('sha256').update('moving pictures').digest('hex');
    expect(take).toMatchObject({ number: 1, media: { file: 'media.mp4', bytes: 15, sha256 }, poster: 'poster.jpg' });
    expect((await readdir(folder)).sort()).toEqual(['media.mp4', 'poster.jpg', 'take.json']);
    const again = await openTakeStore(dir);
    expect(await again.list()).toEqual([take]);
    expect(await readFile(await again.mediaPath(take.id), 'utf8')).toBe('moving pictures');
    expect(await readFile(await again.posterPath(take.id), 'utf8')).toBe('a still');
    expect(await readdir(join(dir, '.staging'))).toEqual([]);
  });

  it('is the same added twice or ten times', async () => {
    const { store, take } = await storeWithTake();
    const same = sampleTake(sceneId, { id: newId('take') });
    const adds = Array.from({ length: 10 }, async () => store.add(same, await stageFiles(store)));
    expect(new Set((await Promise.all(adds)).map(({ number }) => number))).toEqual(new Set([2]));
    expect(await store.add(sampleTake(sceneId, { id: take.id }), { media: '/gone', poster: null })).toEqual(take);
    expect(await store.list()).toHaveLength(2);
  });

  it('numbers the takes of each scene and role without gaps or doubles, also at once', async () => {
    const store = await openTakeStore(await temporaryFolder());
    const other = newId('scene');
    const add = async (scene: string, role: 'picture' | 'voice') =>
      (await store.add(sampleTake(scene, { role }), await stageFiles(store))).number;
    const numbers = await Promise.all(Array.from({ length: 12 }, () => add(sceneId, 'picture')));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
    expect([await add(other, 'picture'), await add(sceneId, 'voice')]).toEqual([1, 1]);
  });

  it('takes a file without poster or extension', async () => {
    const store = await openTakeStore(await temporaryFolder());
    const { media } = await stageFiles(store);
    const plain = join(dirname(media), 'download');
    await rename(media, plain);
    const take = await store.add(sampleTake(sceneId), { media: plain, poster: null });
    expect(take).toMatchObject({ media: { file: 'media.bin' }, poster: null });
    await expect(store.posterPath(take.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses an empty or missing file, and leaves no folder', async () => {
    const dir = await temporaryFolder();
    const store = await openTakeStore(dir);
    await expect(store.add(sampleTake(sceneId), await stageFiles(store, ''))).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const gone = store.add(sampleTake(sceneId), { media: join(dir, '.staging', 'gone.mp4'), poster: null });
    await expect(gone).rejects.toMatchObject({ code: 'not-found' });
    const files = await stageFiles(store);
    await expect(store.add(sampleTake(sceneId), { ...files, poster: join(dir, 'gone.jpg') })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await readFile(files.media, 'utf8')).toBe('moving pictures');
    expect(await readdir(join(dir, 'takes'))).toEqual([]);
  });

  it('refuses an id that could be a path', async () => {
    const dir = await temporaryFolder();
    const store = await openTakeStore(dir);
    await expect(store.add(sampleTake(sceneId, { id: '../escape' }), await stageFiles(store))).rejects.toThrow();
    expect((await readdir(dir)).sort()).toEqual(['.staging', 'takes']);
  });

  it('keeps the files where they were on a full disk, and files them when there is space', async (context) => {
    const dir = await smallDisk(256);
    if (!dir) return context.skip();
    const store = await openTakeStore(dir);
    const files = await stageFiles(store);
    const filler = await fillDisk(dir);
    const take = sampleTake(sceneId, { prompt: 'x'.repeat(8000) });
    await expect(store.add(take, files)).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readFile(files.media, 'utf8')).toBe('moving pictures');
    expect(await readdir(join(dir, 'takes'))).toEqual([]);
    await rm(filler);
    expect(await store.add(take, files)).toMatchObject({ number: 1, problem: null });
  });

  it('does not write over a damaged take', async () => {
    const { dir, take, folder } = await storeWithTake();
    await truncate(join(folder, 'take.json'), 3);
    const store = await openTakeStore(dir);
    const files = await stageFiles(store, 'another file');
    await expect(store.add(sampleTake(sceneId, { id: take.id }), files)).rejects.toMatchObject({ code: 'damaged' });
    expect(await readFile(join(folder, 'media.mp4'), 'utf8')).toBe('moving pictures');
    expect(await readFile(files.media, 'utf8')).toBe('another file');
  });
});

describe('list', () => {
  it('shows a take whose file is gone or changed, with the problem', async () => {
    const { store, take, folder } = await storeWithTake();
    const media = join(folder, 'media.mp4');
    await truncate(media, 4);
    expect((await store.get(take.id)).problem).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('changed'),
    });
    await rm(media);
    const [listed] = await store.list();
    expect(listed?.problem).toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/^Take 1 \(picture\).*media\.mp4 is gone/),
      action: expect.stringContaining('Put the file back'),
    });
    await expect(store.mediaPath(take.id)).rejects.toMatchObject({ code: 'damaged' });
    await rm(join(folder, 'poster.jpg'));
    await expect(store.posterPath(take.id)).rejects.toMatchObject({ code: 'damaged' });
    await expect(store.get(newId('take'))).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leaves out a take whose take.json cannot be read, and says so', async () => {
    const { dir, folder, take } = await storeWithTake();
    for (const text of ['{"id"', '{}', JSON.stringify({ ...take, id: newId('take') })]) {
      await writeFile(join(folder, 'take.json'), text);
      const store = await openTakeStore(dir);
      expect(await store.list()).toEqual([]);
      expect(store.problems()).toEqual([expect.stringContaining(`takes/${take.id}`)]);
    }
    await rm(join(folder, 'take.json'));
    expect((await openTakeStore(dir)).problems()).toHaveLength(1);
  });

  it('leaves out a take whose digest is a path, and one that no timeline could hold', async () => {
    const { dir, folder, take } = await storeWithTake();
    const changes: Partial<Take>[] = [
      { media: { ...take.media, sha256: '../../'.padEnd(64, 'a') } },
      { probe: { ...take.probe, seconds: 1e300 } },
    ];
    for (const change of changes) {
      await forge(folder, { ...take, ...change });
      expect(await (await openTakeStore(dir)).list()).toEqual([]);
    }
  });

  it('passes over what is no take', async () => {
    const { dir } = await storeWithTake();
    await writeFile(join(dir, 'takes', '.DS_Store'), 'x');
    await mkdir(join(dir, 'takes', 'notes'));
    const store = await openTakeStore(dir);
    expect(await store.list()).toHaveLength(1);
    expect(store.problems()).toEqual([]);
  });

  it.each(['../../secret.mp4', '/etc/hostname', '..', 'a\\b.mp4', 'c:x'])(
    'lets no media name lead out: %s',
    async (file) => {
      const { dir, take, folder } = await storeWithTake();
      await forge(folder, { media: { ...take.media, file } });
      const store = await openTakeStore(dir);
      expect(await store.list()).toEqual([]);
      expect(store.problems()).toEqual([expect.stringContaining('outside its folder')]);
    },
  );

  it('lets no link lead out', async () => {
    const { dir, take, folder } = await storeWithTake();
    const outside = join(await temporaryFolder(), 'stolen');
    await cp(folder, outside, { recursive: true });
    for (const file of ['media.mp4', 'poster.jpg']) {
      await rm(join(folder, file));
      await symlink(join(outside, file), join(folder, file));
    }
    const store = await openTakeStore(dir);
    await expect(store.mediaPath(take.id)).rejects.toMatchObject({ code: 'damaged' });
    await expect(store.posterPath(take.id)).rejects.toMatchObject({ code: 'damaged' });
    await rm(folder, { recursive: true });
    await symlink(outside, folder);
    const again = await openTakeStore(dir);
    expect(await again.list()).toEqual([]);
    expect(again.problems()).toHaveLength(1);
  });

  it('reads two thousand takes without running out of open files', async () => {
    const { dir, take } = await storeWithTake();
    for (let index = 0; index < 2000; index += 1) {
      const id = newId('take');
      await mkdir(join(dir, 'takes', id));
      await writeFile(join(dir, 'takes', id, 'take.json'), JSON.stringify({ ...take, id, number: index + 2 }));
    }
    const store = await openTakeStore(dir);
    expect(await store.list()).toHaveLength(2001);
  });
});
