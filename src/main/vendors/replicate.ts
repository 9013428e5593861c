import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import type { Progress } from '../../shared/job.ts';
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
import { addressesIn } from './kit/addresses-in.ts';
import { readRoute } from './kit/check-wish.ts';
import { modelFieldsSchema, modelInput, warningsFor, wireValues } from './kit/model-inputs.ts';
import { quote, retryAfter, unreadable, withWords } from './kit/read-answer.ts';
import { isSameRequest } from './kit/same-request.ts';

// Replicate runs models as "predictions". https://replicate.com/docs/reference/http
// There is no idempotency header, outputs are deleted one hour after completion, and failed work answers HTTP 200.

/** Catalogue row -> the model's own input names. One more model is one more row, no code. */
export const replicateRouteSchema = z.strictObject({
  model: z.string().regex(/^[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*$/i),
  /** Official models are addressed by name; community models need the digest of a version. */
  official: z.boolean(),
  /** Digest used when the model's newest version cannot be read. */
  version: z.string().optional(),
  fields: modelFieldsSchema,
  /** Sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
});

const predictionSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  model: z.string().nullish(),
  version: z.string().nullish(),
  input: z.record(z.string(), z.unknown()).nullish(),
  created_at: z.string().nullish(),
  output: z.unknown().optional(),
  error: z.unknown().optional(),
  logs: z.string().nullish(),
  data_removed: z.boolean().nullish(),
  started_at: z.string().nullish(),
});
type Prediction = z.infer<typeof predictionSchema>;

const listSchema = z.looseObject({ results: z.array(predictionSchema) });
const modelSchema = z.looseObject({ latest_version: z.looseObject({ id: z.string().min(1) }).nullish() });
const accountSchema = z.looseObject({ username: z.string() });
const problemSchema = z.looseObject({
  title: z.string().nullish(),
  detail: z.string().nullish(),
  retry_after: z.number().nullish(),
});

const routeOf = (generator: Generator) => readRoute(replicateRouteSchema, generator, 'Replicate');

function toRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown) {
  const route = routeOf(generator);
  const input = { ...route.fixed, ...modelInput(route.fields, wireValues(generator, inputs)) };
  const warnings = warningsFor(generator, route.fields, inputs);
  if (route.official) {
    return {
      request: { method: 'POST' as const, path: `/models/${route.model}/predictions`, body: { input } },
      warnings,
    };
  }
  const version = typeof prepared === 'string' ? prepared : route.version;
  if (version) {
    return { request: { method: 'POST' as const, path: '/predictions', body: { version, input } }, warnings };
  }
  throw new AppError({
    code: 'unsupported',
    message: `Replicate offers no version of ${route.model} that can be run.`,
    action: 'Choose another generator.',
  });
}

function readPrediction({ body }: VendorResponse): Prediction {
  const prediction = predictionSchema.safeParse(body);
  if (prediction.success) return prediction.data;
  throw unreadable('Replicate', 'an answer');
}

function readStatus(response: VendorResponse): OperationStatus {
  const prediction = readPrediction(response);
  switch (prediction.status) {
    case 'succeeded':
      return readOutputs(prediction);
    case 'failed':
      // Hardware-billed models charge the time that failed; official ones mostly do not. The answer does not tell.
      return { state: 'failed', failure: failureOfText(quote(prediction.error)), charged: 'maybe' };
    case 'canceled':
    case 'aborted':
      return { state: 'cancelled', charged: prediction.started_at ? 'maybe' : 'no' };
    default:
      return { state: 'running', progress: readProgress(prediction) };
  }
}

function readOutputs({ output, data_removed }: Prediction): OperationStatus {
  const outputs = addressesIn(output);
  if (outputs.length > 0) return { state: 'succeeded', outputs };
  const message = data_removed
    ? 'Replicate has deleted the result: it keeps files for one hour only.'
    : 'Replicate finished without giving a file.';
  return { state: 'failed', failure: { code: 'provider-failed', message }, charged: 'yes' };
}

function readProgress({ status, logs }: Prediction): Partial<Progress> {
  if (status === 'starting') return { text: "waits in Replicate's queue" };
  return { text: 'Replicate is working', ...lastBar(logs ?? '') };
}

/** The last tqdm bar, ` 40%|####   | 12/30 [00:20<00:30, 1.68s/it]`, as Replicate's own SDK reads it. */
function lastBar(logs: string): Partial<Progress> {
  const bars = /^\s*(\d+)%\s*\|.+?\|\s*\d+\/\d+(?:\s*\[[\d:]+<([\d:]+))?/;
  const bar = logs
    .split(/[\r\n]+/)
    .map((line) => bars.exec(line))
    .findLast((match) => match !== null);
  if (!bar) return {};
  const left = bar[2]?.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0);
  return { fraction: Math.min(1, Number(bar[1]) / 100), ...(left === undefined ? {} : { secondsLeft: left }) };
}

const rejected = /nsfw|flagged as sensitive|\(E005\)|content polic|safety (checker|filter|system)|moderat/i;

/** Failed work is told apart by its text only. */
function failureOfText(text: string): VendorFailure {
  if (rejected.test(text))
    return { code: 'content-rejected', message: withWords('Replicate refused the content', text) };
  return { code: 'provider-failed', message: text ? withWords('Replicate', text) : 'Replicate could not make it.' };
}

function readFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body);
  const detail = quote(problem.data?.detail ?? problem.data?.title);
  switch (response.status) {
    case 401:
    case 403:
      return { code: 'unauthorized', message: 'Replicate refused the key.' };
    case 402:
      return { code: 'no-credit', message: 'The Replicate account has no credit left.' };
    case 404:
      return { code: 'not-found', message: 'Replicate does not know this model or job.' };
    case 400:
    case 413:
    case 422:
      if (rejected.test(detail)) return failureOfText(detail);
      return { code: 'invalid-input', message: withWords('Replicate refused the input', detail) };
    case 429:
      return { code: 'rate-limited', message: 'Replicate asks to slow down.', ...waitOf(response, problem.data) };
    default:
      return {
        code: 'provider-down',
        message: `Replicate does not answer properly (HTTP ${response.status}).`,
        ...waitOf(response, problem.data),
      };
  }
}

/** From the body's number, the sentence "resets in ~30s", or the header. */
function waitOf(response: VendorResponse, problem: z.infer<typeof problemSchema> | undefined) {
  const sentence = /resets in ~?(\d+(?:\.\d+)?)\s*s/.exec(problem?.detail ?? '')?.[1];
  const spoken = response.headers['retry-after'] === undefined && sentence !== undefined ? Number(sentence) : null;
  return retryAfter(response, problem?.retry_after ?? spoken);
}

/** The first page, newest first: a submit that was lost is looked for within minutes. */
function readRecent({ body }: VendorResponse, sent: SentRequest): ListedOperation[] {
  const list = listSchema.safeParse(body);
  if (!list.success) throw unreadable('Replicate', 'a list');
  // This machine's clock may be ahead of its clock.
  const earliest = Date.parse(sent.sentAt) - 120_000;
  return list.data.results
    .filter(({ created_at }) => Date.parse(created_at ?? '') >= earliest)
    .map((prediction) => listed(prediction, sent));
}

function listed(prediction: Prediction, { generator, request }: SentRequest): ListedOperation {
  const { id, model, version, input, created_at, status } = prediction;
  const body = sentBodySchema.safeParse(request.body).data;
  const sameModel = body?.version === undefined ? model === routeOf(generator).model : version === body.version;
  const same = sameModel && body !== undefined && isSameRequest(input ?? {}, body.input);
  return {
    operation: { id },
    name: id,
    takenAt: new Date(created_at ?? 0).toISOString(),
    state: status === 'succeeded' ? 'succeeded' : isRunning(status) ? 'running' : 'failed',
    about: quote(input?.prompt ?? input?.text),
    match: same ? 'same' : sameModel ? 'similar' : 'other',
  };
}

const sentBodySchema = z.looseObject({ version: z.string().optional(), input: z.record(z.string(), z.unknown()) });
const isRunning = (status: string): boolean => !['failed', 'canceled', 'aborted'].includes(status);

const predictionPath = (operation: Operation): string => `/predictions/${encodeURIComponent(String(operation.id))}`;

export const replicate = defineVendor({
  kind: 'remote',
  id: 'replicate',
  name: 'Replicate',
  baseUrl: 'https://api.replicate.com/v1',
  keyUrl: 'https://replicate.com/account/api-tokens',
  keyVariable: 'REPLICATE_API_TOKEN',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://replicate.com/docs/reference/http', 'npm replicate 1.4.0'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'C' },
    witness: 'replicate 1.4.0',
    asOf: '2026-11-20',
    open: ['Prices depend on the time that a model runs; official models have fixed ones that are not in the API.'],
  },
  keyedOutputHosts: ['replicate.delivery'],
  afterCancel: 'Replicate bills the time that a stopped job has already run.',
  lookUrl: 'https://replicate.com/predictions',
  // Reads are limited to 3,000 a minute; the vendor advises 2 to 5 s for video.
  pollEveryMs: 2500,
  prepare: {
    toRequest: (generator: Generator, _?: RemoteInputs, prepared?: unknown) => {
      if (prepared !== undefined) return null;
      const { model, official } = routeOf(generator);
      return official ? null : { method: 'GET', path: `/models/${model}` };
    },
    /** Digest of the newest version, or null: the catalogue's own digest is used then. */
    read: ({ body }) => modelSchema.safeParse(body).data?.latest_version?.id ?? null,
  },
  submit: { toRequest, readOperation: (response) => ({ id: readPrediction(response).id }) },
  poll: { toRequest: (operation) => ({ method: 'GET', path: predictionPath(operation) }), readStatus },
  cancel: { toRequest: (operation) => ({ method: 'POST', path: `${predictionPath(operation)}/cancel` }) },
  recent: { toRequest: () => ({ method: 'GET', path: '/predictions' }), read: readRecent },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/account' }),
    readAccount: ({ body }) => {
      const account = accountSchema.safeParse(body);
      if (account.success) return { name: account.data.username };
      throw unreadable('Replicate', 'an account');
    },
  },
  readFailure,
});
