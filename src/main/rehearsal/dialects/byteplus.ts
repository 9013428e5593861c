import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { type ByteplusOrder, byteplusProblem, readImageOrder, readVideo } from './byteplus-models.ts';

const notFound = byteplusProblem(404, 'NotFound', 'The task does not exist.');
const busy = byteplusProblem(409, 'InvalidAction.RunningTaskDeletion', 'The task is running and cannot be deleted.');

/** The wire format of @ai-sdk/bytedance 1.0.29 and of BytePlus's pages: video tasks, pictures at once. */
export const byteplusDialect: SimulatedDialect = {
  id: 'byteplus',
  basePath: '/api/v3',
  idOf: (hash) => `cgt-20261120160000-${hash.slice(0, 8)}`,
  refunds: ({ state }) => state === 'failed' || state === 'cancelled',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: byteplusProblem(401, 'AuthenticationError', 'The API key in the request is missing or invalid.'),
    'no-credit': byteplusProblem(403, 'AccountOverdueError', 'Your account has an overdue balance.'),
    'rate-limited': (seconds) => ({
      ...byteplusProblem(429, 'RateLimitExceeded.EndpointRPMExceeded', 'The requests per minute limit is exceeded.'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': notFound,
  },
  routes: [
    { method: 'POST', path: /^\/api\/v3\/contents\/generations\/tasks$/, step: 'submit', answer: create },
    { method: 'POST', path: /^\/api\/v3\/images\/generations$/, step: 'submit', answer: paint },
    { method: 'GET', path: /^\/api\/v3\/contents\/generations\/tasks$/, step: 'list', answer: list },
    {
      method: 'GET',
      path: /^\/api\/v3\/contents\/generations\/tasks\/(?<id>[\w-]+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job ? { status: 200, body: taskOf(job, origin) } : notFound;
      },
    },
    {
      method: 'DELETE',
      path: /^\/api\/v3\/contents\/generations\/tasks\/(?<id>[\w-]+)$/,
      step: 'cancel',
      answer: remove,
    },
  ],
};

function accept(call: SimulatedCall, order: ByteplusOrder, makes: 'video' | 'image'): SimulatedJob {
  const { prompt, seconds, micros, tokens } = order;
  const input = recordOf(call.body);
  const shape = String(input.ratio ?? '16:9');
  return call.accept({
    ...{ model: String(input.model), micros, usualSeconds: makes === 'video' ? 90 : 15 },
    input: { ...input, tokens },
    media: { makes, prompt, seconds, aspect: /^(9:16|1:1)$/.test(shape) ? shape : '16:9' },
  });
}

function create(call: SimulatedCall): Answer {
  const order = readVideo(recordOf(call.body));
  return 'status' in order ? order : { status: 200, body: { id: accept(call, order, 'video').id } };
}

async function paint(call: SimulatedCall): Promise<Answer> {
  const order = readImageOrder(recordOf(call.body));
  if ('status' in order) return order;
  const { id, model } = accept(call, order, 'image');
  const job = await call.jobs.settled(id);
  if (!job?.file) {
    return call.mishap === 'fail-content'
      ? byteplusProblem(400, 'InputTextSensitiveContentDetected', 'The input text may contain sensitive information.')
      : byteplusProblem(500, 'InternalServiceError', 'The service encountered an unexpected internal error.');
  }
  const b64_json = (await readFile(job.file)).toString('base64');
  const created = Math.floor(job.createdAt / 1000);
  return { status: 200, body: { model, created, data: [{ b64_json }], usage: { generated_images: 1 } } };
}

function list({ jobs, account, query, origin }: SimulatedCall): Answer {
  const mine = jobs.list().filter((job) => job.account === account && job.makes === 'video');
  const items = mine.slice(0, Number(query.get('page_size') ?? 10)).map((job) => taskOf(job, origin));
  return { status: 200, body: { items, total: mine.length } };
}

function remove({ jobs, params: { id = '' } }: SimulatedCall): Answer {
  const job = jobs.get(id);
  if (!job) return notFound;
  if (job.state === 'working') return busy;
  jobs.cancel(id);
  return { status: 200, body: {} };
}

const statuses = { waiting: 'queued', working: 'running' } as const;

function taskOf(job: SimulatedJob, origin: string) {
  const { id, model, state, mishap, input, file } = job;
  const at = Math.floor(job.createdAt / 1000);
  const task = { id, model, created_at: at, updated_at: at, service_tier: 'default' };
  switch (state) {
    case 'waiting':
    case 'working':
      return { ...task, status: statuses[state] };
    case 'cancelled':
      return { ...task, status: 'cancelled' };
    case 'failed':
      return { ...task, status: 'failed', error: errorOf(mishap) };
    case 'succeeded': {
      const content =
        mishap === 'output-removed' ? {} : { video_url: `${origin}/files/${id}/output${extname(file ?? '')}` };
      const usage = { completion_tokens: input.tokens, total_tokens: input.tokens };
      return { ...task, status: 'succeeded', content, usage, framespersecond: 24 };
    }
  }
}

const errorOf = (mishap: SimulatedJob['mishap']) =>
  mishap === 'fail-content'
    ? { code: 'OutputVideoSensitiveContentDetected', message: 'The output video may contain sensitive information.' }
    : { code: 'InternalServiceError', message: 'The service encountered an unexpected internal error.' };
