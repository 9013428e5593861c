import { AppError } from '../../shared/errors.ts';
import type { Engine } from './active-job.ts';

import { isLease, type KeyRing } from './key-ring.ts';
import type { Admission } from './vendor-line.ts';

/** Whether a vendor has a key that is healthy now or will be within minutes. */
export const hasPassingKey = (ring: Pick<KeyRing, 'ring'>, vendorId: string): boolean =>
  ring.ring(vendorId).keys.some(({ state }) => state === 'healthy' || state === 'cooling');

/**
 * Whether one more job of a vendor may start, of which `running` are under way: by its keys, or on this machine by how
 * many it does at once. A vendor all of whose accounts are dry is hopeless too: topping up is the user's to do.
 */
export function admit(
  { ring, vendors }: Pick<Engine, 'ring' | 'vendors'>,
  vendorId: string,
  running: number,
): Admission {
  const vendor = vendors.get(vendorId);
  // One that is gone from the catalogue: the run says so.
  if (!vendor) return { lease: null };
  if (vendor.kind === 'local') {
    if (running < vendor.concurrency) return { lease: null };
    return { wait: { text: `${vendor.name} is busy`, until: null, hopeless: null } };
  }
  const taken = ring.take(vendorId);
  if (isLease(taken)) return { lease: taken };
  if (taken.hopeless || hasPassingKey(ring, vendorId)) return { wait: taken };
  return { wait: { ...taken, hopeless: noCredit(vendor.name, taken.text, vendorId) } };
}

const noCredit = (name: string, reason: string, vendor: string): AppError =>
  new AppError({
    code: 'no-credit',
    message: `No key of ${name} can pay: ${reason}.`,
    action: `Top the account up at ${name}, then say so beside the key.`,
    details: { vendor },
  });

/** The receipt of a paid call is worth some seconds when the studio closes; an answer that is the file itself, more. */
export function graceOf({ vendors }: Pick<Engine, 'vendors'>, vendorId: string): number {
  const vendor = vendors.get(vendorId);
  return vendor?.kind === 'remote' && 'direct' in vendor ? 30_000 : 10_000;
}
