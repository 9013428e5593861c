import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { frameRates } from '../../../shared/time.ts';
import { ffmpeg, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { deviceArgs, encodeArgs, encoderFilters, timescaleOf } from './encode-args.ts';
import { knownEncoders } from './encoders.ts';
import { readMp4Index } from './mp4-index.ts';
import { testEncoding } from './test-encoding.ts';

test('timescales are multiples of their rates', () => {
  expect(frameRates.map(timescaleOf)).toEqual([24_000, 12_288, 12_800, 30_000, 15_360, 12_800, 60_000, 15_360]);
});

test.each(knownEncoders)('%s takes one thread, leaves out what changes, and marks the colours', (encoder) => {
  const args = encodeArgs({ ...testEncoding, encoder }).join(' ');
  expect(args).toContain(`-c:v ${encoder} `);
  expect(args).toContain('-threads 1');
  expect(args).toContain('-fflags +bitexact');
  expect(args).toContain('-colorspace bt709');
});

test('VAAPI gets its frames in the card', () => {
  const encoding = { ...testEncoding, encoder: 'h264_vaapi' };
  expect(deviceArgs(encoding)).toContain('vaapi=card');
  expect(encoderFilters(encoding).slice(-2)).toEqual(['format=nv12', 'hwupload']);
  expect(deviceArgs(testEncoding)).toEqual([]);
});

test('HEVC has the tag that players of Apple want', () => {
  expect(encodeArgs({ ...testEncoding, codec: 'hevc', encoder: 'libx265' }).join(' ')).toContain('-tag:v hvc1');
});

test('every key frame of x265 is one that players can jump to', async () => {
  const dir = temporaryFolder();
  const args = encodeArgs({ ...testEncoding, codec: 'hevc', encoder: 'libx265', speed: 'ultrafast' }).join(' ');
  ffmpeg(dir, `-f lavfi -i testsrc2=s=64x36:r=25:d=11 ${args} long.mp4`);
  const [track] = (await readMp4Index(join(dir, 'long.mp4'))) ?? [];
  const bytes = readFileSync(join(dir, 'long.mp4'));
  const types = track?.keys?.map((key) => ((bytes[(track.offsets[key] ?? 0) + 4] ?? 0) >> 1) & 0x3f) ?? [];
  expect(types.length).toBeGreaterThan(1);
  // IDR pictures, ITU-T H.265 table 7-1; 21 is one of an open group.
  for (const type of types) expect([19, 20]).toContain(type);
});

test('an unknown encoder is a mistake of ours', () => {
  expect(() => encodeArgs({ ...testEncoding, encoder: 'mpeg2video' })).toThrow(TypeError);
});
