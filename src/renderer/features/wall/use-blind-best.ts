import { useState } from 'react';
import type { Verdict } from '../../../shared/verdict.ts';
import { useVerdicts } from '../verdicts/api.ts';
import type { Wall } from './use-wall.ts';

/** By scene id; null where names were shown without a verdict. */
export type Best = Readonly<Record<string, readonly string[] | null>>;

/** What the ledger says that was picked among just these takes. */
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

/** What was found best on this blind wall: in this window, else as the ledger remembers it once names are shown. */
export function useBlindBest({ scene, comparison, view, takes, hidden }: Wall) {
  const seed = view.blind?.seed ?? -1;
  const [known, setKnown] = useState<{ readonly seed: number; readonly best: Best }>({ seed, best: {} });
  const own = known.seed === seed ? known.best : {};
  const verdicts = useVerdicts(comparison ? { comparisonId: comparison.id } : { kind: scene.kind }).data ?? [];
  const ids = takes.map(({ take }) => take.id);
  const best: Best = hidden ? own : { ...bestOf(verdicts, scene.id, ids), ...own };
  return { best, judged: own, remember: (next: Best) => setKnown({ seed, best: { ...own, ...next } }) };
}
