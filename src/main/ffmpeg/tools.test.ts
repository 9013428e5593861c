import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listedNames } from './capabilities.ts';
import { temporaryFolder } from './test-media.ts';
import { findTools, installHint } from './tools.ts';

const { env } = process;

function script(dir: string, name: string, body: string): void {
  writeFileSync(join(dir, name), `#!/bin/sh\n${body}\n`);
  chmodSync(join(dir, name), 0o755);
}

test('finds both programs on PATH and reads the version', async () => {
  const tools = await findTools({ env });
  expect(tools.ffmpeg).toMatch(/ffmpeg/);
  expect(tools.ffprobe).toMatch(/ffprobe/);
  expect(tools.version).toMatch(/^[\w.]/);
});

test('takes a configured folder or program first, and ffprobe from elsewhere', async () => {
  const { ffmpeg, ffprobe } = await findTools({ env });
  const dir = temporaryFolder();
  symlinkSync(ffmpeg, join(dir, 'ffmpeg'));
  const own = { ffmpeg: join(dir, 'ffmpeg'), ffprobe };
  await expect(findTools({ env, configured: dir })).resolves.toMatchObject(own);
  await expect(findTools({ env, configured: join(dir, 'ffmpeg') })).resolves.toMatchObject(own);
  await expect(findTools({ env, vendorPath: join(dir, 'ffmpeg') })).resolves.toMatchObject(own);
});

test('a bundled program that is not there is passed over', async () => {
  await expect(findTools({ env, vendorPath: '/nowhere/ffmpeg' })).resolves.toMatchObject({
    ffmpeg: expect.not.stringContaining('nowhere'),
  });
});

test('says which configured path is wrong', async () => {
  await expect(findTools({ env, configured: '/nowhere' })).rejects.toMatchObject({
    code: 'missing-tool',
    message: 'There is no FFmpeg at /nowhere.',
    action: expect.stringContaining('Settings'),
  });
});

test('says what an FFmpeg lacks', async () => {
  const dir = temporaryFolder();
  script(dir, 'ffmpeg', 'case "$*" in *-version*) echo "ffmpeg version 9.9";; *) echo " V..... mjpeg  MJPEG";; esac');
  script(dir, 'ffprobe', 'echo "ffprobe version 9.9"');
  await expect(findTools({ env, configured: dir })).rejects.toMatchObject({
    code: 'missing-tool',
    message: expect.stringMatching(/lacks the encoder libx264, the encoder aac, the filter scale/),
  });
});

test('a program that is not FFmpeg is refused, and asked again the next time', async () => {
  const dir = temporaryFolder();
  script(dir, 'ffmpeg', 'echo hello');
  await expect(findTools({ env, configured: dir })).rejects.toMatchObject({ code: 'missing-tool' });
  const { ffmpeg } = await findTools({ env });
  script(dir, 'ffmpeg', `exec ${ffmpeg} "$@"`);
  await expect(findTools({ env, configured: dir })).resolves.toMatchObject({ ffmpeg: join(dir, 'ffmpeg') });
});

test.each([
  ['linux', 'apt install ffmpeg'],
  ['darwin', 'brew install ffmpeg'],
  ['win32', 'winget install'],
] as const)('says how to get it on %s', (platform, text) => {
  expect(installHint(platform)).toContain(text);
});

test('reads names from the lists of old and new versions', () => {
  const names = listedNames(
    ' TSC scale    V->V  Scale.\n .. xfade   VV->V  Fade.\n V....D libx264  H.264\n ------\nFilters:',
  );
  expect([...names]).toEqual(['scale', 'xfade', 'libx264']);
});
