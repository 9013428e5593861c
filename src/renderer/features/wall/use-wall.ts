import { useMemo } from 'react';
import type { Comparison, WallView } from '../../../shared/comparison.ts';
import type { Film, Scene } from '../../../shared/film.ts';
import { useNavigation } from '../../lib/navigation.ts';
import { useCut, useJobs, useTakes } from '../film/film-data.ts';
import { useFilm, useSelectedScene } from '../film/session-context.ts';
import { planScene } from '../generation/plan-scene.ts';
import { useCatalogue } from '../generation/use-catalogue.ts';
import { onScreenSeconds } from '../generation/wishes.ts';
import { arranged, isHidden, isTake, type Merits, type ShownTake, type ShownTile } from './arrange.ts';
import type { Row } from './matrix.ts';
import { useSame } from './use-same.ts';
import { type ChangeView, useWallView } from './use-wall-view.ts';
import { isUnderWay, sceneTiles } from './wall-tiles.ts';

export type Wall = {
  readonly film: Film;
  /** Null shows all takes of the scene. */
  readonly comparison: Comparison | null;
  /** The scene that keys act on: the selected one where it is on the wall. */
  readonly scene: Scene;
  /** One for each scene on the wall. */
  readonly rows: readonly Row[];
  /** Of `scene`. */
  readonly tiles: readonly ShownTile[];
  /** Of `scene`, what can be seen and heard. */
  readonly takes: readonly ShownTake[];
  readonly merits: Merits;
  readonly view: WallView;
  readonly change: ChangeView;
  /** Names are hidden now. */
  readonly hidden: boolean;
  /** Places before anything was left aside. */
  readonly count: number;
  /** Takes that somebody still works on. */
  readonly underWay: number;
};

/** Everything that the wall shows of one scene, or of the scenes of a comparison. Null where none of them is there. */
export function useWall(): Wall | null {
  const selected = useSelectedScene();
  const film = useFilm();
  const comparisonId = useNavigation((state) => state.comparisonId);
  const comparison = film.comparisons.find(({ id }) => id === comparisonId) ?? null;
  const scenes = useSame(scenesOf(film, comparison, selected));
  const scene = scenes.find(({ id }) => id === selected?.id) ?? scenes[0] ?? null;
  const [view, change] = useWallView(comparison, scene?.id ?? '');
  const merits = useMerits(film, scene, view.sort === 'fit');
  const takes = useTakes();
  // News of other scenes are no reason to draw anything.
  const jobs = useSame(useJobs().filter((job) => scenes.some(({ id }) => id === job.sceneId)));
  const { rows, ...counts } = useMemo(() => {
    const all = scenes.map((scene) => ({ scene, tiles: sceneTiles({ scene, takes, jobs, comparison }) }));
    return {
      rows: all.map(({ scene, tiles }) => ({ scene, tiles: arranged(tiles, view, merits) })),
      count: all.reduce((sum, { tiles }) => sum + tiles.length, 0),
      underWay: all.reduce((sum, { tiles }) => sum + tiles.filter(isUnderWay).length, 0),
    };
  }, [scenes, takes, jobs, comparison, view, merits]);
  const tiles = rows.find((row) => row.scene.id === scene?.id)?.tiles ?? [];
  const own = useSame(tiles.filter(isTake).filter(({ take }) => !take.problem));
  if (!scene) return null;
  return {
    ...{ film, comparison, scene, rows, tiles, merits, view, change },
    takes: own,
    hidden: isHidden(view),
    ...counts,
  };
}

/** The scenes of a comparison that are still there; without one, the selected scene. */
function scenesOf(film: Film, comparison: Comparison | null, selected: Scene | null): readonly Scene[] {
  if (!comparison) return selected ? [selected] : [];
  return comparison.sceneIds.flatMap((sceneId) => film.scenes.find(({ id }) => id === sceneId) ?? []);
}

const noMerits: Merits = new Map();

/** How well generators fit the scene, worked out only where the wall is sorted by it. */
function useMerits(film: Film, scene: Scene | null, wanted: boolean): Merits {
  const cut = useCut();
  const catalogue = useCatalogue();
  return useMemo(() => {
    if (!wanted || !scene) return noMerits;
    const { ranked } = planScene({
      film,
      scene,
      role: 'picture',
      onScreen: onScreenSeconds(cut, scene.id),
      catalogue,
    });
    return new Map(ranked.map(({ generator, score }) => [generator.id, score]));
  }, [wanted, film, scene, cut, catalogue]);
}
