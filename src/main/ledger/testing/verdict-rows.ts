import { newId } from '../../../shared/ids.ts';
import type { Contestant, VerdictQuery } from '../../../shared/verdict.ts';
import type { NewVerdictRow } from '../verdict-journal.ts';

/** A take of five seconds that cost half a dollar. */
export const contestant = (init: Partial<Contestant> = {}): Contestant => ({
  takeId: newId('take'),
  generator: 'kling',
  vendor: 'replicate',
  micros: 500_000,
  seconds: 5,
  ...init,
});

/** Kling against Runway, which the first of them won. */
export function verdictRow(init: Partial<NewVerdictRow> = {}): NewVerdictRow {
  const contestants = init.contestants ?? [contestant(), contestant({ generator: 'gen-4', vendor: 'runway' })];
  return {
    filmId: newId('film'),
    filmTitle: 'Coffee',
    sceneId: newId('scene'),
    sceneTitle: 'Morning',
    kind: 'testimonial',
    comparisonId: null,
    mode: 'pick',
    blind: true,
    contestants,
    best: contestants.slice(0, 1).map(({ takeId }) => takeId),
    ...init,
  };
}

/** Takes every verdict. */
export const everyVerdict: VerdictQuery = { kind: null, generator: null, comparisonId: null };
