import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { microsPerUsd } from '../../shared/money.ts';
import {
  defineVendor,
  type ListedOperation,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type SentRequest,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { isSameRequest } from './kit/same-request.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';

// Luma's older API, with keys of its own: Ray 2, which Luma calls deprecated and still serves. https://docs.lumalabs.ai
// Pictures to start on are taken by public address only, so that clips are made from text.

/** Catalogue row -> how the model is asked. */
export const lumaDreamMachineRouteSchema = z.strictObject({
  model: z.enum(['ray-2', 'ray-flash-2']),
  resolution: z.enum(['540p', '720p', '1080p']),
});

const name = 'Luma Dream Machine';
const shapes = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9', '9:21'] as const;

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, resolution } = readRoute(lumaDreamMachineRouteSchema, generator, name);
  const wish = checkPicture(generator, inputs);
  const duration = `${secondsToAsk(generator.limits, wish.seconds)}s`;
  const body = { model, prompt: wish.prompt, aspect_ratio: nearestShape(shapes, wish), duration, resolution };
  const request: VendorRequest = { method: 'POST', path: '/generations/video', body };
  return { request, warnings: warningsFor(generator, {}, inputs) };
}

const generationSchema = z.looseObject({
  id: z.string().min(1),
  state: z.string(),
  failure_reason: z.string().nullish(),
  created_at: z.string().nullish(),
  assets: z.looseObject({ video: z.string().nullish() }).nullish(),
  request: z.record(z.string(), z.unknown()).nullish(),
});
type Generation = z.infer<typeof generationSchema>;
const listSchema = z.looseObject({ generations: z.array(generationSchema) });
const creditsSchema = z.looseObject({ credit_balance: z.number() });
const problemSchema = z.looseObject({ detail: z.string() });

function generationIn({ body }: VendorResponse): Generation {
  const generation = generationSchema.safeParse(body);
  if (generation.success) return generation.data;
  throw unreadable(name);
}

function readStatus(response: VendorResponse): OperationStatus {
  const { state, assets, failure_reason } = generationIn(response);
  switch (state) {
    case 'completed':
      return assets?.video ? { state: 'succeeded', outputs: [assets.video] } : withoutFile(name, 'maybe');
    case 'failed': {
      // There is a sentence and no code.
      const moderated = /moderat/i.test(failure_reason ?? '');
      return couldNot(name, moderated ? 'content-rejected' : 'provider-failed', quote(failure_reason), 'maybe');
    }
    case 'queued':
      return { state: 'running', progress: { text: "waits in Luma's queue" } };
    default:
      return { state: 'running', progress: { text: 'Luma is working' } };
  }
}

function readFailure(response: VendorResponse): VendorFailure {
  const words = quote(problemSchema.safeParse(response.body).data?.detail);
  // Which status an empty account answers is not documented; these are the words that were seen.
  const code = /insufficient credits/i.test(words) ? 'no-credit' : codeOfStatus(response.status);
  return sayNo(name, code, response, words);
}

function readRecent({ body }: VendorResponse, sent: SentRequest): ListedOperation[] {
  const list = listSchema.safeParse(body);
  if (!list.success) throw unreadable(name, 'a list');
  return list.data.generations.map((generation) => listed(generation, sent));
}

function listed({ id, state, created_at, request }: Generation, sent: SentRequest): ListedOperation {
  const { generation_type: _, ...asked } = request ?? {};
  const sameModel = asked.model === readRoute(lumaDreamMachineRouteSchema, sent.generator, name).model;
  return {
    ...{ operation: { id }, name: id, takenAt: new Date(created_at ?? 0).toISOString(), about: quote(asked.prompt) },
    state: state === 'completed' ? 'succeeded' : state === 'failed' ? 'failed' : 'running',
    match: isSameRequest(asked, sent.request.body) ? 'same' : sameModel ? 'similar' : 'other',
  };
}

export const lumaDreamMachine = defineVendor({
  kind: 'remote',
  id: 'luma-dream-machine',
  name,
  baseUrl: 'https://api.lumalabs.ai/dream-machine/v1',
  keyUrl: 'https://lumalabs.ai/dream-machine/api/keys',
  keyVariable: 'LUMAAI_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://docs.lumalabs.ai', 'npm lumaai 1.19.1'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'D', prices: 'C' },
    witness: 'lumaai 1.19.1',
    asOf: '2026-11-20',
    open: [
      'Luma calls Ray 2 deprecated and has not said when it ends.',
      'The answers to a bad key, an empty account and haste are not documented.',
      "Prices are those of a partner, with the partner's margin.",
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Luma goes on with what it took, and bills it.',
  lookUrl: 'https://lumalabs.ai/dream-machine/api/usage',
  pollEveryMs: 3000,
  submit: { toRequest, readOperation: (response) => ({ id: generationIn(response).id }) },
  poll: {
    toRequest: ({ id }: Operation) => ({ method: 'GET', path: `/generations/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  recent: { toRequest: () => ({ method: 'GET', path: '/generations?limit=100&offset=0' }), read: readRecent },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/credits' }),
    readAccount: ({ body }) => {
      const account = creditsSchema.safeParse(body);
      if (!account.success) throw unreadable(name, 'an account');
      const cents = Math.max(0, account.data.credit_balance);
      return { name: 'Luma account', balanceMicros: Math.round((cents * microsPerUsd) / 100) };
    },
  },
  readFailure,
});
