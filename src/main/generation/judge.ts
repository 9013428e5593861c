import type { Hurdle, Judgement } from '../../shared/batch.ts';
import { AppError } from '../../shared/errors.ts';
import { describeBites, type ForecastVendor, forecast } from '../../shared/forecast.ts';
import type { KeyTrouble } from '../../shared/key-trouble.ts';
import type { Budget } from '../../shared/spending.ts';
import type { LimitsOf } from '../generators/vendor-limits.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import { budgetHurdles, priceRange } from './judge-money.ts';
import type { PlannedWish } from './plan-wish.ts';

/** What a whole batch is judged by, besides its wishes. */
export type JudgeGround = {
  readonly vendors: ReadonlyMap<string, Vendor>;
  readonly limitsOf: LimitsOf;
  /** How many accounts of a vendor there are keys of; 0 is no key. */
  readonly accountsOf: (vendorId: string) => number;
  /** Why a vendor that has keys cannot work now; null when it can. */
  readonly troubleOf: (vendorId: string) => KeyTrouble | null;
  /** The budgets that apply now, with what they hold. */
  readonly budgets: readonly Budget[];
};

/** Judges planned wishes as a whole: every hurdle, the price range, and the time that it takes. Writes nothing. */
export function judgePlanned(ground: JudgeGround, planned: readonly PlannedWish[]): Judgement {
  const links = planned.flatMap((one) => one.links);
  return {
    wishes: planned.map(({ judged }) => judged),
    hurdles: [...wishHurdles(ground, planned), ...budgetHurdles(planned, ground.budgets)],
    ...priceRange(planned),
    estimated: links.some(
      ({ maker, priceCeilingMicros }) => priceCeilingMicros > 0 && maker.price.certainty === 'estimate',
    ),
    ...timeOf(ground, planned),
  };
}

/** Throws the first hurdle with all of them in `details.hurdles`; a batch without any passes. */
export function refuseHurdles({ hurdles }: Pick<Judgement, 'hurdles'>): void {
  const [first] = hurdles;
  if (!first) return;
  const { code, message, action, sceneId, vendor, generator } = first;
  throw new AppError({ code, message, action, details: { sceneId, vendor, generator, hurdles } });
}

/** One line for each scene's own trouble, in the film's order, and one for each vendor whose keys are missing or no good. */
function wishHurdles(ground: JudgeGround, planned: readonly PlannedWish[]): Hurdle[] {
  const hurdles = planned.flatMap(({ hurdle }) => (hurdle ? [hurdle] : []));
  const ofKeys = Map.groupBy(hurdles.filter(isOfKeys), ({ vendor }) => vendor);
  const own = hurdles.filter((hurdle) => !isOfKeys(hurdle));
  const once = own.filter((hurdle, index) => own.findIndex((other) => isSame(hurdle, other)) === index);
  return [...once, ...[...ofKeys].flatMap(([vendor, all]) => keyHurdle(ground, vendor ?? '', all))];
}

const isOfKeys = ({ code, vendor }: Hurdle): boolean =>
  (code === 'unauthorized' || code === 'no-credit') && vendor !== null;
const isSame = (a: Hurdle, b: Hurdle): boolean =>
  a.sceneId === b.sceneId && a.generator === b.generator && a.message === b.message;

function keyHurdle({ vendors, troubleOf }: JudgeGround, vendor: string, takes: readonly Hurdle[]): Hurdle[] {
  const maker = vendors.get(vendor);
  const name = maker?.name ?? vendor;
  const what = maker?.kind === 'remote' && maker.server ? 'server' : 'key';
  const trouble = troubleOf(vendor);
  const needs = takes.length === 1 ? '1 take needs' : `${takes.length} takes need`;
  const message = trouble
    ? `${name} ${trouble.text}, and ${needs} it.`
    : `There is no ${name} ${what}, and ${needs} one.`;
  const [generator = null, ...others] = new Set(takes.map((take) => take.generator));
  const only = others.length === 0 ? generator : null;
  return takes.slice(0, 1).map(({ code, action }) => ({
    ...{ code, message, action, sceneId: null, vendor, generator: only },
  }));
}

/** As if every first generator took its usual time. */
function timeOf({ vendors, limitsOf, accountsOf }: JudgeGround, planned: readonly PlannedWish[]) {
  const jobs = planned.flatMap(({ links: [first] }) =>
    first ? [{ vendor: first.vendor, seconds: first.maker.typicalSeconds }] : [],
  );
  const facts: Record<string, ForecastVendor & { name: string }> = {};
  for (const id of new Set(jobs.map(({ vendor }) => vendor))) {
    const vendor = vendors.get(id);
    const limits = vendor?.kind === 'local' ? { perMinute: null, atOnce: vendor.concurrency } : limitsOf(id);
    facts[id] = {
      name: vendor?.name ?? id,
      limits,
      accounts: vendor?.kind === 'local' ? 1 : Math.max(1, accountsOf(id)),
    };
  }
  const { seconds, bites } = forecast(jobs, facts);
  return { seconds, bites: describeBites({ bites }, facts) };
}
