import { AppError } from '../../shared/errors.ts';
import type { Keychain, NoKeychain } from './keychain.ts';

/** A keychain that is opened when it is first needed. */
export type LazyKeychain = {
  current(): Promise<Keychain | NoKeychain>;
  /** Opens it again where it did not answer. */
  retried(): Promise<Keychain | NoKeychain>;
  /** The secret, null where there is none, or why that cannot be known: `status` says so from then on. */
  look(account: string): Promise<string | null | NoKeychain>;
};

/**
 * Opens once; after a failure only `retried` tries again, so that a hanging prompt does not slow every look.
 * `onOpen` runs, and is waited for, each time that it was opened and answers.
 */
export function lazyKeychain(
  open: () => Promise<Keychain | NoKeychain>,
  onOpen: (keychain: Keychain) => Promise<void>,
): LazyKeychain {
  let opening: Promise<Keychain | NoKeychain> | null = null;
  const unavailable = (error: unknown): NoKeychain => {
    if (!(error instanceof AppError) || error.code !== 'keychain-unavailable') throw error;
    return { available: false, reason: error.message };
  };
  const openNow = async () => {
    const opened = await open();
    if (!opened.available) return opened;
    return onOpen(opened).then(() => opened, unavailable);
  };
  const current = () => {
    opening ??= openNow();
    return opening;
  };
  return {
    current,
    async retried() {
      if (!(await current()).available) opening = openNow();
      return current();
    },
    async look(account) {
      const opened = await current();
      if (!opened.available) return opened;
      try {
        return await opened.get(account);
      } catch (error) {
        const closed = unavailable(error);
        opening = Promise.resolve(closed);
        return closed;
      }
    },
  };
}
