import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { usdToMicros } from '../../shared/money.ts';
import { readResult, spent } from './aimlapi-files.ts';
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
import { modelRouteSchema, modelWish } from './kit/model-route.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';

// AIMLAPI reaches many makers' models: videos as generations that are asked for, pictures and voices at once.
// https://docs.aimlapi.com

/** Catalogue row -> how the model is asked. */
export const aimlapiRouteSchema = modelRouteSchema;

const submittedSchema = z
  .union([
    z.looseObject({ id: z.string().min(1) }).transform(({ id }) => id),
    z.looseObject({ generation_id: z.string().min(1) }).transform(({ generation_id }) => generation_id),
  ])
  .transform((id) => ({ id }));
const generationSchema = z.looseObject({
  status: z.string(),
  video: z.unknown().optional(),
  error: z.unknown().optional(),
});
type Generation = z.infer<typeof generationSchema>;
const problemSchema = z.looseObject({ message: z.string().nullish(), meta: z.unknown().optional() });
const balanceSchema = z.looseObject({ current_balance: z.number() });

const path = '/v2/video/generations';

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, input, warnings } = modelWish(readRoute(aimlapiRouteSchema, generator, 'AIMLAPI'), generator, inputs);
  const request: VendorRequest = { method: 'POST', path: pathOf(generator), body: { model, ...input } };
  // Speech comes as JSON or as the file itself, whichever the model likes.
  return { request: generator.category === 'speech' ? { ...request, bytes: true } : request, warnings };
}

function pathOf({ category }: Generator): string {
  if (category === 'speech') return '/v1/tts';
  return category === 'text-to-image' ? '/v1/images/generations' : path;
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return submitted.data;
  throw unreadable('AIMLAPI');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const generation = generationSchema.safeParse(body);
  if (!generation.success) throw unreadable('AIMLAPI');
  switch (generation.data.status) {
    case 'completed':
    case 'succeeded': {
      const outputs = addressesIn(generation.data.video);
      return outputs.length > 0 ? { state: 'succeeded', outputs, ...spent(body) } : withoutFile('AIMLAPI', 'maybe');
    }
    case 'error':
    case 'failed':
      return failed(generation.data);
    case 'generating':
    case 'active':
    case 'processing':
      return { state: 'running', progress: { text: 'AIMLAPI is working' } };
    default:
      return { state: 'running', progress: { text: "waits in AIMLAPI's queue" } };
  }
}

const rejected = /moderat|content polic|safety|nsfw|sensitive|prohibited|flagged/i;

/** Makers' reasons are passed on as they are; only their words tell a refusal. https://docs.aimlapi.com/errors-and-messages */
function failed({ error }: Generation): OperationStatus {
  const message = problemSchema.safeParse(error).data?.message;
  const words = quote(message ?? error);
  return couldNot('AIMLAPI', rejected.test(words) ? 'content-rejected' : 'provider-failed', words, 'no');
}

const poor = /run out of credits|top up your balance/i;

function readFailure(response: VendorResponse): VendorFailure {
  const { message, meta } = problemSchema.safeParse(response.body).data ?? {};
  const words = quote([message, meta ? JSON.stringify(meta) : ''].filter(Boolean).join(': '));
  // An empty account answers 403 as what the plan forbids does. https://docs.aimlapi.com/errors-and-messages
  if (response.status === 403) return sayNo('AIMLAPI', poor.test(words) ? 'no-credit' : 'unsupported', response, words);
  const refused = response.status === 400 && rejected.test(words);
  return sayNo('AIMLAPI', refused ? 'content-rejected' : codeOfStatus(response.status), response, words);
}

function readAccount({ body }: VendorResponse): Account {
  const balance = balanceSchema.safeParse(body);
  if (!balance.success) throw unreadable('AIMLAPI', 'an account');
  return { name: 'AIMLAPI account', balanceMicros: usdToMicros(Math.max(0, balance.data.current_balance)) };
}

export const aimlapi = defineVendor({
  kind: 'remote',
  id: 'aimlapi',
  name: 'AIMLAPI',
  baseUrl: 'https://api.aimlapi.com',
  keyUrl: 'https://aimlapi.com/app/keys',
  keyVariable: 'AIMLAPI_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://docs.aimlapi.com', 'OpenAPI of its api-docs repository, 2026-08-21'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'A', prices: 'D' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'There is no SDK for videos.',
      'Prices could not be seen: those of the rows are our estimates, what a take did cost is read from its answer.',
      'Its specification and its examples disagree on how speech comes: as an address, in an object or as the file itself; each is read.',
      'Which of its refusals are about the content is told by their words only.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'AIMLAPI cannot stop what it took, and bills it when it is done.',
  lookUrl: 'https://aimlapi.com/app/billing',
  pollEveryMs: 10_000,
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `${path}?generation_id=${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  direct: {
    serves: ({ category }) => category === 'text-to-image' || category === 'speech',
    toRequest,
    readResult,
    timeoutMs: 180_000,
  },
  testKey: { toRequest: () => ({ method: 'GET', path: '/v2/billing' }), readAccount },
  readFailure,
});
