import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { memo } from 'react';
import type { Film, Scene } from '../../../shared/film.ts';
import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import { posterUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useSession } from '../film/session-context.ts';
import type { Catalogue } from '../generation/plan-scene.ts';
import { cardState } from './card-state.ts';
import { SceneCard } from './scene-card.tsx';
import type { SceneDeeds } from './scene-deeds.ts';

type Props = {
  /** Without its scenes. */
  film: Film;
  scene: Scene;
  number: number;
  seconds: number;
  takes: readonly TakeView[];
  /** Circled takes that belong to other scenes. */
  lent: readonly TakeView[];
  jobs: readonly Job[];
  catalogue: Catalogue;
  selected: boolean;
  deeds: SceneDeeds;
};

/** A scene's card in its sortable place, with what it says worked out. */
export const BoardCard = memo(function BoardCard({ film, scene, takes, lent, jobs, catalogue, ...rest }: Props) {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const sortable = useSortable({ id: scene.id });
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = sortable;
  const { seconds } = rest;
  const state = cardState({ film, scene, seconds, takes: [...takes, ...lent], jobs, catalogue });
  return (
    <SceneCard
      {...rest}
      scene={scene}
      state={state}
      poster={posterUrl(mediaBase, filmId, state.picture)}
      generators={catalogue.generators}
      aspect={film.canvas.aspect}
      drag={{
        card: { ...listeners, ref: setNodeRef, style: { transform: CSS.Translate.toString(transform), transition } },
        grip: setActivatorNodeRef,
        active: isDragging,
      }}
    />
  );
});
