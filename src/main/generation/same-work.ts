import { isDeepStrictEqual } from 'node:util';
import { operationName } from '../ledger/operation-name.ts';
import type { Operation } from '../vendors/define-vendor.ts';

/** Whether two operations are the same work: by what the vendor calls it, for a list tells other things of it than an answer. */
export function isSameWork(one: Operation, other: Operation): boolean {
  const names = [operationName(one), operationName(other)];
  return names.includes(null) ? isDeepStrictEqual(one, other) : names[0] === names[1];
}
