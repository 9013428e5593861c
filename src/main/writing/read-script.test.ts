import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readScript } from './read-script.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'circle-take-script-'));
});
afterAll(() => rm(dir, { recursive: true }));

const text = '## Ebbe\n\nDas Meer ist müde.';
const utf16be = Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();

it.each([
  ['plain UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${text}`)],
  ['UTF-16 as Windows writes it', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['big-endian UTF-16', utf16be],
])('reads %s', async (_, bytes) => {
  await writeFile(join(dir, 'ebbe.md'), bytes);
  expect(await readScript(join(dir, 'ebbe.md'))).toEqual({ name: 'ebbe.md', text });
});

it.each([
  ['Latin-1', Buffer.from('Das Meer ist müde.', 'latin1'), /not UTF-8 text/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), /not a text file/],
  ['half a UTF-16 letter', Buffer.concat([Buffer.from('\uFEFFa', 'utf16le'), Buffer.from([0x3d])]), /not UTF-8 text/],
])('refuses %s', async (_, bytes, message) => {
  await writeFile(join(dir, 'bad.md'), bytes);
  await expect(readScript(join(dir, 'bad.md'))).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(message),
  });
});

it('refuses more than 2 MB, folders, and what is not there', async () => {
  const big = join(dir, 'big.md');
  await writeFile(big, 'x');
  await truncate(big, 2 * 1024 * 1024 + 1);
  await expect(readScript(big)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(/2 MB/),
  });
  await expect(readScript(dir)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(/not a file/),
  });
  await expect(readScript(join(dir, 'none.md'))).rejects.toMatchObject({ code: 'not-found' });
  await symlink(join(dir, 'none.md'), join(dir, 'dangling.md'));
  await expect(readScript(join(dir, 'dangling.md'))).rejects.toMatchObject({ code: 'not-found' });
});
