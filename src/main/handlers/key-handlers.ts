import { AppError, toErrorData } from '../../shared/errors.ts';
import type { KeyTest } from '../../shared/key.ts';
import { formatMicros } from '../../shared/money.ts';
import type { KeyRing, WaitingOf } from '../generation/key-ring.ts';
import { isOk } from '../generation/vendor-call.ts';
import type { Account, RemoteVendor } from '../vendors/define-vendor.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

export type KeyParts = Pick<Parts, 'keys' | 'send' | 'vendors'> & {
  readonly generation: Pick<Parts['generation'], 'keyArrived'>;
  readonly ring: KeyRing;
  readonly waitingOf: WaitingOf;
};

/** Keys: add, change, list (masked), test, remove, and how they fare. There is no way to read one back. */
export function keyHandlers(parts: KeyParts) {
  const { keys, ring } = parts;
  return {
    list: os.keys.list.handler(async () => ({ keys: await keys.list(), keychain: await keys.status() })),
    add: os.keys.add.handler(({ input }) => keys.add(input)),
    update: os.keys.update.handler(({ input: { keyId, ...patch } }) => keys.update(keyId, patch)),
    remove: os.keys.remove.handler(({ input }) => keys.remove(input.keyId)),
    test: os.keys.test.handler(({ input, signal }) =>
      testKey(parts, input.keyId, signal ?? new AbortController().signal),
    ),
    revive: os.keys.revive.handler(({ input }) => wellAgain(parts, input.keyId)),
    rings: os.keys.rings.handler(() => ring.rings(parts.waitingOf)),
  };
}

/** Asks the vendor, at no cost, and lets the ring know what it says of the key. */
async function testKey(parts: KeyParts, keyId: string, signal: AbortSignal): Promise<KeyTest> {
  const { vendor, label } = keyOf(parts, keyId);
  const secret = await parts.keys.secret(keyId);
  if (secret === null) throw notThere(`The keychain does not have “${label}” any more.`, 'Add the key again.');
  try {
    const response = await parts.send(vendor, vendor.testKey.toRequest(), secret, signal);
    const { accepts = isOk, readAccount } = vendor.testKey;
    if (accepts(response)) {
      await wellAgain(parts, keyId);
      return { ok: true, text: worksText(readAccount(response)) };
    }
    const { code, message } = vendor.readFailure(response);
    if (code === 'unauthorized') parts.ring.refuse(keyId, message);
    return { ok: false, text: message };
  } catch (error) {
    const { message, action } = toErrorData(error);
    return { ok: false, text: `${message} ${action}` };
  }
}

/** A key is as good as new: what waits for it starts, and what was given up for want of it goes on. */
async function wellAgain(parts: KeyParts, keyId: string): Promise<void> {
  parts.ring.revive(keyId);
  await parts.generation.keyArrived(keyOf(parts, keyId).vendor.id);
}

function keyOf({ keys, vendors }: KeyParts, keyId: string): { vendor: RemoteVendor; label: string } {
  for (const vendor of vendors.values()) {
    const key = keys.ring(vendor.id).find(({ id }) => id === keyId);
    if (key && vendor.kind === 'remote') return { vendor, label: key.label };
  }
  throw notThere('This key is not there any more.');
}

const notThere = (message: string, action?: string) =>
  new AppError({ code: 'not-found', message, ...(action === undefined ? {} : { action }) });

/** `Works: ada, $12.40 left`. */
function worksText({ name, balanceMicros }: Account): string {
  if (balanceMicros === undefined) return `Works: ${name}`;
  return `Works: ${name}, ${balanceMicros === 0 ? 'nothing' : formatMicros(balanceMicros)} left`;
}
