import { AppError } from '../../shared/errors.ts';
import type { RemoteVendor } from '../vendors/define-vendor.ts';
import { type EnvironmentKey, environmentKeys } from './environment-keys.ts';
import { stillHeld } from './key-errors.ts';
import { openKeyIndex } from './key-index.ts';
import type { Keychain, NoKeychain } from './keychain.ts';
import { type LazyKeychain, lazyKeychain } from './lazy-keychain.ts';
import type { RingKey } from './ring-key.ts';
import { searchKeychain } from './search-keychain.ts';

/** Where keys lie: in memory (of the session, and of the environment), or in the keychain as the index says. */
export type KeyPlaces = {
  readonly notice: string | null;
  readonly keychain: LazyKeychain;
  /** Whether `all` knows every key of the keychain. */
  complete(): boolean;
  /** The session's, then the keychain's in the order they were added, then the environment's. */
  all(): readonly RingKey[];
  /** The secret, null where there is none, or why that cannot be known. */
  look(keyId: string): Promise<string | null | NoKeychain>;
  /** The same for who needs it: throws `keychain-unavailable`. */
  secret(keyId: string): Promise<string | null>;
  keepInMemory(key: RingKey, secret: string): void;
  keepInKeychain(opened: Keychain, key: RingKey, secret: string): Promise<void>;
  change(key: RingKey): void;
  /** `off` is called as soon as the key is no longer listed. Throws `keychain-unavailable` when its secret is left. */
  drop(key: RingKey, off: () => void): Promise<void>;
};

export type KeyPlacesOptions = {
  readonly userDataDir: string;
  readonly openKeychain: () => Promise<Keychain | NoKeychain>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly vendors: readonly RemoteVendor[];
  /** A vendor whose keys were found in the keychain without being listed. */
  readonly onFound: (vendorId: string) => void;
};

/** Keys that are listed work although nothing can be written now, and adding one says so: the search is made next time. */
function unwritten(error: unknown): readonly string[] {
  if (error instanceof AppError && (error.code === 'disk-full' || error.code === 'not-writable')) return [];
  throw error;
}

/** Throws `not-writable` when the data folder cannot be used. */
export function openKeyPlaces({ userDataDir, openKeychain, env, vendors, onFound }: KeyPlacesOptions): KeyPlaces {
  const index = openKeyIndex(userDataDir);
  const given = vendors.flatMap((vendor) => environmentKeys(env, vendor));
  const inMemory = new Map<string, EnvironmentKey>(given.map((each) => [each.key.id, each]));
  const vendorIds = vendors.map(({ id }) => id);
  const keychain = lazyKeychain(openKeychain, async (opened) => {
    for (const vendorId of await searchKeychain(index, opened, vendorIds).catch(unwritten)) onFound(vendorId);
  });
  const held = (place: RingKey['place']) =>
    [...inMemory.values()].map(({ key }) => key).filter((key) => key.place === place);

  return {
    notice: index.notice,
    keychain,
    complete: index.searched,
    all: () => [
      ...held('session'),
      ...index.keys().map((key) => ({ ...key, place: 'keychain' as const })),
      ...held('environment'),
    ],
    look: async (keyId) => inMemory.get(keyId)?.secret ?? keychain.look(keyId),
    async secret(keyId) {
      const atHand = inMemory.get(keyId);
      if (atHand) return atHand.secret;
      if (!index.keys().some(({ id }) => id === keyId)) return null;
      const opened = await keychain.current();
      if (opened.available) return opened.get(keyId);
      throw new AppError({ code: 'keychain-unavailable', message: opened.reason });
    },
    keepInMemory: (key, secret) => void inMemory.set(key.id, { key, secret }),
    async keepInKeychain(opened, { place: _, ...key }, secret) {
      index.unlist(key.id);
      await opened.set(key.id, secret);
      index.list(key);
    },
    change(key) {
      const atHand = inMemory.get(key.id);
      if (atHand) inMemory.set(key.id, { ...atHand, key });
      else index.change(key.id, { label: key.label, account: key.account });
    },
    async drop(key, off) {
      if (inMemory.delete(key.id)) return off();
      index.unlist(key.id);
      off();
      const opened = await keychain.retried();
      if (!opened.available) throw stillHeld(key, opened.reason);
      await opened.remove(key.id).catch((error: unknown) => {
        throw error instanceof AppError ? stillHeld(key, error.message) : error;
      });
      index.forget(key.id);
    },
  };
}
