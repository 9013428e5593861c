import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { usdToMicros } from '../../shared/money.ts';
import {
  type Account,
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { addressesIn } from './kit/addresses-in.ts';
import { readRoute } from './kit/check-wish.ts';
import { modelRouteSchema, modelWish, picturesIn } from './kit/model-route.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, noInside, sayNo, withoutFile } from './kit/say-no.ts';
import { uploadedIn } from './kit/uploaded.ts';

// WaveSpeedAI runs models behind one queue; a model's path is its address. https://wavespeed.ai/docs
// Every answer comes in an envelope, whose code may say no inside HTTP 200. Pictures are uploaded first.

/** Catalogue row -> how the model is asked. */
export const wavespeedRouteSchema = modelRouteSchema.extend({
  model: z.string().regex(/^[a-z0-9][\w.-]*(\/[\w.-]+)+$/),
});

const envelopeSchema = z.looseObject({ code: z.number(), message: z.string().nullish(), data: z.unknown().optional() });
const predictionSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  outputs: z.array(z.unknown()).nullish(),
  error: z.string().nullish(),
  has_nsfw_contents: z.array(z.boolean()).nullish(),
});
type Prediction = z.infer<typeof predictionSchema>;
const balanceSchema = z.looseObject({ balance: z.number() });
const uploadSchema = z.looseObject({ download_url: z.url() });

const routeOf = (generator: Generator) => readRoute(wavespeedRouteSchema, generator, 'WaveSpeedAI');

/** The next picture that the model takes and that is not there yet. */
function upload(generator: Generator, inputs: RemoteInputs, prepared: unknown): VendorRequest | null {
  const dataUri = picturesIn(routeOf(generator), generator, inputs)[uploadedIn(prepared).length];
  if (dataUri === undefined) return null;
  return { method: 'POST', path: '/api/v3/media/upload/binary', form: { file: { name: 'still.jpg', dataUri } } };
}

function readUpload(response: VendorResponse, prepared: unknown): readonly string[] {
  const file = uploadSchema.safeParse(dataIn(response));
  if (file.success) return [...uploadedIn(prepared), file.data.download_url];
  throw unreadable('WaveSpeedAI', 'an upload');
}

function toRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown) {
  const { model, input, warnings } = modelWish(routeOf(generator), generator, inputs, uploadedIn(prepared));
  return { request: { method: 'POST' as const, path: `/api/v3/${model}`, body: input }, warnings };
}

/** What is in the envelope. Throws the no that it may hold, and `provider-down` for what is no envelope. */
function dataIn(response: VendorResponse): unknown {
  const envelope = envelopeSchema.safeParse(response.body);
  if (!envelope.success) throw unreadable('WaveSpeedAI');
  const { code, data } = envelope.data;
  if (code === 200) return data;
  throw noInside(failureOf(code, response));
}

function predictionIn(response: VendorResponse): Prediction {
  const prediction = predictionSchema.safeParse(dataIn(response));
  if (prediction.success) return prediction.data;
  throw unreadable('WaveSpeedAI');
}

const readOperation = (response: VendorResponse): Operation => ({ id: predictionIn(response).id });

function readStatus(response: VendorResponse): OperationStatus {
  const prediction = predictionIn(response);
  switch (prediction.status) {
    case 'completed':
      return readOutputs(prediction);
    case 'failed':
    case 'timeout':
      // https://wavespeed.ai/docs: failed tasks are refunded by themselves.
      return couldNot('WaveSpeedAI', failedBy(prediction), quote(prediction.error), 'no');
    case 'deleted':
      return couldNot('WaveSpeedAI', 'provider-failed', 'it was deleted there', 'maybe');
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    case 'created':
      return { state: 'running', progress: { text: "waits in WaveSpeedAI's queue" } };
    default:
      return { state: 'running', progress: { text: 'WaveSpeedAI is working' } };
  }
}

function readOutputs({ outputs, has_nsfw_contents }: Prediction): OperationStatus {
  const found = addressesIn(outputs);
  if (found.length > 0) return { state: 'succeeded', outputs: found };
  if (has_nsfw_contents?.some(Boolean)) return couldNot('WaveSpeedAI', 'content-rejected', '', 'maybe');
  return withoutFile('WaveSpeedAI', 'maybe');
}

const rejected = /nsfw|sensitive|content polic|moderat|safety|prohibited|inappropriate/i;

function failedBy({ error, has_nsfw_contents }: Prediction): 'content-rejected' | 'provider-failed' {
  return rejected.test(error ?? '') || has_nsfw_contents?.some(Boolean) ? 'content-rejected' : 'provider-failed';
}

/** No credit is told by the text only. */
function failureOf(code: number, response: VendorResponse): VendorFailure {
  const words = quote(envelopeSchema.safeParse(response.body).data?.message);
  if (/insufficient (credits?|balance)|top.?up/i.test(words)) return sayNo('WaveSpeedAI', 'no-credit', response);
  if (rejected.test(words)) return sayNo('WaveSpeedAI', 'content-rejected', response, words);
  return sayNo('WaveSpeedAI', codeOfStatus(code), response, words);
}

function readAccount(response: VendorResponse): Account {
  const account = balanceSchema.safeParse(dataIn(response));
  if (!account.success) throw unreadable('WaveSpeedAI', 'an account');
  return { name: 'WaveSpeedAI account', balanceMicros: usdToMicros(Math.max(0, account.data.balance)) };
}

export const wavespeed = defineVendor({
  kind: 'remote',
  id: 'wavespeed',
  name: 'WaveSpeedAI',
  baseUrl: 'https://api.wavespeed.ai',
  keyUrl: 'https://wavespeed.ai/accesskey',
  keyVariable: 'WAVESPEED_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://wavespeed.ai/docs', 'npm wavespeed 0.3.2'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'C', prices: 'D' },
    witness: 'wavespeed 0.3.2',
    asOf: '2026-11-20',
    open: [
      'Prices are not in the answers and could not be checked: all of them are estimates.',
      'How the paths of some models are spelled differs between sources.',
      'How an empty account is told is known by the text of one answer only.',
      'Pictures go by the older upload, since the newer one leads to another host.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'WaveSpeedAI cannot stop what it took, and bills it.',
  lookUrl: 'https://wavespeed.ai/dashboard',
  pollEveryMs: 2000,
  prepare: { toRequest: upload, read: readUpload },
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `/api/v3/predictions/${encodeURIComponent(String(id))}/result` }),
    readStatus,
  },
  testKey: { toRequest: () => ({ method: 'GET', path: '/api/v3/account/balance' }), readAccount },
  readFailure: (response) => failureOf(response.status, response),
});
