import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { VendorRing } from '../../../shared/key.ts';
import { ringsQuery } from '../../lib/queries.ts';
import { useCut, useJobs, useTakes } from '../film/film-data.ts';
import { useFilm } from '../film/session-context.ts';
import { useVendors } from '../generation/api.ts';
import { planScene } from '../generation/plan-scene.ts';
import { useCatalogue } from '../generation/use-catalogue.ts';
import { useJudgement } from '../generation/use-judgement.ts';
import { onScreenSeconds } from '../generation/wishes.ts';
import { columnsOf, type RankedScene } from './columns.ts';
import { choiceNow, lackOf, leastColumns, madeBy, wishesOf } from './fan-out.ts';
import { usualName } from './run-name.ts';
import { useDraft } from './use-draft.ts';

const noRings: readonly VendorRing[] = [];

export type FanOut = ReturnType<typeof useFanOut>;

/** All that the panel shows: what is chosen, who could make it, what it takes, and what stands in its way. */
export function useFanOut(topic: string | null) {
  const film = useFilm();
  const takes = useTakes();
  const jobs = useJobs();
  // A run of its own is not one to add to because it was just sent.
  const [runId] = useState(() => film.comparisons.find(({ id }) => id === topic)?.id ?? null);
  const run = film.comparisons.find(({ id }) => id === runId) ?? null;
  const draft = useDraft(run);
  const choice = useMemo(() => choiceNow(draft.choice, film), [draft.choice, film]);
  const made = useMemo(() => madeBy(draft.id, takes, jobs), [draft.id, takes, jobs]);
  const wishes = useMemo(() => wishesOf(choice, draft.id, made), [choice, draft.id, made]);
  const scenes = useRankedScenes(choice.sceneIds);
  const judged = useJudgement(wishes);
  const rings = useQuery(ringsQuery()).data ?? noRings;
  const vendors = useVendors();
  const least = leastColumns(run, choice.sceneIds, takes);
  return {
    ...{ film, run, choice, made, wishes, scenes, judged, least },
    ...{ id: draft.id, change: draft.change, forget: draft.forget },
    columns: columnsOf({ choice, scenes, judgement: judged.data ?? null, vendors, rings }),
    usualName: usualName(choice, film, new Date()),
    lack: lackOf({ choice, run, runs: film.comparisons.length, least, count: wishes.length }),
  };
}

/** The scenes with who could make each, best first; where none is chosen, the first of the film, to choose by. */
function useRankedScenes(sceneIds: readonly string[]): readonly RankedScene[] {
  const film = useFilm();
  const cut = useCut();
  const catalogue = useCatalogue();
  const chosen = sceneIds.length > 0 ? sceneIds : film.scenes.slice(0, 1).map(({ id }) => id);
  return chosen.flatMap((sceneId): RankedScene[] => {
    const index = film.scenes.findIndex(({ id }) => id === sceneId);
    const scene = film.scenes[index];
    if (!scene) return [];
    const onScreen = onScreenSeconds(cut, sceneId);
    const { ranked } = planScene({ film, scene, role: 'picture', onScreen, catalogue });
    return [{ sceneId, number: index + 1, ranked }];
  });
}
