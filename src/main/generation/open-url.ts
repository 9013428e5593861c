import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { AppError } from '../../shared/errors.ts';
import { isProxied } from '../system-proxy.ts';
import { connectionWords } from '../vendors/kit/connection-words.ts';
import { checkOutputAddress, isAllowed, publicLookup } from './output-address.ts';

export type OpenOptions = {
  /** Asked again for every redirect, so that a key never goes to another host. */
  readonly headersFor: (url: URL) => Readonly<Record<string, string>>;
  readonly allowPrivateHosts: ReadonlySet<string>;
  readonly signal: AbortSignal;
  /** A connection that is silent for so long is given up. */
  readonly idleMs: number;
};

const mostRedirects = 5;

/**
 * Asks for a result, following at most five redirects, each checked like the first address. Returns the answer, of any
 * status, with its body unread. Throws `provider-failed` for an address that may not be fetched, `cancelled`, or
 * `network`.
 */
export async function openUrl(address: string, options: OpenOptions): Promise<IncomingMessage> {
  let url = checkOutputAddress(address, null, options.allowPrivateHosts);
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await get(url, options);
    const target = response.headers.location;
    if (!isRedirect(response.statusCode) || target === undefined) return response;
    response.destroy();
    url = checkOutputAddress(target, url, options.allowPrivateHosts);
  }
  throw new AppError({ code: 'provider-failed', message: `The result at ${url.hostname} is redirected without end.` });
}

const isRedirect = (status = 0): boolean => [301, 302, 303, 307, 308].includes(status);

// Not `fetch`: only here can the look-up be ours, and with it the address that is really connected to.
function get(url: URL, { headersFor, allowPrivateHosts, signal, idleMs }: OpenOptions): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  // A proxy looks names up itself, and lies in the private network as often as not.
  const lookup = isAllowed(url, allowPrivateHosts) || isProxied(url) ? {} : { lookup: publicLookup };
  return new Promise((resolve, reject) => {
    const headers = { 'user-agent': 'CircleTake (+https://circletake.example)', ...headersFor(url) };
    const request: ClientRequest = send(url, { headers, signal, timeout: idleMs, ...lookup });
    request.on('timeout', () => request.destroy(new Error('silent for too long')));
    request.on('error', (error) => reject(openError(error, url, signal)));
    request.on('response', resolve);
    request.end();
  });
}

function openError(error: Error, url: URL, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error;
  return connectionError(error, url.hostname, signal);
}

/** A broken connection as `cancelled` or `network`. */
export function connectionError(error: unknown, host: string, signal: AbortSignal): AppError {
  if (signal.aborted) return new AppError({ code: 'cancelled', message: 'The download was stopped.' });
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'connection lost';
  const why = connectionWords(reason) ?? 'the connection was lost';
  return new AppError({
    code: 'network',
    message: `The result at ${host} cannot be fetched: ${why}.`,
    details: { reason },
  });
}
