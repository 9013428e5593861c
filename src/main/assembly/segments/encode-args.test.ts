import { expect, test } from 'vitest';
import { frameRates } from '../../../shared/time.ts';
import { deviceArgs, encodeArgs, encoderFilters, timescaleOf } from './encode-args.ts';
import { knownEncoders } from './encoders.ts';
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

test('an unknown encoder is a mistake of ours', () => {
  expect(() => encodeArgs({ ...testEncoding, encoder: 'mpeg2video' })).toThrow(TypeError);
});
