import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import { deepbrainProject, deepbrainSpeakerSchema } from './deepbrain-project.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { readRoute } from './kit/check-wish.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, noInside, sayNo } from './kit/say-no.ts';
import { checkSpoken, spokenWarnings } from './kit/spoken-wish.ts';

// AI Studios, by DeepBrain AI: projects whose scenes a presenter speaks. https://docs.deepbrain.io, "aistudioV3"
// It mostly says no inside HTTP 200, by `success`; neither the codes of its errors nor its states are published.

const tokenSchema = z.looseObject({ success: z.literal(true), data: z.looseObject({ token: z.string().min(1) }) });
const noSchema = z.looseObject({
  success: z.literal(false),
  msg: z.string().nullish(),
  error: z.looseObject({ msg: z.string().nullish() }).nullish(),
});
const keySchema = z.looseObject({ key: z.string().min(1) });
/** Older pages have the project's key at the top. */
const submittedSchema = z.union([z.looseObject({ data: keySchema }).transform(({ data }) => data), keySchema]);
const progressSchema = z.looseObject({
  data: z.looseObject({
    progress: z.number(),
    url: z.string().nullish(),
    download_url: z.string().nullish(),
  }),
});

/** A key is two words: the AppId and the UserKey. */
function tokenRequest(secret: string): VendorRequest {
  const [appId, userKey = ''] = secret.trim().split(/\s+/);
  return { method: 'POST', path: '/api/odin/v3/token', body: { appId, platform: appId, isClientToken: true, userKey } };
}

function readToken(response: VendorResponse) {
  const token = tokenSchema.safeParse(response.body);
  // For a day, say the pages; asked anew a little earlier.
  if (token.success) return { token: token.data.data.token, lastsMs: 23 * 3_600_000 };
  if (noSchema.safeParse(response.body).success) throw noInside(sayNo('AI Studios', 'unauthorized', response));
  throw unreadable('AI Studios', 'a token');
}

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const speaker = readRoute(deepbrainSpeakerSchema, generator, 'AI Studios');
  const wish = checkSpoken(generator, inputs);
  const body = deepbrainProject(speaker, wish);
  const warnings = spokenWarnings(generator, wish, 'shows a presenter');
  return { request: { method: 'POST', path: '/api/odin/v3/editor/project', body } as const, warnings };
}

function readOperation(response: VendorResponse): Operation {
  const no = refusalIn(response);
  if (no) throw noInside(no);
  const submitted = submittedSchema.safeParse(response.body);
  if (submitted.success) return { id: submitted.data.key };
  throw unreadable('AI Studios');
}

function readStatus(response: VendorResponse): OperationStatus {
  const no = refusalIn(response);
  // A token that ran out says nothing about the work.
  if (no && no.code !== 'provider-failed') throw noInside(no);
  if (no) return couldNot('AI Studios', 'provider-failed', wordsIn(response.body), 'maybe');
  const work = progressSchema.safeParse(response.body);
  if (!work.success) throw unreadable('AI Studios');
  const { progress, url, download_url } = work.data.data;
  const output = url ?? download_url;
  if (progress >= 100 && output) return { state: 'succeeded', outputs: [output] };
  const fraction = Math.min(1, Math.max(0, progress / 100));
  return { state: 'running', progress: { text: 'AI Studios is rendering', fraction } };
}

const wordsIn = (body: unknown): string => {
  const no = noSchema.safeParse(body).data;
  return quote(no?.error?.msg ?? no?.msg);
};

function refusalIn(response: VendorResponse): VendorFailure | null {
  if (!noSchema.safeParse(response.body).success) return null;
  const words = wordsIn(response.body);
  return sayNo('AI Studios', codeOfWords(words) ?? 'provider-failed', response, words);
}

/** By words, for want of published codes. */
function codeOfWords(words: string): ErrorCode | null {
  if (/token|unauthori[sz]ed|user ?key|app ?id/i.test(words)) return 'unauthorized';
  if (/credit|cube|quota/i.test(words)) return 'no-credit';
  return /too many/i.test(words) ? 'rate-limited' : null;
}

function readFailure(response: VendorResponse): VendorFailure {
  const words = wordsIn(response.body);
  return sayNo('AI Studios', codeOfStatus(response.status), response, words);
}

const isRejected = (response: VendorResponse): boolean =>
  response.status === 401 || refusalIn(response)?.code === 'unauthorized';

/** No call is known that only checks a key: a project that cannot be is asked for, and any answer but a refused key will do. */
function accepts(response: VendorResponse): boolean {
  const refused = response.status >= 500 || codeOfStatus(response.status) === 'unauthorized';
  return !refused && refusalIn(response)?.code !== 'unauthorized';
}

export const deepbrain = defineVendor({
  kind: 'remote',
  id: 'deepbrain',
  name: 'AI Studios',
  baseUrl: 'https://app.aistudios.com',
  keyUrl: 'https://app.aistudios.com/account',
  keyVariable: 'AI_STUDIOS_KEY',
  auth: (_, { token }) => ({ authorization: token }),
  keyForm: {
    hint: 'Type the AppId and the UserKey of the account page, with a space between them.',
    fits: (secret) => /^\S+\s+\S+$/.test(secret.trim()),
  },
  // Tokens that ran out are told inside HTTP 200 like everything else.
  session: { toRequest: tokenRequest, read: readToken, rejects: isRejected },
  evidence: {
    sources: ['https://docs.deepbrain.io (aistudioV3)', "the vendor's documentation repository (older versions)"],
    confidence: { auth: 'D', submit: 'B', poll: 'B', errors: 'D', prices: 'D' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'Experimental: rests on documents alone.',
      'The path that gives a token was not seen verbatim.',
      'Codes of errors and states of projects are not published: a no is told apart by its words.',
      'How refused content is said is not documented.',
      'The upright layout of a scene is worked out from the wide one.',
      'Plans sell credits by the minute; the price takes $2 for a minute.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'AI Studios cannot stop a project that it took, and bills it.',
  lookUrl: 'https://app.aistudios.com',
  pollEveryMs: 3000,
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({
      method: 'GET',
      path: `/api/odin/v3/editor/progress/${encodeURIComponent(String(id))}`,
    }),
    readStatus,
  },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/api/odin/v3/editor/progress/none' }),
    accepts,
    readAccount: () => ({ name: 'AI Studios account' }),
  },
  readFailure,
});
