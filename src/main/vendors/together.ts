import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { microsPerUsd } from '../../shared/money.ts';
import { addressesIn } from './addresses-in.ts';
import { checkPicture, checkVoice, type RemotePicture, readRoute } from './check-wish.ts';
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
import { warningsFor } from './model-inputs.ts';
import { nearestShape, sizeOfArea } from './nearest-shape.ts';
import { quote, unreadable } from './read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './say-no.ts';

// Together AI takes videos as jobs, and answers with pictures and voices at once. https://docs.together.ai/reference
// Videos live in version 2 of its API. Where media may be sent inside a request is not documented, so stills are not sent.

/** Catalogue row -> how the model is asked. */
export const togetherRouteSchema = z.discriminatedUnion('makes', [
  z.strictObject({
    makes: z.literal('video'),
    model: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
    sizes: z.array(z.string().regex(/^\d+x\d+$/)).min(1),
  }),
  z.strictObject({
    makes: z.literal('image'),
    model: z.string().regex(/^[\w.-]+\/[\w.-]+$/),
    /** Pixels, about; sides are multiples of 16. */
    area: z.number().int().positive(),
    steps: z.number().int().positive().optional(),
  }),
  z.strictObject({ makes: z.literal('voice'), model: z.string().regex(/^[\w.-]+\/[\w.-]+$/) }),
]);
type Route = z.output<typeof togetherRouteSchema>;

const submittedSchema = z.looseObject({ id: z.string().min(1), object: z.literal('video') });
const videoSchema = z.looseObject({
  status: z.string(),
  outputs: z.looseObject({ cost: z.number().nonnegative().nullish(), video_url: z.string().nullish() }).nullish(),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});
type Video = z.infer<typeof videoSchema>;
const imagesSchema = z.looseObject({
  data: z.tuple([z.looseObject({ b64_json: z.string().min(1) })], z.unknown()),
});
const modelsSchema = z.array(z.looseObject({ id: z.string() })).min(1);
const problemSchema = z.looseObject({
  error: z.looseObject({ message: z.string().nullish(), type: z.string().nullish(), code: z.string().nullish() }),
});

const routeOf = (generator: Generator): Route => readRoute(togetherRouteSchema, generator, 'Together AI');

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const route = routeOf(generator);
  const warnings = warningsFor(generator, {}, inputs);
  if (route.makes === 'voice') return { request: voiceRequest(route.model, generator, inputs), warnings };
  const wish = checkPicture(generator, inputs);
  const request = route.makes === 'video' ? videoRequest(route, generator, wish) : imageRequest(route, wish);
  return { request, warnings };
}

function videoRequest(
  { model, sizes }: Extract<Route, { makes: 'video' }>,
  { limits }: Generator,
  wish: RemotePicture,
) {
  const [width, height] = nearestShape(sizes, wish).split('x').map(Number);
  const seconds = String(secondsToAsk(limits, wish.seconds));
  return post('/v2/videos', { model, prompt: wish.prompt, seconds, width, height, seed: wish.seed });
}

function imageRequest({ model, area, steps }: Extract<Route, { makes: 'image' }>, wish: RemotePicture) {
  const size = sizeOfArea(wish, area, 16);
  const format = { n: 1, response_format: 'base64', output_format: 'png' };
  return post('/v1/images/generations', { model, prompt: wish.prompt, ...size, steps, seed: wish.seed, ...format });
}

function voiceRequest(model: string, generator: Generator, inputs: RemoteInputs): VendorRequest {
  const { text, voice } = checkVoice(generator, inputs);
  const body = { model, input: text, voice: voice ?? generator.voices[0]?.id, response_format: 'mp3' };
  return { ...post('/v1/audio/speech', body), bytes: true };
}

const post = (path: string, body: object): VendorRequest => ({ method: 'POST', path, body });

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.id };
  throw unreadable('Together AI');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const video = videoSchema.safeParse(body);
  if (!video.success) throw unreadable('Together AI');
  switch (video.data.status) {
    case 'completed':
      return readOutputs(video.data);
    case 'failed':
      return couldNot('Together AI', failedBy(video.data), quote(video.data.error?.message), 'maybe');
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    case 'queued':
      return { state: 'running', progress: { text: "waits in Together AI's queue" } };
    default:
      return { state: 'running', progress: { text: 'Together AI is working' } };
  }
}

function readOutputs({ outputs }: Video): OperationStatus {
  const found = addressesIn(outputs?.video_url);
  const cost = outputs?.cost;
  const reported = typeof cost === 'number' ? { reportedMicros: Math.round(cost * microsPerUsd) } : {};
  if (found.length > 0) return { state: 'succeeded', outputs: found, ...reported };
  return { ...withoutFile('Together AI', 'maybe'), ...reported };
}

const rejected = /nsfw|content.?policy|safety|moderat/i;

const failedBy = ({ error }: Video): 'content-rejected' | 'provider-failed' =>
  rejected.test(`${error?.code ?? ''} ${error?.message ?? ''}`) ? 'content-rejected' : 'provider-failed';

function readResult({ body, headers }: VendorResponse, generator: Generator): DirectResult {
  if (routeOf(generator).makes === 'voice') return readVoice(body, headers['content-type'] ?? '');
  const images = imagesSchema.safeParse(body);
  if (!images.success) throw unreadable('Together AI');
  return { media: Buffer.from(images.data.data[0].b64_json, 'base64'), words: null };
}

function readVoice(body: unknown, type: string): DirectResult {
  const isSound = body instanceof Uint8Array && body.byteLength > 0 && /^(audio\/|application\/octet)/.test(type);
  if (isSound) return { media: body, words: null };
  throw unreadable('Together AI', 'a file');
}

const byCode: Readonly<Record<string, ErrorCode>> = {
  ...{ invalid_api_key: 'unauthorized', credit_limit: 'no-credit', rate_limit: 'rate-limited' },
};

function readFailure(response: VendorResponse): VendorFailure {
  const error = problemSchema.safeParse(response.body).data?.error;
  const words = quote(error?.message);
  const said = byCode[error?.code ?? ''] ?? byCode[error?.type ?? ''];
  if (!said && response.status < 500 && rejected.test(words)) {
    return sayNo('Together AI', 'content-rejected', response, words);
  }
  return sayNo('Together AI', said ?? codeOfStatus(response.status), response, words);
}

export const together = defineVendor({
  kind: 'remote',
  id: 'together',
  name: 'Together AI',
  baseUrl: 'https://api.together.ai',
  keyUrl: 'https://api.together.ai/settings/api-keys',
  keyVariable: 'TOGETHER_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://docs.together.ai/reference', 'npm together-ai 0.52.0'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'D' },
    witness: 'together-ai 0.52.0',
    asOf: '2026-11-20',
    open: [
      'Whether pictures may go inside a request is not documented, so scenes are not begun from stills here.',
      'Which models it serves changes often: those of the catalogue are named by its SDK or by its pages.',
      'Prices of pictures are not in the answers and could not be checked.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Together AI cannot stop what it took, and bills it.',
  lookUrl: 'https://api.together.ai/settings/billing',
  pollEveryMs: 6000,
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `/v2/videos/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  direct: { serves: (generator) => routeOf(generator).makes !== 'video', toRequest, readResult, timeoutMs: 120_000 },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/v1/models' }),
    readAccount: ({ body }) => {
      const models = modelsSchema.safeParse(body);
      if (models.success) return { name: `${models.data.length} models` };
      throw unreadable('Together AI', 'its models');
    },
  },
  readFailure,
});
