import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { createPathGrants } from './films/path-grants.ts';
import { createUploads, safeName } from './uploads.ts';

test('uploads lie in a folder that nobody else can have put there, and are swept', async () => {
  const prepared = join(tmpdir(), `circle-take-uploads-${process.pid}`);
  mkdirSync(prepared, { recursive: true, mode: 0o777 });
  const grants = createPathGrants(() => []);
  const uploads = createUploads(grants);
  try {
    const path = await uploads.stage('clip.mp4');
    const root = dirname(dirname(path));
    expect(relative(prepared, path)).toMatch(/^\.\./);
    expect(statSync(root).mode & 0o777).toBe(0o700);
    writeFileSync(path, 'clip');
    await uploads.drop(prepared);
    expect(existsSync(prepared)).toBe(true);
    const pasted = await uploads.keep('sea.png', Buffer.from('png'));
    expect(readFileSync(pasted, 'utf8')).toBe('png');
    await uploads.drop(pasted);
    expect(existsSync(dirname(pasted))).toBe(false);
    expect(await grants.check(path)).toMatch(/clip\.mp4$/);
    await uploads.sweep();
    expect(existsSync(root)).toBe(false);
  } finally {
    rmSync(prepared, { recursive: true });
  }
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\temp\\clip.mp4', 'clip.mp4'],
  ['-rf.mp4', 'rf.mp4'],
  ['..', 'file'],
])('the name %s is kept as %s', (name, kept) => expect(safeName(name)).toBe(kept));
