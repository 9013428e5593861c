import type { IncomingHttpHeaders } from 'node:http';

/** The hosts under which our own page reaches the door. Any other Host means DNS rebinding. */
export const ownHosts = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

/** Whether the request was made for this door by name, not through a foreign name that resolves to this machine. */
export function isOwnHost(headers: IncomingHttpHeaders, port: number): boolean {
  return headers.host !== undefined && ownHosts(port).includes(headers.host.toLowerCase());
}

/** Whether the Origin header says that our own page, on the very host asked, sent the request. */
export function isOwnOrigin(headers: IncomingHttpHeaders): boolean {
  return headers.origin !== undefined && headers.origin.toLowerCase() === `http://${headers.host?.toLowerCase()}`;
}

/**
 * Whether a request that proves itself by cookie may pass. A page on another port of this machine counts as the same
 * site, so its requests carry our cookie even with SameSite=Strict: browsers tell them apart in Sec-Fetch-Site, and
 * anything that changes something must name our origin.
 */
export function mayUseCookie(method: string, headers: IncomingHttpHeaders): boolean {
  const safe = method === 'GET' || method === 'HEAD';
  if (!safe || headers.origin !== undefined) return isOwnOrigin(headers);
  const site = headers['sec-fetch-site'];
  const opensPage = headers['sec-fetch-mode'] === 'navigate';
  return site === undefined || site === 'same-origin' || site === 'none' || opensPage;
}
