import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ffmpeg, temporaryFolder } from '../../ffmpeg/test-media.ts';
import { findTools } from '../../ffmpeg/tools.ts';
import type { RenderContext } from '../render-context.ts';
import { openFacts } from './facts-store.ts';

const dir = temporaryFolder();
const tools = await findTools({ env: process.env });
const context: RenderContext = {
  ...{ tools, cacheDir: dir, fontsDir: dir, resourcesDir: dir, signal: new AbortController().signal },
  ...{ mediaPath: async (id) => join(dir, `${id}.mp4`), assetPath: async (file) => join(dir, file) },
};
const hdr = '-color_range tv -colorspace bt2020nc -color_primaries bt2020 -color_trc arib-std-b67';
ffmpeg(dir, `-f lavfi -i testsrc2=s=64x36:d=0.2 -pix_fmt yuv420p10le -c:v libx264 -preset ultrafast ${hdr} beach.mp4`);

test('kept facts are read without ffprobe', async () => {
  const first = await openFacts(context);
  const beach = { takeId: 'beach', sha256: 'abc' };
  const read = await first.of(beach);
  expect(read).toMatchObject({ hdr: true, width: 64 });
  await first.save();
  const again = await openFacts({ ...context, tools: { ...tools, ffprobe: '/nowhere/ffprobe' } });
  expect(await again.of(beach)).toEqual(read);
});

test.skipIf(process.platform === 'win32')('an FFmpeg that cannot show a known HDR clip is told of', async () => {
  const poor = join(dir, 'poor-ffmpeg');
  writeFileSync(poor, '#!/bin/sh\necho " .S. scale            V->V       Scale"\n');
  chmodSync(poor, 0o755);
  const facts = await openFacts({ ...context, tools: { ...tools, ffmpeg: poor } });
  await expect(facts.of({ takeId: 'beach', sha256: 'abc' })).rejects.toThrow(/lacks the filter zscale and tonemap/);
});
