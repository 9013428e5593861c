import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import { usdToMicros } from '../../shared/money.ts';
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
import { lookUpPresenter, type Presenter, presenterOf, readPresenters } from './heygen-presenter.ts';
import { readRoute } from './kit/check-wish.ts';
import { listedVideo } from './kit/listed-video.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, readAs } from './kit/read-answer.ts';
import { inDataUri } from './kit/request-body.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';
import { checkSpoken, spokenWarnings } from './kit/spoken-wish.ts';

// HeyGen's presenters and photos that speak. https://developers.heygen.com, version 3 of the API: versions 1 and 2 were
// supported until 2026-10-31 and are not built.

/** Catalogue row -> who speaks. What is not named is looked up at HeyGen: the first that fits. */
export const heygenRouteSchema = z.strictObject({
  /** `image`: the scene's still is the face. */
  as: z.enum(['avatar', 'image']),
  avatar: z.string().optional(),
  voice: z.string().optional(),
  resolution: z.enum(['720p', '1080p', '4k']),
});

const submittedSchema = z.looseObject({ data: z.looseObject({ video_id: z.string().min(1) }) });
const videoSchema = z.looseObject({
  data: z.looseObject({
    status: z.string(),
    video_url: z.string().nullish(),
    failure_code: z.string().nullish(),
    failure_message: z.string().nullish(),
  }),
});
const accountSchema = z.looseObject({
  data: z.looseObject({
    email: z.string().nullish(),
    username: z.string().nullish(),
    wallet: z.looseObject({ currency: z.string(), remaining_balance: z.number().nullish() }).nullish(),
  }),
});
const listSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string().nullish(),
      status: z.string(),
      created_at: z.number().nullish(),
    }),
  ),
});
const titledSchema = z.looseObject({ title: z.string() });
const problemSchema = z.looseObject({
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish(), param: z.string().nullish() }),
});

function prepareRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown) {
  const wish = checkSpoken(generator, inputs);
  return lookUpPresenter(readRoute(heygenRouteSchema, generator, 'HeyGen'), wish, prepared);
}

function toRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown, ticket: string) {
  const route = readRoute(heygenRouteSchema, generator, 'HeyGen');
  const wish = checkSpoken(generator, inputs);
  const { avatar, voice } = presenterOf(route, wish, prepared);
  const body = {
    ...faceOf(wish.still, avatar),
    script: wish.script,
    voice_id: voice,
    aspect_ratio: nearestShape(generator.limits.aspects ?? ['16:9', '9:16'], wish),
    resolution: route.resolution,
    // By its title a video whose answer was lost is found again.
    title: `${wish.title || 'Scene'} ${ticket.slice(0, 8)}`,
  };
  const shows = route.as === 'image' ? "shows the scene's still" : 'shows a presenter';
  const warnings = spokenWarnings(generator, wish, shows);
  return { request: { method: 'POST', path: '/v3/videos', body } as const, warnings };
}

function faceOf(still: string | null, avatar: Presenter['avatar']) {
  if (avatar !== null) return { type: 'avatar', avatar_id: avatar };
  const { type, base64 } = inDataUri(still ?? '');
  return { type: 'image', image: { type: 'base64', media_type: type, data: base64 } };
}

function readOperation({ body }: VendorResponse): Operation {
  return { id: readAs(submittedSchema, body, 'HeyGen').data.video_id };
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const { status, video_url, failure_code, failure_message } = readAs(videoSchema, body, 'HeyGen').data;
  switch (status) {
    case 'completed':
      return video_url ? { state: 'succeeded', outputs: [video_url] } : withoutFile('HeyGen', 'maybe');
    case 'failed': {
      const code = isModeration(failure_code) ? 'content-rejected' : 'provider-failed';
      return couldNot('HeyGen', code, quote(failure_message), 'maybe');
    }
    case 'waiting':
    case 'pending':
      return { state: 'running', progress: { text: "waits in HeyGen's queue" } };
    default:
      return { state: 'running', progress: { text: 'HeyGen is rendering' } };
  }
}

const ends = { done: 'completed', lost: ['failed'] };

function readRecent({ body }: VendorResponse, { request }: SentRequest): ListedOperation[] {
  const { data } = readAs(listSchema, body, 'HeyGen', 'a list of videos');
  const sent = titledSchema.safeParse(request.body).data?.title;
  return data.map((video) => listedVideo({ ...video, createdAt: video.created_at, mark: video.title }, ends, sent));
}

/** The codes of refused content are not listed; those that other versions gave are named so. */
const isModeration = (code: string | null | undefined): boolean => /moderat|sensitive|policy|nsfw/.test(code ?? '');

function readFailure(response: VendorResponse): VendorFailure {
  const { code, message, param } = problemSchema.safeParse(response.body).data?.error ?? {};
  const words = quote([param, message].filter(Boolean).join(': '));
  return sayNo('HeyGen', failureCode(response.status, code ?? ''), response, words);
}

/** HeyGen's own command line knows these codes; which status comes with them is not documented. */
function failureCode(status: number, code: string): ErrorCode {
  if (code === 'insufficient_credit') return 'no-credit';
  if (code === 'rate_limit_exceeded' || code === 'quota_exceeded') return 'rate-limited';
  if (isModeration(code)) return 'content-rejected';
  return status === 403 ? 'unsupported' : codeOfStatus(status);
}

export const heygen = defineVendor({
  kind: 'remote',
  id: 'heygen',
  name: 'HeyGen',
  baseUrl: 'https://api.heygen.com',
  keyUrl: 'https://app.heygen.com/settings/api',
  keyVariable: 'HEYGEN_API_KEY',
  auth: (secret) => ({ 'x-api-key': secret }),
  evidence: {
    sources: [
      'https://developers.heygen.com',
      'HeyGen External API, OpenAPI 1.0.0 of 2026-04-08, and the codes of 2026-07-22 (repository heygen-com/heygen-cli)',
    ],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'B' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'Versions 1 and 2 of the API were supported until 2026-10-31; only version 3 is built.',
      'How refused content is said is not documented.',
      'Whether failed videos are billed is not documented.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'HeyGen cannot stop a video that it took, and bills it.',
  lookUrl: 'https://app.heygen.com/projects',
  prepare: { toRequest: prepareRequest, read: readPresenters },
  pollEveryMs: 5000,
  submit: { toRequest, readOperation },
  recent: { toRequest: () => ({ method: 'GET', path: '/v3/videos?limit=50' }), read: readRecent },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `/v3/videos/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/v3/users/me' }),
    readAccount: ({ body }) => {
      const { email, username, wallet } = readAs(accountSchema, body, 'HeyGen', 'an account').data;
      const { currency, remaining_balance: balance } = wallet ?? {};
      const name = email ?? username ?? 'HeyGen account';
      if (typeof balance !== 'number') return { name };
      if (currency !== 'usd') return { name: `${name}, ${balance} credits left` };
      return { name, balanceMicros: usdToMicros(Math.max(0, balance)) };
    },
  },
  readFailure,
});
