import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote } from './kit/read-answer.ts';
import { sayNo } from './kit/say-no.ts';

// https://elevenlabs.io/docs/developers/resources/errors. Older answers have `status` only, and a 422 a list.

const detailSchema = z.looseObject({
  code: z.string().nullish(),
  status: z.string().nullish(),
  message: z.string().nullish(),
});
const issuesSchema = z.array(z.looseObject({ loc: z.array(z.unknown()).nullish(), msg: z.string().nullish() }));
const problemSchema = z.looseObject({ detail: z.unknown() });

const detailOf = ({ body }: VendorResponse): unknown => problemSchema.safeParse(body).data?.detail;

/** `detail.code`, else the older `detail.status`, else null. */
export function codeOf(response: VendorResponse): string | null {
  const detail = detailSchema.safeParse(detailOf(response)).data;
  return detail?.code ?? detail?.status ?? null;
}

function wordsOf(response: VendorResponse): string {
  const detail = detailOf(response);
  const issues = issuesSchema.safeParse(detail).data;
  if (issues) return quote(issues.map(({ loc, msg }) => [loc?.join('.'), msg].filter(Boolean).join(': ')).join('; '));
  return quote(typeof detail === 'string' ? detail : detailSchema.safeParse(detail).data?.message);
}

const byCode: Readonly<Record<string, ErrorCode>> = {
  invalid_api_key: 'unauthorized',
  missing_api_key: 'unauthorized',
  missing_permissions: 'unauthorized',
  insufficient_credits: 'no-credit',
  // Comes with 401.
  quota_exceeded: 'no-credit',
  subscription_required: 'unsupported',
  feature_not_available: 'unsupported',
  voice_access_denied: 'unsupported',
  model_access_denied: 'unsupported',
  model_not_found: 'unsupported',
  voice_not_found: 'invalid-input',
  rate_limit_exceeded: 'rate-limited',
  concurrent_limit_exceeded: 'rate-limited',
  too_many_concurrent_requests: 'rate-limited',
  system_busy: 'rate-limited',
};

const byStatus: Readonly<Record<number, ErrorCode>> = {
  ...{ 400: 'invalid-input', 404: 'invalid-input', 413: 'invalid-input', 422: 'invalid-input' },
  ...{ 401: 'unauthorized', 402: 'no-credit', 403: 'unsupported', 429: 'rate-limited' },
};

export function readFailure(response: VendorResponse): VendorFailure {
  const words = wordsOf(response);
  const code = byCode[codeOf(response) ?? ''] ?? byStatus[response.status] ?? 'provider-down';
  return sayNo('ElevenLabs', code, response, words);
}
