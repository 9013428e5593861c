import { AppError } from '../../shared/errors.ts';
import type { KeychainStatus, KeyView } from '../../shared/key.ts';
import type { RemoteVendor, Vendor } from '../vendors/define-vendor.ts';
import type { Keychain, NoKeychain } from './keychain.ts';
import { mask } from './mask.ts';

/**
 * The users' keys, one for each vendor that is called over the network. They live in the keychain, in memory for this
 * session, or in the environment; nothing is ever written to a file. Where several hold one, the session's is used
 * before the keychain's, since it was entered just now, and both before the environment's.
 */
export type Keys = {
  /** Whether keys can be kept, and if not, why. */
  status(): Promise<KeychainStatus>;
  /** Every key, masked; of each vendor the one that is used comes first. */
  list(): Promise<KeyView[]>;
  /**
   * Keeps a key in the keychain, or with `session` in memory. Where no keychain answers it is kept in memory too, and
   * `place` says so. Throws `not-found` for an unknown vendor, `invalid-input` for what cannot be a key, and
   * `keychain-unavailable` when a keychain that did answer refuses now.
   */
  set(vendor: string, secret: string, options: { readonly session: boolean }): Promise<KeyView>;
  /** Forgets the key of a vendor. Throws `not-allowed` when it comes from the environment alone. */
  remove(vendor: string): Promise<void>;
  /** For the engine only. Null when there is no key; throws `keychain-unavailable` when that cannot be known. */
  secret(vendor: string): Promise<string | null>;
  /** Calls `listener` with the vendor's id after a key was set or removed; the result ends it. */
  onChange(listener: (vendor: string) => void): () => void;
};

type KeysOptions = {
  /** Opens the keychain; called when it is first needed, and again on `set` while it is not available. */
  readonly openKeychain: () => Promise<Keychain | NoKeychain>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly vendors: ReadonlyMap<string, Vendor>;
};

export function createKeys({ openKeychain, env, vendors }: KeysOptions): Keys {
  const session = new Map<string, string>();
  const listeners = new Set<(vendor: string) => void>();
  const keychain = lazily(openKeychain);
  const changed = (vendor: string) => {
    for (const listener of listeners) listener(vendor);
  };
  const inEnvironment = (vendor: RemoteVendor) => env[vendor.keyVariable]?.trim() || null;

  return {
    async status() {
      const opened = await keychain.current();
      return { available: opened.available, reason: opened.available ? null : opened.reason };
    },
    async list() {
      const views: KeyView[] = [];
      for (const vendor of remote(vendors)) {
        const kept = await keychain.look(vendor.id);
        const places = { session: session.get(vendor.id), keychain: kept, environment: inEnvironment(vendor) };
        views.push(...viewsOf(vendor.id, places));
      }
      return views;
    },
    async set(id, text, options) {
      const vendor = remoteVendor(vendors, id);
      const secret = readSecret(vendor, text);
      const opened = options.session ? null : await keychain.retried();
      if (opened?.available) {
        await opened.set(id, secret);
        session.delete(id);
      } else {
        session.set(id, secret);
      }
      changed(id);
      return { vendor: id, place: opened?.available ? 'keychain' : 'session', masked: mask(secret) };
    },
    async remove(id) {
      const vendor = remoteVendor(vendors, id);
      const opened = await keychain.current();
      const kept = opened.available && (await opened.get(id)) !== null;
      if (!kept && !session.has(id) && inEnvironment(vendor)) throw readOnly(vendor);
      if (opened.available) await opened.remove(id);
      session.delete(id);
      changed(id);
    },
    async secret(id) {
      const vendor = remoteVendor(vendors, id);
      const entered = session.get(id);
      if (entered) return entered;
      const given = inEnvironment(vendor);
      // With a key at hand a keychain that stopped answering is no reason to stop the work.
      if (given) return (await keychain.look(id)) ?? given;
      const opened = await keychain.current();
      return opened.available ? opened.get(id) : null;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Opens once; after a failure only `retried` tries again, so that a hanging prompt does not slow every look. */
function lazily(open: () => Promise<Keychain | NoKeychain>) {
  let opening: Promise<Keychain | NoKeychain> | null = null;
  const current = () => {
    opening ??= open();
    return opening;
  };
  return {
    current,
    async retried() {
      if (!(await current()).available) opening = open();
      return current();
    },
    /** Null also where the keychain stopped answering: `status` says so from then on. */
    async look(account: string): Promise<string | null> {
      const opened = await current();
      if (!opened.available) return null;
      try {
        return await opened.get(account);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        opening = Promise.resolve({ available: false, reason: error.message });
        return null;
      }
    },
  };
}

type Places = Readonly<Record<KeyView['place'], string | null | undefined>>;

function viewsOf(vendor: string, places: Places): KeyView[] {
  const inOrder = ['session', 'keychain', 'environment'] as const;
  return inOrder.flatMap((place) => {
    const secret = places[place];
    return secret ? [{ vendor, place, masked: mask(secret) }] : [];
  });
}

const remote = (vendors: ReadonlyMap<string, Vendor>): RemoteVendor[] =>
  [...vendors.values()].filter((vendor) => vendor.kind === 'remote');

function remoteVendor(vendors: ReadonlyMap<string, Vendor>, id: string): RemoteVendor {
  const vendor = vendors.get(id);
  if (vendor?.kind === 'remote') return vendor;
  throw new AppError({
    code: 'not-found',
    message: `There is no vendor ${id} that takes a key.`,
    action: 'Choose a vendor from the list.',
  });
}

/** Keys are one word of visible ASCII everywhere; a header could carry nothing else. */
function readSecret(vendor: RemoteVendor, text: string): string {
  const secret = text.trim();
  if (/^[\x21-\x7e]+$/.test(secret)) return secret;
  throw new AppError({
    code: 'invalid-input',
    message: `This is not a ${vendor.name} key: a key is one word without spaces or accents.`,
    action: `Copy the key again from ${vendor.keyUrl}.`,
  });
}

function readOnly(vendor: RemoteVendor): AppError {
  return new AppError({
    code: 'not-allowed',
    message: `The ${vendor.name} key comes from the environment variable ${vendor.keyVariable}.`,
    action: `Unset ${vendor.keyVariable} and start Circle Take again.`,
  });
}
