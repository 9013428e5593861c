import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { usdToMicros } from '../../shared/money.ts';
import {
  type Account,
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
import { modelRouteSchema, modelWish, picturesIn } from './kit/model-route.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';

// OpenRouter makes videos in a queue and pictures at once. https://openrouter.ai/docs
// A finished video lies at OpenRouter itself, and is given out for the key only.

/** Catalogue row -> how the model is asked. `still` of `fields`: `frame_images` or `input_references`. */
export const openrouterRouteSchema = modelRouteSchema;

const jobSchema = z.looseObject({ id: z.string().min(1), status: z.string() });
const usageSchema = z.looseObject({ cost: z.number().nonnegative().nullish() }).nullish();
const videoSchema = jobSchema.extend({
  unsigned_urls: z.array(z.string()).nullish(),
  usage: usageSchema,
  error: z.string().nullish(),
});
type Video = z.infer<typeof videoSchema>;
const picturesSchema = z.looseObject({
  data: z.tuple([z.looseObject({ b64_json: z.string().min(1) })], z.unknown()),
  usage: usageSchema,
});
const problemSchema = z.looseObject({
  error: z.looseObject({
    message: z.string().nullish(),
    metadata: z.looseObject({ reasons: z.unknown().optional() }).nullish(),
  }),
});
const keySchema = z.looseObject({
  data: z.looseObject({ label: z.string(), limit_remaining: z.number().nullish() }),
});

const item = (url: string, more: object = {}) => ({ type: 'image_url', image_url: { url }, ...more });
const inLine = ['first_frame', 'last_frame'] as const;

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const route = readRoute(openrouterRouteSchema, generator, 'OpenRouter');
  const isImage = generator.category === 'text-to-image';
  const pictures = picturesIn(route, generator, inputs);
  const items = pictures.map((url, at) => item(url, isImage ? {} : { frame_type: inLine[at] }));
  const { model, input, warnings } = modelWish(route, generator, inputs, items.length > 0 ? [items] : []);
  const path = isImage ? '/api/v1/images' : '/api/v1/videos';
  const request: VendorRequest = { method: 'POST', path, body: { model, ...input } };
  return { request, warnings };
}

function readOperation({ body }: VendorResponse): Operation {
  const job = jobSchema.safeParse(body);
  if (job.success) return { id: job.data.id };
  throw unreadable('OpenRouter');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const video = videoSchema.safeParse(body);
  if (!video.success) throw unreadable('OpenRouter');
  const { status, error } = video.data;
  switch (status) {
    case 'completed':
      return readOutput(video.data);
    case 'failed':
      return failed(quote(error));
    case 'expired':
      return couldNot('OpenRouter', 'provider-failed', 'its result has expired', 'yes');
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    default:
      return {
        state: 'running',
        progress: { text: status === 'pending' ? "waits in OpenRouter's queue" : 'OpenRouter is working' },
      };
  }
}

const videoPath = (id: unknown): string => `/api/v1/videos/${encodeURIComponent(String(id))}`;

/** The address that the answer names is OpenRouter's own; through a gateway the key may go to the gateway only. */
function readOutput({ id, unsigned_urls: urls, usage }: Video): OperationStatus {
  if (!urls || urls.length === 0) return withoutFile('OpenRouter', 'maybe');
  return { state: 'succeeded', outputs: [`${videoPath(id)}/content?index=0`], ...costIn(usage) };
}

const costIn = (usage: z.infer<typeof usageSchema>): { reportedMicros?: number } =>
  typeof usage?.cost === 'number' ? { reportedMicros: usdToMicros(usage.cost) } : {};

const rejected = /safety|polic|moderat|flagged|sensitive|nsfw/i;

const failed = (words: string): OperationStatus =>
  couldNot('OpenRouter', rejected.test(words) ? 'content-rejected' : 'provider-failed', words, 'maybe');

function readResult({ body }: VendorResponse): DirectResult {
  const pictures = picturesSchema.safeParse(body);
  if (!pictures.success) throw unreadable('OpenRouter');
  const { data, usage } = pictures.data;
  return { media: Buffer.from(data[0].b64_json, 'base64'), words: null, ...costIn(usage) };
}

function readFailure(response: VendorResponse): VendorFailure {
  const { error } = problemSchema.safeParse(response.body).data ?? {};
  const words = quote(error?.message);
  // Both what moderation refuses and what the key may not do. https://openrouter.ai/docs/api-reference/errors
  if (response.status === 403) {
    const refused = error?.metadata?.reasons !== undefined || rejected.test(words);
    return sayNo('OpenRouter', refused ? 'content-rejected' : 'unsupported', response, words);
  }
  return sayNo('OpenRouter', codeOfStatus(response.status), response, words);
}

function readAccount({ body }: VendorResponse): Account {
  const key = keySchema.safeParse(body);
  if (!key.success) throw unreadable('OpenRouter', 'a key');
  const { label, limit_remaining: left } = key.data.data;
  return { name: label, ...(typeof left === 'number' ? { balanceMicros: usdToMicros(Math.max(0, left)) } : {}) };
}

export const openrouter = defineVendor({
  kind: 'remote',
  id: 'openrouter',
  name: 'OpenRouter',
  baseUrl: 'https://openrouter.ai',
  keyUrl: 'https://openrouter.ai/settings/keys',
  keyVariable: 'OPENROUTER_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['npm @openrouter/sdk 1.3.19', 'https://openrouter.ai/docs'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'A', prices: 'B' },
    witness: '@openrouter/sdk 1.3.19',
    asOf: '2026-11-20',
    open: [
      'Names of models come from its documentation; which lengths, shapes and frames each takes says only its list of models.',
      'How long a finished video can be fetched is not documented.',
      'Whether failed work is billed is not documented.',
      'Names of its voices could not be seen: speech is left out.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'OpenRouter cannot stop what it took, and bills it.',
  lookUrl: 'https://openrouter.ai/activity',
  pollEveryMs: 10_000,
  submit: { toRequest, readOperation },
  poll: { toRequest: ({ id }) => ({ method: 'GET', path: videoPath(id) }), readStatus },
  direct: {
    serves: ({ category }) => category === 'text-to-image',
    toRequest,
    readResult,
    timeoutMs: 180_000,
  },
  testKey: { toRequest: () => ({ method: 'GET', path: '/api/v1/key' }), readAccount },
  readFailure,
});
