import { copyFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ffmpeg, h264, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { encodeArgs } from './encode-args.ts';
import type { Encoding } from './encoding.ts';
import { findSegments, keepSegment, segmentPath } from './segment-cache.ts';
import type { Segment } from './segments.ts';
import { testEncoding } from './test-encoding.ts';

const dir = temporaryFolder();
const film: Encoding = { ...testEncoding, fps: '25' };
const findings = { black: [], frozen: [] };
ffmpeg(dir, `-f lavfi -i testsrc2=s=64x36:r=25:d=0.4 ${h264} piece.mp4`);

async function kept(hash: string, encoding = film, piece = 'piece.mp4'): Promise<Segment> {
  const segment = { hash, frames: 10, encoding } as Segment;
  const temporary = join(dir, `${hash}.part`);
  copyFileSync(join(dir, piece), temporary);
  await keepSegment(segment, temporary, findings, dir);
  return segment;
}

test('a whole segment is found', async () => {
  const segment = await kept('whole');
  expect([...(await findSegments([segment], dir))]).toEqual([['whole', findings]]);
});

test.each<Partial<Encoding>>([
  { codec: 'h264', encoder: 'libx264', fps: '24000/1001' },
  { codec: 'hevc', encoder: 'libx265' },
  {
    codec: 'prores',
    encoder: 'prores_ks',
    container: 'mov',
    pixelFormat: 'yuv422p10le',
    quality: 2,
    fps: '60000/1001',
  },
])('a whole segment of $encoder is found', async (init) => {
  const encoding = { ...film, speed: 'veryfast', ...init } as const;
  const piece = `${encoding.encoder}.${encoding.container}`;
  const source = `-f lavfi -i testsrc2=s=160x90:r=${encoding.fps} -frames:v 10 -fps_mode passthrough`;
  ffmpeg(dir, `${source} ${encodeArgs(encoding).join(' ')} ${piece}`);
  const segment = await kept(encoding.encoder, encoding, piece);
  expect((await findSegments([segment], dir)).size).toBe(1);
});

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
  ['without an index', (bytes: Buffer) => bytes.fill(0, bytes.indexOf('moov') - 4)],
  ['whose index has holes', (bytes: Buffer) => bytes.fill(0, bytes.indexOf('stsz'), bytes.indexOf('stsz') + 20)],
  [
    'whose index tells of other places',
    (bytes: Buffer) => bytes.fill(0x7f, bytes.indexOf('stco') + 12, bytes.indexOf('stco') + 16),
  ],
])('a segment %s counts as missing', async (hash, damage) => {
  const segment = await kept(hash);
  const path = segmentPath(dir, segment);
  writeFileSync(path, damage(readFileSync(path)));
  utimesSync(path, 1, 1);
  expect(await findSegments([segment], dir)).toEqual(new Map());
});
