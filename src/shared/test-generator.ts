import type { GeneratorView } from './generator.ts';
import type { RankRules } from './rank-wish.ts';

/** For tests only: the points of resources/ranking.json, without any words. */
export const testRules: RankRules = {
  ...{ version: 1, base: 100, perPriority: 10, strength: 50, words: [] },
  learned: { perLogit: 60, most: 100, least: 3 },
};

/** For tests only: a usable generator of clips of five or ten seconds at five cents a second. */
export function testGeneratorView(
  id: string,
  changes: Partial<Omit<GeneratorView, 'limits'>> & { readonly limits?: Partial<GeneratorView['limits']> } = {},
): GeneratorView {
  return {
    ...{ id, vendor: id, vendorName: id, name: id, maker: id, family: id, role: 'picture', category: 'text-to-video' },
    ...{ priority: 3, quality: 70, strengths: [], typicalSeconds: 60, voices: [], usable: true, hindrance: null },
    ...{ status: { kind: 'live' }, free: null, source: 'shipped', usualPrice: null },
    price: { micros: 50_000, per: 'second', certainty: 'exact', asOf: '2026-11-01' },
    ...changes,
    limits: {
      ...{ seconds: [5, 10], aspects: null, still: 'optional', lastFrame: false, references: 0 },
      ...{ sound: false, seed: true, resolutions: null, characters: null },
      ...changes.limits,
    },
  };
}
