import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote } from './kit/read-answer.ts';
import { codeOfStatus, sayNo } from './kit/say-no.ts';

// https://docs.byteplus.com/en/docs/ModelArk/1299023

/** The same in a refusal and in a task that failed. */
export const byteplusErrorSchema = z.looseObject({ code: z.string().nullish(), message: z.string().nullish() });
const problemSchema = z.looseObject({ error: byteplusErrorSchema });

const byCode: Readonly<Record<string, ErrorCode>> = {
  AuthenticationError: 'unauthorized',
  AccountOverdueError: 'no-credit',
  'OperationDenied.ServiceNotOpen': 'unsupported',
  ModelNotOpen: 'unsupported',
  'InvalidEndpointOrModel.NotFound': 'unsupported',
  InvalidParameter: 'invalid-input',
  MissingParameter: 'invalid-input',
};

/** `OutputVideoSensitiveContentDetected`, `InputImageSensitiveContentDetected.PrivacyInformation` for faces … */
export const isRefusedContent = (code: string | null | undefined): boolean =>
  code?.includes('SensitiveContentDetected') ?? false;

/** BytePlus's no in the studio's words. */
export function readByteplusFailure(response: VendorResponse): VendorFailure {
  const error = problemSchema.safeParse(response.body).data?.error;
  const known = isRefusedContent(error?.code) ? 'content-rejected' : byCode[error?.code ?? ''];
  return sayNo('BytePlus', known ?? codeOfStatus(response.status), response, wordsOf(error?.message));
}

/** Without the number of the request, which says nothing to people. */
export const wordsOf = (message: string | null | undefined): string =>
  quote(message).replace(/\s*Request id: ?\S+$/i, '');
