import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { usdToMicros } from '../../shared/money.ts';
import {
  type Account,
  defineVendor,
  type ListedOperation,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type SentRequest,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { addressesIn } from './kit/addresses-in.ts';
import { readRoute } from './kit/check-wish.ts';
import { modelRouteSchema, modelWish, picturesIn } from './kit/model-route.ts';
import { unreadable } from './kit/read-answer.ts';
import { couldNot, noInside, withoutFile } from './kit/say-no.ts';
import {
  codeOfProblem,
  type Problem,
  problemSchema,
  readAnswer,
  readRunwareFailure,
  wordsOf,
} from './runware-problem.ts';

// Runware takes lists of tasks at one address; what a task is stands inside it. https://runware.ai/docs
// Each task bears a UUID that its client drew, and is asked for by it: a lost answer is found again.

/** Catalogue row -> how the model is asked. `still` of `fields` is always `inputs`. */
export const runwareRouteSchema = modelRouteSchema;

const resultSchema = z.looseObject({
  taskUUID: z.string(),
  status: z.string().nullish(),
  progress: z.number().nullish(),
  videoURL: z.string().nullish(),
  imageURL: z.string().nullish(),
  audioURL: z.string().nullish(),
  cost: z.number().nonnegative().nullish(),
  error: problemSchema.nullish(),
});
type Result = z.infer<typeof resultSchema>;
const accountSchema = z.looseObject({
  organizationName: z.string().nullish(),
  balance: z.looseObject({ amount: z.number(), freeBalance: z.number().nullish() }).nullish(),
});
const sentSchema = z.tuple([z.looseObject({ taskUUID: z.string() })], z.unknown());

const tasks = (...body: readonly object[]): VendorRequest => ({ method: 'POST', path: '/v1', body });

const inLine = ['first', 'last'] as const;

function toRequest(generator: Generator, inputs: RemoteInputs, _prepared: unknown, ticket: string) {
  const route = readRoute(runwareRouteSchema, generator, 'Runware');
  const pictures = picturesIn(route, generator, inputs);
  const frameImages = pictures.map((image, at) => ({ image, frame: inLine[at] }));
  const { model, input, warnings } = modelWish(route, generator, inputs, pictures.length ? [{ frameImages }] : []);
  const isImage = generator.category === 'text-to-image';
  const task = {
    ...{ taskType: isImage ? 'imageInference' : 'videoInference', taskUUID: ticket, model },
    ...{ deliveryMethod: 'async', includeCost: true, numberResults: 1 },
    ...{ outputType: 'URL', outputFormat: isImage ? 'PNG' : 'MP4', ...input },
  };
  return { request: tasks(task), warnings };
}

function readOperation(response: VendorResponse): Operation {
  const { data, errors } = readAnswer(response);
  if (errors.length > 0) throw noInside(readRunwareFailure(response));
  const id = data[0]?.taskUUID;
  if (typeof id === 'string') return { id };
  throw unreadable('Runware');
}

const ask = (id: unknown): VendorRequest => tasks({ taskType: 'getResponse', taskUUID: id });

function readStatus(response: VendorResponse, { id }: Operation): OperationStatus {
  const { data, errors } = readAnswer(response);
  const problem = errors.find(({ taskUUID }) => taskUUID === id) ?? errors[0];
  const result = data.map((each) => resultSchema.safeParse(each).data).find((each) => each?.taskUUID === id);
  if (result) return statusOf(result);
  if (problem) return endedBy(problem, response);
  throw unreadable('Runware');
}

function statusOf(result: Result): OperationStatus {
  const { status, error, progress, cost } = result;
  const outputs = [result.videoURL, result.imageURL, result.audioURL].flatMap(addressesIn);
  if (error || status === 'error') {
    return couldNot('Runware', codeOfEnd(error), error ? wordsOf(error) : '', 'maybe');
  }
  if (status === 'success' || outputs.length > 0) {
    if (outputs.length === 0) return withoutFile('Runware', 'maybe');
    return { state: 'succeeded', outputs, ...(typeof cost === 'number' ? { reportedMicros: usdToMicros(cost) } : {}) };
  }
  const known = typeof progress === 'number' && progress > 0 && progress <= 100;
  return { state: 'running', progress: { text: 'Runware is working', ...(known ? { fraction: progress / 100 } : {}) } };
}

const codeOfEnd = (problem: Problem | null | undefined) => {
  const code = problem && codeOfProblem(problem);
  return code === 'content-rejected' || code === 'invalid-input' || code === 'no-credit' ? code : 'provider-failed';
};

/** An error instead of a result: the task's own end, or a no to the question. */
function endedBy(problem: Problem, response: VendorResponse): OperationStatus {
  switch (codeOfProblem(problem)) {
    case 'unauthorized':
    case 'rate-limited':
    // Right after it was taken this says nothing yet. https://runware.ai/docs/platform/task-polling
    case 'not-found':
      throw noInside(readRunwareFailure(response));
    default:
      return couldNot('Runware', codeOfEnd(problem), wordsOf(problem), 'maybe');
  }
}

const ticketOf = ({ request }: SentRequest): string => sentSchema.safeParse(request.body).data?.[0].taskUUID ?? '';

/** Nobody else drew that UUID: what Runware holds under it is what was sent. */
function readRecent(response: VendorResponse, sent: SentRequest): ListedOperation[] {
  const id = ticketOf(sent);
  const { data, errors } = readAnswer(response);
  if (!data.some(({ taskUUID }) => taskUUID === id) && !errors.some(({ taskUUID }) => taskUUID === id)) {
    if (data.length === 0 && errors.length === 0) throw unreadable('Runware');
    return [];
  }
  if (errors.some(({ code }) => code === 'taskNotFound')) return [];
  const { state } = readStatus(response, { id });
  const about = sent.inputs.role === 'picture' ? sent.inputs.prompt : sent.inputs.text;
  const seen = state === 'succeeded' || state === 'running' ? state : 'failed';
  return [{ operation: { id }, name: id, takenAt: sent.sentAt, state: seen, about, match: 'same' }];
}

function readAccount(response: VendorResponse): Account {
  const account = accountSchema.safeParse(readAnswer(response).data[0]);
  if (!account.success) throw unreadable('Runware', 'an account');
  const { organizationName, balance } = account.data;
  const left = balance ? { balanceMicros: usdToMicros(Math.max(0, balance.amount + (balance.freeBalance ?? 0))) } : {};
  return { name: organizationName || 'Runware account', ...left };
}

export const runware = defineVendor({
  kind: 'remote',
  id: 'runware',
  name: 'Runware',
  baseUrl: 'https://api.runware.ai',
  keyUrl: 'https://my.runware.ai/keys',
  keyVariable: 'RUNWARE_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://runware.ai/docs', 'source of @runware/sdk 1.6.8', 'npm @runware/sdk-js 1.3.2'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'A', prices: 'B' },
    witness: '@runware/sdk-js 1.3.2',
    asOf: '2026-11-20',
    open: [
      'The SDK speaks over WebSocket only: it bears witness for tasks and answers, not for the status codes of HTTP.',
      'Which sizes each model takes could not be seen for every model; a wrong one is refused before it costs.',
      'The members that switch sound on differ by model and could not be seen, so none is sent; clips of Veo may have sound all the same.',
      'The body of speech tasks could not be confirmed: voices are left out.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Runware cannot stop what it took, and bills it.',
  lookUrl: 'https://my.runware.ai',
  pollEveryMs: 2000,
  submit: { toRequest, readOperation },
  poll: { toRequest: ({ id }) => ask(id), readStatus },
  recent: { toRequest: (sent) => ask(ticketOf(sent)), read: readRecent },
  testKey: {
    // A UUID that was used before is refused.
    toRequest: () => tasks({ taskType: 'accountManagement', taskUUID: randomUUID(), operation: 'getDetails' }),
    accepts: (response) => response.status >= 200 && response.status < 300 && readAnswer(response).errors.length === 0,
    readAccount,
  },
  readFailure: readRunwareFailure,
});
