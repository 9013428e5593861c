import { Copy, Plus, Trash2, WandSparkles } from 'lucide-react';
import { useMemo } from 'react';
import type { Scene } from '../../../shared/film.ts';
import type { GeneratorView } from '../../../shared/generator.ts';
import type { Job } from '../../../shared/job.ts';
import { formatMicros } from '../../../shared/money.ts';
import { frameSeconds } from '../../../shared/time.ts';
import { posterUrl } from '../../lib/media.ts';
import { showPanel } from '../../lib/navigation.ts';
import { useHello } from '../../lib/use-hello.ts';
import type { MenuItem } from '../../ui/menu.tsx';
import { useCut, useJobs, useTakes } from '../film/film-data.ts';
import { useFilm, useSelectedScene, useSession } from '../film/session-context.ts';
import { useGenerate, useGenerators, useImportFiles, useJobActions } from '../generation/api.ts';
import { generatorName } from '../generation/job-text.ts';
import { type Wish, wishFor } from '../generation/wishes.ts';
import { cardState } from './card-state.ts';
import { SceneGrid, SortableCard } from './scene-grid.tsx';
import type { SceneActions } from './use-scene-actions.ts';

/** All cards, with what each needs to know worked out here. */
export function BoardCards({ actions }: { actions: SceneActions }) {
  const { filmId } = useSession();
  const film = useFilm();
  const cut = useCut();
  const takes = useTakes();
  const jobs = useJobs();
  const generators = useGenerators().data?.generators ?? [];
  const selected = useSelectedScene();
  const { mediaBase } = useHello();
  const { generate } = useGenerate();
  const { retry } = useJobActions();
  const importFiles = useImportFiles();
  const sceneIds = useMemo(() => film.scenes.map((scene) => scene.id), [film.scenes]);

  return (
    <SceneGrid sceneIds={sceneIds} onMove={actions.move}>
      {film.scenes.map((scene, index) => {
        const state = cardState(film, scene, takes, jobs, generators);
        const wish = wishFor({ film, cut, generators }, scene, 'picture');
        return (
          <SortableCard
            key={scene.id}
            scene={scene}
            number={index + 1}
            seconds={frameSeconds(cut.scenes[index]?.frames ?? 0, cut.canvas.fps)}
            state={state}
            poster={posterUrl(mediaBase, filmId, state.picture)}
            worker={state.jobs.picture ? generatorName(generators, state.jobs.picture.generator) : ''}
            aspect={film.canvas.aspect}
            selected={scene.id === selected?.id}
            menu={menuFor({ scene, index, count: film.scenes.length, wish, actions, generate })}
            onSelect={() => actions.select(scene.id)}
            onOpen={focusPrompt}
            onCircle={(take) => actions.toggleCircle(scene.id, 'picture', take)}
            onFiles={(files) => importFiles(scene.id, files)}
            onRetry={retry}
            onFix={(job) => fix(job, scene.id, generators, actions)}
          />
        );
      })}
    </SceneGrid>
  );
}

const focusPrompt = () => document.querySelector<HTMLElement>('[name=scene-prompt]')?.focus();

/** The step that a failed job asks for: another prompt, or another key. */
function fix(job: Job, sceneId: string, generators: readonly GeneratorView[], actions: SceneActions): void {
  actions.select(sceneId);
  if (job.error?.code === 'content-rejected') setTimeout(focusPrompt);
  else showPanel('settings', generators.find((each) => each.id === job.generator)?.vendor ?? null);
}

type MenuSource = {
  scene: Scene;
  index: number;
  count: number;
  wish: Wish;
  actions: SceneActions;
  generate: (wishes: readonly Wish[]) => void;
};

function menuFor({ scene, index, count, wish, actions, generate }: MenuSource): MenuItem[] {
  return [
    {
      label: wish.hindrance ?? `Generate a take · ${formatMicros(wish.micros)}`,
      icon: <WandSparkles size={14} aria-hidden />,
      disabled: wish.hindrance !== null,
      onSelect: () => generate([wish]),
    },
    '-',
    {
      label: 'Move earlier',
      keys: 'Alt+ArrowLeft',
      disabled: index === 0,
      onSelect: () => actions.shift(scene.id, -1),
    },
    {
      label: 'Move later',
      keys: 'Alt+ArrowRight',
      disabled: index === count - 1,
      onSelect: () => actions.shift(scene.id, 1),
    },
    '-',
    { label: 'Add scene after', icon: <Plus size={14} aria-hidden />, onSelect: () => actions.add(scene.id) },
    {
      label: 'Duplicate',
      icon: <Copy size={14} aria-hidden />,
      keys: 'Mod+d',
      onSelect: () => actions.duplicate(scene.id),
    },
    {
      label: 'Delete',
      icon: <Trash2 size={14} aria-hidden />,
      keys: 'Delete',
      danger: true,
      onSelect: () => actions.remove(scene.id),
    },
  ];
}
