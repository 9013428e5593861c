import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { microsPerUsd } from '../../shared/money.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { addressesIn } from './kit/addresses-in.ts';
import { checkPicture, type RemotePicture, readRoute } from './kit/check-wish.ts';
import { nearestShape, skew } from './kit/nearest-shape.ts';
import { quote, retryAfter, unreadable, withWords } from './kit/read-answer.ts';

// Runway runs generations as "tasks". https://docs.dev.runwayml.com/api
// A credit is one cent and tasks say what they cost. More tasks than the tier allows at once are taken and THROTTLED.

const pixelPair = z.string().regex(/^\d+:\d+$/);

/** Catalogue row -> how the model is asked. */
export const runwayRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  /** Sizes that it makes: from text, and from a still where those are others. */
  ratios: z.array(pixelPair).min(1),
  stillRatios: z.array(pixelPair).min(1).optional(),
  /** Sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
});

const costSchema = z.looseObject({ credits: z.number().nonnegative() }).nullish();
const submittedSchema = z.looseObject({ id: z.string().min(1) });
const taskSchema = z.looseObject({
  status: z.string(),
  progress: z.number().nullish(),
  output: z.unknown().optional(),
  failure: z.string().nullish(),
  failureCode: z.string().nullish(),
  cost: costSchema,
});
type Task = z.infer<typeof taskSchema>;

const organizationSchema = z.looseObject({ creditBalance: z.number() });
const problemSchema = z.looseObject({
  error: z.string().nullish(),
  issues: z.array(z.looseObject({ path: z.array(z.unknown()).nullish(), message: z.string().nullish() })).nullish(),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const route = readRoute(runwayRouteSchema, generator, 'Runway');
  const wish = checkPicture(generator, inputs);
  const still = generator.limits.still === 'no' ? null : wish.still;
  const isImage = generator.category === 'text-to-image';
  const ratio = nearestShape(still === null ? route.ratios : (route.stillRatios ?? route.ratios), wish);
  const body = {
    model: route.model,
    promptText: wish.prompt,
    ratio,
    duration: isImage ? undefined : secondsToAsk(generator.limits, wish.seconds),
    seed: wish.seed,
    promptImage:
      still === null || isImage ? undefined : framesOf(still, generator.limits.lastFrame ? wish.endStill : null),
    referenceImages: still === null || !isImage ? undefined : [{ uri: still }],
    ...route.fixed,
  };
  const path = isImage ? '/v1/text_to_image' : still === null ? '/v1/text_to_video' : '/v1/image_to_video';
  return { request: ask('POST', path, body), warnings: warningsFor(generator, wish, ratio) };
}

const framesOf = (first: string, last: string | null) => [
  { uri: first, position: 'first' },
  ...(last === null ? [] : [{ uri: last, position: 'last' }]),
];

/** https://docs.dev.runwayml.com/api: every call names the version of the API. */
const ask = (method: VendorRequest['method'], path: string, body?: unknown): VendorRequest => ({
  method,
  path,
  headers: { 'x-runway-version': '2024-11-06' },
  ...(body === undefined ? {} : { body }),
});

function warningsFor({ name, limits, category }: Generator, wish: RemotePicture, ratio: string): string[] {
  const longest = secondsToAsk(limits, wish.seconds);
  return [
    skew(ratio, wish) > 0.02 ? `${name} does not make ${wish.aspect}; the picture is fitted.` : null,
    wish.still !== null && limits.still === 'no' ? `${name} takes no still, so the scene's still was left out.` : null,
    category !== 'text-to-image' && longest < wish.seconds - 0.05
      ? `${name} makes at most ${longest} s of the ${wish.seconds} s asked for.`
      : null,
  ].filter((warning) => warning !== null);
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.id };
  throw unreadable('Runway');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const task = taskSchema.safeParse(body);
  if (!task.success) throw unreadable('Runway');
  const reported = reportedCost(task.data);
  switch (task.data.status) {
    case 'SUCCEEDED':
      return readOutputs(task.data, reported);
    case 'FAILED':
      return { state: 'failed', failure: failureOf(task.data), charged: chargedFor(task.data), ...reported };
    case 'CANCELLED':
      return { state: 'cancelled', charged: reported.reportedMicros === 0 ? 'no' : 'maybe', ...reported };
    case 'PENDING':
      return { state: 'running', progress: { text: "waits in Runway's queue" } };
    case 'THROTTLED':
      return {
        state: 'running',
        progress: { text: 'waits for its turn: the account runs as many as its tier allows' },
      };
    default:
      return { state: 'running', progress: { text: 'Runway is working', ...fractionOf(task.data) } };
  }
}

function fractionOf({ progress }: Task): { fraction?: number } {
  return typeof progress === 'number' && progress >= 0 && progress <= 1 ? { fraction: progress } : {};
}

const microsPerCredit = microsPerUsd / 100;

function reportedCost({ cost }: Task): { reportedMicros?: number } {
  return cost ? { reportedMicros: Math.round(cost.credits * microsPerCredit) } : {};
}

function readOutputs({ output }: Task, reported: { reportedMicros?: number }): OperationStatus {
  const outputs = addressesIn(output);
  if (outputs.length > 0) return { state: 'succeeded', outputs, ...reported };
  const failure: VendorFailure = { code: 'provider-failed', message: 'Runway finished without giving a file.' };
  return { state: 'failed', failure, charged: reported.reportedMicros === 0 ? 'no' : 'yes', ...reported };
}

/** https://docs.dev.runwayml.com/errors/task-failures */
function failureOf({ failure, failureCode }: Task): VendorFailure {
  const code = failureCode ?? '';
  const words = quote(failure);
  if (code.startsWith('SAFETY.'))
    return { code: 'content-rejected', message: withWords('Runway refused the content', words) };
  if (code.startsWith('ASSET.') || code.startsWith('INPUT_PREPROCESSING.')) {
    return { code: 'invalid-input', message: withWords('Runway cannot use the input', words) };
  }
  return { code: 'provider-failed', message: withWords('Runway could not make it', words) };
}

/** Refunded tasks cost 0 credits; a refused input is charged, says Runway's page of failures. */
function chargedFor({ cost, failureCode }: Task): 'no' | 'maybe' | 'yes' {
  if (cost) return cost.credits === 0 ? 'no' : 'yes';
  return failureCode?.startsWith('SAFETY.INPUT') ? 'yes' : 'maybe';
}

function readFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body).data;
  const words = quote(problem?.issues?.map(issueText).join('; ') || problem?.error);
  switch (response.status) {
    case 400:
      // The one refusal without a code or a status of its own.
      if (words.includes('do not have enough credits')) {
        return { code: 'no-credit', message: 'The Runway account has no credit left.' };
      }
      return { code: 'invalid-input', message: withWords('Runway refused the input', words) };
    case 413:
    case 422:
      return { code: 'invalid-input', message: withWords('Runway refused the input', words) };
    case 401:
    case 403:
      return { code: 'unauthorized', message: 'Runway refused the key.' };
    case 404:
      return { code: 'not-found', message: 'Runway does not know this task.' };
    case 429:
      return { code: 'rate-limited', message: withWords('Runway asks to wait', words), ...retryAfter(response) };
    default: {
      const message = `Runway does not answer properly (HTTP ${response.status}).`;
      return { code: 'provider-down', message, ...retryAfter(response) };
    }
  }
}

const issueText = ({ path, message }: { path?: unknown[] | null; message?: string | null }): string =>
  [path?.join('.'), message].filter(Boolean).join(': ');

const taskPath = (operation: Operation): string => `/v1/tasks/${encodeURIComponent(String(operation.id))}`;

export const runway = defineVendor({
  kind: 'remote',
  id: 'runway',
  name: 'Runway',
  baseUrl: 'https://api.dev.runwayml.com',
  keyUrl: 'https://dev.runwayml.com',
  keyVariable: 'RUNWAYML_API_SECRET',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://docs.dev.runwayml.com/api', 'npm @runwayml/sdk 4.20.1'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'A', prices: 'B' },
    witness: '@runwayml/sdk 4.20.1',
    asOf: '2026-11-20',
    open: [],
  },
  keyedOutputHosts: [],
  afterCancel: 'Runway promises nothing back for a task that is stopped, and says what it kept when it is over.',
  lookUrl: 'https://dev.runwayml.com',
  // Updates come no more often than every 5 s.
  pollEveryMs: 5000,
  submit: { toRequest, readOperation },
  poll: { toRequest: (operation) => ask('GET', taskPath(operation)), readStatus },
  // On a finished task the same call deletes its output: the engine looks how far it is before it cancels.
  cancel: { toRequest: (operation) => ask('DELETE', taskPath(operation)), forgets: true },
  testKey: {
    toRequest: () => ask('GET', '/v1/organization'),
    readAccount: ({ body }) => {
      const organization = organizationSchema.safeParse(body);
      if (!organization.success) throw unreadable('Runway', 'an account');
      const { creditBalance } = organization.data;
      return { name: `${creditBalance} credits left`, balanceMicros: Math.round(creditBalance * microsPerCredit) };
    },
  },
  readFailure,
});
