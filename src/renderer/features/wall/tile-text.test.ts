import { expect, test } from 'vitest';
import { usualWallView } from '../../../shared/comparison.ts';
import { newScene } from '../../../shared/film.ts';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import { testTake } from '../../../shared/test-take.ts';
import { arranged } from './arrange.ts';
import { madeBy, testJob } from './testing.ts';
import { badgesOf, factsText, jobPriceText, lengthText, makerOf, takeCalled, wallSum } from './tile-text.ts';
import { sceneTiles } from './wall-tiles.ts';

const scene = newScene();
const job = testJob('jb_1', scene, 'kling', 1);
const cost = { micros: 240_000, basis: 'reported' } as const;
const take = madeBy(job, 'tk_1', 1, { cost, tookMs: 72_000 });
const shown = (takes = [take], jobs = [] as (typeof job)[]) =>
  arranged(sceneTiles({ scene, takes, jobs, comparison: null }), usualWallView, new Map());

test('says what a take is: lines, frames a second and the time to make it', () => {
  expect(factsText({ ...take, probe: { ...take.probe, width: 1920, height: 1080, fps: 23.976 } })).toBe(
    '1080p 23.98 · 1:12',
  );
  expect(factsText(testTake(scene.id, 'picture', { kind: 'image', fps: null, seconds: null }))).toBe('36p still');
});

test('sets the length against the wish only where it falls short', () => {
  expect(lengthText(take, 6.8)).toBe('5.0 s of 6.8 s');
  expect(lengthText(take, 5.04)).toBe('5.0 s');
  expect(lengthText(testTake(scene.id, 'picture', { seconds: null }), 5)).toBeNull();
});

test('badges are short, the worst first', () => {
  const remarks = [
    { code: 'other-shape' as const, text: 'shown as 4:3', severe: false },
    { code: 'frozen' as const, text: 'frozen for 1.2 s', severe: true },
  ];
  expect(badgesOf({ remarks }).map(({ text }) => text)).toEqual(['frozen 1.2 s', 'other shape']);
});

test('names the maker, and a file by its own name', () => {
  const generators = [testGeneratorView('kling', { name: 'Kling 3.0', vendorName: 'PiAPI' })];
  const [tile] = shown();
  expect(tile && makerOf(tile, generators)).toEqual({ name: 'Kling 3.0', vendor: 'PiAPI' });
  const [imported] = shown([testTake(scene.id, 'picture')]);
  expect(imported && makerOf(imported, generators)).toEqual({ name: 'Imported', vendor: 'x' });
});

test('sums up the wall, and says no price while names are hidden', () => {
  expect(wallSum(shown(), null)).toBe('1 generator · $0.24');
  expect(wallSum(shown([take, testTake(scene.id, 'picture')]), null)).toBe('1 generator · 2 takes · $0.24');
  expect(wallSum(shown(), 0)).toBe('1 take');
  expect(wallSum(shown(), 2)).toBe('1 take · 2 on the way');
});

test('a job says what it may cost, and a failure that cost nothing says so', () => {
  expect(jobPriceText(job)).toBe('up to $0.08');
  expect(jobPriceText({ ...job, state: 'failed' })).toBe('$0.00');
  expect(jobPriceText({ ...job, state: 'failed', charged: 'maybe' })).toBe('up to $0.08');
});

test('an edit is called by the maker, with the number of the place where that made several', () => {
  expect(takeCalled('2', 'Kling 3.0', ['Kling 3.0', 'Veo 3.1'])).toBe('Kling 3.0');
  expect(takeCalled('B', 'Kling 3.0', ['Kling 3.0', 'Veo 3.1', 'Kling 3.0'])).toBe('Kling 3.0 (B)');
});
