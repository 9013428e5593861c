import rules from '../../../../resources/ranking.json' with { type: 'json' };
import { type Film, newFilm, newScene, type Scene } from '../../../shared/film.ts';
import type { Generator } from '../../../shared/generator.ts';
import { rankRulesSchema } from '../../../shared/rank-wish.ts';
import type { Budget } from '../../../shared/spending.ts';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import type { LocalVendor, RemoteVendor, Vendor } from '../../vendors/define-vendor.ts';
import type { BatchOrder } from '../plan-jobs.ts';

const cents = (count: number) =>
  ({ micros: count * 10_000, per: 'run', certainty: 'exact', asOf: '2026-11-01' }) as const;
const generator = (id: string, vendor: string, changes: Parameters<typeof testGeneratorView>[1] = {}): Generator => ({
  ...testGeneratorView(id, { vendor, ...changes }),
  route: {},
});
const speech = { role: 'voice', category: 'speech' } as const;
const generators = [
  generator('sketch', 'sketch', {
    price: cents(0),
    priority: 9,
    quality: 20,
    typicalSeconds: 6,
    limits: { seconds: null },
  }),
  generator('local-voice', 'local-voice', { ...speech, price: cents(0), typicalSeconds: 2 }),
  generator('kling-a', 'acme', { family: 'kling', name: 'Kling', price: cents(50), priority: 1 }),
  generator('kling-b', 'best', { family: 'kling', price: cents(40), limits: { seconds: [4, 8] } }),
  generator('tall', 'acme', { name: 'Tall', price: cents(10), limits: { aspects: ['9:16'] } }),
  generator('mover', 'acme', {
    name: 'Mover',
    category: 'image-to-video',
    price: cents(10),
    limits: { still: 'required' },
  }),
  generator('bella', 'acme', { ...speech, price: { ...cents(2), per: 'thousand-characters', certainty: 'estimate' } }),
  generator('dream', 'of-tomorrow'),
];

// Planning reads nothing else of a vendor.
const remote = (id: string, name: string) => ({ kind: 'remote', id, name }) as unknown as RemoteVendor;
const local = (id: string, role: 'picture' | 'voice'): LocalVendor => ({
  ...{ kind: 'local', id, name: id, concurrency: 1 },
  [role]: () => Promise.reject(new Error('Planning makes nothing.')),
});
const vendors = new Map<string, Vendor>(
  [local('sketch', 'picture'), local('local-voice', 'voice'), remote('acme', 'Acme'), remote('best', 'Best')].map(
    (vendor) => [vendor.id, vendor],
  ),
);

/** A scene of four seconds with a prompt. */
export const scene = (changes: Partial<Scene> = {}) =>
  newScene({ title: 'Opening', prompt: 'A harbour', seconds: 4, ...changes });
/** A film whose pictures are made by `kling-a`. */
export const filmOf = (scenes: Scene[], changes: Partial<Film> = {}): Film => {
  const film = newFilm({ title: 'Lighthouse', scenes });
  return { ...film, picture: { ...film.picture, generator: 'kling-a' }, ...changes };
};

/** Pictures for all scenes, with keys for every vendor and no budget. */
export function order(film: Film, changes: Partial<BatchOrder> = {}): BatchOrder {
  return {
    film,
    filmDir: '/films/Lighthouse.film',
    takes: [],
    wishes: film.scenes.map(({ id }) => ({ sceneId: id, role: 'picture' as const })),
    priority: 'high',
    generators: new Map(generators.map((one) => [one.id, one])),
    vendors,
    rules: rankRulesSchema.parse(rules),
    priorities: {},
    ratings: [],
    limitsOf: () => ({ perMinute: null, atOnce: 2, coolDownSeconds: 30 }),
    accountsOf: () => 1,
    troubleOf: () => null,
    budgets: [],
    random: () => 0.5,
    ...changes,
  };
}

/** The film's budget of $1.50, untouched. */
export const budget = (changes: Partial<Budget>): Budget => ({
  ...{ kind: 'film', key: 'fi_x', name: 'This film', capMicros: 1_500_000, spentMicros: 0, reservedMicros: 0 },
  ...changes,
});
