import { serverOf } from '../vendors/kit/vendor-address.ts';

/**
 * `r8_…4f2a`: enough to tell two keys apart. Shows at most four characters at each end and never more than a third of
 * the secret; a head that ends in `_` or `-`, as many vendors' keys begin, is cut there.
 */
export function mask(secret: string): string {
  const end = Math.min(4, Math.floor(secret.length / 6));
  const head = secret.slice(0, end);
  const prefix = /^[a-z0-9]{1,3}[_-]/i.exec(head)?.[0] ?? head;
  return `${prefix}…${end > 0 ? secret.slice(-end) : ''}`;
}

/** A server is known by its address; the word that it wants to hear is never shown. */
export function maskServer(secret: string): string {
  const { address, word } = serverOf(secret);
  return word === '' ? address : `${address} …`;
}
