import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect, uuidOf } from '../simulated-dialect.ts';
import { isOver, type SimulatedJob, type SimulatedJobs } from '../simulated-jobs.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from '../simulated-vendor.ts';
import { type RunwayTask, runwayIssues, runwayModel } from './runway-models.ts';

const docUrl = 'https://docs.dev.runwayml.com/api';
const problem = (status: number, error: string, more: object = {}): Answer => ({ status, body: { error, ...more } });
const notFound = problem(404, 'Task not found');
const microsPerCredit = 10_000;

/** The wire format of https://docs.dev.runwayml.com/api, version 2024-11-06, without uploads. */
export const runwayDialect: SimulatedDialect = {
  id: 'runway',
  basePath: '',
  idOf: uuidOf,
  // A refused input stays charged; what failed otherwise, or was stopped before it began, is given back.
  refunds: ({ state, mishap, begun }) =>
    (state === 'failed' && mishap !== 'fail-content') || (state === 'cancelled' && !begun),
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Invalid API key.'),
    'no-credit': problem(400, 'You do not have enough credits to run this task.', { docUrl }),
    'rate-limited': (seconds) => ({
      ...problem(429, 'You have reached your daily task limit.'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': notFound,
  },
  routes: [
    {
      method: 'POST',
      path: /^\/v1\/(?<task>text_to_video|image_to_video|text_to_image)$/,
      step: 'submit',
      answer: create,
    },
    {
      method: 'GET',
      path: /^\/v1\/tasks\/(?<id>[\w-]+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = remembered(jobs, params.id);
        return job ? { status: 200, body: taskOf(job, origin) } : notFound;
      },
    },
    { method: 'DELETE', path: /^\/v1\/tasks\/(?<id>[\w-]+)$/, step: 'cancel', answer: remove },
    { method: 'GET', path: /^\/v1\/organization$/, step: 'account', answer: organization },
  ],
};

/** Runway on 127.0.0.1. Nothing it makes costs anything. */
export const startSimulatedRunway = (options: SimulatedVendorOptions): Promise<SimulatedVendor> =>
  startSimulatedVendor(runwayDialect, options);

function create({ params, body, headers, accept }: SimulatedCall): Answer {
  if (headers['x-runway-version'] !== '2024-11-06')
    return problem(400, 'The X-Runway-Version header is not valid.', { docUrl });
  const issues = runwayIssues(params.task as RunwayTask, body);
  const input = recordOf(body);
  const model = runwayModel(input.model);
  if (!model || issues.length > 0) return problem(400, 'Validation of body failed', { issues, docUrl });
  const seconds = Number(input.duration ?? 5);
  const credits = model.credits(input) * (model.makes === 'video' ? seconds : 1);
  const job = accept({
    ...{ model: String(input.model), input, usualSeconds: model.usualSeconds, micros: credits * microsPerCredit },
    media: {
      makes: model.makes,
      prompt: String(input.promptText ?? ''),
      seconds,
      aspect: aspectOf(String(input.ratio)),
    },
  });
  return { status: 200, body: { id: job.id, estimatedCost: { credits } } };
}

/** The nearest of the shapes that the rehearsal's media know. */
function aspectOf(ratio: string): string {
  const [width = 16, height = 9] = ratio.split(':').map(Number);
  if (width === height) return '1:1';
  if (width > height) return '16:9';
  return width / height > 0.7 ? '4:5' : '9:16';
}

/** Finished tasks that were deleted since, of each simulated vendor. */
const deleted = new WeakMap<SimulatedJobs, Set<string>>();

/** Aborted and deleted tasks cannot be fetched again. */
function remembered(jobs: SimulatedJobs, id = ''): SimulatedJob | null {
  const job = jobs.get(id);
  return job?.state === 'cancelled' || deleted.get(jobs)?.has(id) ? null : job;
}

function remove({ jobs, params: { id = '' } }: SimulatedCall): Answer {
  const job = remembered(jobs, id);
  if (!job) return notFound;
  if (isOver(job)) deleted.set(jobs, new Set([...(deleted.get(jobs) ?? []), id]));
  jobs.cancel(id);
  return { status: 204, body: '' };
}

function taskOf(job: SimulatedJob, origin: string) {
  const { id, createdAt, fraction, file, mishap, micros } = job;
  const task = { id, createdAt: new Date(createdAt).toISOString() };
  const credits = micros / microsPerCredit;
  switch (job.state) {
    case 'waiting':
      return { ...task, status: job.startsAt > Date.now() ? 'THROTTLED' : 'PENDING', estimatedCost: { credits } };
    case 'working':
      return { ...task, status: 'RUNNING', progress: fraction, estimatedCost: { credits } };
    case 'succeeded': {
      const output = mishap === 'output-removed' ? [] : [`${origin}/files/${id}/output${extname(file ?? '')}`];
      return { ...task, status: 'SUCCEEDED', output, cost: { credits } };
    }
    case 'failed':
      return {
        ...task,
        status: 'FAILED',
        ...failureOf(job),
        cost: { credits: runwayDialect.refunds(job) ? 0 : credits },
      };
    case 'cancelled':
      return { ...task, status: 'CANCELLED', cost: { credits: runwayDialect.refunds(job) ? 0 : credits } };
  }
}

const failureOf = ({ mishap }: SimulatedJob) =>
  mishap === 'fail-content'
    ? { failure: 'The input did not pass content moderation.', failureCode: 'SAFETY.INPUT.TEXT' }
    : { failure: 'An unexpected error occurred.', failureCode: 'INTERNAL.BAD_OUTPUT.CODE01' };

function organization(): Answer {
  const limits = { maxConcurrentGenerations: 3, maxDailyGenerations: 500 };
  return {
    status: 200,
    body: {
      creditBalance: 1234,
      tier: { maxMonthlyCreditSpend: 10_000, models: { 'gen4.5': limits } },
      usage: { models: { 'gen4.5': { dailyGenerations: 3 } } },
    },
  };
}
