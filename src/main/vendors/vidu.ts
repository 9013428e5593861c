import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { checkPicture, type RemotePicture, readRoute } from './check-wish.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorResponse,
} from './define-vendor.ts';
import { warningsFor } from './model-inputs.ts';
import { quote, unreadable } from './read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './say-no.ts';

// Vidu runs videos as tasks; what goes in decides the path. https://platform.vidu.com/docs
// A credit is half a cent; both the receipt and the end say how many. Unfinished work is given back.

/** Catalogue row -> how the model is asked. */
export const viduRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  resolution: z.string().regex(/^\d+p$/),
  /** Sent where the model may be told: Q3 speaks and sounds. */
  audio: z.boolean().optional(),
});

const creditsSchema = z.number().nonnegative().nullish();
const submittedSchema = z.looseObject({ task_id: z.string().min(1), credits: creditsSchema });
const taskSchema = z.looseObject({
  state: z.string(),
  err_code: z.string().nullish(),
  credits: creditsSchema,
  creations: z.array(z.looseObject({ url: z.string().nullish() })).nullish(),
});
type Task = z.infer<typeof taskSchema>;
const problemSchema = z.looseObject({ reason: z.string().nullish(), message: z.string().nullish() });

function toRequest(generator: Generator, inputs: RemoteInputs, _prepared: unknown, ticket: string) {
  const { model, resolution, audio } = readRoute(viduRouteSchema, generator, 'Vidu');
  const wish = checkPicture(generator, inputs);
  const images = imagesOf(generator, wish);
  const body = {
    model,
    prompt: wish.prompt,
    duration: secondsToAsk(generator.limits, wish.seconds),
    seed: wish.seed,
    resolution,
    audio,
    // With pictures the clip takes their shape.
    ...(images.length === 0 ? { aspect_ratio: aspectOf(wish) } : { images }),
    payload: ticket,
  };
  const path = ['/ent/v2/text2video', '/ent/v2/img2video', '/ent/v2/start-end2video'][images.length] ?? '';
  const fields = generator.limits.still === 'no' ? {} : { still: 'images' };
  return { request: { method: 'POST' as const, path, body }, warnings: warningsFor(generator, fields, inputs) };
}

function imagesOf({ limits }: Generator, { still, endStill }: RemotePicture): string[] {
  if (still === null || limits.still === 'no') return [];
  return endStill !== null && limits.lastFrame ? [still, endStill] : [still];
}

/** Of 4:5 Vidu knows nothing; 3:4 is the nearest. */
const aspectOf = ({ aspect }: RemotePicture): string => (aspect === '4:5' ? '3:4' : aspect);

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.task_id };
  throw unreadable('Vidu');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const task = taskSchema.safeParse(body);
  if (!task.success) throw unreadable('Vidu');
  switch (task.data.state) {
    case 'success':
      return readOutputs(task.data);
    case 'failed':
      return { ...failureOf(task.data), ...reportedCost(task.data) };
    case 'canceled':
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    case 'created':
    case 'queueing':
      return { state: 'running', progress: { text: "waits in Vidu's queue" } };
    default:
      return { state: 'running', progress: { text: 'Vidu is working' } };
  }
}

const microsPerCredit = 5000;

const reportedCost = ({ credits }: Task): { reportedMicros?: number } =>
  typeof credits === 'number' ? { reportedMicros: credits * microsPerCredit } : {};

function readOutputs(task: Task): OperationStatus {
  const outputs = (task.creations ?? []).flatMap(({ url }) => url ?? []);
  return outputs.length > 0
    ? { state: 'succeeded', outputs, ...reportedCost(task) }
    : { ...withoutFile('Vidu', 'maybe'), ...reportedCost(task) };
}

/** What failed costs no credits, says the answer, or it does not say. */
const failureOf = ({ err_code, credits }: Task) =>
  couldNot('Vidu', failedBy(err_code ?? ''), quote(err_code), credits === 0 ? 'no' : 'maybe');

/** https://platform.vidu.com/docs/error-code */
const policy = /^(TaskPromptPolicyViolation|AuditSubmitIllegal|CreationPolicyViolation)$/;

function failedBy(reason: string): 'content-rejected' | 'invalid-input' | 'provider-failed' {
  if (policy.test(reason)) return 'content-rejected';
  return /^(Field|Image)/.test(reason) ? 'invalid-input' : 'provider-failed';
}

function readFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body).data;
  return sayNo('Vidu', codeOf(problem?.reason ?? '', response.status), response, quote(problem?.message));
}

function codeOf(reason: string, status: number) {
  if (reason === 'CreditInsufficient') return 'no-credit';
  if (reason === 'ModelUnavailable') return 'unsupported';
  return policy.test(reason) ? 'content-rejected' : codeOfStatus(status);
}

const taskPath = ({ id }: Operation): string => `/ent/v2/tasks/${encodeURIComponent(String(id))}`;

export const vidu = defineVendor({
  kind: 'remote',
  id: 'vidu',
  name: 'Vidu',
  baseUrl: 'https://api.vidu.com',
  keyUrl: 'https://platform.vidu.com/api-keys',
  keyVariable: 'VIDU_API_KEY',
  auth: (secret) => ({ authorization: `Token ${secret}` }),
  evidence: {
    sources: ['https://platform.vidu.com/docs'],
    confidence: { auth: 'B', submit: 'B', poll: 'B', errors: 'C', prices: 'B' },
    witness: null,
    asOf: '2026-07-10',
    open: [
      'There is no SDK: all of it rests on documents and on other clients.',
      'Whether failed work is given back is documented for off-peak work only.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Vidu stops what still waits; work that has begun goes on and is billed.',
  lookUrl: 'https://platform.vidu.com',
  pollEveryMs: 5000,
  submit: { toRequest, readOperation },
  poll: { toRequest: (operation) => ({ method: 'GET', path: `${taskPath(operation)}/creations` }), readStatus },
  cancel: {
    toRequest: (operation) => ({ method: 'POST', path: `${taskPath(operation)}/cancel`, body: { id: operation.id } }),
  },
  testKey: {
    // No balance is documented. A task that does not exist is free to ask for, and only good keys hear so.
    toRequest: () => ({ method: 'GET', path: `${taskPath({ id: 1 })}/creations` }),
    accepts: ({ status }) => status === 404 || (status >= 200 && status < 300),
    readAccount: () => ({ name: 'Vidu account' }),
  },
  readFailure,
});
