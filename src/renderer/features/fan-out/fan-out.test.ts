import { expect, test } from 'vitest';
import { newComparison } from '../../../shared/comparison.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import type { Job } from '../../../shared/job.ts';
import { testTake } from '../../../shared/test-take.ts';
import {
  type Choice,
  cellOf,
  choiceNow,
  countText,
  firstChoice,
  lackOf,
  leastColumns,
  madeBy,
  madeOf,
  narrowed,
  patchBack,
  patchOf,
  wishesOf,
} from './fan-out.ts';
import { usualName } from './run-name.ts';

const lamp = newScene({ title: 'She winds the lamp', prompt: 'A lamp' });
const sea = newScene({ prompt: 'The sea' });
const film = newFilm({ title: 'Keeper', scenes: [lamp, sea] });
const nothingMade = new Map<string, number>();
const choice = (more: Partial<Choice> = {}): Choice => ({
  ...firstChoice(lamp.id, null),
  generators: ['kling', 'luma'],
  ...more,
});
const run = newComparison({ sceneIds: [lamp.id], generators: ['kling', 'luma'], each: 2, name: 'First' });
const id = run.id;

test('a wish for every scene, generator and take; the first takes of all come first', () => {
  const wishes = wishesOf(choice({ sceneIds: [lamp.id, sea.id], each: 2 }), id, nothingMade);
  expect(wishes).toHaveLength(8);
  expect(wishes.slice(0, 4).map(({ sceneId, generator }) => cellOf(sceneId, generator ?? ''))).toEqual([
    cellOf(lamp.id, 'kling'),
    cellOf(lamp.id, 'luma'),
    cellOf(sea.id, 'kling'),
    cellOf(sea.id, 'luma'),
  ]);
  expect(wishes[0]).toEqual({ sceneId: lamp.id, role: 'picture', generator: 'kling', comparisonId: id });
});

test('one seed for the nth take of all, and never one that a cell had before', () => {
  const seeds = (made: ReadonlyMap<string, number>, seed = 7) =>
    wishesOf(choice({ each: 2, seed }), id, made).map((wish) => [wish.generator, wish.seed]);
  expect(seeds(nothingMade)).toEqual([
    ['kling', 7],
    ['luma', 7],
    ['kling', 8],
    ['luma', 8],
  ]);
  expect(seeds(new Map([[cellOf(lamp.id, 'kling'), 2]]))[0]).toEqual(['kling', 9]);
  expect(seeds(nothingMade, 2 ** 31 - 1)[2]).toEqual(['kling', 0]);
});

test('what a run has is what was made for it and what is on its way', () => {
  const origin = { kind: 'generated', generator: 'kling', vendor: 'piapi', jobId: 'jb_1', attemptId: 'at_1' } as const;
  const takes = [
    testTake(lamp.id, 'picture', {}, { origin: { ...origin, comparisonId: id } }),
    testTake(lamp.id, 'picture', {}, { origin: { ...origin, comparisonId: null } }),
  ];
  const job = (more: Partial<Job>) => ({ sceneId: sea.id, generator: 'kling', comparisonId: id, ...more }) as Job;
  const made = madeBy(id, takes, [job({ state: 'running' }), job({ state: 'failed' }), job({ state: 'done' })]);
  expect(made).toEqual(
    new Map([
      [cellOf(lamp.id, 'kling'), 1],
      [cellOf(sea.id, 'kling'), 1],
    ]),
  );
  expect(madeOf(made, 'kling')).toBe(2);
  expect(madeOf(made, 'ling')).toBe(0);
});

test('leaving wishes out leaves holes, and takes away generators and scenes without any', () => {
  const whole = choice({ sceneIds: [lamp.id, sea.id], generators: ['kling', 'luma', 'veo'], each: 2 });
  const wishes = wishesOf(whole, id, nothingMade);
  const can = wishes.filter(
    ({ generator, sceneId }) => generator === 'kling' || (generator === 'luma' && sceneId === sea.id),
  );
  const rest = narrowed(whole, can);
  expect(rest.generators).toEqual(['kling', 'luma']);
  expect(wishesOf(rest, id, nothingMade)).toEqual(can);
  expect(
    narrowed(
      whole,
      can.filter(({ sceneId }) => sceneId === sea.id),
    ).sceneIds,
  ).toEqual([sea.id]);
});

test('the sum is written as it is worked out', () => {
  expect(countText(choice(), 2)).toBe('2 takes');
  expect(countText(choice({ each: 4 }), 8)).toBe('2 generators × 4 takes = 8 takes');
  expect(countText(choice({ sceneIds: [lamp.id, sea.id], each: 2 }), 7)).toBe(
    '2 scenes × 2 generators × 2 takes − 1 = 7 takes',
  );
});

test('scenes that are deleted meanwhile are not asked for, and the others stand in the film’s order', () => {
  const now = choiceNow(choice({ sceneIds: [sea.id, 'sc_gone', lamp.id] }), film);
  expect(now.sceneIds).toEqual([lamp.id, sea.id]);
  expect(choiceNow(choice(), { scenes: [] }).sceneIds).toEqual([]);
});

test('one generator is enough only beside something else', () => {
  expect(leastColumns(null, [lamp.id], [])).toBe(2);
  expect(leastColumns(null, [lamp.id], [testTake(lamp.id, 'voice')])).toBe(2);
  expect(leastColumns(null, [lamp.id], [testTake(lamp.id, 'picture')])).toBe(1);
  expect(leastColumns(run, [sea.id], [])).toBe(1);
});

test('what is lacking is said, and what is too much', () => {
  const lack = (more: Partial<Choice>, others: Partial<Parameters<typeof lackOf>[0]> = {}) =>
    lackOf({ choice: choice(more), run: null, runs: 0, least: 2, count: 2, ...others });
  const twelve = Array.from({ length: 12 }, (_, index) => `g${index}`);
  expect(lack({})).toBeNull();
  expect(lack({ generators: twelve })).toBeNull();
  expect(lack({ generators: twelve }, { run })).toBe('One wall shows 12 generators. Take out 2.');
  expect(lack({ generators: ['kling'] })).toBe('Choose one more generator.');
  expect(lack({ generators: ['kling'] }, { least: 1 })).toBeNull();
  expect(lack({ generators: [] })).toBe('Choose two generators or more.');
  expect(lack({ sceneIds: [] })).toBe('Choose a scene.');
  expect(lack({}, { count: 0 })).toBe('All of it is left out.');
  expect(lack({}, { count: 2001 })).toContain('2000 takes can be sent at once');
  expect(lack({}, { runs: 500 })).toContain('500 comparisons');
  expect(lack({}, { runs: 500, run })).toBeNull();
});

test('a run that is added to keeps its columns, and can go back to what it was', () => {
  const more = choice({ sceneIds: [sea.id], generators: ['luma', 'veo'], seed: 5, name: ' ' });
  const patch = patchOf(more, run, 'Usual');
  expect(patch).toEqual({
    ...{ name: 'Usual', sceneIds: [lamp.id, sea.id], generators: ['kling', 'luma', 'veo'] },
    ...{ each: 2, seed: 5 },
  });
  expect({ ...run, ...patch, ...patchBack(run) }).toEqual(run);
  expect(patchOf(more, null, 'Usual')).toMatchObject({ generators: ['luma', 'veo'], each: 1 });
});

test('a run is called by its scene, else by what it is; never like another', () => {
  const now = new Date(2026, 10, 20);
  expect(usualName(choice(), film, now)).toBe('She winds the lamp');
  const taken = { ...film, comparisons: [{ ...run, name: 'She winds the lamp' }] };
  expect(usualName(choice(), taken, now)).toBe('She winds the lamp 2');
  expect(usualName(choice({ sceneIds: [lamp.id, sea.id] }), film, now)).toBe('2 generators · 20 Nov');
  expect(usualName(choice({ sceneIds: [sea.id], generators: ['kling'] }), film, now)).toBe('1 generator · 20 Nov');
});
