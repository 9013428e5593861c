import type { Scene } from '../../../shared/film.ts';
import type { Shown } from './use-blind-pick.ts';

type Props = {
  /** As they stood on the blind wall, with their letters. */
  tiles: readonly Shown[];
  /** What was found best; null when names were shown without a verdict. */
  best: readonly string[] | null;
  scene: Scene;
  onClose: () => void;
};

/** Who was who on a blind wall, once it has been judged. */
export function Reveal({ tiles, best, onClose }: Props) {
  return (
    <section aria-label="Revealed">
      {tiles.length} {best?.length}
      <button type="button" onClick={onClose}>
        Close
      </button>
    </section>
  );
}
