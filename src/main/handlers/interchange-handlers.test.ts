import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { expect, it, onTestFinished } from 'vitest';
import { newFilm, newScene } from '../../shared/film.ts';
import { createErrands } from '../errands.ts';
import { ffmpeg } from '../ffmpeg/test-media.ts';
import { findTools } from '../ffmpeg/tools.ts';
import { createFilmFolder } from '../films/film-session.ts';
import { createOpenFilms } from '../films/open-films.ts';
import { createPathGrants } from '../films/path-grants.ts';
import { temporaryFolder } from '../films/testing/sabotage.ts';
import { importTake } from '../generation/import-take.ts';
import { interchangeHandlers } from './interchange-handlers.ts';

/** The calls over a real film folder with one real take that has sound in one channel. */
async function bench() {
  const root = await temporaryFolder();
  ffmpeg(
    root,
    '-f lavfi -i testsrc2=s=160x90:r=25:d=1 -f lavfi -i sine=d=1 -ac 1 -pix_fmt yuv420p -timecode 01:00:00:05 clip.mov',
  );
  const [scene, next] = [newScene({ title: 'One', seconds: 0.8 }), newScene({ title: 'Two', seconds: 1 })];
  const dir = join(root, 'Film.film');
  const film = newFilm({ title: 'Film', scenes: [scene, next] });
  await createFilmFolder(dir, film);
  const films = createOpenFilms();
  onTestFinished(() => films.closeAll());
  const session = await films.open(dir, 'window');
  const tools = await findTools({ env: process.env });
  const path = join(root, 'clip.mov');
  await importTake({ session, tools, sceneId: scene.id, role: 'picture', path, name: 'clip.mov' });
  const grants = createPathGrants(() => []);
  const handlers = interchangeHandlers({ films, grants, tools: async () => tools, errands: createErrands() });
  return { client: createRouterClient(handlers, { context: {} }), film, grants, root };
}

it('lists the formats', async () => {
  const { client } = await bench();
  const formats = await client.formats();
  expect(formats.filter(({ imports }) => imports).map(({ id }) => id)).toEqual(['otio', 'fcpxml']);
});

it('writes and reads only where the user allowed it, and brings the film back as it was', async () => {
  const { client, film, grants, root } = await bench();
  const order = { filmId: film.id, format: 'otio', dir: root } as const;
  await expect(client.export(order)).rejects.toMatchObject({ code: 'not-allowed' });
  grants.grant(root);
  const made = await client.export(order);
  expect(made.report).toContainEqual({ scene: 2, text: 'Has no picture yet: its place stays empty' });
  expect(await client.import({ filmId: film.id, path: made.path })).toEqual({ film, report: [] });
  await expect(client.import({ filmId: film.id, path: '/etc/hostname' })).rejects.toMatchObject({
    code: 'not-allowed',
  });
});

it('counts the channels of a clip’s sound, and begins at its timecode', async () => {
  const { client, film, grants, root } = await bench();
  grants.grant(root);
  const { path } = await client.export({ filmId: film.id, format: 'xmeml', dir: root });
  const text = await readFile(path, 'utf8');
  expect(text).toContain('<channelcount>1</channelcount>');
  // The film runs at 30 frames a second, the clip at 25.
  expect(text).toContain('<string>01:00:00:06</string>');
});
