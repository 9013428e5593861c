import type { Scene } from '../../../shared/film.ts';
import type { TakeView } from '../../../shared/take.ts';

export type DuelStageProps = {
  /** Takes of the one scene that stand for choice. */
  takes: readonly TakeView[];
  scene: Scene;
  comparisonId: string | null;
  /** Of the letters: that of the blind wall, so that a take keeps its letter. Without it, letters are drawn anew. */
  seed?: number | undefined;
  /** Names are shown from now on. */
  onReveal?: (() => void) | undefined;
  /** Back to the wall. */
  onDone: () => void;
};

/** Two takes at a time, names hidden, until their order is known. Inside `<InStep>`. */
export function DuelStage({ onDone }: DuelStageProps) {
  return (
    <section aria-label="Duel">
      <button type="button" onClick={onDone}>
        Back to the wall
      </button>
    </section>
  );
}
