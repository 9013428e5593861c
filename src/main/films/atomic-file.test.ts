import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { prepareFile, toFileError, writeFileAtomic } from './atomic-file.ts';
import { fillDisk, smallDisk, temporaryFolder, withoutRights } from './testing/sabotage.ts';

describe('writeFileAtomic', () => {
  it('writes and replaces, and leaves nothing else behind', async () => {
    const dir = await temporaryFolder();
    const path = join(dir, 'a.json');
    await writeFileAtomic(path, 'one');
    await writeFileAtomic(path, new Uint8Array([116, 119, 111]));
    expect(await readFile(path, 'utf8')).toBe('two');
    expect(await readdir(dir)).toEqual(['a.json']);
  });

  it('gives the mode it is asked for', async () => {
    const path = join(await temporaryFolder(), 'secret');
    await writeFileAtomic(path, 'x', 0o600);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('keeps the old file on a full disk and says which file and what to do', async (context) => {
    const dir = await smallDisk(128);
    if (!dir) return context.skip();
    const path = join(dir, 'film.json');
    await writeFile(path, 'the good one');
    await fillDisk(dir);
    const failed = writeFileAtomic(path, 'x'.repeat(50_000));
    await expect(failed).rejects.toMatchObject({ code: 'disk-full', message: expect.stringContaining('film.json') });
    expect(await readFile(path, 'utf8')).toBe('the good one');
    expect((await readdir(dir)).sort()).toEqual(['filler', 'film.json']);
  });

  it('says that a folder cannot be written to', async () => {
    const dir = await temporaryFolder();
    const path = join(dir, 'film.json');
    await withoutRights(dir, async () => {
      await expect(writeFileAtomic(path, 'x')).rejects.toMatchObject({ code: 'not-writable', details: { path } });
    });
  });

  it('says that the folder is gone', async () => {
    const path = join(await temporaryFolder(), 'gone', 'film.json');
    await expect(writeFileAtomic(path, 'x')).rejects.toMatchObject({ code: 'not-found', details: { path } });
  });

  it('leaves nothing when the name cannot be taken', async () => {
    const dir = await temporaryFolder();
    await mkdir(join(dir, 'folder'));
    await expect(writeFileAtomic(join(dir, 'folder'), 'x')).rejects.toThrow();
    expect(await readdir(dir)).toEqual(['folder']);
  });
});

describe('prepareFile', () => {
  it('shows nothing before commit and nothing after discard', async () => {
    const path = join(await temporaryFolder(), 'a');
    const first = await prepareFile(path, 'first');
    const second = await prepareFile(path, 'second');
    await expect(stat(path)).rejects.toThrow();
    await first.commit();
    await second.discard();
    expect(await readFile(path, 'utf8')).toBe('first');
  });
});

describe('toFileError', () => {
  const system = (code: string) => Object.assign(new Error(code), { code });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EFBIG', 'disk-full'],
    ['EACCES', 'not-writable'],
    ['EPERM', 'not-writable'],
    ['EROFS', 'not-writable'],
    ['ENOENT', 'not-found'],
    ['ENAMETOOLONG', 'invalid-input'],
    ['EIO', 'not-writable'],
  ])('makes %s %s, naming the path', (code, expected) => {
    const error = toFileError(system(code), '/films/a.film');
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: expected, message: expect.stringContaining('/films/a.film') });
  });

  it('gives anything else back as it is', () => {
    const [bug, known] = [new TypeError('bug'), new AppError({ code: 'locked' })];
    expect(toFileError(bug, '/x')).toBe(bug);
    expect(toFileError(known, '/x')).toBe(known);
    expect(toFileError(system('EINVAL'), '/x')).not.toBeInstanceOf(AppError);
  });
});
