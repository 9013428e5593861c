import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote } from './kit/read-answer.ts';
import { codeOfStatus, sayNo } from './kit/say-no.ts';

// https://docs.z.ai/api-reference/api-code. An empty account answers 429, as haste does: the code decides.

/** The same in a refusal and, where there is one, in a task that failed. Codes are words of digits. */
export const zaiErrorSchema = z.looseObject({
  code: z.union([z.string(), z.number()]).nullish(),
  message: z.string().nullish(),
});
const problemSchema = z.looseObject({ error: zaiErrorSchema });

const byCode: Readonly<Record<string, ErrorCode>> = {
  ...{ 1000: 'unauthorized', 1001: 'unauthorized', 1002: 'unauthorized', 1003: 'unauthorized', 1004: 'unauthorized' },
  ...{ 1113: 'no-credit', 1210: 'invalid-input', 1211: 'unsupported', 1214: 'invalid-input', 1301: 'content-rejected' },
  ...{ 1302: 'rate-limited', 1303: 'rate-limited', 1305: 'rate-limited' },
};

export const zaiCode = ({ code }: z.infer<typeof zaiErrorSchema>): ErrorCode | null => byCode[String(code)] ?? null;

/** Z.ai's no in the studio's words. */
export function readZaiFailure(response: VendorResponse): VendorFailure {
  const error = problemSchema.safeParse(response.body).data?.error ?? {};
  const code = zaiCode(error) ?? codeOfStatus(response.status);
  // Keys of free accounts are good and meet this all the same.
  if (code === 'no-credit')
    return { code, message: 'The Z.ai account has neither credit nor a resource package for it.' };
  return sayNo('Z.ai', code, response, quote(error.message));
}
