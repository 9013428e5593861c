import type { Scene } from '../../../shared/film.ts';
import { updateScene } from '../film/edits.ts';
import { useCut } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { onScreenSeconds } from '../generation/wishes.ts';
import { SceneShape } from './scene-shape.tsx';
import { SceneStills } from './scene-stills.tsx';
import { SceneText } from './scene-text.tsx';
import { Section } from './section.tsx';

/** What is written in the scene. */
export function SceneSection({ scene }: { scene: Scene }) {
  const { store } = useSession();
  const film = useFilm();
  const cut = useCut();
  const number = film.scenes.indexOf(scene) + 1;

  const change = (label: string, patch: Partial<Omit<Scene, 'id'>>, group?: string) =>
    store.edit(
      `${label} of scene ${number}`,
      updateScene(scene.id, patch),
      group ? { group: `${group} ${scene.id}` } : {},
    );

  return (
    <Section label="Words and shape">
      <SceneText
        scene={scene}
        film={film}
        onType={(field, value) => change(`write ${field}`, { [field]: value }, field)}
        onLeave={store.endBurst}
      />
      <SceneShape scene={scene} seconds={onScreenSeconds(cut, scene.id)} onChange={change} onLeave={store.endBurst} />
      <SceneStills scene={scene} onChange={change} />
    </Section>
  );
}
