import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { GeneratorView } from '../../../shared/generator.ts';
import type { VendorRing } from '../../../shared/key.ts';
import { type KeyTrouble, keyTrouble } from '../../../shared/key-trouble.ts';
import type { RankRules } from '../../../shared/rank-wish.ts';
import type { KindRating } from '../../../shared/verdict.ts';
import { ratingsQuery, ringsQuery } from '../../lib/queries.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useCut, useJobs, useTakes } from '../film/film-data.ts';
import { useFilm } from '../film/session-context.ts';
import { useGenerators } from './api.ts';
import type { Catalogue } from './plan-scene.ts';
import type { BatchSource } from './wishes.ts';

type Troubles = Readonly<Record<string, KeyTrouble>>;

const troublesOf = (rings: readonly VendorRing[]): Troubles =>
  Object.fromEntries(
    rings.flatMap((ring) => {
      const trouble = keyTrouble(ring);
      return trouble ? [[ring.vendor, trouble]] : [];
    }),
  );

// The same objects every time: what is planned from them is kept by identity.
const noGenerators: readonly GeneratorView[] = [];
const noTroubles: Troubles = {};
const noRatings: readonly KindRating[] = [];
const noRules: RankRules = {
  ...{ version: 1, base: 100, perPriority: 10, strength: 50, words: [] },
  learned: { perLogit: 0, most: 0, least: 1 },
};

/**
 * Generators as their vendors can work now, with the rules, the priorities and the verdicts that rank them. Empty until the
 * studio has said what there is.
 */
export function useCatalogue(): Catalogue {
  const { data } = useGenerators();
  const { generatorPriorities: priorities, learnFromVerdicts } = useHello().settings;
  const { data: troubles = noTroubles } = useQuery({ ...ringsQuery(), select: troublesOf });
  const { data: taught = noRatings } = useQuery(ratingsQuery());
  const ratings = learnFromVerdicts ? taught : noRatings;
  return useMemo(() => {
    const { generators, rules } = data ?? { generators: noGenerators, rules: noRules };
    return {
      generators: generators.map((one) => ({ ...one, trouble: troubles[one.vendor] ?? null })),
      rules,
      priorities,
      ratings,
    };
  }, [data, troubles, priorities, ratings]);
}

/** The open film with all that its batches are made from. */
export function useBatchSource(): BatchSource {
  const film = useFilm();
  const cut = useCut();
  const takes = useTakes();
  const jobs = useJobs();
  const catalogue = useCatalogue();
  return useMemo(() => ({ film, cut, takes, jobs, catalogue }), [film, cut, takes, jobs, catalogue]);
}
