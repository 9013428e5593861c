import type { GeneratorView } from './generator.ts';

/** For tests only: a usable generator of clips of five or ten seconds at five cents a second. */
export function testGeneratorView(
  id: string,
  changes: Partial<Omit<GeneratorView, 'limits'>> & { readonly limits?: Partial<GeneratorView['limits']> } = {},
): GeneratorView {
  return {
    ...{ id, vendor: id, vendorName: id, name: id, maker: id, family: id, role: 'picture', category: 'text-to-video' },
    ...{ priority: 3, quality: 70, strengths: [], typicalSeconds: 60, voices: [], usable: true, hindrance: null },
    price: { micros: 50_000, per: 'second', certainty: 'exact', asOf: '2026-11-01' },
    ...changes,
    limits: {
      ...{ seconds: [5, 10], aspects: null, still: 'optional', lastFrame: false, references: 0 },
      ...{ sound: false, characters: null },
      ...changes.limits,
    },
  };
}
