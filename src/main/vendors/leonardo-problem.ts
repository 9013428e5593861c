import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote } from './kit/read-answer.ts';
import { codeOfStatus, sayNo } from './kit/say-no.ts';

// Leonardo says no as its database does: an object or a list, under any status, with hardly a code.

const plainSchema = z.looseObject({ error: z.string().min(1) });
const listedSchema = z.tuple(
  [
    z.looseObject({
      message: z.string().nullish(),
      extensions: z
        .looseObject({
          details: z.looseObject({ message: z.string().nullish(), statusCode: z.number().nullish() }).nullish(),
        })
        .nullish(),
    }),
  ],
  z.unknown(),
);

type Problem = { readonly words: string; readonly status?: number };

function problemIn(body: unknown): Problem | null {
  const plain = plainSchema.safeParse(body);
  if (plain.success) return { words: quote(plain.data.error) };
  const listed = listedSchema.safeParse(body);
  if (!listed.success) return null;
  const [{ message, extensions }] = listed.data;
  const { message: detail, statusCode } = extensions?.details ?? {};
  return { words: quote(detail ?? message), ...(typeof statusCode === 'number' ? { status: statusCode } : {}) };
}

/** Refusals that have no code or status of their own: what is quoted is all that tells them apart. */
const byWords: readonly (readonly [RegExp, ErrorCode])[] = [
  [/authorization hook|access-denied/i, 'unauthorized'],
  [/not enough api tokens/i, 'no-credit'],
  [/content moderation/i, 'content-rejected'],
];

/** Classifies a refusal of any status. */
export function readLeonardoFailure(response: VendorResponse): VendorFailure {
  const { words = '', status = response.status } = problemIn(response.body) ?? {};
  const known = byWords.find(([pattern]) => pattern.test(words))?.[1];
  const code = known ?? (status < 300 ? 'provider-failed' : codeOfStatus(status));
  return sayNo('Leonardo', code, response, words);
}

/** The refusal inside a 2xx; null where it holds none. */
export const refusalInside = (response: VendorResponse): VendorFailure | null =>
  problemIn(response.body) ? readLeonardoFailure(response) : null;
