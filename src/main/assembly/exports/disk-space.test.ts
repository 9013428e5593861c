import { statfs } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { testTake } from '../../../shared/test-take.ts';
import { planMix } from '../sound/mix.ts';
import { rawMixBytes } from '../sound/mix-down.ts';
import { estimateBytes, mixBytes, requireRoom, requireSpace, soundBytes } from './disk-space.ts';
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
});

test('a mix needs room for itself, for what one batch is decoded to, and for what is encoded of it', () => {
  const scene = newScene({ seconds: 60, narration: 'Tea.' });
  const takes = [
    testTake(scene.id, 'picture', { seconds: 90, audioCodec: 'aac' }),
    testTake(scene.id, 'voice', { seconds: 10 }),
  ];
  const minute = planCut(newFilm({ title: 'Tea', scenes: [scene] }), takes);
  const raw = 48_000 * 8;
  const aac = planMix(minute, { codec: 'aac', kbps: 192 });
  expect(rawMixBytes(aac)).toBe((60 + 60 + 10) * raw);
  expect(mixBytes(aac) - rawMixBytes(aac)).toBe(soundBytes(aac));
  expect(soundBytes(aac) / 1e6).toBeCloseTo(1.6, 1);
  expect(soundBytes(planMix(minute, { codec: 'pcm', kbps: null })) / 1e6).toBeCloseTo(17.3, 1);
});

test('what goes to one disk is counted together', async () => {
  const { bavail, bsize } = await statfs('/');
  const most = (bavail * bsize * 2) / 3;
  const needs = ['Rendering', 'The finished film'].map((what) => ({ dir: '/', bytes: most, what }));
  await requireRoom(needs.slice(1));
  await expect(requireRoom(needs)).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/^The export needs about/),
  });
});

test('a disk that is too small is told with both figures', async () => {
  await expect(requireSpace('/', 1e18, 'The film')).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringMatching(/needs about 1,000,000,000,000 MB, but only [\d,]+ MB are free/),
  });
  await requireSpace('/', 1, 'The film');
});
