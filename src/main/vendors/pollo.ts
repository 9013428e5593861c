import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { readRoute } from './kit/check-wish.ts';
import { modelFieldsSchema, modelInput, warningsFor, wireValues } from './kit/model-inputs.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';

// Pollo has clips of its own and carries those of others; each model is a path of its own. https://docs.pollo.ai

/** Catalogue row -> how the model is asked. */
export const polloRouteSchema = z.strictObject({
  /** Behind `/generation/`: `pollo/pollo-v2-0`. */
  path: z.string().regex(/^[\w-]+\/[\w-]+$/),
  fields: modelFieldsSchema,
  /** Sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
});

const taskSchema = z.looseObject({ taskId: z.string().min(1) });
/** Some pages wrap it. */
const submittedSchema = z.union([taskSchema, z.looseObject({ data: taskSchema }).transform(({ data }) => data)]);
const generationSchema = z.looseObject({
  status: z.string(),
  failMsg: z.string().nullish(),
  url: z.string().nullish(),
});
type Generation = z.infer<typeof generationSchema>;
const polledSchema = z.looseObject({ generations: z.array(generationSchema) });
const balanceSchema = z.looseObject({ availableCredits: z.number() });
const problemSchema = z.looseObject({
  message: z.string().nullish(),
  issues: z.array(z.looseObject({ message: z.string().nullish() })).nullish(),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { path, fields, fixed } = readRoute(polloRouteSchema, generator, 'Pollo');
  const input = { ...modelInput(fields, wireValues(generator, inputs)), ...fixed };
  const request: VendorRequest = { method: 'POST', path: `/generation/${path}`, body: { input } };
  return { request, warnings: warningsFor(generator, fields, inputs) };
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.taskId };
  throw unreadable('Pollo');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const polled = polledSchema.safeParse(body);
  if (!polled.success) throw unreadable('Pollo');
  const { generations } = polled.data;
  const failed = generations.find(({ status }) => status === 'failed');
  if (failed) return failureOf(failed);
  if (generations.length > 0 && generations.every(({ status }) => status === 'succeed')) {
    const outputs = generations.flatMap(({ url }) => url || []);
    return outputs.length > 0 ? { state: 'succeeded', outputs } : withoutFile('Pollo', 'maybe');
  }
  const waits = generations.every(({ status }) => status === 'waiting');
  return { state: 'running', progress: { text: waits ? "waits in Pollo's queue" : 'Pollo is working' } };
}

/** Pollo gives its reasons in words only. */
function failureOf({ failMsg }: Generation): OperationStatus {
  const words = quote(failMsg);
  const refused = /content policy|moderation/i.test(words);
  return couldNot('Pollo', refused ? 'content-rejected' : 'provider-failed', words, 'maybe');
}

function readFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body).data;
  const words = quote(
    [problem?.message, ...(problem?.issues ?? []).map(({ message }) => message)].filter(Boolean).join(': '),
  );
  // An empty account has the status and the code of a key that may not do this.
  const isDry = response.status === 403 && /not enough credits/i.test(words);
  return sayNo('Pollo', isDry ? 'no-credit' : codeOfStatus(response.status), response, words);
}

const statusPath = ({ id }: Operation): string => `/generation/${encodeURIComponent(String(id))}/status`;

export const pollo = defineVendor({
  kind: 'remote',
  id: 'pollo',
  name: 'Pollo',
  baseUrl: 'https://pollo.ai/api/platform',
  keyUrl: 'https://pollo.ai/api-platform/keys',
  keyVariable: 'POLLO_API_KEY',
  auth: (secret) => ({ 'x-api-key': secret }),
  evidence: {
    sources: ['https://docs.pollo.ai', 'public clients of 2026'],
    confidence: { auth: 'B', submit: 'C', poll: 'B', errors: 'D', prices: 'D' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      "Which fields a model takes is in Pollo's own list of models, which the studio does not read.",
      'Lengths and resolutions of each model are those that are typical there (5 and 10 s, 720p), not read from that list.',
      'What a credit is worth could not be seen: rows guess the price, and what Pollo reports in credits is not turned into money.',
      'Whether a failed clip is billed, and whether a still may come as a data URI, is not documented.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Pollo cannot stop what it took, and bills it.',
  lookUrl: 'https://pollo.ai/api-platform',
  pollEveryMs: 8000,
  submit: { toRequest, readOperation },
  poll: { toRequest: (operation) => ({ method: 'GET', path: statusPath(operation) }), readStatus },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/credit/balance' }),
    readAccount: ({ body }) => {
      const balance = balanceSchema.safeParse(body);
      if (balance.success) return { name: `${balance.data.availableCredits} credits left` };
      throw unreadable('Pollo', 'an account');
    },
  },
  readFailure,
});
