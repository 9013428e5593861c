import { AppError, type ErrorData } from '../../shared/errors.ts';
import type { RingKey } from '../keys/keys.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import type { RemoteVendor, VendorRequest, VendorResponse } from '../vendors/define-vendor.ts';
import type { Engine } from './active-job.ts';
import { mayAskAgain } from './after-failure.ts';
import type { Lease } from './key-ring.ts';
import { retryDelay } from './poll-delay.ts';

export const isOk = ({ status }: VendorResponse): boolean => status >= 200 && status < 300;

/** The vendor's no as an error; how long it wants to be left alone and what the no may cost is in `details`. */
export function failureError(vendor: RemoteVendor, response: VendorResponse): AppError {
  const { code, message, retryAfterMs, charged } = vendor.readFailure(response);
  const details = {
    status: response.status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(charged === undefined ? {} : { charged }),
  };
  return new AppError({ code, message, details });
}

/** What `failureError` put into the details. */
export function retryHint({ details }: Pick<ErrorData, 'details'>): { retryAfterMs?: number } {
  return typeof details.retryAfterMs === 'number' ? { retryAfterMs: details.retryAfterMs } : {};
}

/** The key that a call is made with, asked for each time, since it may be changed meanwhile. */
export async function secretOf(engine: Pick<Engine, 'keys'>, vendor: RemoteVendor, lease: Lease): Promise<string> {
  const secret = await engine.keys.secret(lease.keyId);
  if (secret !== null) return secret;
  const message = `The ${vendor.name} key “${lease.label}” is not there any more.`;
  throw new AppError({ code: 'unauthorized', message, action: 'Add it again in Settings.' });
}

/** One call with one key that costs nothing. Throws what the vendor says, or what `send` throws. */
export async function askWith(
  engine: Pick<Engine, 'send'>,
  { vendor, secret, request, signal }: FreeCall & { readonly secret: string },
): Promise<VendorResponse> {
  const response = await engine.send(vendor, request, secret, signal);
  if (isOk(response)) return response;
  throw failureError(vendor, response);
}

type FreeCall = {
  readonly vendor: RemoteVendor;
  readonly request: VendorRequest;
  readonly signal: AbortSignal;
  /** Asks what an account has, which a key of another account would answer for its own. */
  readonly lists?: boolean;
};

/** Who submitted: other accounts know nothing of the job. */
export type Holder = Pick<AttemptRecord, 'keyId' | 'account' | 'keyLabel'>;

/**
 * One call about work that a vendor holds, with the key that submitted it, else with another of its account: gives the
 * answer of any status. Where none of them is there, any key may be of that account, since a key that is added again is a
 * new one here: only its yes counts. Throws `unauthorized` when there is no key left to ask with, else what `send` throws.
 */
export async function sendAsHolder(engine: Engine, holder: Holder, call: FreeCall): Promise<VendorResponse> {
  let refusal: AppError | null = null;
  const { keys, sure } = keysOf(engine, call.vendor, holder);
  for (const key of sure || !call.lists ? keys : []) {
    const secret = await engine.keys.secret(key.id);
    if (secret === null) continue;
    const response = await engine.send(call.vendor, call.request, secret, call.signal);
    if (isOk(response)) return response;
    if (!sure) continue;
    const error = failureError(call.vendor, response);
    if (error.code !== 'unauthorized') return response;
    engine.ring.report({ ...key, keyId: key.id }, { ok: false, code: error.code, message: error.message });
    refusal = error;
  }
  throw noKeyLeft(call.vendor, holder, refusal);
}

/** The same where only a yes is an answer: throws what the vendor says. */
export async function askAsHolder(engine: Engine, holder: Holder, call: FreeCall): Promise<VendorResponse> {
  const response = await sendAsHolder(engine, holder, call);
  if (isOk(response)) return response;
  throw failureError(call.vendor, response);
}

/** The same, made again a few times where that can help. */
export async function askPatiently(engine: Engine, holder: Holder, call: FreeCall): Promise<VendorResponse> {
  for (let failures = 1; ; failures++) {
    try {
      return await askAsHolder(engine, holder, call);
    } catch (error) {
      if (!(error instanceof AppError) || call.signal.aborted || !mayAskAgain(error.code, failures)) throw error;
      await engine.clock.sleep(retryDelay(retryHint(error), failures, engine.random()), call.signal);
    }
  }
}

/** The secret of the first key of the account that is there, for fetching results. Throws `unauthorized`. */
export async function holderSecret(engine: Engine, vendor: RemoteVendor, holder: Holder): Promise<string> {
  for (const { id } of keysOf(engine, vendor, holder).keys) {
    const secret = await engine.keys.secret(id);
    if (secret !== null) return secret;
  }
  throw noKeyLeft(vendor, holder, null);
}

/**
 * The submitting key first, whatever its account is called by now. Attempts of before there were rings name no account: any
 * key may be the one. Not `sure`: none that is known to be of the account is there, so these are all others.
 */
function keysOf({ keys }: Engine, vendor: RemoteVendor, { keyId, account }: Holder): Candidates {
  const ring = keys.ring(vendor.id);
  const own = ring.filter((key) => account === null || key.account === account || key.id === keyId);
  if (own.length === 0) return { keys: ring, sure: false };
  return { keys: own.sort((a, b) => Number(b.id === keyId) - Number(a.id === keyId)), sure: true };
}

type Candidates = { readonly keys: readonly RingKey[]; readonly sure: boolean };

function noKeyLeft(vendor: RemoteVendor, { account, keyLabel }: Holder, refusal: AppError | null): AppError {
  const whose = account === null ? '' : ` of the account that it was sent with (“${keyLabel ?? account}”)`;
  const message = refusal
    ? `${refusal.message} ${vendor.name} still holds the job.`
    : `${vendor.name} still holds the job, but there is no key${whose}.`;
  const action = 'Add a key of that account in Settings: the job then goes on by itself.';
  return new AppError({ code: 'unauthorized', message, action, details: { vendor: vendor.id } });
}
