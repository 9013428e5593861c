import type { Verdict } from '../../../shared/verdict.ts';
import { isTake } from './arrange.ts';
import type { Row } from './matrix.ts';

/** What was found best, by scene id; null where names were shown without a verdict. */
export type Best = Readonly<Record<string, readonly string[] | null>>;

/** What the ledger says that was picked among just these takes; empty where it says nothing. */
export function bestOf(verdicts: readonly Verdict[], sceneId: string, takeIds: readonly string[]): Best {
  const ids = new Set(takeIds);
  const found = verdicts.find(
    ({ mode, contestants, ...verdict }) =>
      mode === 'pick' &&
      verdict.sceneId === sceneId &&
      contestants.length === ids.size &&
      contestants.every(({ takeId }) => ids.has(takeId)),
  );
  return found ? { [sceneId]: found.best } : {};
}

/** The next scene that is still to be judged; with none, the names can be shown. */
export const nextToJudge = (rows: readonly Row[], judged: Best): Row | null =>
  rows.find(({ scene, tiles }) => !(scene.id in judged) && tiles.filter(isTake).length >= 2) ?? null;
