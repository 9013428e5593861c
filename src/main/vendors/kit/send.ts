import { AppError } from '../../../shared/errors.ts';
import type { RemoteVendor, VendorRequest, VendorResponse } from '../define-vendor.ts';
import { connectionWords } from './connection-words.ts';
import { wireBody } from './request-body.ts';
import { createSessions } from './sessions.ts';
import { addressOf, type VendorUrls, wordFor } from './vendor-address.ts';

/**
 * Makes one call to a vendor and gives back whatever it answered, of any status.
 *
 * `timeoutMs` is for the whole call, the body included, instead of the usual. Throws AppError `network`, `timed-out`, `cancelled`, or `provider-down` for an oversized answer. `details.sent` is
 * false only when the request certainly never reached the vendor: only then may a submit be made again.
 */
export type VendorSend = (
  vendor: RemoteVendor,
  request: VendorRequest,
  secret: string,
  signal: AbortSignal,
  timeoutMs?: number,
) => Promise<VendorResponse>;

type SendOptions = {
  /** Electron's own fetch knows the system proxy; Node's serves everywhere else. */
  readonly fetch: typeof fetch;
  /** Addresses used instead of the vendors' own: gateways, rehearsal and tests. As they are now, where it is a function. */
  readonly baseUrls: VendorUrls | (() => VendorUrls);
  /** For the whole call, the body included. A minute by default: a submit may carry a picture. */
  readonly timeoutMs?: number;
};

const megabyte = 1024 * 1024;

/** Files in the answer, in base64 too, are larger than anything else a vendor has to say. */
const longestAnswer = (vendor: RemoteVendor, { bytes, large }: VendorRequest): number =>
  (bytes || large || 'direct' in vendor ? 100 : 10) * megabyte;

/** The one place where vendors are called over HTTP. Redirects come back as answers: a key is never carried along. */
export function createVendorSend({ fetch, baseUrls, timeoutMs: usual = 60_000 }: SendOptions): VendorSend {
  const urlsNow = typeof baseUrls === 'function' ? baseUrls : () => baseUrls;
  const sendOnce = async (call: Call): Promise<VendorResponse> => {
    const { vendor, request, signal, timeoutMs = usual } = call;
    if (signal.aborted) throw cancelled(vendor, false);
    const timeout = AbortSignal.timeout(timeoutMs);
    const { body, type } = wireBody(request);
    const headers = headersFor(call, type);
    try {
      const response = await fetch(urlFor(call, urlsNow()), {
        method: request.method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.any([signal, timeout]),
        ...(body === undefined ? {} : { body }),
      });
      return await readResponse(call, response);
    } catch (error) {
      if (error instanceof AppError) throw error;
      if (signal.aborted) throw cancelled(vendor, true);
      if (timeout.aborted) throw timedOut(vendor, timeoutMs);
      throw unreachable(vendor, error);
    }
  };
  const sessions = createSessions(sendOnce);
  return (vendor, request, secret, signal, timeoutMs) =>
    sessions.send({ vendor, request, secret, signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
}

/** One call, as it is made. `token` is absent for calls without the key's headers. */
export type Call = {
  readonly vendor: RemoteVendor;
  readonly request: VendorRequest;
  readonly secret: string;
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
  /** What the vendor's session gave; '' without one; null for the call that asks for it. */
  readonly token?: string | null;
};

/** Paths hold what answers and callers named: whatever they hold, the key goes to the vendor's own host and no other. */
function urlFor({ vendor, request, secret }: Call, urls: VendorUrls): string {
  const address = addressOf(vendor, request.at, urls, secret);
  const url = URL.parse(`${address}${request.path}`);
  if (url && request.path.startsWith('/') && url.origin === URL.parse(address)?.origin) return url.href;
  const message = `A call to ${vendor.name} would have gone elsewhere, so it was not made.`;
  throw new AppError({ code: 'internal', message, details: { sent: false } });
}

function headersFor({ vendor, request, secret, token = '' }: Call, type: string | undefined): Headers {
  try {
    return new Headers({
      accept: 'application/json',
      'user-agent': 'CircleTake (+https://circletake.example)',
      ...(type === undefined ? {} : { 'content-type': type }),
      ...request.headers,
      ...(token === null ? {} : vendor.auth(wordFor(vendor, secret), { nowMs: Date.now(), token })),
    });
  } catch {
    // The platform's own error quotes the header, and with it the key.
    throw new AppError({
      code: 'unauthorized',
      message: `The ${vendor.name} key holds characters that no key has.`,
      action: 'Copy the key again and set it in Settings.',
      details: { sent: false },
    });
  }
}

async function readResponse({ vendor, request, secret, token }: Call, response: Response): Promise<VendorResponse> {
  const bytes = await readBytes(vendor, response, longestAnswer(vendor, request));
  const { status } = response;
  const headers = Object.fromEntries(response.headers);
  if (request.bytes && response.ok) return { status, headers, body: bytes };
  const text = new TextDecoder().decode(bytes);
  // Some services quote the key in their answers; from here on nobody has to think of it.
  const clean = secretsOf(wordFor(vendor, secret), token).reduce((rest, each) => rest.replaceAll(each, '[key]'), text);
  return { status, headers, body: parseBody(clean) };
}

/** Words that are shorter may stand for themselves. */
const shortestSecret = 12;

/** Of a key of several words each, and the token that it was exchanged for: not while it is asked for, since it is the answer. */
function secretsOf(word: string, token: string | null | undefined): string[] {
  const parts = token === null ? [] : [...word.split(/[\s:]+/), token ?? ''];
  return [word, ...parts.filter(({ length }) => length >= shortestSecret)].filter((each) => each !== '');
}

async function readBytes(vendor: RemoteVendor, response: Response, longest: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > longest) {
      const message = `${vendor.name} sent an answer of more than ${longest / megabyte} MB.`;
      throw new AppError({ code: 'provider-down', message, details: { sent: true } });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Outage pages are HTML: the adapter classifies by status then.
    return text;
  }
}

function cancelled(vendor: RemoteVendor, sent: boolean): AppError {
  return new AppError({ code: 'cancelled', message: `The call to ${vendor.name} was stopped.`, details: { sent } });
}

function timedOut(vendor: RemoteVendor, timeoutMs: number): AppError {
  const message = `${vendor.name} did not answer within ${Math.round(timeoutMs / 1000)} s.`;
  return new AppError({ code: 'timed-out', message, details: { sent: true } });
}

function unreachable(vendor: RemoteVendor, error: unknown): AppError {
  const reasons = rootCauses(error);
  const sent = !(reasons.length > 0 && reasons.every(neverSent));
  const reason = reasons.map((each) => each.code).find(Boolean) ?? chromiumCode(error) ?? 'connection lost';
  const why = connectionWords(reason);
  const message = sent
    ? `The connection to ${vendor.name} was lost.`
    : `${vendor.name} cannot be reached${why === null ? '' : `: ${why}`}.`;
  // No `cause`: it would travel into logs, and its text is not ours.
  return new AppError({ code: 'network', message, details: { sent, reason } });
}

type Reason = { readonly code: string | undefined; readonly syscall: string | undefined; readonly text: string };

/** Node hides the reason in `cause`, and for hosts of several addresses in an AggregateError below that. */
function rootCauses(error: unknown): Reason[] {
  if (!(error instanceof Error)) return [];
  if (error instanceof AggregateError) return error.errors.flatMap(rootCauses);
  if (error.cause instanceof Error) return rootCauses(error.cause);
  const text = (key: string) => (key in error ? String(Reflect.get(error, key)) : undefined);
  return [{ code: text('code'), syscall: text('syscall'), text: error.message }];
}

/** Failures from before the first byte: name look-up, connecting, and certificates (Node's and Chromium's names). */
function neverSent({ code = '', syscall, text }: Reason): boolean {
  if (syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT') return true;
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/.test(code)) return true;
  return /net::ERR_(NAME_NOT_RESOLVED|CONNECTION_REFUSED|CERT_|INTERNET_DISCONNECTED|ADDRESS_|PROXY_CONNECTION)/.test(
    text,
  );
}

const chromiumCode = (error: unknown): string | undefined => /net::(ERR_\w+)/.exec(String(error))?.[1];
