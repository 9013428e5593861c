import { useMemo, useRef } from 'react';
import type { Scene } from '../../../shared/film.ts';
import { useAddVerdict, useForgetQuietly, useVerdicts } from './api.ts';
import { decidedDuels, nextDuel, usualDuels } from './duels.ts';
import type { Shown } from './use-blind-pick.ts';

export type DuelOrder = {
  /** Under the letters that they have from beginning to end; the same list for as long as it holds the same. */
  readonly shown: readonly Shown[];
  readonly scene: Scene;
  readonly comparisonId: string | null;
};

/** What can be said of two takes. */
export type Judgement = 'left' | 'right' | 'tie' | 'bad';

export type Duels = ReturnType<typeof useDuels>;

/** The duels of a scene: which two meet now, what was decided, and the ways to decide. The ledger is all that it remembers. */
export function useDuels({ shown, scene, comparisonId }: DuelOrder) {
  const verdicts = useVerdicts(comparisonId ? { comparisonId } : { kind: scene.kind });
  const add = useAddVerdict();
  const forget = useForgetQuietly();
  const { decided, next, ids } = useMemo(() => {
    // By id, not by letter: the session goes on alike under other letters.
    const ids = shown.map(({ take }) => take.id).sort();
    const decided = decidedDuels(verdicts.data ?? [], scene.id, ids);
    return { ids, decided, next: nextDuel(ids, decided) };
  }, [shown, verdicts.data, scene.id]);

  const find = (id: string | undefined) => shown.find(({ take }) => take.id === id) ?? null;
  const [left, right] = [find(next?.left), find(next?.right)];
  const busy = add.isPending || forget.isPending;
  // A key that is pressed twice at once comes before the next render.
  const sent = useRef(false);
  const judge = (judgement: Judgement) => {
    if (!next || busy || sent.current) return;
    sent.current = true;
    const { left, right } = next;
    const best = { left: [left], right: [right], tie: [left, right], bad: [] }[judgement];
    const free = () => {
      sent.current = false;
    };
    const found = { sceneId: scene.id, comparisonId, takeIds: [left, right], best };
    add.mutate({ ...found, mode: 'duel', blind: true }, { onSettled: free });
  };
  const last = decided.at(-1);
  const takeBack = () => {
    if (last && !busy) forget.mutate({ ids: [last.verdictId] });
  };
  return {
    /** Until the ledger has answered, nobody knows who has met. */
    loading: verdicts.isPending || verdicts.isPlaceholderData,
    error: verdicts.data ? null : verdicts.error,
    retry: verdicts.refetch,
    shown,
    ids,
    decided,
    pair: left && right ? { left, right } : null,
    total: usualDuels(ids.length),
    busy,
    judge,
    takeBack: last ? takeBack : null,
  };
}
