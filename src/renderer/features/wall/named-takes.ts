import type { GeneratorView } from '../../../shared/generator.ts';
import { letterOf } from '../../../shared/letter.ts';
import { shuffled } from '../verdicts/blind.ts';
import { isTake } from './arrange.ts';
import { makerOf } from './tile-text.ts';
import type { Wall } from './use-wall.ts';
import type { NamedTake } from './wipe-stage.tsx';

type Source = Pick<Wall, 'takes' | 'view' | 'hidden'>;

/** All takes of the wall, scene after scene: what is handed on of it. */
export const allNamed = (wall: Wall, generators: readonly GeneratorView[], duelSeed: number): NamedTake[] =>
  wall.rows.flatMap(({ tiles }) => {
    const takes = tiles.filter(isTake).filter(({ take }) => !take.problem);
    return namedTakes({ ...wall, takes }, generators, duelSeed);
  });

/**
 * The takes of the scene as bar, wipe and sheet call them: by number and maker, or by letter while names are hidden. A duel
 * hides them too; `duelSeed` gives its letters where the wall has none.
 */
export function namedTakes(
  { takes, view, hidden }: Source,
  generators: readonly GeneratorView[],
  duelSeed: number,
): NamedTake[] {
  if (view.mode === 'duel' && !hidden) {
    const order = shuffled(
      takes.map(({ take }) => take),
      duelSeed,
    );
    return order.map((take, index) => lettered(take, letterOf(index), index));
  }
  return takes.map((tile, index) => {
    if (hidden) return lettered(tile.take, tile.letter ?? '', index);
    const mark = tile.letter ?? `${tile.place}`;
    const place = tile.letter === null ? tile.place : index + 1;
    const name = [mark, makerOf(tile, generators).name].join(' · ');
    return { take: tile.take, mark, name, digit: place <= 9 ? `${place}` : null };
  });
}

const lettered = (take: NamedTake['take'], letter: string, index: number): NamedTake => ({
  take,
  mark: letter,
  name: `Take ${letter}`,
  digit: index < 9 ? `${index + 1}` : null,
});
