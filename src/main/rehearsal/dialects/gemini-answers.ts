import type { Answer } from '../simulated-dialect.ts';

/** `{ error }` as every Google API says no. */
export const geminiProblem = (
  code: number,
  status: string,
  message: string,
  details: readonly object[] = [],
): Answer => ({
  status: code,
  body: { error: { code, message, status, ...(details.length > 0 && { details }) } },
});

export const invalidArgument = (message: string): Answer => geminiProblem(400, 'INVALID_ARGUMENT', message);

const rpc = 'type.googleapis.com/google.rpc';
const domain = 'googleapis.com';

export const geminiRefusals = {
  unauthorized: geminiProblem(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
    { '@type': `${rpc}.ErrorInfo`, reason: 'API_KEY_INVALID', domain },
  ]),
  'no-credit': geminiProblem(
    429,
    'RESOURCE_EXHAUSTED',
    'Your prepayment credits are depleted. Please add credits to continue.',
  ),
  'rate-limited': (seconds: number | null): Answer =>
    geminiProblem(
      429,
      'RESOURCE_EXHAUSTED',
      'Resource has been exhausted (e.g. check quota).',
      seconds === null ? [] : [{ '@type': `${rpc}.RetryInfo`, retryDelay: `${seconds}s` }],
    ),
  'not-found': geminiProblem(404, 'NOT_FOUND', 'Requested entity was not found.'),
};

/** A model that was ended, or never was. */
export const noModel = (model: unknown): Answer =>
  geminiProblem(404, 'NOT_FOUND', `models/${model} is no longer available.`);

/** About four characters of English for a token; at worst, every byte of a rare script. */
export function geminiTokens(text: string): number {
  const rare = text.replace(/[\0-\x7f]/g, '');
  return Math.ceil((text.length - rare.length) / 4) + Buffer.byteLength(rare);
}

/** Of a picture that goes in or comes out. */
export const pictureTokens = 1120;

/** Names that a call has besides the known ones. */
export function unknownName(value: Readonly<Record<string, unknown>>, known: readonly string[]): Answer | null {
  const name = Object.keys(value).find((key) => !known.includes(key));
  return name === undefined ? null : invalidArgument(`Invalid JSON payload received. Unknown name "${name}".`);
}
