import { createHash } from 'node:crypto';
import type { RemoteVendor } from '../vendors/define-vendor.ts';
import type { RingKey } from './ring-key.ts';

/** A key that an environment variable holds; its label is the variable's name. */
export type EnvironmentKey = { readonly key: RingKey; readonly secret: string };

/** Of `REPLICATE_API_TOKEN`, and of `REPLICATE_API_TOKEN_2` to `_9`; one that is given twice counts once. */
export function environmentKeys(
  env: Readonly<Record<string, string | undefined>>,
  vendor: Pick<RemoteVendor, 'id' | 'keyVariable'>,
): EnvironmentKey[] {
  const found = new Map<string, EnvironmentKey>();
  for (const suffix of ['', ...Array.from({ length: 8 }, (_, index) => index + 2)]) {
    const variable = suffix === '' ? vendor.keyVariable : `${vendor.keyVariable}_${suffix}`;
    const secret = env[variable]?.trim();
    if (!secret || found.has(secret)) continue;
    const id = `env-${vendor.id}-${fingerprint(secret)}`;
    found.set(secret, { key: { id, vendor: vendor.id, label: variable, account: id, place: 'environment' }, secret });
  }
  return [...found.values()];
}

/**
 * Tells keys apart in the ledger: where a variable holds another key than before, work of the old one's account must not
 * be asked after with it. 32 bits of a hash say nothing about a key.
 */
const fingerprint = (secret: string): string =>
  createHash('sha256').update(`circle-take environment key ${secret}`).digest('hex').slice(0, 8);
