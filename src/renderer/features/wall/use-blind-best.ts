import { useState } from 'react';
import { useVerdicts } from '../verdicts/api.ts';
import { type Best, bestOf } from './blind-best.ts';
import type { Wall } from './use-wall.ts';

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
