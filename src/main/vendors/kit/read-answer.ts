import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from '../define-vendor.ts';

/** For a 2xx whose body is not what the vendor documents. */
export function unreadable(vendorName: string, what = 'an answer'): AppError {
  return new AppError({ code: 'provider-down', message: `${vendorName} sent ${what} that cannot be read.` });
}

/** The body of a 2xx as the vendor documents it. Throws `unreadable` where it is not. */
export function readAs<T>(schema: z.ZodType<T>, body: unknown, vendorName: string, what?: string): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw unreadable(vendorName, what);
}

/** `{ retryAfterMs }` from `said`, else from the header's seconds; nothing where it is missing or a date. */
export function retryAfter({ headers }: VendorResponse, said?: number | null): Pick<VendorFailure, 'retryAfterMs'> {
  const seconds = said ?? Number(headers['retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: Math.ceil(seconds * 1000) } : {};
}

/** A vendor's own words (or whatever it says instead) on one line, short enough for a sentence of ours. */
export const quote = (words: unknown): string =>
  (typeof words === 'string' ? words : words ? JSON.stringify(words) : '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
    .trimEnd();

/** `Runway refused the input: ratio is invalid.`; without words of the vendor just the sentence. */
export const withWords = (sentence: string, words: string): string => ended(words ? `${sentence}: ${words}` : sentence);

/** Vendors often leave out the full stop, and long words are cut off anywhere. */
const ended = (text: string): string => (/[.!?…。！？]["'”’»)\]]*$/.test(text) ? text : `${text}.`);
