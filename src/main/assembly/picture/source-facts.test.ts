import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { pictureFacts } from './source-facts.ts';
import { testTools } from './test-chain.ts';
import { needToneMapping } from './tone-mapping.ts';

const stream = (facts: object) => pictureFacts({ index: 0, ...facts } as Parameters<typeof pictureFacts>[0]);

test.each([
  [
    { pix_fmt: 'yuv420p', height: 1080 },
    { matrix: 'bt709', fullRange: false },
  ],
  [{ pix_fmt: 'yuv420p', height: 480 }, { matrix: 'smpte170m' }],
  [
    { pix_fmt: 'yuv420p', height: 480, color_space: 'bt709', color_range: 'pc' },
    { matrix: 'bt709', fullRange: true },
  ],
  [
    { pix_fmt: 'yuvj420p', height: 4000, color_space: 'bt470bg' },
    { matrix: 'smpte170m', alpha: false, fullRange: true },
  ],
  [
    { pix_fmt: 'rgba', color_range: 'pc' },
    { matrix: 'auto', alpha: true, fullRange: false },
  ],
  [
    { pix_fmt: 'yuv420p10le', color_space: 'bt2020nc', color_transfer: 'smpte2084' },
    { matrix: 'bt2020', hdr: true },
  ],
  [{ pix_fmt: 'yuv420p', field_order: 'tt' }, { interlaced: true }],
  [{ pix_fmt: 'yuv420p', field_order: 'progressive' }, { interlaced: false }],
  [{ sample_aspect_ratio: '16:11' }, { pixelAspect: 16 / 11 }],
  [{ sample_aspect_ratio: '0:1' }, { pixelAspect: 1 }],
  [{}, { matrix: 'auto', hdr: false, interlaced: false, alpha: false, pixelAspect: 1, width: 0 }],
])('%j', (facts, expected) => {
  expect(stream(facts)).toMatchObject(expected);
});

test.skipIf(process.platform === 'win32')('a build without zscale is told of, once there is an HDR clip', async () => {
  const ffmpeg = join(temporaryFolder(), 'ffmpeg');
  writeFileSync(ffmpeg, '#!/bin/sh\necho " .S. tonemap           V->V       Conversion"\n');
  chmodSync(ffmpeg, 0o755);
  await expect(needToneMapping({ ...testTools, ffmpeg }, '/clips/beach.mov')).rejects.toThrow(
    /^beach.mov is an HDR clip, and the FFmpeg at .* lacks the filter zscale\.$/,
  );
});
