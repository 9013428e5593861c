import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ffmpeg, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import type { RenderContext } from '../render-context.ts';
import { encodeArgs } from './encode-args.ts';
import { joinFilm } from './join-film.ts';
import { findSegments, keepSegment } from './segment-cache.ts';
import type { Segment } from './segments.ts';
import { testEncoding } from './test-encoding.ts';

const dir = temporaryFolder();
const context: RenderContext = {
  tools: await findTools({ env: process.env }),
  ...{ cacheDir: dir, fontsDir: dir, resourcesDir: dir, signal: new AbortController().signal },
  ...{ mediaPath: async (id) => join(dir, id), assetPath: async (file) => join(dir, file) },
};

async function kept(hash: string, more = ''): Promise<Segment> {
  const args = encodeArgs(testEncoding).join(' ');
  ffmpeg(dir, `-f lavfi -i testsrc2=s=160x90:r=30 -frames:v 10${more} ${args} ${hash}.piece`);
  const segment = { hash, frames: 10, encoding: testEncoding } as Segment;
  copyFileSync(join(dir, `${hash}.piece`), join(dir, `${hash}.part`));
  await keepSegment(segment, join(dir, `${hash}.part`), { black: [], frozen: [] }, dir);
  return segment;
}

test('pieces of one encoder become a film', async () => {
  const pieces = [await kept('one'), await kept('two')];
  await joinFilm([...pieces, ...pieces], null, join(dir, 'film.mp4'), context);
  expect(existsSync(join(dir, 'film.mp4'))).toBe(true);
});

test('kept pieces that a newer encoder would write in another way are rendered again', async () => {
  const pieces = [await kept('new'), await kept('old', ' -refs 4')];
  await expect(joinFilm(pieces, null, join(dir, 'mixed.mp4'), context)).rejects.toMatchObject({ code: 'damaged' });
  expect((await findSegments(pieces, dir)).size).toBe(0);
});
