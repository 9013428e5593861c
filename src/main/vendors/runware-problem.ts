import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, sayNo } from './kit/say-no.ts';

// https://runware.ai/docs/platform/errors: the code counts; the HTTP status may be any, 200 too.

export const problemSchema = z.looseObject({
  code: z.string(),
  message: z.string().nullish(),
  parameter: z.union([z.string(), z.array(z.string())]).nullish(),
  taskUUID: z.string().nullish(),
});
export type Problem = z.infer<typeof problemSchema>;

const answerSchema = z
  .looseObject({
    data: z.array(z.looseObject({ taskUUID: z.string().nullish() })).nullish(),
    errors: z.array(problemSchema).nullish(),
  })
  .refine(({ data, errors }) => data || errors);

export type RunwareAnswer = {
  readonly data: readonly Readonly<Record<string, unknown>>[];
  readonly errors: readonly Problem[];
};

/** Throws `provider-down` for a body that is no answer. */
export function readAnswer({ body }: VendorResponse): RunwareAnswer {
  const answer = answerSchema.safeParse(body);
  if (!answer.success) throw unreadable('Runware');
  return { data: answer.data.data ?? [], errors: answer.data.errors ?? [] };
}

const codes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^(invalidApiKey|missingApiKey)$/, 'unauthorized'],
  [/^insufficient/i, 'no-credit'],
  [/RateLimit/i, 'rate-limited'],
  [/ContentPolicy|sensitiveContent|nsfw|Blocked$|^moderation/i, 'content-rejected'],
  [/^(modelNotFound|unknownModel|taskNotFound|taskExpired)$/, 'not-found'],
  [/^(invalid|missing|unsupported|value|array|conflictTaskUUID|duplicateTaskUUID)/, 'invalid-input'],
  [/^provider|^timeoutProvider$/, 'provider-failed'],
];

export const codeOfProblem = ({ code }: Problem): ErrorCode | null =>
  codes.find(([form]) => form.test(code))?.[1] ?? null;

/** `inputs.frameImages: it is too large`. */
export function wordsOf({ message, parameter }: Problem): string {
  const about = typeof parameter === 'string' ? parameter : (parameter ?? []).join(', ');
  return quote([about, message].filter(Boolean).join(': '));
}

/** A no, by its code; by the HTTP status where there is none that is known. */
export function readRunwareFailure(response: VendorResponse): VendorFailure {
  const problem = answerSchema.safeParse(response.body).data?.errors?.[0];
  const code = (problem && codeOfProblem(problem)) ?? codeOfStatus(response.status);
  return sayNo('Runware', code, response, problem ? wordsOf(problem) : '');
}
