import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import type { RemoteVendor, VendorResponse } from '../define-vendor.ts';
import type { Call } from './send.ts';

type Session = { readonly token: string; readonly until: number };

/** A token is not used in its last minute: a call may take as long to arrive. */
const marginMs = 60_000;

/**
 * Calls of vendors that exchange the key for a token of some hours: asks for one when it is first needed and when it has
 * run out. A token that was kept and is rejected may have been withdrawn: such a call was not carried out, and is made once
 * more with a new one. Tokens are kept in memory only.
 */
export function createSessions(sendOnce: (call: Call) => Promise<VendorResponse>) {
  const sessions = new Map<string, Session>();
  const opening = new Map<string, Promise<Session>>();

  const open = async (call: Call): Promise<Session> => {
    const { vendor, secret, signal } = call;
    if (!vendor.session) return { token: '', until: Number.POSITIVE_INFINITY };
    const request = vendor.session.toRequest(secret);
    const response = await sendOnce({ vendor, request, secret, signal, token: null }).catch(unsent);
    if (response.status < 200 || response.status >= 300) throw refused(vendor, response);
    const { token, lastsMs } = readToken(vendor.session, response);
    const session = { token, until: Date.now() + lastsMs - marginMs };
    sessions.set(nameOf(call), session);
    return session;
  };

  /** Calls that come at once share a token: vendors may count those that they give, or end one with the next. */
  const openOnce = async (call: Call): Promise<Session> => {
    const name = nameOf(call);
    for (let other = opening.get(name); other; other = opening.get(name)) {
      // That another call was stopped, or failed, says nothing of this one.
      const shared = await other.catch(() => null);
      if (shared) return shared;
    }
    const own = open(call).finally(() => opening.delete(name));
    opening.set(name, own);
    return own;
  };

  return {
    async send(call: Call): Promise<VendorResponse> {
      const { session } = call.vendor;
      if (!session) return sendOnce(call);
      const name = nameOf(call);
      const kept = sessions.get(name);
      const fresh = kept === undefined || kept.until <= Date.now();
      const used = fresh ? await openOnce(call) : kept;
      const response = await sendOnce({ ...call, token: used.token });
      if (!(session.rejects ?? isUnauthorized)(response)) return response;
      // Another call may have found out before.
      if (sessions.get(name) === used) sessions.delete(name);
      return fresh ? response : sendOnce({ ...call, token: (sessions.get(name) ?? (await openOnce(call))).token });
    },
  };
}

const isUnauthorized = ({ status }: VendorResponse): boolean => status === 401;

/** Not the key itself: it would stay in memory after it was removed. */
const nameOf = ({ vendor, secret }: Call): string =>
  `${vendor.id} ${createHash('sha256').update(secret).digest('hex')}`;

function readToken({ read }: NonNullable<RemoteVendor['session']>, response: VendorResponse) {
  try {
    return read(response);
  } catch (error) {
    return unsent(error);
  }
}

/** The paid call was not made yet, whatever became of this one. */
function unsent(error: unknown): never {
  if (!(error instanceof AppError)) throw error;
  const { code, message, action, details } = error;
  throw new AppError({ code, message, action, details: { ...details, sent: false } });
}

function refused(vendor: RemoteVendor, response: VendorResponse): AppError {
  const { code, message, retryAfterMs } = vendor.readFailure(response);
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return new AppError({ code, message, details: { sent: false, status: response.status, ...wait } });
}
