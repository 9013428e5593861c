import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect, uuidOf } from '../simulated-dialect.ts';
import type { SimulatedJob, SimulatedJobs } from '../simulated-jobs.ts';
import { type Complaint, complaintAbout, orderOf } from './models.ts';
import { runwareModels } from './runware-models.ts';

type Task = Readonly<Record<string, unknown>>;

const taskIn = (body: unknown): Task => recordOf(Array.isArray(body) ? body[0] : undefined);
const asks =
  (...types: readonly string[]) =>
  (body: unknown): boolean =>
    types.includes(String(taskIn(body).taskType));

const refusal = (status: number, code: string, message: string, more: object = {}): Answer => ({
  status,
  body: { errors: [{ code, message, ...more }] },
});
const poor = 'Insufficient credits, please add your credit card and top-up your balance';
const path = /^\/v1$/;
const inference = { videoInference: 'video', imageInference: 'image' } as const;

/** The wire format of https://runware.ai/docs over HTTP: lists of one task, each under its client's UUID. */
export const runwareDialect: SimulatedDialect = {
  id: 'runware',
  basePath: '',
  idOf: uuidOf,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: refusal(401, 'invalidApiKey', 'Invalid API key. Get one at https://my.runware.ai/signup', {
      ...{ parameter: 'apiKey', taskType: 'authentication' },
    }),
    'no-credit': refusal(400, 'insufficientCredits', poor),
    'rate-limited': (seconds) => ({
      ...refusal(429, 'inferenceRateLimitExceeded', 'Rate limit exceeded. Please retry later.'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': refusal(400, 'invalidTaskType', 'Invalid value for taskType.', { parameter: 'taskType' }),
    inside: refusal(200, 'insufficientCredits', 'Insufficient available balance.'),
  },
  routes: [
    { method: 'POST', path, step: 'submit', asks: asks(...Object.keys(inference)), answer: submit },
    { method: 'POST', path, step: 'poll', asks: asks('getResponse'), answer: show },
    { method: 'POST', path, step: 'account', asks: asks('accountManagement'), answer: account },
  ],
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const codes: Readonly<Record<Complaint['why'], string>> = {
  ...{ missing: 'missingParameter', unknown: 'unsupportedParameter', invalid: 'invalidValue' },
};

const find = (jobs: SimulatedJobs, id: unknown): SimulatedJob | undefined =>
  jobs.list().find(({ input }) => input.taskUUID === id);

function refusedTask(task: Task, jobs: SimulatedJobs): Answer | null {
  const { taskType, taskUUID } = task;
  if (!uuid.test(String(taskUUID))) return refusal(400, 'invalidTaskUUID', 'It must be a UUID v4.', { taskType });
  if (find(jobs, taskUUID))
    return refusal(400, 'conflictTaskUUID', 'This UUID was used before.', { taskType, taskUUID });
  const isVideo = taskType === 'videoInference';
  const usual = { deliveryMethod: 'async', outputType: 'URL', outputFormat: isVideo ? 'MP4' : 'PNG', numberResults: 1 };
  const [odd] = Object.entries(usual).find(([name, value]) => task[name] !== value) ?? [];
  return odd
    ? refusal(400, 'invalidValue', `Invalid value for '${odd}' parameter.`, { parameter: odd, taskUUID })
    : null;
}

function submit({ body, jobs, accept }: SimulatedCall): Answer {
  const task = taskIn(body);
  const refused = refusedTask(task, jobs);
  if (refused) return refused;
  const {
    taskType,
    taskUUID,
    model: name,
    deliveryMethod,
    includeCost,
    numberResults,
    outputType,
    outputFormat,
    ...input
  } = task;
  const about = { taskType, taskUUID };
  const model = runwareModels[String(name)];
  if (model?.makes !== Reflect.get(inference, String(taskType))) {
    return refusal(400, 'invalidModel', "Invalid value for 'model' parameter.", { ...about, parameter: 'model' });
  }
  const odd = model && complaintAbout(model, input);
  if (!model || odd) {
    const code = odd ? codes[odd.why] : 'invalidModel';
    return refusal(400, code, `Invalid value for '${odd?.name}' parameter.`, { ...about, parameter: odd?.name });
  }
  if (input.width !== undefined && !model.sizes.includes(`${input.width}x${input.height}`)) {
    return refusal(400, 'invalidValue', `Allowed: ${model.sizes.join(', ')}.`, { ...about, parameter: 'width' });
  }
  const order = orderOf(String(name), model, input);
  accept({ ...order, input: { ...input, ...about, includeCost } });
  return { status: 200, body: { data: [about] } };
}

function show({ body, jobs, origin }: SimulatedCall): Answer {
  const { taskUUID } = taskIn(body);
  const job = find(jobs, taskUUID);
  if (!job) return refusal(200, 'taskNotFound', 'There is no such task.', { taskUUID, status: 'error' });
  const about = { taskType: job.input.taskType, taskUUID };
  switch (job.state) {
    case 'succeeded':
      return { status: 200, body: { data: [{ ...about, status: 'success', ...resultOf(job, origin) }] } };
    case 'failed':
      return { status: 200, body: { data: [], errors: [{ ...about, status: 'error', ...problemOf(job) }] } };
    default:
      return {
        status: 200,
        body: { data: [{ ...about, status: 'processing', progress: Math.round(job.fraction * 100) }] },
      };
  }
}

function resultOf({ id, file, makes, micros, input, mishap }: SimulatedJob, origin: string) {
  const url = mishap === 'output-removed' ? null : `${origin}/files/${id}/output${extname(file ?? '')}`;
  const cost = input.includeCost ? { cost: micros / 1_000_000 } : {};
  return { [`${makes}UUID`]: id, [`${makes}URL`]: url, seed: input.seed ?? 1, ...cost };
}

const problemOf = ({ mishap }: SimulatedJob) =>
  mishap === 'fail-content'
    ? {
        code: 'providerContentPolicyViolation',
        message: 'The provider rejected the request because of its content policy.',
      }
    : { code: 'timeoutProvider', message: 'The external provider did not respond within the timeout window.' };

function account({ body, account: organizationName }: SimulatedCall): Answer {
  const { taskUUID } = taskIn(body);
  const balance = { amount: 12.34, freeBalance: 0, currency: 'USD' };
  const details = { taskType: 'accountManagement', taskUUID, operation: 'getDetails', organizationName, balance };
  return { status: 200, body: { data: [details] } };
}
