import { AppError } from '../../shared/errors.ts';
import type { Vendor } from '../vendors/define-vendor.ts';

const thisMachine: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether keys may go there: https anywhere, plain http on this machine only, where nobody else can read them. */
export const mayCarryKeys = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && thisMachine.includes(url.hostname));

/** Throws `invalid-input` for an address that vendors' keys must not go to, and for one of a vendor that there is not. */
export function expectSafeUrls(urls: Readonly<Record<string, string>>, vendors: ReadonlyMap<string, Vendor>): void {
  for (const [id, text] of Object.entries(urls)) {
    const vendor = vendors.get(id.split('.')[0] ?? '');
    const url = URL.parse(text);
    const name = vendor?.name ?? id;
    if (!vendor?.baseUrl) throw unusable(`${name} is not called over the network`, 'Choose a vendor from the list.');
    if (!url || !mayCarryKeys(url))
      throw unusable(
        `The address for ${name} would send the key readable`,
        'Use https; http is for this machine only.',
      );
    if (url.search !== '' || url.hash !== '' || url.username !== '')
      throw unusable(`The address for ${name} has more than a host and a path`, 'Leave out what follows the path.');
  }
}

const unusable = (what: string, action: string): AppError =>
  new AppError({ code: 'invalid-input', message: `${what}.`, action });
