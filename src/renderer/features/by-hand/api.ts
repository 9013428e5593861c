import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ErrorData } from '../../../shared/errors.ts';
import type { Scene } from '../../../shared/film.ts';
import { usdToMicros } from '../../../shared/money.ts';
import type { TakeView } from '../../../shared/take.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { upsert } from '../../lib/event-reducers.ts';
import { takesQuery } from '../../lib/queries.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useFilm, useSession } from '../film/session-context.ts';
import type { Result } from './results.ts';

/** What to take to the tool, for the scene as it is written now. */
export function useHandOff(scene: Scene, generator: string) {
  const { filmId, autosave } = useSession();
  const { look, canvas } = useFilm();
  const { prompt, narration, title, seconds, still, endStill } = scene;
  return useQuery({
    queryKey: [
      ...orpc.handOff.prepare.key(),
      { filmId, sceneId: scene.id, generator },
      { look, canvas, prompt, narration, title, seconds, still, endStill },
    ],
    queryFn: async () => {
      // The studio prepares the film as saved.
      await autosave.flush();
      return client.handOff.prepare({ filmId, sceneId: scene.id, generator });
    },
    gcTime: 0,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
}

/** How often the folder is looked at, milliseconds. */
const everyMs = 2000;

/** What appeared in the watched folder since; nothing is asked while none is watched. */
export function useFound(since: string) {
  const { handOffDir } = useHello().settings;
  return useQuery({
    ...orpc.handOff.found.queryOptions({ input: { since } }),
    queryKey: [...orpc.handOff.found.key(), since, handOffDir],
    enabled: handOffDir !== null,
    refetchInterval: everyMs,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Somewhere a result is: how to come to its path, and what it is called. */
export type Source = { readonly name: string; readonly path: () => string | Promise<string> };

/** Brings results back as takes of the scene, one after the other, and remembers what became of each. */
export function useBringBack(sceneId: string, generator: string, costUsd: number | null) {
  const { filmId, autosave } = useSession();
  const queries = useQueryClient();
  const [results, setResults] = useState<readonly Result[]>([]);
  const bring = useMutation({
    mutationFn: async (sources: readonly Source[]) => {
      for (const source of sources) {
        const result = await bringOne(source);
        // Tried again, it is no second result.
        setResults((known) => [...known.filter(({ kind, name }) => kind === 'take' || name !== result.name), result]);
      }
    },
  });
  const bringOne = async ({ name, path }: Source): Promise<Result> => {
    try {
      const from = await path();
      await autosave.flush();
      const costMicros = costUsd === null ? null : usdToMicros(costUsd);
      const take = await client.handOff.take({ filmId, sceneId, generator, path: from, name, costMicros });
      queries.setQueryData<TakeView[]>(takesQuery(filmId).queryKey, (takes) => upsert(takes ?? [], take));
      return { kind: 'take', name, path: from, take };
    } catch (thrown) {
      const error: ErrorData = errorOf(thrown);
      return { kind: 'failed', name, error };
    }
  };
  return { bring: bring.mutate, busy: bring.isPending, results };
}
