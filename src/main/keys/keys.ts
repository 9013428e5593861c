import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { KeychainStatus, KeyView } from '../../shared/key.ts';
import type { RemoteVendor, Vendor } from '../vendors/define-vendor.ts';
import { alreadyHere, readOnly, readSecret, remoteVendor } from './key-errors.ts';
import { openKeyPlaces } from './key-places.ts';
import type { Keychain, NoKeychain } from './keychain.ts';
import { expectFreeLabel, nextLabel } from './labels.ts';
import { mask, maskServer } from './mask.ts';
import type { RingKey } from './ring-key.ts';

export type { RingKey };

/** A key to add, as the user gives it. */
export type NewKey = {
  readonly vendor: string;
  readonly secret: string;
  /** Only until the studio closes. */
  readonly session: boolean;
  /** `Key 2` without one. */
  readonly label?: string | undefined;
  /** An account of its own without one. */
  readonly account?: string | undefined;
};
export type KeyPatch = Pick<NewKey, 'label' | 'account'>;

/**
 * The users' keys: any number for each vendor that is called over the network. Secrets live in the keychain, in memory
 * for this session, or in the environment, and are never written to a file; an index says which keys should be there.
 */
export type Keys = {
  /** What happened to a damaged index, for people. */
  readonly notice: string | null;
  /** Resolves when `ring` knows every key: at once, but where a keychain must first be asked for keys of before. */
  ready(): Promise<void>;
  /** Whether keys can be kept, and if not, why. */
  status(): Promise<KeychainStatus>;
  /** Every key, masked, in ring order. */
  list(): Promise<KeyView[]>;
  /**
   * Keeps a key in the keychain, or with `session` in memory. Where no keychain answers it is kept in memory too, and
   * `place` says so. Throws `not-found` for an unknown vendor, `invalid-input` for what cannot be a key, `conflict` for
   * a key or a label that is there already, and `keychain-unavailable` when a keychain that did answer refuses now.
   */
  add(order: NewKey): Promise<KeyView>;
  /** Throws `not-found`, `not-allowed` for the environment's, and `conflict` for a label that is taken. */
  update(keyId: string, patch: KeyPatch): Promise<KeyView>;
  /**
   * Throws `not-found`, `not-allowed` for the environment's, and `keychain-unavailable` when the key is no longer used
   * but still lies in the keychain; it is then deleted the next time that the keychain is opened.
   */
  remove(keyId: string): Promise<void>;
  /** A vendor's keys: the session's, then the keychain's in the order they were added, then the environment's. */
  ring(vendorId: string): readonly RingKey[];
  /** For the engine only. Null when there is no such key; throws `keychain-unavailable` when that cannot be known. */
  secret(keyId: string): Promise<string | null>;
  /** Calls `listener` with the vendor's id after its keys changed; the result ends it. */
  onChange(listener: (vendorId: string) => void): () => void;
};

type KeysOptions = {
  readonly userDataDir: string;
  /** Opens the keychain; called when it is first needed, and again on `add` and `remove` while it is not available. */
  readonly openKeychain: () => Promise<Keychain | NoKeychain>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly vendors: ReadonlyMap<string, Vendor>;
};

/** Throws `not-writable` when the data folder cannot be used. */
export function createKeys({ vendors, ...options }: KeysOptions): Keys {
  const remote = [...vendors.values()].filter((vendor) => vendor.kind === 'remote');
  const listeners = new Set<(vendorId: string) => void>();
  const changed = (vendorId: string) => {
    for (const listener of listeners) listener(vendorId);
  };
  const places = openKeyPlaces({ ...options, vendors: remote, onFound: changed });
  const { keychain } = places;
  const inTurn = oneAfterAnother();
  const ring = (vendorId: string) => places.all().filter(({ vendor }) => vendor === vendorId);
  const shown = (key: RingKey, secret: string | null | NoKeychain) =>
    viewOf(key, secret, remoteVendor(vendors, key.vendor));
  const view = async (key: RingKey): Promise<KeyView> => shown(key, await places.look(key.id));

  const expectNew = async (vendorId: string, secret: string) => {
    for (const key of ring(vendorId)) if ((await places.look(key.id)) === secret) throw alreadyHere(key);
  };
  /** The key, if it can be changed. */
  const own = (keyId: string): RingKey => {
    const key = places.all().find(({ id }) => id === keyId);
    if (!key) throw new AppError({ code: 'not-found', message: 'This key is not there any more.' });
    if (key.place === 'environment') throw readOnly(key);
    return key;
  };

  return {
    notice: places.notice,
    ready: async () => void (places.complete() || (await keychain.current())),
    async status() {
      const opened = await keychain.current();
      return { available: opened.available, reason: opened.available ? null : opened.reason };
    },
    async list() {
      await keychain.current();
      const views: KeyView[] = [];
      for (const key of remote.flatMap(({ id }) => ring(id))) views.push(await view(key));
      return views;
    },
    add: (order) =>
      inTurn(async () => {
        const vendor = remoteVendor(vendors, order.vendor);
        const secret = readSecret(vendor, order.secret);
        const opened = order.session ? null : await keychain.retried();
        await expectNew(vendor.id, secret);
        const key = newKey(vendor, ring(vendor.id), order, opened?.available ? 'keychain' : 'session');
        if (opened?.available) await places.keepInKeychain(opened, key, secret);
        else places.keepInMemory(key, secret);
        changed(vendor.id);
        return shown(key, secret);
      }),
    update: (keyId, { label, account }) =>
      inTurn(async () => {
        const key = own(keyId);
        const others = ring(key.vendor).filter(({ id }) => id !== keyId);
        if (label !== undefined) expectFreeLabel(remoteVendor(vendors, key.vendor), others, label);
        const next = { ...key, label: label ?? key.label, account: account ?? key.account };
        places.change(next);
        changed(key.vendor);
        return view(next);
      }),
    remove: (keyId) =>
      inTurn(async () => {
        const key = own(keyId);
        await places.drop(key, () => changed(key.vendor));
      }),
    ring,
    secret: places.secret,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What is changed here is looked at before, so that changes must not overlap. */
function oneAfterAnother(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    // Whoever asked hears of the failure; the next in line is not concerned.
    last = mine.catch(() => undefined);
    return mine;
  };
}

function viewOf(key: RingKey, secret: string | null | NoKeychain, { server }: Pick<RemoteVendor, 'server'>): KeyView {
  if (typeof secret === 'string') return { ...key, masked: server ? maskServer(secret) : mask(secret) };
  const problem = secret === null ? 'The keychain does not have this key any more: add it again.' : secret.reason;
  return { ...key, masked: '…', problem };
}

function newKey(
  vendor: RemoteVendor,
  keys: readonly RingKey[],
  { label, account }: KeyPatch,
  place: RingKey['place'],
): RingKey {
  if (label !== undefined) expectFreeLabel(vendor, keys, label);
  const id = newId('key');
  const name =
    label ??
    nextLabel(
      keys.map((key) => key.label),
      vendor.server ? 'Server' : 'Key',
    );
  return { id, vendor: vendor.id, place, label: name, account: account ?? id };
}
