import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { VendorFailure, VendorResponse } from './define-vendor.ts';
import { quote, retryAfter, unreadable, withWords } from './kit/read-answer.ts';

/** Every answer is wrapped so; `code` is an HTTP status, or 0 for success in some of PiAPI's own clients. */
const envelopeSchema = z.looseObject({ code: z.number(), data: z.unknown().optional(), message: z.string().nullish() });

/** A task's own reason, and what a refusal may carry in `data.error`. */
export const taskErrorSchema = z.looseObject({
  message: z.string().nullish(),
  raw_message: z.string().nullish(),
});
const refusedTaskSchema = z.looseObject({ error: taskErrorSchema.nullish() });

export type Envelope = {
  readonly ok: boolean;
  readonly code: number;
  readonly data: unknown;
  readonly message: string;
};

/** Throws `provider-down` for a body that is no envelope. */
export function readEnvelope({ body }: VendorResponse): Envelope {
  const envelope = envelopeSchema.safeParse(body);
  if (!envelope.success) throw unreadable('PiAPI');
  const { code, data, message } = envelope.data;
  return { ok: code === 200 || code === 0, code, data, message: quote(message) };
}

/** What a no inside HTTP 200 is worth; `provider-down` for a yes without what was asked for. */
export function envelopeError(response: VendorResponse): AppError {
  const { ok, code } = readEnvelope(response);
  if (ok) return unreadable('PiAPI');
  const { retryAfterMs, ...failure } = failureOf(code, response);
  return new AppError({ ...failure, details: retryAfterMs === undefined ? {} : { retryAfterMs } });
}

/** The whole of a task's reason: the maker's own words are in `raw_message`. */
export function taskErrorWords(error: z.output<typeof taskErrorSchema> | null | undefined): string {
  const { message, raw_message } = error ?? {};
  return quote([...new Set([message, raw_message])].filter(Boolean).join(': '));
}

const poor = /failed to freeze point|insufficient (credit|point|balance|quota)/i;
const rejected = /sensitive|risk control|moderat|nsfw|content polic|usage polic|prohibited content/i;

/** What failed work is worth: told apart by its text only, since the codes are not published. */
export function failureOfWords(words: string): VendorFailure {
  if (poor.test(words)) return noCredit;
  if (rejected.test(words)) {
    return { code: 'content-rejected', message: withWords('PiAPI refused the content', words) };
  }
  return { code: 'provider-failed', message: withWords('PiAPI could not make it', words) };
}

const noCredit: VendorFailure = { code: 'no-credit', message: 'The PiAPI account has no credit left.' };

export const readPiapiFailure = (response: VendorResponse): VendorFailure => failureOf(response.status, response);

function failureOf(code: number, response: VendorResponse): VendorFailure {
  const words = wordsOf(response);
  if (poor.test(words)) return noCredit;
  switch (code) {
    case 401:
      return { code: 'unauthorized', message: 'PiAPI refused the key.' };
    case 402:
      return noCredit;
    case 403:
      return { code: 'unsupported', message: withWords("The PiAPI account's plan does not allow this", words) };
    case 404:
      return { code: 'not-found', message: 'PiAPI does not know this model or task.' };
    case 400:
    case 413:
    case 422:
      if (rejected.test(words)) return failureOfWords(words);
      return { code: 'invalid-input', message: withWords('PiAPI refused the input', words) };
    case 429:
      return { code: 'rate-limited', message: 'PiAPI asks to slow down.', ...retryAfter(response) };
    default:
      return { code: 'provider-down', message: `PiAPI does not answer properly (${code}).`, ...retryAfter(response) };
  }
}

function wordsOf({ body }: VendorResponse): string {
  const { data, message } = envelopeSchema.partial().safeParse(body).data ?? {};
  const task = refusedTaskSchema.safeParse(data).data;
  return quote([message, taskErrorWords(task?.error)].filter(Boolean).join(': '));
}
