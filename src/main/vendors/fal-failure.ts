import { z } from 'zod';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote, retryAfter, withWords } from './kit/read-answer.ts';

/** https://docs.fal.ai/errors: a sentence, or a list of what is wrong with the input, each with a type. */
const problemSchema = z.looseObject({
  detail: z.union([
    z.string(),
    z.array(z.looseObject({ msg: z.string().nullish(), type: z.string().nullish() })),
    z.looseObject({}),
  ]),
});

/** What fal says went wrong: its words for people, and the types that tell cases apart. */
export type FalProblem = { readonly words: string; readonly types: readonly string[] };

/** Null where the body is none of fal's own: pages of gateways. */
export function falProblem(body: unknown): FalProblem | null {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return null;
  const { detail } = problem.data;
  if (!Array.isArray(detail)) return { words: quote(detail), types: [] };
  const types = detail.map(({ type }) => type ?? '').filter(Boolean);
  return { words: quote(detail.map(({ msg }) => msg ?? '').join(' ')), types };
}

const rejecting = ['content_policy_violation', 'no_media_generated'];

/** Why fal refuses an input: content by its type code, everything else is ours to mend. */
export function inputFailure({ words, types }: FalProblem): VendorFailure {
  if (types.some((type) => rejecting.includes(type))) {
    return { code: 'content-rejected', message: withWords('fal refused the content', words) };
  }
  return { code: 'invalid-input', message: withWords('fal refused the input', words) };
}

/** Classifies an answer outside 2xx that is not the end of the work. */
export function readFalFailure(response: VendorResponse): VendorFailure {
  const { status, body } = response;
  const problem = falProblem(body) ?? { words: '', types: [] };
  switch (status) {
    case 401:
      return { code: 'unauthorized', message: 'fal refused the key.' };
    case 402:
      return { code: 'no-credit', message: 'The fal account has no credit left.' };
    case 403:
      return lockedFailure(problem);
    case 404:
      return { code: 'not-found', message: 'fal does not know this model or job.' };
    case 400:
    case 405:
    case 413:
    case 422:
      return inputFailure(problem);
    case 429:
      return { code: 'rate-limited', message: 'fal asks to slow down.', ...retryAfter(response) };
    default:
      return {
        code: 'provider-down',
        message: `fal does not answer properly (HTTP ${status}).`,
        ...retryAfter(response),
      };
  }
}

/** fal locks accounts for want of money and for other reasons; only its sentence tells which. */
function lockedFailure({ words }: FalProblem): VendorFailure {
  if (/exhausted balance|top up/i.test(words)) {
    return { code: 'no-credit', message: 'The fal account has no credit left.' };
  }
  return { code: 'unauthorized', message: withWords('fal refused the key', words) };
}
