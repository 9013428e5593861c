import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { KeychainStatus, KeyView } from '../../shared/key.ts';
import type { RemoteVendor, Vendor } from '../vendors/define-vendor.ts';
import { environmentKeys } from './environment-keys.ts';
import { alreadyHere, readOnly, readSecret, remoteVendor, stillHeld } from './key-errors.ts';
import { openKeyIndex } from './key-index.ts';
import type { Keychain, NoKeychain } from './keychain.ts';
import { expectFreeLabel, nextLabel } from './labels.ts';
import { lazyKeychain } from './lazy-keychain.ts';
import { mask } from './mask.ts';
import type { RingKey } from './ring-key.ts';
import { searchKeychain } from './search-keychain.ts';

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
export function createKeys({ userDataDir, openKeychain, env, vendors }: KeysOptions): Keys {
  const remote = [...vendors.values()].filter((vendor) => vendor.kind === 'remote');
  const index = openKeyIndex(userDataDir);
  /** By id: what lies in memory, of the session and of the environment. */
  const atHand = new Map(remote.flatMap((vendor) => environmentKeys(env, vendor)).map((each) => [each.key.id, each]));
  const listeners = new Set<(vendorId: string) => void>();
  const changed = (vendorId: string) => {
    for (const listener of listeners) listener(vendorId);
  };
  const vendorIds = remote.map(({ id }) => id);
  const keychain = lazyKeychain(openKeychain, async (opened) => {
    (await searchKeychain(index, opened, vendorIds)).forEach(changed);
  });
  const inTurn = oneAfterAnother();

  const held = (place: KeyView['place']): RingKey[] =>
    [...atHand.values()].map(({ key }) => key).filter((key) => key.place === place);
  const all = (): RingKey[] => [
    ...held('session'),
    ...index.keys().map((key) => ({ ...key, place: 'keychain' as const })),
    ...held('environment'),
  ];
  const ring = (vendorId: string) => all().filter(({ vendor }) => vendor === vendorId);
  const look = async (keyId: string) => atHand.get(keyId)?.secret ?? (await keychain.look(keyId));
  const view = async (key: RingKey): Promise<KeyView> => viewOf(key, await look(key.id));

  const expectNew = async (vendorId: string, secret: string) => {
    for (const key of ring(vendorId)) if ((await look(key.id)) === secret) throw alreadyHere(key);
  };
  const keep = async (opened: Keychain, key: RingKey, secret: string) => {
    const { place, ...indexed } = key;
    index.unlist(key.id);
    await opened.set(key.id, secret);
    index.list(indexed);
  };
  /** The key, if it can be changed. */
  const own = (keyId: string): RingKey => {
    const key = all().find(({ id }) => id === keyId);
    if (!key) throw new AppError({ code: 'not-found', message: 'This key is not there any more.' });
    if (key.place === 'environment') throw readOnly(key);
    return key;
  };

  return {
    notice: index.notice,
    ready: async () => void (index.searched() || (await keychain.current())),
    async status() {
      const opened = await keychain.current();
      return { available: opened.available, reason: opened.available ? null : opened.reason };
    },
    async list() {
      const keys = vendorIds.flatMap(ring);
      const views: KeyView[] = [];
      for (const key of keys) views.push(await view(key));
      return views;
    },
    add: (order) =>
      inTurn(async () => {
        const vendor = remoteVendor(vendors, order.vendor);
        const secret = readSecret(vendor, order.secret);
        const opened = order.session ? null : await keychain.retried();
        await expectNew(vendor.id, secret);
        const place = opened?.available ? 'keychain' : 'session';
        const key = newKey(vendor, ring(vendor.id), order, place);
        if (opened?.available) await keep(opened, key, secret);
        else atHand.set(key.id, { key, secret });
        changed(vendor.id);
        return viewOf(key, secret);
      }),
    update: (keyId, { label, account }) =>
      inTurn(async () => {
        const key = own(keyId);
        const others = ring(key.vendor).filter(({ id }) => id !== keyId);
        if (label !== undefined) expectFreeLabel(remoteVendor(vendors, key.vendor).name, others, label);
        const next = { ...key, label: label ?? key.label, account: account ?? key.account };
        const inMemory = atHand.get(keyId);
        if (inMemory) atHand.set(keyId, { ...inMemory, key: next });
        else index.change(keyId, { label: next.label, account: next.account });
        changed(key.vendor);
        return view(next);
      }),
    remove: (keyId) =>
      inTurn(async () => {
        const key = own(keyId);
        const inMemory = atHand.delete(keyId);
        if (!inMemory) index.unlist(keyId);
        changed(key.vendor);
        if (inMemory) return;
        const opened = await keychain.retried();
        if (!opened.available) throw stillHeld(key, opened.reason);
        await opened.remove(keyId).catch((error: unknown) => {
          throw stillHeld(key, error instanceof AppError ? error.message : 'It refused.');
        });
        index.forget(keyId);
      }),
    ring,
    async secret(keyId) {
      const inMemory = atHand.get(keyId);
      if (inMemory) return inMemory.secret;
      if (!index.keys().some(({ id }) => id === keyId)) return null;
      const opened = await keychain.current();
      if (opened.available) return opened.get(keyId);
      throw new AppError({ code: 'keychain-unavailable', message: opened.reason });
    },
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

function viewOf(key: RingKey, secret: string | null | NoKeychain): KeyView {
  if (typeof secret === 'string') return { ...key, masked: mask(secret) };
  const problem = secret === null ? 'The keychain does not have this key any more: add it again.' : secret.reason;
  return { ...key, masked: '…', problem };
}

function newKey(
  vendor: RemoteVendor,
  keys: readonly RingKey[],
  { label, account }: KeyPatch,
  place: RingKey['place'],
): RingKey {
  if (label !== undefined) expectFreeLabel(vendor.name, keys, label);
  const id = newId('key');
  const name = label ?? nextLabel(keys.map((key) => key.label));
  return { id, vendor: vendor.id, place, label: name, account: account ?? id };
}
