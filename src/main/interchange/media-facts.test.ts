import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ffmpeg } from '../ffmpeg/test-media.ts';
import { findTools } from '../ffmpeg/tools.ts';
import { temporaryFolder } from '../films/testing/sabotage.ts';
import { readMediaFacts } from './media-facts.ts';

it('reads timecode, with dropped numbers too, and counts channels', async () => {
  const dir = await temporaryFolder();
  const tools = await findTools({ env: process.env });
  const clip = '-f lavfi -i testsrc2=s=32x18:d=0.1:r=';
  ffmpeg(dir, `${clip}25 -timecode 10:00:00:05 whole.mov`);
  ffmpeg(dir, `${clip}30000/1001 -timecode 01:10:00;02 drop.mov`);
  ffmpeg(dir, `${clip}25 -f lavfi -i anullsrc=cl=stereo:d=0.1 -shortest plain.mp4`);
  const facts = (name: string) => readMediaFacts(tools, join(dir, name));
  expect(await facts('whole.mov')).toEqual({ channels: null, start: 36_000.2 });
  const drop = await facts('drop.mov');
  // 125 874 frames to 01:10:00;00 at 29.97, and two more.
  expect(drop.start).toBeCloseTo((125_876 * 1001) / 30_000, 6);
  expect(await facts('plain.mp4')).toEqual({ channels: 2, start: 0 });
});
