import type { RequestSummary } from '../ledger/tables.ts';
import type { VendorRequest } from '../vendors/define-vendor.ts';

const longest = 2000;

/** A request for the ledger: no headers, and long values (stills inside the request) only by their length. */
export function requestSummary({ method, path, body, form, params }: VendorRequest): RequestSummary {
  const said = body ?? form ?? params;
  return { method, path, ...(said === undefined ? {} : { body: shortened(said) }) };
}

function shortened(value: unknown): unknown {
  if (typeof value === 'string') return value.length <= longest ? value : `(${value.length} characters)`;
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shortened(each)]));
}
