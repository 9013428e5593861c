import { AppError, type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { KeyTest } from '../../shared/key.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

/** Keys: set, list (masked), test, remove. There is no way to read one back. */
export function keyHandlers(parts: Parts) {
  const { keys } = parts;
  return {
    list: os.keys.list.handler(async () => ({ keys: await keys.list(), keychain: await keys.status() })),
    set: os.keys.set.handler(({ input }) => keys.set(input.vendor, input.secret, { session: input.session })),
    remove: os.keys.remove.handler(({ input }) => keys.remove(input.vendor)),
    test: os.keys.test.handler(({ input, signal }) =>
      testKey(parts, input.vendor, signal ?? new AbortController().signal),
    ),
  };
}

async function testKey({ keys, send, vendors }: Parts, id: string, signal: AbortSignal): Promise<KeyTest> {
  const secret = await keys.secret(id);
  const vendor = vendors.get(id);
  if (vendor?.kind !== 'remote') throw new AppError({ code: 'not-found', message: `There is no vendor ${id}.` });
  if (secret === null) throw new AppError({ code: 'not-found', message: `There is no ${vendor.name} key to test.` });
  try {
    const response = await send(vendor, vendor.testKey.toRequest(), secret, signal);
    if (response.status >= 200 && response.status < 300)
      return { ok: true, text: `Works: ${vendor.testKey.readAccount(response)}` };
    return { ok: false, text: vendor.readFailure(response).message };
  } catch (error) {
    return { ok: false, text: refusal(toErrorData(error)) };
  }
}

const refusal = ({ message, action }: ErrorData): string => `${message} ${action}`;
