import { withArticle } from '../../shared/article.ts';
import { AppError } from '../../shared/errors.ts';
import type { RemoteVendor } from '../vendors/define-vendor.ts';
import type { RingKey } from './ring-key.ts';

/** `Key 2`, `Server 1`: a name that none of a vendor's keys has yet. */
export function nextLabel(labels: readonly string[], what: 'Key' | 'Server' = 'Key'): string {
  let number = labels.length + 1;
  while (labels.includes(`${what} ${number}`)) number += 1;
  return `${what} ${number}`;
}

/** Throws `conflict` when another key of the vendor is called so; people do not tell capitals apart. */
export function expectFreeLabel(
  { name, server }: Pick<RemoteVendor, 'name' | 'server'>,
  keys: readonly RingKey[],
  label: string,
): void {
  const holder = keys.find((key) => key.label.toLowerCase() === label.toLowerCase());
  if (!holder) return;
  throw new AppError({
    code: 'conflict',
    message: `There is ${server ? `an address of ${name}` : `${withArticle(name)} key`} called “${holder.label}” already.`,
    action: 'Choose another name.',
  });
}
