import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import type { Progress } from '../../shared/job.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorResponse,
} from './define-vendor.ts';

// Replicate runs models as "predictions". https://replicate.com/docs/reference/http
// There is no idempotency header, outputs are deleted one hour after completion, and failed work answers HTTP 200.

/** Catalogue row -> the model's own input names. One more model is one more row, no code. */
export const replicateRouteSchema = z.strictObject({
  model: z.string().regex(/^[a-z0-9][\w.-]*\/[a-z0-9][\w.-]*$/i),
  /** Official models are addressed by name; community models need the digest of a version. */
  official: z.boolean(),
  /** Digest used when the model's newest version cannot be read. */
  version: z.string().optional(),
  /** Our word -> the model's. What is absent here is not sent. */
  fields: z.strictObject({
    prompt: z.string().optional(),
    seconds: z.string().optional(),
    aspect: z.string().optional(),
    seed: z.string().optional(),
    still: z.string().optional(),
    voice: z.string().optional(),
    speed: z.string().optional(),
  }),
  /** Sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
});
type Route = z.infer<typeof replicateRouteSchema>;

const predictionSchema = z.looseObject({
  id: z.string().min(1),
  status: z.string(),
  output: z.unknown(),
  error: z.unknown(),
  logs: z.string().nullish(),
  data_removed: z.boolean().nullish(),
  started_at: z.string().nullish(),
});
type Prediction = z.infer<typeof predictionSchema>;

const modelSchema = z.looseObject({ latest_version: z.looseObject({ id: z.string().min(1) }).nullish() });
const accountSchema = z.looseObject({ username: z.string() });
const problemSchema = z.looseObject({
  title: z.string().nullish(),
  detail: z.string().nullish(),
  retry_after: z.number().nullish(),
});

function routeOf(generator: Generator): Route {
  const route = replicateRouteSchema.safeParse(generator.route);
  if (route.success) return route.data;
  throw new AppError({
    code: 'unsupported',
    message: `The catalogue does not say how to reach ${generator.name} at Replicate.`,
    action: 'Choose another generator.',
  });
}

function toRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown) {
  const route = routeOf(generator);
  const input = { ...route.fixed, ...modelInput(route, wireValues(generator, inputs)) };
  const warnings = warningsFor(generator, route, inputs);
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

type WireValues = Readonly<Partial<Record<keyof Route['fields'], string | number>>>;

function wireValues(generator: Generator, inputs: RemoteInputs): WireValues {
  if (inputs.role === 'voice') {
    const voice = inputs.voice ?? generator.voices[0]?.id;
    return { prompt: inputs.text, speed: inputs.speed, ...(voice ? { voice } : {}) };
  }
  if (generator.limits.still === 'required' && inputs.still === null) {
    throw new AppError({
      code: 'invalid-input',
      message: `${generator.name} works from a still and the scene has none.`,
      action: 'Choose a still for the scene, or another generator.',
    });
  }
  const aspects = generator.limits.aspects;
  return {
    prompt: inputs.prompt,
    seconds: secondsToAsk(generator.limits, inputs.seconds),
    seed: inputs.seed,
    ...(aspects === null || aspects.some((aspect) => aspect === inputs.aspect) ? { aspect: inputs.aspect } : {}),
    ...(inputs.still === null ? {} : { still: inputs.still }),
  };
}

function modelInput({ fields }: Route, values: WireValues): Record<string, string | number> {
  const words = Object.keys(fields) as (keyof typeof fields)[];
  return Object.fromEntries(
    words.flatMap((word) => {
      const [name, value] = [fields[word], values[word]];
      return name === undefined || value === undefined ? [] : [[name, value]];
    }),
  );
}

/** What the user asked for and this model cannot do. Seeds are ours, so a model without them is no news. */
function warningsFor(generator: Generator, { fields }: Route, inputs: RemoteInputs): string[] {
  const { name, limits } = generator;
  if (inputs.role === 'voice') {
    const deaf = inputs.speed !== 1 && !fields.speed;
    return deaf ? [`${name} speaks at its own pace only.`] : [];
  }
  const longest = secondsToAsk(limits, inputs.seconds);
  const wrongShape = limits.aspects !== null && !limits.aspects.some((aspect) => aspect === inputs.aspect);
  return [
    inputs.still !== null && !fields.still ? `${name} takes no still, so the scene's still was left out.` : null,
    // With a still the picture takes the still's shape.
    wrongShape && inputs.still === null ? `${name} does not make ${inputs.aspect}; the picture is fitted.` : null,
    generator.category !== 'text-to-image' && longest < inputs.seconds - 0.05
      ? `${name} makes at most ${longest} s of the ${inputs.seconds} s asked for.`
      : null,
  ].filter((warning) => warning !== null);
}

function unreadable(what: string): AppError {
  return new AppError({ code: 'provider-down', message: `Replicate sent ${what} that cannot be read.` });
}

function readPrediction({ body }: VendorResponse): Prediction {
  const prediction = predictionSchema.safeParse(body);
  if (prediction.success) return prediction.data;
  throw unreadable('an answer');
}

function readStatus(response: VendorResponse): OperationStatus {
  const prediction = readPrediction(response);
  switch (prediction.status) {
    case 'succeeded':
      return readOutputs(prediction);
    case 'failed':
      // Hardware-billed models charge the time that failed; official ones mostly do not. The answer does not tell.
      return { state: 'failed', failure: failureOfText(errorText(prediction.error)), charged: 'maybe' };
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

/** Every web address in an output of whatever shape. Which of them may be fetched is the download's business. */
function addressesIn(output: unknown): string[] {
  if (typeof output === 'string') return /^https?:\/\//.test(output) && URL.canParse(output) ? [output] : [];
  if (typeof output !== 'object' || output === null) return [];
  return Object.values(output).flatMap(addressesIn);
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

function errorText(error: unknown): string {
  const text = typeof error === 'string' ? error : error ? JSON.stringify(error) : '';
  return text.trim().slice(0, 300);
}

const rejected = /nsfw|flagged as sensitive|\(E005\)|content polic|safety (checker|filter|system)|moderat/i;

/** Failed work is told apart by its text only. */
function failureOfText(text: string): VendorFailure {
  if (rejected.test(text)) return { code: 'content-rejected', message: `Replicate refused the content: ${text}` };
  return { code: 'provider-failed', message: text ? `Replicate: ${text}` : 'Replicate could not make it.' };
}

function readFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body);
  const detail = errorText(problem.data?.detail ?? problem.data?.title).replace(/\s*\n\s*/g, ' ');
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
      return { code: 'invalid-input', message: `Replicate refused the input${detail ? `: ${detail}` : '.'}` };
    case 429:
      return { code: 'rate-limited', message: 'Replicate asks to slow down.', ...retryAfter(response, problem.data) };
    default:
      return {
        code: 'provider-down',
        message: `Replicate does not answer properly (HTTP ${response.status}).`,
        ...retryAfter(response, problem.data),
      };
  }
}

/** From the body's number, the header, or the sentence "resets in ~30s". */
function retryAfter({ headers }: VendorResponse, problem: z.infer<typeof problemSchema> | undefined) {
  const sentence = /resets in ~?(\d+(?:\.\d+)?)\s*s/.exec(problem?.detail ?? '')?.[1];
  const seconds = problem?.retry_after ?? Number(headers['retry-after'] ?? sentence ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterMs: Math.ceil(seconds * 1000) } : {};
}

const predictionPath = (operation: Operation): string => `/predictions/${encodeURIComponent(String(operation.id))}`;

export const replicate = defineVendor({
  kind: 'remote',
  id: 'replicate',
  name: 'Replicate',
  baseUrl: 'https://api.replicate.com/v1',
  keyUrl: 'https://replicate.com/account/api-tokens',
  keyVariable: 'REPLICATE_API_TOKEN',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  keyedOutputHosts: ['replicate.delivery'],
  concurrency: 8,
  // Reads are limited to 3,000 a minute; the vendor advises 2 to 5 s for video.
  pollEveryMs: 2500,
  prepare: {
    toRequest: (generator) => {
      const { model, official } = routeOf(generator);
      return official ? null : { method: 'GET', path: `/models/${model}` };
    },
    /** Digest of the newest version, or null: the catalogue's own digest is used then. */
    read: ({ body }) => modelSchema.safeParse(body).data?.latest_version?.id ?? null,
  },
  submit: { toRequest, readOperation: (response) => ({ id: readPrediction(response).id }) },
  poll: { toRequest: (operation) => ({ method: 'GET', path: predictionPath(operation) }), readStatus },
  cancel: { toRequest: (operation) => ({ method: 'POST', path: `${predictionPath(operation)}/cancel` }) },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/account' }),
    readAccount: ({ body }) => {
      const account = accountSchema.safeParse(body);
      if (account.success) return account.data.username;
      throw unreadable('an account');
    },
  },
  readFailure,
});
