import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';

// Vidu (Shengshu) takes text, one picture, or two, each at an address of its own. https://platform.vidu.com/docs
// Tasks say what they cost in credits of half a cent.

/** Catalogue row -> how the model is asked. */
export const viduRouteSchema = z.strictObject({
  model: z.string().regex(/^vidu[\w.-]+$/),
  resolution: z.enum(['540p', '720p', '1080p']),
});

const shapes = ['16:9', '9:16', '1:1', '3:4', '4:3'] as const;

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, resolution } = readRoute(viduRouteSchema, generator, 'Vidu');
  const { limits } = generator;
  const wish = checkPicture(generator, inputs);
  const images = [wish.still, limits.lastFrame ? wish.endStill : null].filter((image) => image !== null);
  const body = {
    ...{ model, prompt: wish.prompt, duration: secondsToAsk(limits, wish.seconds), resolution, seed: wish.seed },
    // A still gives the picture its shape.
    ...(images.length > 0 ? { images } : { aspect_ratio: nearestShape(shapes, wish) }),
    audio: limits.sound,
  };
  const task = ['text2video', 'img2video', 'start-end2video'][images.length];
  const request: VendorRequest = { method: 'POST', path: `/ent/v2/${task}`, body };
  return { request, warnings: warningsFor(generator, { still: 'images' }, inputs) };
}

const takenSchema = z.looseObject({ task_id: z.string().min(1) });
const taskSchema = z.looseObject({
  state: z.string(),
  err_code: z.string().nullish(),
  credits: z.number().nonnegative().nullish(),
  creations: z.array(z.looseObject({ url: z.string().nullish() })).nullish(),
});
type Task = z.infer<typeof taskSchema>;
const problemSchema = z.looseObject({ reason: z.string(), message: z.string().nullish() });

/** https://platform.vidu.com/docs/error-code: reasons of refusals, and of failed tasks. */
const codes: Readonly<Record<string, ErrorCode>> = {
  ...{ BadRequest: 'invalid-input', FieldLacking: 'invalid-input', FieldInvalid: 'invalid-input' },
  ...{ FieldUnwanted: 'invalid-input', ImageDownloadFailure: 'invalid-input', ImageFormatInvalid: 'invalid-input' },
  ...{ ModelUnavailable: 'unsupported', CreditInsufficient: 'no-credit' },
  ...{ TaskPromptPolicyViolation: 'content-rejected', AuditSubmitIllegal: 'content-rejected' },
  ...{ CreationPolicyViolation: 'content-rejected', Unauthorized: 'unauthorized', Forbidden: 'unauthorized' },
  ...{ TaskNotFound: 'not-found', CreationNotFound: 'not-found', InternalServiceFailure: 'provider-down' },
  ...{ QuotaExceeded: 'rate-limited', TooManyRequests: 'rate-limited', SystemThrottling: 'rate-limited' },
};

function readOperation({ body }: VendorResponse): Operation {
  const taken = takenSchema.safeParse(body);
  if (taken.success) return { id: taken.data.task_id };
  throw unreadable('Vidu');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const task = taskSchema.safeParse(body);
  if (!task.success) throw unreadable('Vidu');
  switch (task.data.state) {
    case 'success':
      return readCreations(task.data);
    case 'failed':
      return readEnd(task.data);
    case 'processing':
      return { state: 'running', progress: { text: 'Vidu is working' } };
    default:
      return { state: 'running', progress: { text: "waits in Vidu's queue" } };
  }
}

/** https://platform.vidu.com/docs/pricing */
const microsPerCredit = 5000;

const costOf = ({ credits }: Task): { reportedMicros?: number } =>
  typeof credits === 'number' ? { reportedMicros: Math.round(credits * microsPerCredit) } : {};

function readCreations(task: Task): OperationStatus {
  const outputs = (task.creations ?? []).flatMap(({ url }) => (url ? [url] : []));
  if (outputs.length === 0) return { ...withoutFile('Vidu', chargedFor(task)), ...costOf(task) };
  return { state: 'succeeded', outputs, ...costOf(task) };
}

function readEnd(task: Task): OperationStatus {
  const reason = task.err_code ?? '';
  if (reason === 'Canceled') return { state: 'cancelled', charged: chargedFor(task), ...costOf(task) };
  const code = codes[reason];
  const isOurs = code === 'content-rejected' || code === 'invalid-input' || code === 'no-credit';
  return { ...couldNot('Vidu', isOurs ? code : 'provider-failed', reason, chargedFor(task)), ...costOf(task) };
}

/** Whether credits of a task that failed stay charged is not documented: only none is taken at its word. */
const chargedFor = ({ credits }: Task): 'no' | 'maybe' => (credits === 0 ? 'no' : 'maybe');

function readFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body).data;
  const code = codes[problem?.reason ?? ''] ?? codeOfStatus(response.status);
  return sayNo('Vidu', code, response, quote(problem?.message));
}

const taskPath = (id: unknown, what: 'creations' | 'cancel'): string =>
  `/ent/v2/tasks/${encodeURIComponent(String(id))}/${what}`;

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
    asOf: '2026-11-20',
    open: [
      'There is no SDK: all of it rests on its pages and on independent clients.',
      'Whether failed tasks are billed is not documented; a task that says 0 credits is taken to be free.',
      'Prices of Q2 could not be seen, so that it is not offered.',
      'How long a prompt may be is not certain: 2,000 characters are the least that is named.',
      'There is no address that surely says what is left on an account.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Vidu stops what still waits; work that has begun goes on and is billed.',
  lookUrl: 'https://platform.vidu.com',
  pollEveryMs: 5000,
  submit: { toRequest, readOperation },
  poll: { toRequest: ({ id }: Operation) => ({ method: 'GET', path: taskPath(id, 'creations') }), readStatus },
  cancel: {
    toRequest: ({ id }: Operation) => ({ method: 'POST', path: taskPath(id, 'cancel'), body: { id: String(id) } }),
  },
  testKey: {
    // It is not there, and only who has a good key hears so.
    toRequest: () => ({ method: 'GET', path: taskPath(1, 'creations') }),
    accepts: ({ status, body }) => status === 404 && problemSchema.safeParse(body).success,
    readAccount: () => ({ name: 'Vidu account' }),
  },
  readFailure,
});
