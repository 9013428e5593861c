import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fillDisk, smallDisk, temporaryFolder, withoutRights } from '../../films/testing/sabotage.ts';
import { requireSpace } from './disk-space.ts';
import { checkDestination, checkFree, partPath, refuseInsideFilm, takeName } from './export-destination.ts';

test('each preset has its ending', async () => {
  const dir = await temporaryFolder();
  await checkDestination(join(dir, 'Tea.MOV'), 'mov');
  await expect(checkDestination(join(dir, 'Tea.mp4'), 'mov')).rejects.toMatchObject({
    code: 'invalid-input',
    action: 'Choose a name that ends in .mov.',
  });
});

test('a folder that may only be read is named, and so is a folder of that name', async () => {
  const dir = await temporaryFolder();
  await withoutRights(dir, async () => {
    const refused = { code: 'not-writable', message: `The folder ${dir} cannot be written to.` };
    await expect(checkDestination(join(dir, 'Tea.mp4'), 'mp4')).rejects.toMatchObject(refused);
  });
  mkdirSync(join(dir, 'Tea.mp4'));
  const folder = { code: 'invalid-input', message: 'Tea.mp4 is a folder.' };
  await expect(checkFree([join(dir, 'Tea.mp4')], true)).rejects.toMatchObject(folder);
});

test.each(['takes', 'assets', 'revisions', 'cache', '.staging'])('no export goes into %s of its film', (name) => {
  const inside = () => refuseInsideFilm(join('/films/Tea.film', name, 'x.mp4'), '/films/Tea.film');
  expect(inside).toThrow(expect.objectContaining({ code: 'invalid-input' }));
  refuseInsideFilm(join('/films', name, 'x.mp4'), '/films/Tea.film');
  refuseInsideFilm(join('/films/Tea.film/out', 'x.mp4'), '/films/Tea.film');
});

test('no export goes among the takes of another film', async () => {
  const dir = await temporaryFolder();
  const take = join(dir, 'Other.film', 'takes', 'tk_00000000');
  mkdirSync(take, { recursive: true });
  await checkDestination(join(take, 'media.mp4'), 'mp4');
  writeFileSync(join(dir, 'Other.film', 'film.json'), '{}');
  const own = { code: 'invalid-input', message: expect.stringContaining('takes') };
  await expect(checkDestination(join(take, 'media.mp4'), 'mp4')).rejects.toMatchObject(own);
  await checkDestination(join(dir, 'Other.film', 'Tea.mp4'), 'mp4');
});

test('everything in the way is named at once: the film may go, and the captions somebody corrected not', async () => {
  const dir = await temporaryFolder();
  const [film, words] = [join(dir, 'Tea.mp4'), join(dir, 'Tea.srt')];
  await checkFree([film, words], false);
  writeFileSync(words, '1');
  const message = 'There is already a file named Tea.srt.';
  await expect(checkFree([film, words], false)).rejects.toMatchObject({ code: 'conflict', message });
  writeFileSync(film, '1');
  const both = { code: 'conflict', message: 'There are already files named Tea.mp4 and Tea.srt.' };
  await expect(checkFree([film, words], false)).rejects.toMatchObject(both);
  await checkFree([film, words], true);
});

test('an unfinished file is hidden, keeps its ending and has a name of bearable length', () => {
  expect(partPath('/out/Tea.gif', 'ex_1')).toBe('/out/.Tea.ex_1.part.gif');
  expect(Buffer.byteLength(partPath(`/out/${'🎬'.repeat(60)}.mp4`, 'ex_00000000000000000000'))).toBeLessThan(255);
});

test('the name is taken in one step, and only when it is free or may be replaced', async () => {
  const dir = await temporaryFolder();
  const [part, destination] = [join(dir, '.part'), join(dir, 'Tea.mp4')];
  writeFileSync(part, 'new');
  writeFileSync(destination, 'old');
  const conflict = { code: 'conflict', details: { destination, exists: true } };
  await expect(takeName(part, destination, false)).rejects.toMatchObject(conflict);
  await takeName(part, destination, true);
  expect(readdirSync(dir)).toEqual(['Tea.mp4']);
});

test('a full disk is told before anything is written', async (context) => {
  const disk = await smallDisk(64);
  if (!disk) return context.skip();
  await fillDisk(disk);
  await expect(requireSpace(disk, 1000, 'The finished film')).rejects.toMatchObject({ code: 'disk-full' });
});
