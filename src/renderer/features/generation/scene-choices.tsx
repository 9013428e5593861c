import { fallbackFor, type Scene } from '../../../shared/film.ts';
import type { Role } from '../../../shared/take.ts';
import { chooseGenerator } from '../film/edits.ts';
import { useCut } from '../film/film-data.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { ChainPicker } from './chain-picker.tsx';
import { setRankWish, setSceneFallback } from './choice-edits.ts';
import { GeneratorPicker } from './generator-picker.tsx';
import { choiceName, planScene } from './plan-scene.ts';
import { useCatalogue } from './use-catalogue.ts';
import { onScreenSeconds, type Wish } from './wishes.ts';

type Props = { scene: Scene; takeRole: Role; label: string; wish: Wish };

/** Who makes a role of a scene, and who does when that one cannot. Every change is an undoable edit. */
export function SceneChoices({ scene, takeRole, label, wish }: Props) {
  const { store } = useSession();
  const film = useFilm();
  const cut = useCut();
  const catalogue = useCatalogue();
  const own = scene.generator[takeRole];
  const asFilm = planScene({
    film,
    scene,
    role: takeRole,
    onScreen: onScreenSeconds(cut, scene.id),
    catalogue,
    asked: film[takeRole].generator,
  });
  return (
    <>
      <GeneratorPicker
        label={label}
        takeRole={takeRole}
        plan={wish.plan}
        filmName={choiceName(asFilm, film.picture.wish.mode)}
        follows={own === null}
        wish={film.picture.wish}
        onChoose={(id) => store.edit('choose generator', chooseGenerator(scene.id, takeRole, id))}
        onWish={(name, patch) => store.edit(name, setRankWish(patch))}
      />
      <ChainPicker
        plan={wish.plan}
        fallback={fallbackFor(film, scene, takeRole)}
        filmFallback={film[takeRole].fallback}
        follows={scene.fallback[takeRole] === null}
        onChange={(name, fallback) => store.edit(name, setSceneFallback(scene.id, takeRole, fallback))}
      />
    </>
  );
}
