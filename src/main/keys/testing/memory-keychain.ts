import { AppError } from '../../../shared/errors.ts';
import type { Keychain, NoKeychain } from '../keychain.ts';

/** A keychain in memory, which can be told to stop answering. */
export type MemoryKeychain = Keychain & {
  readonly items: Map<string, string>;
  /** Every call throws `keychain-unavailable` with this from now on; null ends it. */
  silence(reason: string | null): void;
};

export function memoryKeychain(): MemoryKeychain {
  const items = new Map<string, string>();
  let silent: string | null = null;
  const answer = <T>(value: () => T): Promise<T> =>
    silent === null
      ? Promise.resolve(value())
      : Promise.reject(new AppError({ code: 'keychain-unavailable', message: silent }));
  return {
    available: true,
    items,
    silence: (reason) => {
      silent = reason;
    },
    get: (account) => answer(() => items.get(account) ?? null),
    set: (account, value) => answer(() => void items.set(account, value)),
    remove: (account) => answer(() => void items.delete(account)),
  };
}

export const lockedKeychain: NoKeychain = { available: false, reason: 'The keychain is locked.' };
