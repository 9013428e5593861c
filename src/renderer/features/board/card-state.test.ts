import { expect, test } from 'vitest';
import { newFilm, newScene } from '../../../shared/film.ts';
import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import { testGeneratorView, testRules } from '../../../shared/test-generator.ts';
import type { Catalogue } from '../generation/plan-scene.ts';
import { cardState, dotsToShow } from './card-state.ts';

const scene = newScene({ prompt: 'Waves climbing the rock' });
const film = newFilm({ title: 'Keeper', look: { style: 'muted colours' }, scenes: [scene] });
const generators = [testGeneratorView('sketch', { name: 'Sketch' })];
const catalogue: Catalogue = { generators, rules: testRules, priorities: {} };
const take = (number: number, more: object = {}) =>
  ({
    id: `tk_${number}`,
    sceneId: scene.id,
    role: 'picture',
    number,
    inputsDigest: null,
    prompt: 'Waves climbing the rock, muted colours',
    origin: { kind: 'generated', generator: 'sketch' },
    remarks: [] as TakeView['remarks'],
    problem: null,
    ...more,
  }) as TakeView;
const job = (state: Job['state']) =>
  ({ id: 'jb_1', sceneId: scene.id, role: 'picture', generator: 'sketch', state, createdAt: '' }) as Job;
const state = (takes: TakeView[], jobs: Job[] = [], of = film) =>
  cardState({ film: of, scene, seconds: 5, takes, jobs, catalogue });
const chip = (takes: TakeView[], jobs: Job[] = []) => state(takes, jobs).chip;

test('the chip says who made the take in the cut, or who would', () => {
  expect(chip([])).toEqual({ tone: undefined, text: 'Sketch' });
  expect(state([], [], { ...film, picture: { ...film.picture, generator: 'auto' } }).chip.text).toBe(
    'Best fit · Sketch',
  );
  expect(chip([take(1)])).toEqual({ tone: 'ok', text: 'Sketch' });
  expect(chip([take(1, { origin: { kind: 'imported', originalName: 'sea.png' } })]).text).toBe('Imported');
});

test('words that changed since the take are said', () => {
  expect(chip([take(1, { prompt: 'Calm water' })])).toEqual({ tone: 'warn', text: 'Changed since' });
  expect(state([take(1, { prompt: 'Calm water' })]).stale).toEqual(['picture']);
});

test('work and trouble come first', () => {
  expect(chip([take(1)], [job('running')])).toEqual({ tone: 'run', text: 'Sketch' });
  expect(chip([take(1)], [job('failed')]).tone).toBe('bad');
  expect(state([take(1)], [job('done')]).jobs.picture).toBeNull();
});

test('dots are the newest takes and always the circled one', () => {
  const takes = [1, 2, 3, 4, 5, 6].map((number) => take(number));
  const numbers = (circled: string | null) => dotsToShow(takes, circled, 4).map((each) => each.number);
  expect(numbers(null)).toEqual([3, 4, 5, 6]);
  expect(numbers('tk_5')).toEqual([3, 4, 5, 6]);
  expect(numbers('tk_1')).toEqual([1, 4, 5, 6]);
});
