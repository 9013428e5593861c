import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { usdToMicros } from '../../shared/money.ts';
import {
  type DirectResult,
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { readRoute } from './kit/check-wish.ts';
import { modelRouteSchema, modelWish } from './kit/model-route.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';

// Together AI makes videos in a queue, and pictures and voices at once. https://docs.together.ai/reference
// Pictures that go in have to lie on the web, and it has no place for them: stills are not sent.

/** Catalogue row -> how the model is asked. */
export const togetherRouteSchema = modelRouteSchema;

const jobSchema = z.looseObject({ id: z.string().min(1), status: z.string() });
const videoSchema = jobSchema.extend({
  outputs: z.looseObject({ video_url: z.string().nullish(), cost: z.number().nonnegative().nullish() }).nullish(),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});
type Video = z.infer<typeof videoSchema>;
const picturesSchema = z.looseObject({
  data: z.tuple([z.looseObject({ b64_json: z.string().min(1) })], z.unknown()),
});
const problemSchema = z.looseObject({
  error: z.looseObject({ message: z.string().nullish(), type: z.string().nullish(), code: z.string().nullish() }),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, input, warnings } = modelWish(
    readRoute(togetherRouteSchema, generator, 'Together AI'),
    generator,
    inputs,
  );
  const body = { model, ...input };
  return { request: requestFor(generator, body), warnings };
}

function requestFor({ category }: Generator, body: object): VendorRequest {
  if (category === 'speech') return { method: 'POST', path: '/audio/speech', body, bytes: true };
  if (category === 'text-to-image') return { method: 'POST', path: '/images/generations', body };
  return { method: 'POST', at: 'videos', path: '/videos', body };
}

function readOperation({ body }: VendorResponse): Operation {
  const job = jobSchema.safeParse(body);
  if (job.success) return { id: job.data.id };
  throw unreadable('Together AI');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const video = videoSchema.safeParse(body);
  if (!video.success) throw unreadable('Together AI');
  switch (video.data.status) {
    case 'completed':
      return readOutput(video.data);
    case 'failed':
      return failed(video.data);
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    default:
      return { state: 'running', progress: { text: 'Together AI is working' } };
  }
}

function readOutput({ outputs }: Video): OperationStatus {
  if (!outputs?.video_url) return withoutFile('Together AI', 'maybe');
  const reported = typeof outputs.cost === 'number' ? { reportedMicros: usdToMicros(outputs.cost) } : {};
  return { state: 'succeeded', outputs: [outputs.video_url], ...reported };
}

const rejected = /polic|moderat|nsfw|safety|sensitive|flagged/i;

function failed({ error }: Video): OperationStatus {
  const words = quote(error?.message);
  const refused = rejected.test(`${error?.code} ${words}`);
  return couldNot('Together AI', refused ? 'content-rejected' : 'provider-failed', words, 'maybe');
}

function readResult({ body, headers }: VendorResponse, { category }: Generator): DirectResult {
  if (category === 'speech') {
    const spoken =
      body instanceof Uint8Array && body.byteLength > 0 && !/json|html/.test(headers['content-type'] ?? '');
    if (spoken) return { media: body, words: null };
    throw unreadable('Together AI');
  }
  const pictures = picturesSchema.safeParse(body);
  if (!pictures.success) throw unreadable('Together AI');
  return { media: Buffer.from(pictures.data.data[0].b64_json, 'base64'), words: null };
}

function readFailure(response: VendorResponse): VendorFailure {
  const { error } = problemSchema.safeParse(response.body).data ?? {};
  const words = quote(error?.message);
  const code = codeOfStatus(response.status);
  // Pictures are refused as bad input, told apart by the words only.
  return sayNo(
    'Together AI',
    code === 'invalid-input' && rejected.test(words) ? 'content-rejected' : code,
    response,
    words,
  );
}

export const together = defineVendor({
  kind: 'remote',
  id: 'together',
  name: 'Together AI',
  baseUrl: 'https://api.together.ai/v1',
  otherBaseUrls: { videos: 'https://api.together.ai/v2' },
  keyUrl: 'https://api.together.ai/settings/api-keys',
  keyVariable: 'TOGETHER_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['npm together-ai 0.52.0', 'https://docs.together.ai'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'D' },
    witness: 'together-ai 0.52.0',
    asOf: '2026-11-20',
    open: [
      'Most model names and all prices are second-hand; its list of models needs a key.',
      'Whether pictures may be sent as data could not be seen, so stills are left out.',
      'Which of its refusals are about the content is told by their words only.',
      'The body of its answer to an empty account could not be seen; HTTP 402 is what counts.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Together AI cannot stop what it took, and bills it.',
  lookUrl: 'https://api.together.ai/settings/billing',
  pollEveryMs: 5000,
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', at: 'videos', path: `/videos/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  direct: {
    serves: ({ category }) => category === 'text-to-image' || category === 'speech',
    toRequest,
    readResult,
    timeoutMs: 180_000,
  },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/models' }),
    readAccount: ({ body }) => {
      if (Array.isArray(body)) return { name: 'Together AI key' };
      throw unreadable('Together AI', 'a list of models');
    },
  },
  readFailure,
});
