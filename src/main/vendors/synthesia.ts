import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import {
  defineVendor,
  type ListedOperation,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type SentRequest,
  type VendorFailure,
  type VendorResponse,
} from './define-vendor.ts';
import { readRoute } from './kit/check-wish.ts';
import { listedVideo } from './kit/listed-video.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, readAs } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';
import { checkSpoken, spokenWarnings } from './kit/spoken-wish.ts';

// Synthesia films stock presenters in front of a background. https://docs.synthesia.io
// A bad key answers 403, and minutes that are used up are a 400 or 403 told apart by their words alone.

/** Catalogue row -> who speaks, and in front of what. */
export const synthesiaRouteSchema = z.strictObject({
  avatar: z.string(),
  background: z.string(),
});

const shapes = ['16:9', '9:16', '1:1', '4:5', '5:4'] as const;

const submittedSchema = z.looseObject({ id: z.string().min(1) });
const videoSchema = z.looseObject({ status: z.string(), download: z.string().nullish() });
const listSchema = z.looseObject({
  videos: z.array(
    z.looseObject({
      id: z.string(),
      status: z.string(),
      title: z.string().nullish(),
      createdAt: z.number().nullish(),
      callbackId: z.string().nullish(),
    }),
  ),
});
const namedSchema = z.looseObject({ callbackId: z.string() });
const problemSchema = z.looseObject({ error: z.string().nullish(), context: z.string().nullish() });

function toRequest(generator: Generator, inputs: RemoteInputs, _prepared: unknown, ticket: string) {
  const { avatar, background } = readRoute(synthesiaRouteSchema, generator, 'Synthesia');
  const wish = checkSpoken(generator, inputs);
  const body = {
    // True would be free, with a watermark.
    test: false,
    title: wish.title || 'Scene',
    visibility: 'private',
    aspectRatio: nearestShape(shapes, wish),
    // By it a video whose answer was lost is found again.
    callbackId: ticket,
    input: [{ avatar, background, scriptText: wish.script }],
  };
  const warnings = spokenWarnings(generator, wish, 'shows a presenter');
  return { request: { method: 'POST', path: '/v2/videos', body } as const, warnings };
}

function readOperation({ body }: VendorResponse): Operation {
  return { id: readAs(submittedSchema, body, 'Synthesia').id };
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const { status, download } = readAs(videoSchema, body, 'Synthesia');
  switch (status) {
    case 'complete':
      return download ? { state: 'succeeded', outputs: [download] } : withoutFile('Synthesia', 'maybe');
    case 'rejected':
      return couldNot('Synthesia', 'content-rejected', 'its moderation rejected the video', 'maybe');
    case 'deleted':
      return couldNot('Synthesia', 'provider-failed', 'the video was deleted there', 'maybe');
    case 'error':
      return couldNot('Synthesia', 'provider-failed', '', 'maybe');
    default:
      return { state: 'running', progress: { text: 'Synthesia is rendering' } };
  }
}

const ends = { done: 'complete', lost: ['error', 'rejected', 'deleted'] };

function readRecent({ body }: VendorResponse, { request }: SentRequest): ListedOperation[] {
  const { videos } = readAs(listSchema, body, 'Synthesia', 'a list of videos');
  const sent = namedSchema.safeParse(request.body).data?.callbackId;
  return videos.map((video) => listedVideo({ ...video, mark: video.callbackId }, ends, sent));
}

function readFailure(response: VendorResponse): VendorFailure {
  const { error, context } = problemSchema.safeParse(response.body).data ?? {};
  return sayNo('Synthesia', failureCode(response.status, `${error} ${context}`), response, quote(context || error));
}

function failureCode(status: number, words: string): ErrorCode {
  const mayBeCredit = status === 400 || status === 403;
  return mayBeCredit && /quota|minutes|credit/i.test(words) ? 'no-credit' : codeOfStatus(status);
}

export const synthesia = defineVendor({
  kind: 'remote',
  id: 'synthesia',
  name: 'Synthesia',
  baseUrl: 'https://api.synthesia.io',
  keyUrl: 'https://app.synthesia.io/#/account',
  keyVariable: 'SYNTHESIA_API_KEY',
  auth: (secret) => ({ authorization: secret }),
  evidence: {
    sources: ['https://docs.synthesia.io', 'https://api.synthesia.io/api/openapi/swagger.json (copy of 2026-04-29)'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'D', prices: 'D' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'Plans sell minutes; the price takes $3 for a minute.',
      'How used-up minutes are said is not confirmed: a 400 or 403 that speaks of minutes, credit or quota is taken for it.',
      'Whether videos that were rejected count against the plan is not documented.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Synthesia cannot stop a video that it took, and counts its minutes.',
  lookUrl: 'https://app.synthesia.io',
  // Renders take minutes.
  pollEveryMs: 30_000,
  submit: { toRequest, readOperation },
  recent: { toRequest: () => ({ method: 'GET', path: '/v2/videos?limit=50' }), read: readRecent },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `/v2/videos/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/v2/videos?limit=1' }),
    readAccount: ({ body }) => {
      readAs(listSchema, body, 'Synthesia', 'an account');
      return { name: 'Synthesia account' };
    },
  },
  readFailure,
});
