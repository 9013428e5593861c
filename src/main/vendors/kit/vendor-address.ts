import { AppError } from '../../../shared/errors.ts';
import type { RemoteVendor } from '../define-vendor.ts';

/** Vendor id, or `id.name` of another of its addresses, -> the address used instead of the vendor's own. */
export type VendorUrls = Readonly<Record<string, string>>;

/** A server of the user's own, as its ring holds it: an address and, behind a space, the word that it wants to hear. */
export function serverOf(secret: string): { readonly address: string; readonly word: string } {
  const [address = '', ...words] = secret.trim().split(/\s+/);
  return { address, word: words.join(' ') };
}

/** What the vendor is to be told: its key, or the word that a server of the user's own wants to hear. */
export const wordFor = (vendor: RemoteVendor, secret: string): string =>
  vendor.server ? serverOf(secret).word : secret;

/** Where a vendor is called, without a slash at the end. Throws `internal` for a name that it does not have. */
export function addressOf(vendor: RemoteVendor, at: string | undefined, urls: VendorUrls, secret: string): string {
  return (at === undefined ? mainAddress(vendor, urls, secret) : namedAddress(vendor, at, urls)).replace(/\/+$/, '');
}

function mainAddress(vendor: RemoteVendor, urls: VendorUrls, secret: string): string {
  const own = vendor.server ? serverOf(secret).address : '';
  return urls[vendor.id] ?? (own || vendor.baseUrl);
}

function namedAddress(vendor: RemoteVendor, at: string, urls: VendorUrls): string {
  // Behind a gateway, everything is.
  if (vendor.otherOrigins?.test(at)) return urls[vendor.id] ?? at;
  const address = urls[`${vendor.id}.${at}`] ?? vendor.otherBaseUrls?.[at];
  if (address !== undefined) return address;
  throw new AppError({ code: 'internal', message: `${vendor.name} has no address ${at}.`, details: { sent: false } });
}

/** The addresses that are set for one vendor: no other may lead the studio to them. */
export const urlsOf = (id: string, urls: VendorUrls): VendorUrls =>
  Object.fromEntries(Object.entries(urls).filter(([name]) => name === id || name.startsWith(`${id}.`)));

/** `host:port` of addresses that the user named: results may come from there although it is not public. */
export function hostsOf(urls: VendorUrls): string[] {
  return Object.values(urls).flatMap((url) => {
    const parsed = URL.parse(url);
    return parsed ? [parsed.host] : [];
  });
}

/** Whether an address is of this very machine. */
export const isLoopback = (url: string): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(URL.parse(url)?.hostname ?? '');
