import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote, retryAfter, withWords } from './read-answer.ts';

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
  switch (code) {
    case 'unauthorized':
      return { code, message: 'OpenAI refused the key.' };
    case 'no-credit':
      return { code, message: 'The OpenAI account has no credit left.' };
    case 'content-rejected':
      // Whether the work of a refusal is billed is not documented.
      return { code, message: withWords('OpenAI refused the content', words), charged: 'maybe' };
    case 'unsupported':
      return { code, message: withWords('The OpenAI account may not do this', words) };
    case 'rate-limited':
      return { code, message: 'OpenAI asks to slow down.', ...retryAfter(response) };
    case 'invalid-input':
      return { code, message: withWords('OpenAI refused the input', words) };
    default: {
      const message = `OpenAI does not answer properly (HTTP ${response.status}).`;
      return { code, message, ...retryAfter(response) };
    }
  }
}
