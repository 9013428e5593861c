import { useMemo } from 'react';
import type { Film, Scene } from '../../../shared/film.ts';
import type { Job } from '../../../shared/job.ts';
import { roles, type TakeView } from '../../../shared/take.ts';
import { frameSeconds } from '../../../shared/time.ts';
import { useGroups } from '../../lib/use-groups.ts';
import { useStable } from '../../lib/use-stable.ts';
import { useCut, useJobs, useTakes } from '../film/film-data.ts';
import { useFilm, useSelectedScene } from '../film/session-context.ts';
import { useCatalogue } from '../generation/use-catalogue.ts';
import { BoardCard } from './board-card.tsx';
import type { SceneDeeds } from './scene-deeds.ts';
import { SceneGrid } from './scene-grid.tsx';
import type { SceneActions } from './use-scene-actions.ts';
import { useSceneDeeds } from './use-scene-deeds.ts';

const noTakes: readonly TakeView[] = [];
const noJobs: readonly Job[] = [];
const noneLent: readonly TakeView[] = [];

const sceneOf = ({ sceneId }: { readonly sceneId: string }): string => sceneId;

/** The storyboard's cards in their grid. */
export function BoardCards({ actions }: { actions: SceneActions }) {
  const deeds = useSceneDeeds(actions);
  const { onMove } = useStable({ onMove: actions.move });
  const order = useFilm()
    .scenes.map((scene) => scene.id)
    .join(' ');
  const sceneIds = useMemo(() => order.split(' '), [order]);
  // The same element each time: see SceneGrid.
  const cards = useMemo(() => <Cards deeds={deeds} />, [deeds]);
  return (
    <SceneGrid sceneIds={sceneIds} onMove={onMove} menuOf={deeds.menu}>
      {cards}
    </SceneGrid>
  );
}

/** Each card gets only its own takes and jobs, so that an edit, or news of a job, draws one card anew and not a thousand. */
function Cards({ deeds }: { deeds: SceneDeeds }) {
  const film = useFilm();
  const cut = useCut();
  const takes = useTakes();
  const jobs = useJobs();
  const catalogue = useCatalogue();
  const selected = useSelectedScene();
  const takesOfScene = useGroups(takes, sceneOf);
  const jobsOfScene = useGroups(jobs, sceneOf);
  const takeById = useMemo(() => new Map(takes.map((take) => [take.id, take])), [takes]);
  const rest = useFilmWithoutScenes(film);
  return film.scenes.map((scene, index) => (
    <BoardCard
      key={scene.id}
      film={rest}
      scene={scene}
      number={index + 1}
      seconds={frameSeconds(cut.scenes[index]?.frames ?? 0, cut.canvas.fps)}
      takes={takesOfScene.get(scene.id) ?? noTakes}
      lent={lentTakes(takeById, scene)}
      jobs={jobsOfScene.get(scene.id) ?? noJobs}
      catalogue={catalogue}
      selected={scene.id === selected?.id}
      deeds={deeds}
    />
  ));
}

/** Circled takes that were made for another scene, as in a duplicated one; the same empty list where there are none. */
function lentTakes(byId: ReadonlyMap<string, TakeView>, { id, circled }: Scene): readonly TakeView[] {
  const lent = roles.flatMap((role) => byId.get(circled[role] ?? '') ?? []).filter(({ sceneId }) => sceneId !== id);
  return lent.length === 0 ? noneLent : lent;
}

/** The film's own choices: the same object until one of them changes, whatever happens in the scenes. */
function useFilmWithoutScenes(film: Film): Film {
  const { look, canvas, picture, voice } = film;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fields that cards use stand for the film
  return useMemo(() => ({ ...film, scenes: [] }), [look, canvas, picture, voice]);
}
