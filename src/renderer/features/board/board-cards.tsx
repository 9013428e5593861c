import { useMemo } from 'react';
import type { Film } from '../../../shared/film.ts';
import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import { frameSeconds } from '../../../shared/time.ts';
import { useCut, useJobs, useTakes } from '../film/film-data.ts';
import { useFilm, useSelectedScene } from '../film/session-context.ts';
import { useGenerators } from '../generation/api.ts';
import { BoardCard } from './board-card.tsx';
import { SceneGrid } from './scene-grid.tsx';
import type { SceneActions } from './use-scene-actions.ts';
import { useSceneDeeds } from './use-scene-deeds.ts';

const noTakes: readonly TakeView[] = [];
const noJobs: readonly Job[] = [];
const noGenerators: never[] = [];

/** All cards. Each gets only its own takes and jobs, so that an edit draws one card anew and not a thousand. */
export function BoardCards({ actions }: { actions: SceneActions }) {
  const film = useFilm();
  const cut = useCut();
  const takes = useTakes();
  const jobs = useJobs();
  const generators = useGenerators().data?.generators ?? noGenerators;
  const selected = useSelectedScene();
  const deeds = useSceneDeeds(actions);
  const takesOfScene = useMemo(() => Map.groupBy(takes, (take) => take.sceneId), [takes]);
  const jobsOfScene = useMemo(() => Map.groupBy(jobs, (job) => job.sceneId), [jobs]);
  const takeById = useMemo(() => new Map(takes.map((take) => [take.id, take])), [takes]);
  const rest = useFilmWithoutScenes(film);
  const order = film.scenes.map((scene) => scene.id).join(' ');
  const sceneIds = useMemo(() => order.split(' '), [order]);

  return (
    <SceneGrid sceneIds={sceneIds} onMove={actions.move} menuOf={deeds.menu}>
      {film.scenes.map((scene, index) => (
        <BoardCard
          key={scene.id}
          film={rest}
          scene={scene}
          number={index + 1}
          seconds={frameSeconds(cut.scenes[index]?.frames ?? 0, cut.canvas.fps)}
          takes={takesOfScene.get(scene.id) ?? noTakes}
          lent={lentTake(takeById, scene.circled.picture, scene.id)}
          jobs={jobsOfScene.get(scene.id) ?? noJobs}
          generators={generators}
          selected={scene.id === selected?.id}
          deeds={deeds}
        />
      ))}
    </SceneGrid>
  );
}

/** A circled take that was made for another scene, as in a duplicated one. */
function lentTake(byId: ReadonlyMap<string, TakeView>, circled: string | null, sceneId: string): TakeView | null {
  const take = circled === null ? undefined : byId.get(circled);
  return take && take.sceneId !== sceneId ? take : null;
}

/** The film's own choices: the same object until one of them changes, whatever happens in the scenes. */
function useFilmWithoutScenes(film: Film): Film {
  const { look, canvas, picture, voice } = film;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the fields that cards use stand for the film
  return useMemo(() => ({ ...film, scenes: [] }), [look, canvas, picture, voice]);
}
