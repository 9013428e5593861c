import type { Scene } from '../../../shared/film.ts';
import { isStale } from '../../../shared/inputs-digest.ts';
import { type Role, takeInCut } from '../../../shared/take.ts';
import { Button } from '../../ui/button.tsx';
import { Dot } from '../../ui/chip.tsx';
import { useJobs, useTakes } from '../film/film-data.ts';
import { useFilm } from '../film/session-context.ts';
import { useCatalogue } from '../generation/use-catalogue.ts';
import { useGenerate } from '../generation/use-generate.ts';
import { useWish } from '../generation/use-wish.ts';
import { activeJob, generatorIn, rangeText } from '../generation/wishes.ts';

/** Says that the take in the cut was made for other words, look or shape, with the way to make it anew. */
export function StaleNote({ scene, takeRole }: { scene: Scene; takeRole: Role }) {
  const film = useFilm();
  const { generators } = useCatalogue();
  const take = takeInCut(useTakes(), scene, takeRole);
  const working = activeJob(useJobs(), scene.id, takeRole);
  const wish = useWish(scene, takeRole);
  const { generate, starting } = useGenerate();
  if (!take || working || !isStale(film, scene, take, generatorIn(generators))) return null;
  return (
    <div className="flex items-center gap-2 text-text-2">
      <Dot tone="warn" />
      <span className="min-w-0 grow">Changed since</span>
      {wish.hindrance === null && (
        <Button look="quiet" className="shrink-0 text-text" busy={starting} onClick={() => generate([wish])}>
          Generate again · {rangeText(wish)}
        </Button>
      )}
    </div>
  );
}
