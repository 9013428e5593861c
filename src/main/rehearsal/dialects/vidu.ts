import { extname } from 'node:path';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';

const problem = (code: number, reason: string, message: string, headers: Record<string, string> = {}): Answer => ({
  ...{ status: code, headers, body: { code, reason, message, metadata: { trace_id: 't1' } } },
});
const notFound = problem(404, 'TaskNotFound', 'task not found');
const microsPerCredit = 5000;

/** The wire format of https://platform.vidu.com/docs, of Q3 clips from text and from one or two pictures. */
export const viduDialect: SimulatedDialect = {
  id: 'vidu',
  basePath: '',
  idOf: (hash) => BigInt(`0x${hash.slice(0, 14)}`).toString(),
  refunds: ({ state, begun }) => state === 'failed' || (state === 'cancelled' && !begun),
  secretOf: ({ authorization = '' }) => /^Token (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Unauthorized', 'invalid token'),
    'no-credit': problem(400, 'CreditInsufficient', 'credit insufficient'),
    'rate-limited': (seconds) =>
      problem(
        ...([429, 'TooManyRequests', 'too many requests'] as const),
        seconds === null ? {} : { 'retry-after': String(seconds) },
      ),
    'not-found': notFound,
  },
  routes: [
    {
      method: 'POST',
      path: /^\/ent\/v2\/(?<task>text2video|img2video|start-end2video)$/,
      step: 'submit',
      answer: create,
    },
    {
      method: 'GET',
      path: /^\/ent\/v2\/tasks\/(?<id>\d+)\/creations$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job ? { status: 200, body: taskOf(job, origin) } : notFound;
      },
    },
    { method: 'POST', path: /^\/ent\/v2\/tasks\/(?<id>\d+)\/cancel$/, step: 'cancel', answer: cancel },
  ],
};

/** Credits of a second by resolution: Vidu's page of 2026-07-10. */
const models: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'viduq3-pro': { '540p': 9, '720p': 20, '1080p': 24 },
  'viduq3-turbo': { '540p': 7, '720p': 11, '1080p': 13 },
};
const pictures: Readonly<Record<string, number>> = { text2video: 0, img2video: 1, 'start-end2video': 2 };

function create({ params: { task = '' }, body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const { model, prompt, duration, resolution, aspect_ratio } = input;
  const perSecond = models[String(model)]?.[String(resolution)];
  if (perSecond === undefined) return problem(400, 'FieldInvalid', 'model or resolution is invalid');
  const no = refused(task, input);
  if (no) return no;
  const credits = perSecond * Number(duration);
  const job = accept({
    ...{ model: String(model), input, usualSeconds: 90, micros: credits * microsPerCredit },
    media: {
      makes: 'video',
      prompt: String(prompt),
      seconds: Number(duration),
      aspect: String(aspect_ratio ?? '16:9'),
    },
  });
  const created_at = new Date(job.createdAt).toISOString();
  return { status: 200, body: { ...input, task_id: job.id, state: 'created', off_peak: false, credits, created_at } };
}

const known = ['model', 'prompt', 'duration', 'resolution', 'seed', 'audio'];

function refused(task: string, input: Readonly<Record<string, unknown>>): Answer | null {
  const { prompt, duration, seed, audio, aspect_ratio, images } = input;
  const names = [...known, task === 'text2video' ? 'aspect_ratio' : 'images'];
  const odd = Object.keys(input).find((name) => !names.includes(name));
  if (odd) return problem(400, 'FieldUnwanted', `field ${odd} is unwanted`);
  if (typeof prompt !== 'string' || prompt === '') return problem(400, 'FieldLacking', 'field prompt is required');
  const given = Array.isArray(images) ? images : [];
  const wrong = [
    [prompt.length > 2000, 'prompt'],
    [!Number.isInteger(duration) || Number(duration) < 1 || Number(duration) > 16, 'duration'],
    [!Number.isInteger(seed), 'seed'],
    [typeof audio !== 'boolean', 'audio'],
    [given.length !== pictures[task] || !given.every(isAddress), 'images'],
    [task === 'text2video' && !['16:9', '9:16', '3:4', '4:3', '1:1'].includes(String(aspect_ratio)), 'aspect_ratio'],
  ].find(([isWrong]) => isWrong);
  return wrong ? problem(400, 'FieldInvalid', `field ${wrong[1]} is invalid`) : null;
}

function cancel({ jobs, params: { id = '' }, body }: SimulatedCall): Answer {
  const job = jobs.get(id);
  if (!job) return notFound;
  if (recordOf(body).id !== id) return problem(400, 'FieldInvalid', 'field id is invalid');
  if (job.state !== 'waiting') return problem(400, 'BadRequest', 'task can not be cancelled');
  jobs.cancel(id);
  return { status: 200, body: {} };
}

const states = {
  waiting: 'queueing',
  working: 'processing',
  succeeded: 'success',
  failed: 'failed',
  cancelled: 'failed',
};

function taskOf(job: SimulatedJob, origin: string) {
  const { id, state, mishap, file, micros } = job;
  const isDone = state === 'succeeded' && mishap !== 'output-removed';
  const isFree = (state === 'failed' || state === 'cancelled') && viduDialect.refunds(job);
  return {
    ...{ id, state: states[state], err_code: reasonOf(job), payload: '', bgm: false, off_peak: false },
    credits: isFree ? 0 : micros / microsPerCredit,
    creations: isDone ? [{ id: 'c1', url: `${origin}/files/${id}/output${extname(file ?? '')}`, cover_url: '' }] : [],
  };
}

function reasonOf({ state, mishap }: SimulatedJob): string {
  if (state === 'cancelled') return 'Canceled';
  if (state !== 'failed') return '';
  return mishap === 'fail-content' ? 'CreationPolicyViolation' : 'InternalServiceFailure';
}
