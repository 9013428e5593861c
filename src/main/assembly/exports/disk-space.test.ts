import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm } from '../../../shared/film.ts';
import { estimateBytes, estimateMixBytes, requireSpace } from './disk-space.ts';
import { encodingFor } from './encoding-for.ts';
import { findPreset } from './export-plan.ts';
import { plainOptions } from './test-film.ts';

const cut = planCut(newFilm({ title: 'Tea' }), []);
const megabytes = (preset: string): number =>
  estimateBytes(1800, encodingFor(cut, findPreset(preset), plainOptions)) / 1e6;

test('a better quality, a larger picture and ProRes need more room', () => {
  expect(megabytes('hd')).toBeGreaterThan(50);
  expect(megabytes('web')).toBeLessThan(megabytes('hd') / 2);
  expect(megabytes('4k')).toBeGreaterThan(4 * megabytes('hd'));
  // 147 Mbit/s for a minute, and the sound.
  expect(megabytes('prores')).toBeGreaterThan(1100);
  expect(megabytes('av1')).toBeLessThan(megabytes('hd'));
  expect(estimateMixBytes(1800, cut.canvas) / 1e6).toBeCloseTo(40.3, 1);
});

test('a disk that is too small is told with both figures', async () => {
  await expect(requireSpace('/', 1e18, 'The film')).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/needs about 1,000,000,000,000 MB, but only [\d,]+ MB are free/),
  });
  await requireSpace('/', 1, 'The film');
});
