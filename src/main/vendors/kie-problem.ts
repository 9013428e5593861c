import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, noInside, sayNo } from './kit/say-no.ts';

/** Every answer is wrapped so, and most noes come in HTTP 200. https://docs.kie.ai */
const envelopeSchema = z.looseObject({
  code: z.coerce.number(),
  msg: z.string().nullish(),
  data: z.unknown().optional(),
});

export type KieEnvelope = { readonly code: number; readonly words: string; readonly data: unknown };

/** Throws `provider-down` for a body that is no envelope. */
export function readEnvelope({ body }: VendorResponse): KieEnvelope {
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) throw unreadable('Kie.ai');
  const { code, msg, data } = envelope.data;
  return { code, words: quote(msg), data };
}

/** What a yes holds. Throws what a no inside it says. */
export function dataOf(response: VendorResponse): unknown {
  const { code, data } = readEnvelope(response);
  if (code === 200) return data;
  throw noInside(readKieFailure(response));
}

const poor = /credits insufficient|insufficient credits/i;
const rejected = /polic|moderat|flagged|sensitive|nsfw|prohibited|violat/i;

/** Codes of Kie's own besides those of HTTP. */
const codes: Readonly<Record<number, ErrorCode>> = {
  ...{ 408: 'provider-failed', 430: 'rate-limited', 455: 'provider-down', 501: 'provider-failed', 505: 'unsupported' },
};

function codeOf(code: number, words: string): ErrorCode {
  if (poor.test(words)) return 'no-credit';
  if (rejected.test(words) && (code === 400 || code === 422 || code === 501)) return 'content-rejected';
  // Right after it was taken a task is not known yet.
  if (/recordinfo is null/i.test(words)) return 'not-found';
  return codes[code] ?? codeOfStatus(code);
}

/** A no, by the envelope's code; by the HTTP status where there is no envelope. */
export function readKieFailure(response: VendorResponse): VendorFailure {
  const { code, msg } = envelopeSchema.safeParse(response.body).data ?? { code: response.status, msg: '' };
  const words = quote(msg);
  // Work that was begun: what became of its credits is not documented.
  const begun = code === 408 || code === 501 ? ({ charged: 'maybe' } as const) : {};
  return { ...sayNo('Kie.ai', codeOf(code, words), response, words), ...begun };
}

/** Why work failed, by its words: the codes are not published. */
export const codeOfEnd = (words: string): 'no-credit' | 'content-rejected' | 'provider-failed' => {
  if (poor.test(words)) return 'no-credit';
  return rejected.test(words) ? 'content-rejected' : 'provider-failed';
};
