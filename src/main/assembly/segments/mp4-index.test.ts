import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { cutShort, ffmpeg, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { filmIndex, samplesHead, type TrackIndex } from './film-index.ts';
import { readMp4Index } from './mp4-index.ts';
import { box, table, words } from './mp4-write.ts';

const dir = temporaryFolder();
const at = (name: string): string => join(dir, name);

beforeAll(() => {
  const picture = '-f lavfi -i testsrc2=s=160x90:r=25:d=1 -c:v libx264 -preset veryfast -pix_fmt yuv420p -g 10';
  ffmpeg(dir, `${picture} film.mp4`);
  ffmpeg(dir, `${picture} -movflags +faststart+frag_keyframe pieces.mp4`);
  ffmpeg(dir, '-i film.mp4 -c copy film.mkv');
  cutShort(at('film.mp4'), at('short.mp4'), 0.9);
});

test('says when each frame is shown, where it lies and which ones stand alone', async () => {
  const [track] = (await readMp4Index(at('film.mp4'))) ?? [];
  expect(track).toMatchObject({ kind: 'vide', codec: 'avc1', width: 160, height: 90, seconds: 1, plain: true });
  expect(track?.keys).toEqual([0, 10, 20]);
  expect(track?.times.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, frame) => frame * 512));
  const end = (track?.offsets.at(-1) ?? 0) + (track?.sizes.at(-1) ?? 0);
  const bytes = readFileSync(at('film.mp4'));
  expect(bytes.subarray(end + 4, end + 8).toString()).toBe('moov');
});

test('what is no whole MP4 has no index', async () => {
  expect(await readMp4Index(at('short.mp4'))).toBeNull();
  expect(await readMp4Index(at('film.mkv'))).toBeNull();
});

test('an index that promises more than it holds is none', async () => {
  const bytes = readFileSync(at('film.mp4'));
  for (const name of ['stts', 'ctts', 'stsz', 'stco', 'elst', 'stss']) {
    const changed = Buffer.from(bytes);
    const count = changed.indexOf(name) + (name === 'stsz' ? 12 : 8);
    changed.writeUInt32BE(0xfffffff0, count);
    writeFileSync(at('hostile.mp4'), changed);
    expect(await readMp4Index(at('hostile.mp4')), name).toBeNull();
  }
  const huge = Buffer.from(bytes);
  huge.writeUInt32BE(0x7fffffff, huge.indexOf('stts') + 12);
  writeFileSync(at('hostile.mp4'), huge);
  expect(await readMp4Index(at('hostile.mp4'))).toBeNull();
});

test('large films tell places in 64 bits', () => {
  const track: TrackIndex = {
    ...{ kind: 'vide', width: 16, height: 16, timescale: 25, ticks: 2, playedFrom: 0, played: 2 },
    ...{ sizes: [7, 8], description: box('stsd', words(0, 0)), tables: [table('stts', 2, [2, 1])] },
  };
  const chunks = [
    { samples: 1, offset: 100 },
    { samples: 1, offset: 6_000_000_000 },
  ];
  const index = Buffer.from(filmIndex([{ track, chunks }], { timescale: 25, ticks: 2 }, true));
  expect(index.readBigUInt64BE(index.indexOf('co64') + 20)).toBe(6_000_000_000n);
  expect(index.includes('stco')).toBe(false);
  expect(Buffer.from(samplesHead(6_000_000_000, true)).readBigUInt64BE(8)).toBe(6_000_000_016n);
});
