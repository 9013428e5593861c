import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import type { OperationStatus, VendorFailure, VendorResponse } from '../define-vendor.ts';
import { retryAfter, withWords } from './read-answer.ts';

/** What HTTP statuses mean where the vendor's own code does not say more. */
const byStatus: Readonly<Record<number, ErrorCode>> = {
  ...{ 400: 'invalid-input', 413: 'invalid-input', 415: 'invalid-input', 422: 'invalid-input' },
  ...{ 401: 'unauthorized', 402: 'no-credit', 403: 'unauthorized', 404: 'not-found', 429: 'rate-limited' },
  451: 'content-rejected',
};

export const codeOfStatus = (status: number): ErrorCode => byStatus[status] ?? 'provider-down';

/** A vendor's no in the studio's words. `words` are the vendor's own, quoted where they say more than the code. */
export function sayNo(name: string, code: ErrorCode, response: VendorResponse, words = ''): VendorFailure {
  switch (code) {
    case 'unauthorized':
      return { code, message: `${name} refused the key.` };
    case 'no-credit':
      return { code, message: `The ${name} account has no credit left.` };
    case 'not-found':
      return { code, message: `${name} does not know this model or job.` };
    case 'content-rejected':
      return { code, message: withWords(`${name} refused the content`, words) };
    case 'invalid-input':
      return { code, message: withWords(`${name} refused the input`, words) };
    case 'unsupported':
      return { code, message: withWords(`The ${name} account may not do this`, words) };
    case 'provider-failed':
      return { code, message: withWords(`${name} could not make it`, words) };
    case 'rate-limited':
      return { code, message: `${name} asks to slow down.`, ...retryAfter(response) };
    default:
      return {
        code: 'provider-down',
        message: `${name} does not answer properly (HTTP ${response.status}).`,
        ...retryAfter(response),
      };
  }
}

/** A no inside a 2xx, to be thrown where a yes is read. */
export function noInside({ code, message, retryAfterMs, charged }: VendorFailure): AppError {
  const details = {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(charged === undefined ? {} : { charged }),
  };
  return new AppError({ code, message, details });
}

type Failed = Extract<OperationStatus, { state: 'failed' }>;

/** Work that the vendor took and could not make, or would not. `charged`: what it costs all the same. */
export function couldNot(
  name: string,
  code: 'provider-failed' | 'content-rejected' | 'invalid-input' | 'no-credit',
  words: string,
  charged: Failed['charged'],
): Failed {
  const sentence = {
    'provider-failed': `${name} could not make it`,
    'content-rejected': `${name} refused the content`,
    'invalid-input': `${name} cannot use the input`,
    'no-credit': `The ${name} account has no credit left`,
  }[code];
  return { state: 'failed', failure: { code, message: withWords(sentence, words) }, charged };
}

/** Work that the vendor calls finished, without a file. */
export const withoutFile = (name: string, charged: Failed['charged']): Failed => ({
  state: 'failed',
  failure: { code: 'provider-failed', message: `${name} finished without giving a file.` },
  charged,
});
