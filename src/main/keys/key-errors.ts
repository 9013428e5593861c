import { withArticle } from '../../shared/article.ts';
import { AppError } from '../../shared/errors.ts';
import type { RemoteVendor, Vendor } from '../vendors/define-vendor.ts';
import type { RingKey } from './ring-key.ts';

/** Throws `not-found` for a vendor that is unknown or takes no key. */
export function remoteVendor(vendors: ReadonlyMap<string, Vendor>, id: string): RemoteVendor {
  const vendor = vendors.get(id);
  if (vendor?.kind === 'remote') return vendor;
  throw new AppError({
    code: 'not-found',
    message: `There is no vendor ${id} that takes a key.`,
    action: 'Choose a vendor from the list.',
  });
}

/** Keys are one word of visible ASCII everywhere; a header could carry nothing else. Throws `invalid-input`, without the text. */
export function readSecret(vendor: Pick<RemoteVendor, 'name' | 'keyUrl'>, text: string): string {
  const secret = text.trim();
  if (/^[\x21-\x7e]+$/.test(secret)) return secret;
  throw new AppError({
    code: 'invalid-input',
    message: `This is not ${withArticle(vendor.name)} key: a key is one word without spaces or accents.`,
    action: `Copy the key again from ${vendor.keyUrl}.`,
  });
}

export const alreadyHere = ({ label }: RingKey): AppError =>
  new AppError({
    code: 'conflict',
    message: `This key is already here as “${label}”.`,
    action: 'Add another key, or remove that one first.',
  });

export const readOnly = ({ label: variable }: RingKey): AppError =>
  new AppError({
    code: 'not-allowed',
    message: `This key comes from the environment variable ${variable}.`,
    action: `Change or unset ${variable} and start Circle Take again.`,
  });

export const stillHeld = ({ label }: RingKey, reason: string): AppError =>
  new AppError({
    code: 'keychain-unavailable',
    message: `“${label}” is not used any more, but the keychain still holds it. ${reason}`,
    action: 'It is deleted when the keychain next answers.',
  });
