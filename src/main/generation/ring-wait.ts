import { withArticle } from '../../shared/article.ts';
import { AppError } from '../../shared/errors.ts';
import type { VendorLimits } from '../../shared/generator.ts';
import type { RingKey } from '../keys/ring-key.ts';
import type { Obstacle } from './ring-state.ts';

/** What a job without a key waits for. */
export type RingWait = {
  /** For people: `all 2 Replicate keys are at 10 calls a minute`. */
  readonly text: string;
  /** Milliseconds since 1970; null: until something else changes. */
  readonly until: number | null;
  /** There is no key, or none that comes back by itself: the error to give. */
  readonly hopeless: AppError | null;
};

type Blocked = {
  readonly vendor: { readonly id: string; readonly name: string };
  readonly limits: VendorLimits;
  /** How many keys the vendor's ring has, those that were not to be taken included. */
  readonly keys: number;
  /** Of each key that could have been taken. */
  readonly obstacles: readonly Obstacle[];
  /** Jobs of the accounts that are full. */
  readonly running: number;
};

/** Says why no key could be taken, and until when. What ends soonest is said first. */
export function ringWait(blocked: Blocked): RingWait {
  const passing = blocked.obstacles.filter(({ kind }) => kind !== 'refused');
  if (passing.length === 0) return hopelessWait(blocked);
  const bySoonest = [...passing].sort((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity));
  const kinds = [...new Set(bySoonest.map(({ kind }) => kind))];
  const texts = kinds.map((kind) => sentence(blocked, kind));
  return { text: texts.join(', '), until: bySoonest[0]?.until ?? null, hopeless: null };
}

function sentence(blocked: Blocked, kind: Obstacle['kind']): string {
  const { vendor, limits, running, obstacles } = blocked;
  if (kind === 'at-once') return `${running} ${running === 1 ? 'job runs' : 'jobs run'} at ${vendor.name} already`;
  const keys = obstacles.filter((obstacle) => obstacle.kind === kind).map(({ key }) => key);
  const many = keys.length > 1;
  const who = named(blocked, keys);
  if (kind === 'dry') return `${who} ${many ? 'have' : 'has'} no credit left`;
  if (kind === 'pace') return `${who} ${many ? 'are' : 'is'} at ${plural(limits.perMinute ?? 0, 'call')} a minute`;
  return `${who} ${many ? 'cool down after refusals' : 'cools down after a refusal'} for pace`;
}

const plural = (count: number, word: string) => `${count} ${count === 1 ? word : `${word}s`}`;

function named({ vendor, keys: all }: Blocked, keys: readonly RingKey[]): string {
  const [first] = keys;
  if (keys.length === 1 && first) return keyName(first.label);
  return `${keys.length === all ? 'all ' : ''}${keys.length} ${vendor.name} keys`;
}

/** `Studio key`, but `Key 2` and `REPLICATE_API_TOKEN` as they are. */
export const keyName = (label: string): string => (/key|token|secret/i.test(label) ? label : `${label} key`);

function hopelessWait({ vendor, keys, obstacles }: Blocked): RingWait {
  const message = hopelessText(vendor.name, keys, obstacles);
  const action = keys === 0 ? 'Add it in Settings.' : 'Test the key or add another in Settings.';
  const hopeless = new AppError({ code: 'unauthorized', message, action, details: { vendor: vendor.id } });
  return { text: message, until: null, hopeless };
}

function hopelessText(vendor: string, keys: number, refused: readonly Obstacle[]): string {
  const [first] = refused;
  if (keys === 0) return `This needs ${withArticle(vendor)} key.`;
  if (!first) return `No other ${vendor} key is left to try.`;
  return refused.length === 1
    ? `${vendor} refused ${keyName(first.key.label)}.`
    : `${vendor} refused ${refused.length} keys.`;
}
