import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { microsPerUsd, usdToMicros } from '../../shared/money.ts';
import { addressesIn } from './addresses-in.ts';
import { checkPicture, type RemotePicture, readRoute } from './check-wish.ts';
import {
  type DirectResult,
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorResponse,
} from './define-vendor.ts';
import { warningsFor } from './model-inputs.ts';
import { nearestShape } from './nearest-shape.ts';
import { quote, unreadable } from './read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './say-no.ts';

// OpenRouter takes videos as jobs and answers with pictures at once. https://openrouter.ai/docs/features/multimodal
// Answers say what was charged. Clips lie behind the API and need the key.

/** Catalogue row -> how the model is asked. */
export const openrouterRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+\/[\w.:-]+$/),
  aspects: z.array(z.string().regex(/^\d+:\d+$/)).min(1),
  resolution: z.string().optional(),
  /** Sent for models that can be told. */
  sound: z.boolean().optional(),
});

const submittedSchema = z.looseObject({ id: z.string().min(1), status: z.string() });
const usageSchema = z.looseObject({ cost: z.number().nonnegative().nullish() }).nullish();
const jobSchema = z.looseObject({
  status: z.string(),
  error: z.string().nullish(),
  unsigned_urls: z.array(z.string()).nullish(),
  urls: z.array(z.string()).nullish(),
  usage: usageSchema,
});
type Job = z.infer<typeof jobSchema>;
const imagesSchema = z.looseObject({
  data: z.tuple([z.looseObject({ b64_json: z.string().min(1) })], z.unknown()),
  usage: usageSchema,
});
const keySchema = z.looseObject({
  data: z.looseObject({ label: z.string().nullish(), limit_remaining: z.number().nullish() }),
});
const problemSchema = z.looseObject({
  error: z.looseObject({
    message: z.string().nullish(),
    metadata: z.looseObject({ reasons: z.array(z.string()).nullish() }).nullish(),
  }),
});

const isPicture = ({ category }: Generator): boolean => category === 'text-to-image';

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, aspects, resolution, sound } = readRoute(openrouterRouteSchema, generator, 'OpenRouter');
  const wish = checkPicture(generator, inputs);
  const shape = { model, prompt: wish.prompt, aspect_ratio: nearestShape(aspects, wish), resolution };
  const seed = generator.limits.seed ? wish.seed : undefined;
  const body = isPicture(generator)
    ? { ...shape, n: 1, seed, input_references: referencesOf(generator, wish) }
    : {
        ...{ ...shape, seed, duration: secondsToAsk(generator.limits, wish.seconds) },
        ...{ generate_audio: sound, frame_images: framesOf(generator, wish) },
      };
  const fields = generator.limits.still === 'no' ? {} : { still: 'frame_images' };
  const path = isPicture(generator) ? '/images' : '/videos';
  return { request: { method: 'POST' as const, path, body }, warnings: warningsFor(generator, fields, inputs) };
}

const asImage = (url: string) => ({ type: 'image_url', image_url: { url } });

function referencesOf({ limits }: Generator, { still }: RemotePicture) {
  return still === null || limits.still === 'no' ? undefined : [asImage(still)];
}

function framesOf({ limits }: Generator, { still, endStill }: RemotePicture) {
  if (still === null || limits.still === 'no') return undefined;
  const first = { ...asImage(still), frame_type: 'first_frame' };
  return endStill === null || !limits.lastFrame ? [first] : [first, { ...asImage(endStill), frame_type: 'last_frame' }];
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.id };
  throw unreadable('OpenRouter');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const job = jobSchema.safeParse(body);
  if (!job.success) throw unreadable('OpenRouter');
  switch (job.data.status) {
    case 'completed':
      return readOutputs(job.data);
    case 'failed':
      return couldNot('OpenRouter', failedBy(job.data), quote(job.data.error), 'maybe');
    case 'expired':
      return couldNot('OpenRouter', 'provider-failed', 'it does not keep the clip any more', 'yes');
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    case 'pending':
      return { state: 'running', progress: { text: "waits in OpenRouter's queue" } };
    default:
      return { state: 'running', progress: { text: 'OpenRouter is working' } };
  }
}

const reportedCost = ({ usage }: { usage?: z.infer<typeof usageSchema> }): { reportedMicros?: number } =>
  typeof usage?.cost === 'number' ? { reportedMicros: Math.round(usage.cost * microsPerUsd) } : {};

function readOutputs(job: Job): OperationStatus {
  const outputs = addressesIn([job.urls, job.unsigned_urls]);
  if (outputs.length > 0) return { state: 'succeeded', outputs, ...reportedCost(job) };
  return { ...withoutFile('OpenRouter', 'maybe'), ...reportedCost(job) };
}

/** Why work failed is told by its text only. */
const failedBy = ({ error }: Job): 'content-rejected' | 'provider-failed' =>
  /safety|moderat|content polic|prohibited|flagged/i.test(error ?? '') ? 'content-rejected' : 'provider-failed';

function readResult({ body }: VendorResponse): DirectResult {
  const images = imagesSchema.safeParse(body);
  if (!images.success) throw unreadable('OpenRouter');
  const { data, usage } = images.data;
  return { media: Buffer.from(data[0].b64_json, 'base64'), words: null, ...reportedCost({ usage }) };
}

/** 403 is a refusal of the content where it gives reasons, else of the key. */
function readFailure(response: VendorResponse): VendorFailure {
  const error = problemSchema.safeParse(response.body).data?.error;
  const reasons = error?.metadata?.reasons;
  if (response.status === 403 && reasons) {
    return sayNo('OpenRouter', 'content-rejected', response, quote(reasons.join(', ')));
  }
  return sayNo('OpenRouter', codeOfStatus(response.status), response, quote(error?.message));
}

export const openrouter = defineVendor({
  kind: 'remote',
  id: 'openrouter',
  name: 'OpenRouter',
  baseUrl: 'https://openrouter.ai/api/v1',
  keyUrl: 'https://openrouter.ai/settings/keys',
  keyVariable: 'OPENROUTER_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://openrouter.ai/docs', 'npm @openrouter/sdk 1.3.19'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'A', prices: 'C' },
    witness: '@openrouter/sdk 1.3.19',
    asOf: '2026-11-20',
    open: [
      'Which models there are changes from day to day: those of the catalogue were named by its pages in November 2026.',
      'How long clips are kept is not documented.',
      'Whether failed work is billed is not documented.',
    ],
  },
  keyedOutputHosts: ['openrouter.ai'],
  afterCancel: 'OpenRouter cannot stop what it took, and bills it.',
  lookUrl: 'https://openrouter.ai/activity',
  // Its pages advise 10 to 30 s.
  pollEveryMs: 10_000,
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `/videos/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  direct: { serves: isPicture, toRequest, readResult, timeoutMs: 180_000 },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/key' }),
    readAccount: ({ body }) => {
      const key = keySchema.safeParse(body);
      if (!key.success) throw unreadable('OpenRouter', 'a key');
      const { label, limit_remaining: left } = key.data.data;
      const balance = typeof left === 'number' ? { balanceMicros: usdToMicros(Math.max(0, left)) } : {};
      // The label is a part of the key.
      return { name: label ? 'OpenRouter key' : 'OpenRouter account', ...balance };
    },
  },
  readFailure,
});
