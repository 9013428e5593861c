import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote } from './kit/read-answer.ts';
import { sayNo } from './kit/say-no.ts';

// https://platform.openai.com/docs/guides/error-codes. An empty account answers 429, as haste does: the code decides.

const problemSchema = z.looseObject({
  error: z.looseObject({
    code: z.string().nullish(),
    type: z.string().nullish(),
    message: z.string().nullish(),
    param: z.string().nullish(),
  }),
});

const byCode: Readonly<Record<string, ErrorCode>> = {
  invalid_api_key: 'unauthorized',
  insufficient_quota: 'no-credit',
  credit_balance_exhausted: 'no-credit',
  organization_spend_limit_exceeded: 'no-credit',
  project_spend_limit_exceeded: 'no-credit',
  organization_usage_limit_exceeded: 'no-credit',
  billing_hard_limit_reached: 'no-credit',
  rate_limit_exceeded: 'rate-limited',
  moderation_blocked: 'content-rejected',
  model_not_found: 'unsupported',
};

const byStatus: Readonly<Record<number, ErrorCode>> = {
  ...{ 400: 'invalid-input', 413: 'invalid-input', 422: 'invalid-input' },
  ...{ 401: 'unauthorized', 403: 'unsupported', 404: 'unsupported', 429: 'rate-limited' },
};

export function readFailure(response: VendorResponse): VendorFailure {
  const error = problemSchema.safeParse(response.body).data?.error;
  const words = quote(error?.message);
  const code = byCode[error?.code ?? ''] ?? byCode[error?.type ?? ''] ?? byStatus[response.status] ?? 'provider-down';
  const no = sayNo('OpenAI', code, response, words);
  // Whether the work of a refusal is billed is not documented.
  return code === 'content-rejected' ? { ...no, charged: 'maybe' } : no;
}
