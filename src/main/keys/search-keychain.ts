import type { IndexedKey, KeyIndex } from './key-index.ts';
import type { Keychain } from './keychain.ts';
import { nextLabel } from './labels.ts';

/**
 * Brings index and keychain together, when the keychain answers: deletes secrets that must not be there, and the first
 * time looks for keys that the index does not know. Gives the vendors whose keys changed. Throws `keychain-unavailable`,
 * with which everything is tried again later.
 */
export async function searchKeychain(
  index: KeyIndex,
  keychain: Keychain,
  vendorIds: readonly string[],
): Promise<ReadonlySet<string>> {
  for (const keyId of index.unlisted()) {
    await keychain.remove(keyId);
    index.forget(keyId);
  }
  if (index.searched()) return new Set();
  const found: IndexedKey[] = [];
  for (const key of candidates(index, vendorIds)) {
    const known = [...index.keys(), ...found];
    if (known.some(({ id }) => id === key.id) || (await keychain.get(key.id)) === null) continue;
    const labels = known.filter(({ vendor }) => vendor === key.vendor).map(({ label }) => label);
    const fits = key.label !== '' && !labels.includes(key.label);
    found.push(fits ? key : { ...key, label: nextLabel(labels) });
  }
  index.takeOver(found);
  return new Set(found.map(({ vendor }) => vendor));
}

/** Keys of damaged files, and the one key of each vendor that the studio's first version kept under the vendor's id. */
const candidates = (index: KeyIndex, vendorIds: readonly string[]): IndexedKey[] => [
  ...index.salvaged().filter(({ vendor }) => vendorIds.includes(vendor)),
  ...vendorIds.map((id) => ({ id, vendor: id, label: '', account: id })),
];
