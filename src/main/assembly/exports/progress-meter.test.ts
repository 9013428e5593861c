import { expect, test } from 'vitest';
import { estimateBytes, requireSpace } from './disk-space.ts';
import { progressMeter } from './progress-meter.ts';

test('says how far the work is and how long it will take', () => {
  let now = 0;
  const meter = progressMeter(1000, 200, () => now);
  expect([meter.fraction, meter.secondsLeft]).toEqual([0.2, null]);
  now = 10_000;
  meter.add(400);
  // 40 frames a second, 400 frames left; the 200 from the cache took no time.
  expect([meter.fraction, meter.secondsLeft]).toEqual([0.6, 10]);
  meter.add(400);
  expect([meter.fraction, meter.secondsLeft]).toEqual([1, 0]);
  expect(progressMeter(0, 0, () => 0).fraction).toBe(1);
});

test('a disk that is too small is told with both figures', async () => {
  const encoding = { width: 1920, height: 1080, fps: '30', aspect: '16:9', crf: 20, speed: 'fast' } as const;
  const minute = estimateBytes(1800, encoding);
  expect(minute / 1e6).toBeGreaterThan(50);
  expect(estimateBytes(1800, { ...encoding, crf: 26 })).toBeLessThan(minute * 0.6);
  await expect(requireSpace('/', 1e18, 'The film')).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/needs about 1,000,000,000,000 MB, but only [\d,]+ MB are free/),
  });
  await requireSpace('/', 1, 'The film');
});
