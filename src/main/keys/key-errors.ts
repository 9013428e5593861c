import { isIP } from 'node:net';
import { withArticle } from '../../shared/article.ts';
import { AppError } from '../../shared/errors.ts';
import { isPublicAddress } from '../generation/public-address.ts';
import type { RemoteVendor, Vendor } from '../vendors/define-vendor.ts';
import { serverOf } from '../vendors/kit/vendor-address.ts';
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

type Keyed = Pick<RemoteVendor, 'name' | 'keyUrl' | 'keyForm' | 'server' | 'baseUrl'>;

/**
 * What the user typed as a key: one word of visible ASCII, since a header could carry nothing else, or what the vendor's
 * `keyForm` says; of a server of the user's own, its address and its word. Throws `invalid-input`, without the text.
 */
export function readSecret(vendor: Keyed, text: string): string {
  const secret = text.trim().replace(/\s+/g, ' ');
  if (vendor.server) return readServer(vendor, secret);
  const { keyForm, name, keyUrl } = vendor;
  if (keyForm ? /^[\x20-\x7e]+$/.test(secret) && keyForm.fits(secret) : /^[\x21-\x7e]+$/.test(secret)) return secret;
  throw new AppError({
    code: 'invalid-input',
    message: keyForm
      ? `This is not ${withArticle(name)} key. ${keyForm.hint}`
      : `This is not ${withArticle(name)} key: a key is one word without spaces or accents.`,
    action: `Copy the key again from ${keyUrl}.`,
  });
}

/** `http://127.0.0.1:8188 open-sesame`; the address without a slash at its end. */
function readServer({ name, baseUrl }: Keyed, text: string): string {
  const { address, word } = serverOf(text);
  const url = URL.parse(address);
  const plain = url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === '';
  if (plain && word !== '' && isReadable(url)) throw readableWord(name);
  if (plain && /^[\x21-\x7e]*$/.test(word)) return `${url.href.replace(/\/+$/, '')} ${word}`.trim();
  throw new AppError({
    code: 'invalid-input',
    message: `This is no address of ${name}.`,
    action: `Write it like ${baseUrl}, and behind a space the word that the server wants to hear, if any.`,
  });
}

/** Whether anybody on the internet between here and there could read along. Names without a dot are of the own network. */
function isReadable({ protocol, hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'https:') return false;
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !/\.(local|lan|home|internal|localhost|arpa)$/.test(host);
}

const readableWord = (name: string): AppError =>
  new AppError({
    code: 'invalid-input',
    message: `The word for ${name} would travel readable over the internet.`,
    action: 'Use https for the address, or leave the word out.',
  });

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
