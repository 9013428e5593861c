import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newFilm, newScene } from '../../shared/film.ts';
import { isGood, type Role } from '../../shared/take.ts';
import { ffmpeg, h264, temporaryFolder } from '../ffmpeg/test-media.ts';
import { findTools } from '../ffmpeg/tools.ts';
import { createFilmFolder, type FilmSession, openFilmSession } from '../films/film-session.ts';
import { importTake } from './import-take.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();
const scene = newScene();
let session: FilmSession;

beforeAll(async () => {
  ffmpeg(media, `-f lavfi -i color=black:s=160x160:r=25:d=1 ${h264} black.mp4`);
  ffmpeg(media, '-f lavfi -i sine=d=1:r=22050,volume=-25dB quiet.wav');
  writeFileSync(join(media, 'page.mp4'), '<!doctype html>');
  const dir = join(media, 'Test.film');
  await createFilmFolder(dir, newFilm({ title: 'Test', scenes: [scene] }));
  session = await openFilmSession(dir);
});
afterAll(() => session.close());

const bring = (name: string, role: Role) =>
  importTake({ session, tools, sceneId: scene.id, role, path: join(media, name), name });

test('measures what the user brings in, against the canvas of the film, and fails nothing of it', async () => {
  const clip = await bring('black.mp4', 'picture');
  expect(clip.remarks.map(({ text }) => text)).toEqual([
    'black for 1.0 s',
    'only 160×160',
    'another shape than the film (160×160)',
  ]);
  expect(clip).toMatchObject({ measured: { blackSeconds: 1 }, inputsDigest: null });
  expect(isGood(clip)).toBe(true);
  expect((await bring('quiet.wav', 'voice')).remarks.map(({ code }) => code)).toEqual(['too-quiet']);
});

test('calls a file that is no media by the name that the user knows', async () => {
  await expect(bring('page.mp4', 'picture')).rejects.toThrow(/^page.mp4 is not a picture, clip or recording/);
  expect(readdirSync(join(session.dir, 'takes'))).toHaveLength(2);
});
