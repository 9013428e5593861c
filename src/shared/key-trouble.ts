import type { VendorRing } from './key.ts';

/** Why a vendor cannot work now although it has keys: all of them are dry or refused. */
export type KeyTrouble = {
  readonly code: 'no-credit' | 'unauthorized';
  /** To follow the vendor's name: `has no credit until 13:34`. */
  readonly text: string;
};

/** Null while one of the keys may be used, at once or after a cool-down, and where there are none. Times are this machine's. */
export function keyTrouble({
  keys,
}: {
  readonly keys: readonly Pick<VendorRing['keys'][number], 'state' | 'until'>[];
}): KeyTrouble | null {
  if (keys.length === 0 || keys.some(({ state }) => state === 'healthy' || state === 'cooling')) return null;
  const dry = keys.filter(({ state }) => state === 'dry');
  if (dry.length === 0) return { code: 'unauthorized', text: `refused its ${keys.length === 1 ? 'key' : 'keys'}` };
  const [soonest] = dry.flatMap(({ until }) => until ?? []).sort();
  return { code: 'no-credit', text: `has no credit${soonest === undefined ? '' : ` until ${clockOf(soonest)}`}` };
}

const clockOf = (iso: string): string =>
  new Date(iso).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
