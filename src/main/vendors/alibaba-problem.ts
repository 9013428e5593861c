import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote } from './kit/read-answer.ts';
import { codeOfStatus, sayNo } from './kit/say-no.ts';

// https://www.alibabacloud.com/help/en/model-studio/error-code

export const alibabaProblemSchema = z.looseObject({ code: z.string().nullish(), message: z.string().nullish() });

/** Codes, or what they begin with up to a full stop; the longer decides. */
const byCode: Readonly<Record<string, ErrorCode>> = {
  InvalidApiKey: 'unauthorized',
  Arrearage: 'no-credit',
  'AllocationQuota.FreeTierOnly': 'no-credit',
  AccessDenied: 'unsupported',
  'Model.AccessDenied': 'unsupported',
  ModelNotFound: 'unsupported',
  Throttling: 'rate-limited',
  DataInspectionFailed: 'content-rejected',
  InvalidParameter: 'invalid-input',
  InvalidURL: 'invalid-input',
};

export const alibabaCode = (code: string | null | undefined): ErrorCode | null =>
  byCode[code ?? ''] ?? byCode[(code ?? '').split('.')[0] ?? ''] ?? null;

/** Alibaba's no in the studio's words. */
export function readAlibabaFailure(response: VendorResponse): VendorFailure {
  const problem = alibabaProblemSchema.safeParse(response.body).data;
  const code = alibabaCode(problem?.code) ?? codeOfStatus(response.status);
  const failure = sayNo('Alibaba Model Studio', code, response, quote(problem?.message));
  if (code !== 'unauthorized') return failure;
  // A key of another region gets the very same answer.
  return {
    ...failure,
    message: `${failure.message} Keys are good in one region only: Singapore, unless the address is changed.`,
  };
}
