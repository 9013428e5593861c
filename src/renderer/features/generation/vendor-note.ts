import type { VendorRing } from '../../../shared/key.ts';

/**
 * What keeps a vendor's keys from working although there are some, to follow its name: `no credit until 13:34`. Null
 * while one of them may be used. Jobs would go on to the next of their chain, or wait.
 */
export function vendorNote({ keys }: Pick<VendorRing, 'keys'>): string | null {
  if (keys.length === 0 || keys.some(({ state }) => state === 'healthy' || state === 'cooling')) return null;
  const soonest = keys.flatMap(({ until }) => until ?? []).toSorted()[0];
  if (!keys.some(({ state }) => state === 'dry'))
    return keys.length === 1 ? 'its key was refused' : 'its keys were refused';
  return soonest ? `no credit, tried again at ${clockOf(soonest)}` : 'no credit';
}

const clockOf = (iso: string): string =>
  new Date(iso).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false });
