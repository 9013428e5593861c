import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote, retryAfter } from './kit/read-answer.ts';
import { codeOfStatus, sayNo } from './kit/say-no.ts';

// https://ai.google.dev/gemini-api/docs/troubleshooting. A bad key is a 400 and an empty account a 429: the details decide.

const detailSchema = z.looseObject({
  reason: z.string().nullish(),
  retryDelay: z.string().nullish(),
  violations: z.array(z.looseObject({ quotaId: z.string().nullish() })).nullish(),
});
const problemSchema = z.looseObject({
  error: z.looseObject({
    status: z.string().nullish(),
    message: z.string().nullish(),
    details: z.array(detailSchema).nullish(),
  }),
});
type Problem = z.infer<typeof problemSchema>['error'];

/** Google's no in the studio's words. */
export function readGeminiFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body).data?.error ?? {};
  const failure = sayNo('Google Gemini', codeOf(response.status, problem), response, quote(problem.message));
  return failure.code === 'rate-limited' ? { ...failure, ...retryAfter(response, secondsIn(problem)) } : failure;
}

function codeOf(status: number, problem: Problem): ErrorCode {
  if (problem.details?.some(({ reason }) => reason === 'API_KEY_INVALID')) return 'unauthorized';
  // A region without a free tier, or a project without billing.
  if (problem.status === 'FAILED_PRECONDITION') return 'unsupported';
  return status === 429 && isUsedUp(problem) ? 'no-credit' : codeOfStatus(status);
}

/** A day's quota, or prepaid credit, that is gone: asking again soon is of no use. Only the words tell of the credit. */
function isUsedUp(problem: Problem): boolean {
  const quotas = problem.details?.flatMap(({ violations }) => violations ?? []) ?? [];
  if (quotas.some(({ quotaId }) => quotaId?.includes('PerDay'))) return true;
  return secondsIn(problem) === null && /prepayment credits|billing/i.test(problem.message ?? '');
}

/** `34s` or `0.5s` as seconds; null where Google does not say when. */
function secondsIn({ details }: Problem): number | null {
  const delay = details?.find(({ retryDelay }) => retryDelay)?.retryDelay ?? '';
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(delay)?.[1];
  return seconds === undefined ? null : Number(seconds);
}
