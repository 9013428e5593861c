import { withArticle } from '../../shared/article.ts';
import { AppError } from '../../shared/errors.ts';
import type { RingKey } from './ring-key.ts';

/** `Key 2`: a name that none of a vendor's keys has yet. */
export function nextLabel(labels: readonly string[]): string {
  let number = labels.length + 1;
  while (labels.includes(`Key ${number}`)) number += 1;
  return `Key ${number}`;
}

/** Throws `conflict` when another key of the vendor is called so; people do not tell capitals apart. */
export function expectFreeLabel(vendorName: string, keys: readonly RingKey[], label: string): void {
  const holder = keys.find((key) => key.label.toLowerCase() === label.toLowerCase());
  if (!holder) return;
  throw new AppError({
    code: 'conflict',
    message: `There is ${withArticle(vendorName)} key called “${holder.label}” already.`,
    action: 'Choose another name.',
  });
}
