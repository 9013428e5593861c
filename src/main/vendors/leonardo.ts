import { z } from 'zod';
import type { AppError } from '../../shared/errors.ts';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { usdToMicros } from '../../shared/money.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { checkPicture, type RemotePicture, readRoute } from './kit/check-wish.ts';
import { nearestShape, skew } from './kit/nearest-shape.ts';
import { unreadable } from './kit/read-answer.ts';
import { couldNot, noInside, sayNo, withoutFile } from './kit/say-no.ts';
import { readLeonardoFailure, refusalInside } from './leonardo-problem.ts';

// Leonardo has two generations of its API behind one key; both are asked how far they are at v1. https://docs.leonardo.ai

/** Catalogue row -> how the model is asked. */
export const leonardoRouteSchema = z.strictObject({
  /** `image` and `video` are v1; newer models of both kinds are v2. */
  api: z.enum(['image', 'video', 'v2']),
  model: z.string().regex(/^[\w.-]+$/),
  /** Sizes that it makes: `1472x832`. */
  sizes: z.array(z.string().regex(/^\d+x\d+$/)).min(1),
  /** Sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
});
type Route = z.output<typeof leonardoRouteSchema>;

const jobSchema = z.looseObject({
  generationId: z.string().min(1),
  cost: z.looseObject({ amount: z.union([z.string(), z.number()]), unit: z.string() }).nullish(),
});
/** Each API has a word of its own around the same answer. */
const submittedSchema = z.union([
  z.looseObject({ generate: jobSchema }).transform(({ generate }) => generate),
  z.looseObject({ sdGenerationJob: jobSchema }).transform(({ sdGenerationJob }) => sdGenerationJob),
  z.looseObject({ motionVideoGenerationJob: jobSchema }).transform((answer) => answer.motionVideoGenerationJob),
]);
const generationSchema = z.looseObject({
  status: z.string(),
  generated_images: z.array(z.looseObject({ url: z.string().nullish(), motionMP4URL: z.string().nullish() })).nullish(),
});
type Generation = z.infer<typeof generationSchema>;
const polledSchema = z.looseObject({ generations_by_pk: generationSchema.nullable() });
const meSchema = z.looseObject({
  user_details: z.tuple(
    [
      z.looseObject({
        user: z.looseObject({ username: z.string().nullish() }).nullish(),
        apiPaidTokens: z.number().nullish(),
        apiSubscriptionTokens: z.number().nullish(),
      }),
    ],
    z.unknown(),
  ),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const route = readRoute(leonardoRouteSchema, generator, 'Leonardo');
  const wish = checkPicture(generator, inputs);
  const size = nearestShape(route.sizes, wish);
  const [width, height] = size.split('x').map(Number);
  const common = { prompt: wish.prompt, width, height, ...asked(generator, wish), ...route.fixed };
  const request: VendorRequest = { method: 'POST', ...requestOf(route, common) };
  return { request, warnings: warningsFor(generator, wish, size) };
}

/** The largest seed that Motion 2.0 takes, says the SDK; ours go ten further. */
const seeds = 2_147_483_638;

function asked({ limits, category }: Generator, wish: RemotePicture) {
  const choosesLength = category !== 'text-to-image' && !(Array.isArray(limits.seconds) && limits.seconds.length === 1);
  return {
    ...(choosesLength ? { duration: secondsToAsk(limits, wish.seconds) } : {}),
    ...(limits.seed ? { seed: wish.seed % seeds } : {}),
  };
}

function requestOf({ api, model }: Route, common: Readonly<Record<string, unknown>>) {
  switch (api) {
    case 'image':
      return { path: '/v1/generations', body: { modelId: model, ...common, num_images: 1, public: false } };
    case 'video':
      return { path: '/v1/generations-text-to-video', body: { model, ...common, isPublic: false } };
    case 'v2':
      return { path: '/v2/generations', body: { model, parameters: common, public: false } };
  }
}

function warningsFor({ name, limits, category }: Generator, wish: RemotePicture, size: string): string[] {
  const longest = secondsToAsk(limits, wish.seconds);
  return [
    skew(size, wish) > 0.04 ? `${name} does not make ${wish.aspect}; the picture is fitted.` : null,
    wish.still !== null ? `${name} takes no still, so the scene's still was left out.` : null,
    category !== 'text-to-image' && longest < wish.seconds - 0.05
      ? `${name} makes at most ${longest} s of the ${wish.seconds} s asked for.`
      : null,
  ].filter((warning) => warning !== null);
}

function readOperation(response: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(response.body);
  if (!submitted.success) throw noYesIn(response);
  const { generationId, cost } = submitted.data;
  return { id: generationId, ...(cost?.unit === 'DOLLARS' ? { usd: Number(cost.amount) } : {}) };
}

function noYesIn(response: VendorResponse): AppError {
  const refusal = refusalInside(response);
  return refusal ? noInside(refusal) : unreadable('Leonardo');
}

function readStatus(response: VendorResponse, { usd }: Operation): OperationStatus {
  const polled = polledSchema.safeParse(response.body);
  if (!polled.success) throw noYesIn(response);
  const generation = polled.data.generations_by_pk;
  // Just after it was taken, perhaps: the engine asks again for a while.
  if (!generation) throw noInside(sayNo('Leonardo', 'not-found', response));
  switch (generation.status) {
    case 'COMPLETE':
      return readOutputs(generation, usd);
    case 'FAILED':
      return couldNot('Leonardo', isModerated(generation) ? 'content-rejected' : 'provider-failed', '', 'maybe');
    default:
      return { state: 'running', progress: { text: 'Leonardo is working' } };
  }
}

function readOutputs({ generated_images }: Generation, usd: unknown): OperationStatus {
  const outputs = (generated_images ?? []).flatMap(({ motionMP4URL, url }) => motionMP4URL || url || []);
  if (outputs.length === 0) return withoutFile('Leonardo', 'maybe');
  const reported = typeof usd === 'number' && usd >= 0 ? { reportedMicros: usdToMicros(usd) } : {};
  return { state: 'succeeded', outputs, ...reported };
}

/** The reason's type is documented, the member that holds it is not. */
const isModerated = (generation: Generation): boolean =>
  JSON.stringify(generation).includes('"PROMPT_MODERATION_BLOCKED"');

function readAccount({ body }: VendorResponse) {
  const me = meSchema.safeParse(body);
  if (!me.success) throw unreadable('Leonardo', 'an account');
  const [{ user, apiPaidTokens, apiSubscriptionTokens }] = me.data.user_details;
  const tokens = (apiPaidTokens ?? 0) + (apiSubscriptionTokens ?? 0);
  return { name: `${user?.username ?? 'Leonardo account'}, ${tokens} API credits left` };
}

const generationPath = ({ id }: Operation): string => `/v1/generations/${encodeURIComponent(String(id))}`;

export const leonardo = defineVendor({
  kind: 'remote',
  id: 'leonardo',
  name: 'Leonardo',
  baseUrl: 'https://cloud.leonardo.ai/api/rest',
  keyUrl: 'https://app.leonardo.ai/api-access',
  keyVariable: 'LEONARDO_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://docs.leonardo.ai', 'npm @leonardo-ai/sdk 4.21.3'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'C', prices: 'D' },
    witness: '@leonardo-ai/sdk 4.21.3',
    asOf: '2026-11-20',
    open: [
      'The SDK knows v1 only: v2 (Kling, Veo 3.1, Seedream) rests on the pages.',
      'What v2 calls Kling 3.0 and Veo 3.1 Lite, and their lengths, sizes and sound, could not be seen.',
      'Stills have to be put into a store of Amazon first, which the studio does not do: no generator takes one here.',
      'There is no list of prices; answers say what they cost, and rows guess it.',
      'Refusals have no codes of their own, and their words could not be seen.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Leonardo cannot stop what it took, and bills it.',
  lookUrl: 'https://app.leonardo.ai/api-access',
  pollEveryMs: 4000,
  submit: { toRequest, readOperation },
  poll: { toRequest: (operation) => ({ method: 'GET', path: generationPath(operation) }), readStatus },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/v1/me' }),
    // A bad key has been answered with 200 too.
    accepts: ({ status, body }) => status >= 200 && status < 300 && meSchema.safeParse(body).success,
    readAccount,
  },
  readFailure: readLeonardoFailure,
});
