import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import { channelOf, level, numbersOf } from './look-at-film.ts';
import { makeTrapMedia } from './make-trap-media.ts';
import { exportTraps, type TrapScene, trapFilm } from './trap-film.ts';

const tools = await findTools({ env: process.env });
const media = temporaryFolder();
/** With what a shell, a filter graph, a concat list or an image sequence would read something into. */
const nasty = `-it's "100%" \\ é日本 🎬\n%03d; [a],b:c=d|$HOME \`x\``;
const folder = join(media, nasty);

beforeAll(async () => {
  const names = ['cfr30.mp4', 'greys.png', 'voice.wav'];
  await makeTrapMedia(media, names);
  mkdirSync(folder);
  for (const name of names) copyFileSync(join(media, name), join(folder, `-%03d ${name}`));
});

test('folders and files of any name are read and written', async () => {
  const picture = join(folder, '-%03d cfr30.mp4');
  const scenes: TrapScene[] = [
    { title: nasty, picture, seconds: 1, join: { kind: 'crossfade', seconds: 0.2 } },
    { title: '%03d', picture: join(folder, '-%03d greys.png'), seconds: 0.5 },
    { title: nasty, seconds: 0.5 },
    {
      ...{ picture, narration: nasty, voiced: join(folder, '-%03d voice.wav') },
      titles: [{ text: nasty, place: 'top', from: 0, seconds: null }],
    },
  ];
  const dir = join(folder, `out ${nasty}`);
  mkdirSync(dir);
  const output = join(dir, '-film %03d.mp4');
  const film = await exportTraps(await trapFilm(tools, scenes), tools, dir, { output });
  expect(film.frames).toBe(film.cut.frames);
  expect(readdirSync(dir).toSorted()).toEqual(['-film %03d.mp4', 'segments']);
  const numbers = numbersOf(join(dir, '-film %03d.mp4'));
  expect(numbers.slice(0, 24).map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, k) => k));
  const voice = film.cut.scenes[3]?.voice?.start ?? 0;
  expect(level(channelOf(output, 0), voice * 1600 + 4800, voice * 1600 + 24_000)).toBeGreaterThan(-30);
});
