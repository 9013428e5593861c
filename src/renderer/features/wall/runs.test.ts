import { expect, test } from 'vitest';
import { newComparison } from '../../../shared/comparison.ts';
import { runLines, runName } from './runs.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const run = (name: string, sceneId: string, hour: number) =>
  newComparison({ name, sceneIds: [sceneId], generators: ['a', 'b'] }, new Date(Date.UTC(2026, 10, 20, hour)));

test('comparisons of the scene come first, the newest first, and no two read the same', () => {
  const list = [run('Lamp', 'sc_1', 9), run('Sea', 'sc_2', 10), run('Lamp', 'sc_1', 9)];
  expect(runLines(list, 'sc_1', now).map(({ label }) => label)).toEqual([
    'Lamp · 3 hours ago',
    'Lamp · 3 hours ago (2)',
    'Sea · 2 hours ago',
  ]);
});

test('one without a name says what it is', () => {
  expect(runName(run(' ', 'sc_1', 9))).toBe('Comparison of 2 generators');
});
