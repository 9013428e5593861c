import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors.ts';

/**
 * The operating system's keychain, reduced to names that are known beforehand: keytar's `findCredentials` crashes on a
 * locked keyring (https://github.com/atom/node-keytar/issues/283). Every call throws `keychain-unavailable`, without
 * the secret, when the keychain refuses or does not answer in time.
 */
export type Keychain = {
  readonly available: true;
  /** The secret, or null where there is none. A keyring that was locked meanwhile also says null. */
  get(account: string): Promise<string | null>;
  set(account: string, secret: string): Promise<void>;
  remove(account: string): Promise<void>;
};

/** Why there is no keychain and what to do, for people. */
export type NoKeychain = { readonly available: false; readonly reason: string };

/** The part of keytar that is used. */
export type Keytar = {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
};

type KeychainOptions = {
  readonly load?: () => Promise<Keytar>;
  /** A keychain that asks for its password while we only look whether it is there: 5 s. */
  readonly probeMs?: number;
  /** Long enough to type a password into the keychain's own prompt. */
  readonly callMs?: number;
};

/**
 * Opens the keychain and proves with a canary, set, read and deleted, that it keeps what it is given: on Linux a
 * keyring that is locked or not there answers reads with null, as if it were empty. Never throws.
 */
export async function openKeychain(service: string, options: KeychainOptions = {}): Promise<Keychain | NoKeychain> {
  const { load = loadKeytar, probeMs = 5000, callMs = 60_000 } = options;
  try {
    const keytar = await load();
    const inTurn = oneAtATime();
    await inTurn(() => probe(keytar, service), probeMs);
    return keychainOf(keytar, service, inTurn, callMs);
  } catch (error) {
    return { available: false, reason: `${reasonFor(error)} Until then keys are kept for this session only.` };
  }
}

function keychainOf(keytar: Keytar, service: string, inTurn: InTurn, callMs: number): Keychain {
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await inTurn(work, callMs);
    } catch (error) {
      throw new AppError({ code: 'keychain-unavailable', message: reasonFor(error) });
    }
  };
  return {
    available: true,
    get: (account) => call(() => keytar.getPassword(service, account)),
    set: (account, secret) => call(() => keytar.setPassword(service, account, secret)),
    remove: async (account) => void (await call(() => keytar.deletePassword(service, account))),
  };
}

/** keytar is an optional dependency: it is compiled where no prebuilt file fits. */
async function loadKeytar(): Promise<Keytar> {
  // CommonJS, whose functions Node finds under `default` only; its types say otherwise.
  const module: { readonly default?: Keytar } & Partial<Keytar> = await import('keytar');
  if (!module.default) throw new Error('keytar has no default export');
  return module.default;
}

async function probe(keytar: Keytar, service: string): Promise<void> {
  const account = `canary-${randomUUID()}`;
  await keytar.setPassword(service, account, account);
  const kept = await keytar.getPassword(service, account);
  await keytar.deletePassword(service, account);
  if (kept !== account) throw new Error('canary lost');
}

class OutOfTime extends Error {}

type InTurn = <T>(work: () => Promise<T>, limitMs: number) => Promise<T>;

/**
 * Runs calls one after another: concurrent ones have aborted in libgcrypt
 * (https://github.com/atom/node-keytar/issues/477). The limit counts from asking; what has not begun by then never
 * does, and what hangs keeps the others waiting, since it cannot be stopped.
 */
function oneAtATime(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>, limitMs: number) =>
    new Promise<T>((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        reject(new OutOfTime());
      }, limitMs);
      last = last.then(() => (late ? undefined : work().then(resolve, reject))).finally(() => clearTimeout(timer));
    });
}

/** What keytar says on each system, in words for people. Only errors that are not known are quoted. */
function reasonFor(error: unknown): string {
  if (error instanceof OutOfTime) {
    return 'The keychain does not answer. It may be waiting for its password: unlock it, then try again.';
  }
  const text = error instanceof Error ? error.message : String(error);
  const known = reasons.find(([pattern]) => pattern.test(text));
  return known ? known[1] : `The keychain refused: ${text.slice(0, 200)}.`;
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [/cannot find (module|package)|could not locate the bindings/i, 'keytar is not installed: run npm run setup.'],
  [/libsecret/i, 'The library libsecret is missing: install libsecret-1-0.'],
  [/D-?Bus|Could not connect/i, 'No keychain service is running: sign in to a desktop session, or start one.'],
  [/ServiceUnknown|not provided by any/i, 'No keychain service is running: install GNOME Keyring or KWallet.'],
  [/Object does not exist/i, 'The keychain has no keyring yet: make one, for example in Passwords and Keys.'],
  [/locked|dismissed|canary lost/i, 'The keychain is locked: unlock it, then try again.'],
  [/denied|not allowed|-25293|-128/i, 'The keychain did not let Circle Take in: allow it when asked.'],
];
