import { useMemo } from 'react';
import { newScene } from '../../../shared/film.ts';
import { formatPrice } from '../../../shared/money.ts';
import type { Role } from '../../../shared/take.ts';
import { chooseFilmGenerator } from '../film/edits.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import { ChainPicker } from './chain-picker.tsx';
import { setFilmFallback, setRankWish } from './choice-edits.ts';
import { GeneratorPicker } from './generator-picker.tsx';
import { type Catalogue, planScene, type RankedView } from './plan-scene.ts';
import { useCatalogue } from './use-catalogue.ts';

/** Stands for no scene in particular. */
const anyScene = newScene();
const anySeconds = 5;
const unitPrice = ({ generator }: RankedView): string => formatPrice(generator.price);

/** Who makes a role of all scenes that do not choose for themselves. */
export function FilmChoices({ takeRole, label }: { takeRole: Role; label: string }) {
  const { store } = useSession();
  const film = useFilm();
  const catalogue = useKindlessCatalogue();
  const plan = planScene({ film, scene: anyScene, role: takeRole, onScreen: anySeconds, catalogue });
  const chooseFor = (id: string | null) => {
    if (id !== null) store.edit('choose generator of the film', chooseFilmGenerator(takeRole, id));
  };
  return (
    <>
      <GeneratorPicker
        label={label}
        takeRole={takeRole}
        plan={plan}
        filmName={null}
        follows={false}
        wish={film.picture.wish}
        priceOf={unitPrice}
        onChoose={chooseFor}
        onWish={(name, patch) => store.edit(name, setRankWish(patch))}
      />
      <ChainPicker
        plan={plan}
        fallback={film[takeRole].fallback}
        filmFallback={null}
        follows={false}
        onChange={(name, fallback) => fallback && store.edit(name, setFilmFallback(takeRole, fallback))}
      />
    </>
  );
}

/** Without points for the kind of a scene, known or learned, since there is none here. */
function useKindlessCatalogue(): Catalogue {
  const catalogue = useCatalogue();
  return useMemo(
    () => ({
      ...catalogue,
      generators: catalogue.generators.map((each) => ({ ...each, strengths: [] })),
      ratings: [],
    }),
    [catalogue],
  );
}
