import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../../shared/errors.ts';
import type { RemoteVendor } from '../vendors/define-vendor.ts';
import { wordFor } from '../vendors/kit/vendor-address.ts';
import { isPublicAddress } from './public-address.ts';

/**
 * An address that a vendor named, checked: https to the public internet, or a `host:port` of `allowPrivateHosts`.
 * Throws `provider-failed`. Names are checked again when they are looked up: see `publicLookup`.
 */
export function checkOutputAddress(address: string, base: URL | null, allowPrivateHosts: ReadonlySet<string>): URL {
  if (!URL.canParse(address, base?.href)) throw refused('is no web address');
  const url = new URL(address, base?.href);
  if (isAllowed(url, allowPrivateHosts)) return url;
  if (url.protocol !== 'https:') throw refused('is not encrypted (https)');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw refused('lies on a private network');
  return url;
}

/** True when this address belongs to a vendor whose base URL was overridden. The default port may be left out. */
export function isAllowed(url: URL, allowPrivateHosts: ReadonlySet<string>): boolean {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const named = allowPrivateHosts.has(url.host) || allowPrivateHosts.has(`${url.hostname}:${port}`);
  return named && /^https?:$/.test(url.protocol);
}

/**
 * A name look-up that gives public addresses only. The connection is made to the very address that was checked, so
 * that a name cannot be pointed elsewhere in between (DNS rebinding).
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses = (found ?? []).filter(({ address }) => isPublicAddress(address));
    const first = addresses[0];
    if (error) callback(error, '');
    else if (!first) callback(refused('lies on a private network'), '');
    else if (options.all) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

/**
 * The key's headers where they belong: at `own`, the address that the vendor is called at, or a host that the vendor names,
 * over https. Else none, and none for vendors that want a token of some hours instead of the key.
 */
export function keyHeadersFor(
  url: URL,
  vendor: RemoteVendor,
  { secret, own: address }: { readonly secret: string; readonly own: string },
): Record<string, string> {
  const own = new URL(address);
  const named = vendor.keyedOutputHosts.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
  const trusted = url.host === own.host ? url.protocol === own.protocol : named && url.protocol === 'https:';
  return trusted && !vendor.session ? vendor.auth(wordFor(vendor, secret), { nowMs: Date.now(), token: '' }) : {};
}

function refused(why: string): AppError {
  return new AppError({
    code: 'provider-failed',
    message: `The vendor's result ${why}, so it was not fetched.`,
    action: 'Choose another generator.',
  });
}
