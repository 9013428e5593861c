import { useEffect, useRef } from 'react';
import type { Scene } from '../../../shared/film.ts';
import type { TakeView } from '../../../shared/take.ts';
import { useSession } from '../film/session-context.ts';
import { useAddVerdict, useForgetQuietly, wasJudgedBlind } from './api.ts';
import { circleFinding } from './circle-finding.ts';

type Seen = { readonly sceneId: string | null; readonly enabled: boolean; readonly circled: string | null };

/**
 * Circling a take while an open wall shows it beside others is a verdict of its own, and takes it back again when the
 * circle goes. `takes`: those shown of the scene; `enabled`: the wall is shown and not blind.
 */
export function useCircleVerdict(
  scene: Scene | null,
  takes: readonly TakeView[],
  enabled: boolean,
  comparisonId: string | null = null,
): void {
  const { filmId, store } = useSession();
  const { mutate: add } = useAddVerdict();
  const { mutate: forget } = useForgetQuietly();
  const now: Seen = { sceneId: scene?.id ?? null, enabled, circled: scene?.circled.picture ?? null };
  const seen = useRef<Seen>(now);
  const told = useRef(new Set<string>());
  // Only a new circle is news: takes that come in while it stands were not there to be chosen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const before = seen.current;
    seen.current = now;
    if (!now.sceneId || before.sceneId !== now.sceneId || !before.enabled || !enabled) return;
    if (before.circled === now.circled || wasJudgedBlind(now.sceneId)) return;
    // Undo puts an earlier circle back, which says something only where it did so then.
    const undone = store.temporal.getState().futureStates.length > 0;
    const known = now.circled !== null && told.current.has(now.circled);
    const finding = undone && !known ? null : circleFinding(now.sceneId, comparisonId, now.circled, takes);
    if (!finding) return forget({ circleOf: { filmId, sceneId: now.sceneId } });
    told.current.add(finding.best[0] ?? '');
    add(finding);
  }, [now.sceneId, now.circled, enabled]);
}
