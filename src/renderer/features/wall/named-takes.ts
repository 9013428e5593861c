import type { GeneratorView } from '../../../shared/generator.ts';
import { letterOf } from '../../../shared/letter.ts';
import { digitOf, isTake } from './arrange.ts';
import { dealt } from './deal.ts';
import { makerOf } from './tile-text.ts';
import type { Wall } from './use-wall.ts';
import type { NamedTake } from './wipe-stage.tsx';

type Source = Pick<Wall, 'scene' | 'takes' | 'view' | 'hidden'>;

/** All takes of the wall, scene after scene: what is handed on of it. */
export const allNamed = (wall: Wall, generators: readonly GeneratorView[], duelSeed: number): NamedTake[] =>
  wall.rows.flatMap(({ scene, tiles }) => {
    const takes = tiles.filter(isTake).filter(({ take }) => !take.problem);
    return namedTakes({ ...wall, scene, takes }, generators, duelSeed);
  });

/**
 * The takes of the scene as bar, wipe and sheet call them: by number and maker, or by letter while names are hidden. A duel
 * hides them too; `duelSeed` gives its letters where the wall has none.
 */
export function namedTakes(
  { scene, takes, view, hidden }: Source,
  generators: readonly GeneratorView[],
  duelSeed: number,
): NamedTake[] {
  if (view.mode === 'duel' && view.blind === null) {
    const order = dealt(
      `duel ${scene.id} ${duelSeed}`,
      takes.map(({ take }) => take.id),
      duelSeed,
    );
    return takes
      .map(({ take }) => ({ take, index: order.indexOf(take.id) }))
      .toSorted((a, b) => a.index - b.index)
      .map(({ take, index }) => lettered(take, letterOf(index), digitOf(index + 1)));
  }
  const isBlind = hidden || view.mode === 'duel';
  return takes.map((tile) => {
    const { take, letter, digit, place } = tile;
    if (isBlind && letter !== null) return lettered(take, letter, digit);
    const mark = letter ?? `${place}`;
    return { take, mark, name: [mark, makerOf(tile, generators).name].join(' · '), digit };
  });
}

const lettered = (take: NamedTake['take'], letter: string, digit: string | null): NamedTake => ({
  ...{ take, mark: letter, name: `Take ${letter}`, digit },
});
