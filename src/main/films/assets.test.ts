import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { cutShort, ffmpeg, temporaryFolder } from '../ffmpeg/test-media.ts';
import { type FfmpegTools, findTools } from '../ffmpeg/tools.ts';
import { type AssetOrder, importAsset } from './assets.ts';
import { createFilmFolder, type FilmSession, openFilmSession } from './film-session.ts';
import { duplicateFilm } from './library.ts';
import { sampleFilm } from './testing/samples.ts';

const media = temporaryFolder();
let tools: FfmpegTools;

const grid = (size: number): string =>
  `# A look\nTITLE "x"\nLUT_3D_SIZE ${size}\nDOMAIN_MIN 0 0 0\n${'0.5 1e-3 .25\r\n'.repeat(size ** 3)}`;

beforeAll(async () => {
  tools = await findTools({ env: process.env });
  ffmpeg(media, '-f lavfi -i sine=f=300:d=1:r=44100 -b:a 128k music.mp3');
  ffmpeg(media, '-f lavfi -i sine=f=300:d=1:r=48000 -c:a flac music.flac');
  ffmpeg(media, '-f lavfi -i color=s=64x36:d=0.5 -f lavfi -i sine=d=0.4:r=48000 -c:a aac clip.mp4');
  ffmpeg(media, '-f lavfi -i color=s=64x36:d=0.2 silent.mp4');
  cutShort(join(media, 'clip.mp4'), join(media, 'broken.mp4'), 0.5);
  await writeFile(join(media, 'empty.mp3'), '');
  await writeFile(join(media, 'playlist.m3u8'), '#EXTM3U\n/etc/passwd\n');
  await writeFile(join(media, 'good.cube'), grid(2));
  await writeFile(join(media, 'short.cube'), grid(3).slice(0, -14));
  await writeFile(join(media, 'odd.cube'), 'LUT_3D_SIZE 2\n0 0 zero\n');
  await writeFile(join(media, 'huge.cube'), 'LUT_3D_SIZE 4096\n');
  await writeFile(join(media, 'finer.cube'), 'LUT_3D_SIZE 66\n');
  await writeFile(join(media, 'glaring.cube'), 'LUT_1D_SIZE 2\n0 0 0\n1 1 99\n');
  await writeFile(join(media, 'nothing.cube'), '# nothing\n');
  await writeFile(join(media, 'digits.cube'), `LUT_3D_SIZE 2\n${'1'.repeat(2_000_000)}x\n`);
  await writeFile(join(media, 'curve.cube'), 'LUT_1D_SIZE 2\n0 0 0\n1 1 1\n');
  await writeFile(join(media, 'bytes.cube'), new Uint8Array([0xff, 0xfe, 0x80]));
});

async function film(): Promise<FilmSession> {
  const dir = join(temporaryFolder(), 'Lighthouse.film');
  await createFilmFolder(dir, sampleFilm());
  const session = await openFilmSession(dir);
  onTestFinished(() => session.close());
  return session;
}

const order = (kind: AssetOrder['kind'], name: string): AssetOrder => ({ kind, name, path: join(media, name) });
const listed = (session: FilmSession) => readdir(join(session.dir, 'assets'));

test.each([
  ['music', 'music.mp3', 'mp3', 1],
  ['music', 'music.flac', 'flac', 1],
  ['music', 'clip.mp4', 'm4a', 0.4],
  ['lut', 'good.cube', 'cube', null],
  ['lut', 'curve.cube', 'cube', null],
] as const)('%s: %s becomes an asset', async (kind, name, extension, seconds) => {
  const session = await film();
  const asset = await importAsset(session, tools, order(kind, name));
  expect(asset).toMatchObject({ kind, name, file: `${asset.sha256.slice(0, 16)}.${extension}` });
  if (seconds === null) expect(asset.seconds).toBeNull();
  // MP3 and AAC work in frames of some 25 ms.
  else expect(Math.abs((asset.seconds ?? 0) - seconds)).toBeLessThan(0.03);
  const path = await session.assetPath(asset.file);
  expect(await readFile(path)).toEqual(await readFile(join(media, name)));
  expect(await importAsset(session, tools, order(kind, name))).toEqual(asset);
  expect(await listed(session)).toEqual([asset.file]);
});

test.each<[AssetOrder['kind'], string, string, RegExp]>([
  ['music', 'silent.mp4', 'unsupported', /^silent\.mp4 cannot be used\. It has no sound\./],
  ['music', 'broken.mp4', 'damaged', /^broken\.mp4 cannot be used\. It is damaged/],
  ['music', 'empty.mp3', 'invalid-input', /^empty\.mp3 is empty/],
  ['music', 'playlist.m3u8', 'unsupported', /^playlist\.m3u8 cannot be used\./],
  ['music', 'good.cube', 'unsupported', /^good\.cube cannot be used\./],
  ['music', 'gone.mp3', 'not-found', /gone\.mp3/],
  ['lut', 'short.cube', 'damaged', /it holds 26 colours instead of 27/],
  ['lut', 'odd.cube', 'damaged', /"0 0 zero" is not a colour/],
  ['lut', 'huge.cube', 'unsupported', /4096 points on a side/],
  // What rendering would refuse is refused when it is brought in.
  ['lut', 'finer.cube', 'unsupported', /66 points on a side/],
  ['lut', 'glaring.cube', 'damaged', /is not a colour/],
  ['lut', 'nothing.cube', 'damaged', /does not say its size/],
  ['lut', 'digits.cube', 'damaged', /is not a colour/],
  ['lut', 'bytes.cube', 'damaged', /^bytes\.cube cannot be used\. It holds bytes/],
])('%s: %s is refused (%s), and nothing is left', async (kind, name, code, message) => {
  const session = await film();
  const error = { code, message: expect.stringMatching(message), action: expect.stringMatching(/\.$/) };
  await expect(importAsset(session, tools, order(kind, name))).rejects.toMatchObject(error);
  expect(await readdir(session.dir)).not.toContain('assets');
  expect(await readdir(join(session.dir, '.staging'))).toEqual([]);
});

test.each(['../film.json', '/etc/passwd', 'film.json', `${'a'.repeat(16)}.mp3/x`, ''])(
  '%j is no name of an asset',
  async (file) => {
    await expect((await film()).assetPath(file)).rejects.toMatchObject({ code: 'not-allowed' });
  },
);

test('links lead nowhere, whether the file or the folder is one', async () => {
  const session = await film();
  const file = `${'a'.repeat(16)}.mp3`;
  await expect(session.assetPath(file)).rejects.toMatchObject({ code: 'not-found' });
  await mkdir(join(session.dir, 'assets'));
  await symlink(join(media, 'music.mp3'), join(session.dir, 'assets', file));
  await expect(session.assetPath(file)).rejects.toMatchObject({ code: 'not-found' });
  await rm(join(session.dir, 'assets'), { recursive: true });
  const elsewhere = temporaryFolder();
  await writeFile(join(elsewhere, file), 'x');
  await symlink(elsewhere, join(session.dir, 'assets'));
  await expect(session.assetPath(file)).rejects.toMatchObject({ code: 'not-found' });
  await expect(importAsset(session, tools, order('music', 'music.mp3'))).rejects.toMatchObject({ code: 'damaged' });
  expect(await readdir(elsewhere)).toEqual([file]);
});

test('a damaged asset is put right by bringing it in again', async () => {
  const session = await film();
  const asset = await importAsset(session, tools, order('lut', 'good.cube'));
  await writeFile(await session.assetPath(asset.file), 'x');
  await importAsset(session, tools, order('lut', 'good.cube'));
  expect(await readFile(await session.assetPath(asset.file), 'utf8')).toBe(grid(2));
});

test('a copied film has its assets', async () => {
  const session = await film();
  const asset = await importAsset(session, tools, order('lut', 'good.cube'));
  const copy = await duplicateFilm(session.dir);
  expect(await readdir(join(copy, 'assets'))).toEqual([asset.file]);
});
