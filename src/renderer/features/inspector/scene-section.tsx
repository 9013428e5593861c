import type { Scene } from '../../../shared/film.ts';
import { type TakeView, takesOf } from '../../../shared/take.ts';
import { posterUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import { updateScene } from '../film/edits.ts';
import { useCut, useTakes } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { onScreenSeconds } from '../generation/wishes.ts';
import { SceneShape } from './scene-shape.tsx';
import { SceneStill } from './scene-still.tsx';
import { SceneText } from './scene-text.tsx';
import { Section } from './section.tsx';
import { usePickAndImport } from './use-import.ts';

/** What is written in the scene. */
export function SceneSection({ scene }: { scene: Scene }) {
  const { store, filmId } = useSession();
  const { mediaBase } = useHello();
  const film = useFilm();
  const cut = useCut();
  const takes = useTakes();
  const pick = usePickAndImport();
  const number = film.scenes.indexOf(scene) + 1;

  const change = (label: string, patch: Partial<Omit<Scene, 'id'>>, group?: string) =>
    store.edit(
      `${label} of scene ${number}`,
      updateScene(scene.id, patch),
      group ? { group: `${group} ${scene.id}` } : {},
    );
  const importStill = async () => {
    const take = await pick(scene.id, 'picture');
    if (take) change('set still', { still: take.id });
  };

  return (
    <Section label="Words and shape">
      <SceneText
        scene={scene}
        film={film}
        onType={(field, value) => change(`write ${field}`, { [field]: value }, field)}
        onLeave={store.endBurst}
      />
      <SceneShape scene={scene} seconds={onScreenSeconds(cut, scene.id)} onChange={change} onLeave={store.endBurst} />
      <SceneStill
        still={takes.find((take) => take.id === scene.still) ?? null}
        posterOf={(take) => posterUrl(mediaBase, filmId, take)}
        choices={stillChoices(takes, scene.id)}
        nameOf={(take) => stillName(take, film.scenes)}
        onChoose={(take) => change('set still', { still: take?.id ?? null })}
        onImport={importStill}
      />
    </Section>
  );
}

/** Image takes of this scene, then of the others. */
function stillChoices(takes: readonly TakeView[], sceneId: string): TakeView[] {
  const images = takes.filter((take) => take.role === 'picture' && take.probe.kind === 'image' && !take.problem);
  return [...takesOf(images, sceneId, 'picture'), ...images.filter((take) => take.sceneId !== sceneId)].slice(0, 24);
}

function stillName(take: TakeView, scenes: readonly Scene[]): string {
  const number = scenes.findIndex((scene) => scene.id === take.sceneId) + 1;
  const name = take.origin.kind === 'imported' ? take.origin.originalName : `take ${take.number}`;
  return number > 0 ? `Scene ${number}, ${name}` : name;
}
