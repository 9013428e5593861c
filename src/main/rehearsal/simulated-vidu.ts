import { extname } from 'node:path';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from './simulated-dialect.ts';
import type { SimulatedJob } from './simulated-jobs.ts';

const problem = (status: number, reason: string, message: string): Answer => ({
  status,
  body: { code: status, reason, message, metadata: { trace_id: 't1' } },
});
const notFound = problem(404, 'TaskNotFound', 'task not found');
const microsPerCredit = 5000;

/** The wire format of https://platform.vidu.com/docs: text, first frame, first and last frame. */
export const viduDialect: SimulatedDialect = {
  id: 'vidu',
  basePath: '',
  idOf: (hash) => `8${BigInt(`0x${hash.slice(0, 14)}`)}`.slice(0, 18),
  refunds: ({ state, begun }) => state === 'failed' || (state === 'cancelled' && !begun),
  secretOf: ({ authorization = '' }) => /^Token (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Unauthorized', 'invalid token'),
    'no-credit': problem(400, 'CreditInsufficient', 'credit insufficient'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'TooManyRequests', 'too many requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': notFound,
  },
  routes: [
    {
      method: 'POST',
      path: /^\/ent\/v2\/(?<way>text2video|img2video|start-end2video)$/,
      step: 'submit',
      answer: create,
    },
    {
      method: 'GET',
      path: /^\/ent\/v2\/tasks\/(?<id>\d+)\/creations$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job ? { status: 200, body: creationsOf(job, origin) } : notFound;
      },
    },
    { method: 'POST', path: /^\/ent\/v2\/tasks\/(?<id>\d+)\/cancel$/, step: 'cancel', answer: cancel },
  ],
};

type Model = {
  readonly ways: readonly string[];
  readonly seconds: readonly [number, number];
  /** Credits a second, by resolution. */
  readonly credits: Readonly<Record<string, number>>;
};

const everyWay = ['text2video', 'img2video', 'start-end2video'];
/** Priced as platform.vidu.com on 2026-07-10. */
const models: Readonly<Record<string, Model>> = {
  'viduq3-pro': { ways: everyWay, seconds: [1, 16], credits: { '540p': 9, '720p': 20, '1080p': 24 } },
  'viduq3-turbo': { ways: everyWay, seconds: [1, 16], credits: { '540p': 7, '720p': 11, '1080p': 13 } },
  'viduq3-pro-fast': { ways: ['img2video'], seconds: [1, 16], credits: { '720p': 20, '1080p': 25 } },
};

type Input = Readonly<Record<string, unknown>>;
const invalid = (message: string): Answer => problem(400, 'FieldInvalid', message);

function create({ params: { way = '' }, body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const model = models[String(input.model)];
  if (!model?.ways.includes(way)) return problem(400, 'ModelUnavailable', 'model unavailable');
  const no = refused(way, model, input);
  if (no) return no;
  const seconds = Number(input.duration);
  const credits = seconds * (model.credits[String(input.resolution)] ?? 0);
  const job = accept({
    ...{ model: String(input.model), input, usualSeconds: 90, micros: credits * microsPerCredit },
    media: { makes: 'video', prompt: String(input.prompt), seconds, aspect: String(input.aspect_ratio ?? '16:9') },
  });
  const { model: name, prompt, resolution, payload } = input;
  return {
    status: 200,
    body: {
      task_id: job.id,
      state: 'created',
      model: name,
      prompt,
      images: input.images ?? [],
      resolution,
      payload,
      credits,
    },
  };
}

function refused(way: string, { seconds: [least, most], credits }: Model, input: Input): Answer | null {
  const { prompt, duration, resolution, aspect_ratio, images = [] } = input;
  if (typeof prompt !== 'string' || prompt === '') return problem(400, 'FieldLacking', 'field prompt is required');
  if (!Number.isInteger(duration) || Number(duration) < least || Number(duration) > most) return invalid('duration');
  if (!(String(resolution) in credits)) return invalid('resolution');
  const count = everyWay.indexOf(way);
  if (!Array.isArray(images) || images.length !== count || !images.every(isAddress)) return invalid('images');
  const shapes = ['16:9', '9:16', '3:4', '4:3', '1:1'];
  if (count === 0 && !shapes.includes(String(aspect_ratio))) return invalid('aspect_ratio');
  return count > 0 && aspect_ratio !== undefined ? problem(400, 'FieldUnwanted', 'aspect_ratio') : null;
}

function cancel({ jobs, params: { id = '' } }: SimulatedCall): Answer {
  const job = jobs.get(id);
  if (!job) return notFound;
  if (job.state !== 'waiting') return problem(400, 'BadRequest', 'task can not be cancelled');
  jobs.cancel(id);
  return { status: 200, body: {} };
}

const states = {
  waiting: 'queueing',
  working: 'processing',
  succeeded: 'success',
  failed: 'failed',
  cancelled: 'canceled',
};

function creationsOf(job: SimulatedJob, origin: string) {
  const { id, state, micros, mishap, file } = job;
  const made = state === 'succeeded' && mishap !== 'output-removed';
  return {
    ...{ id, state: states[state], bgm: false, off_peak: false },
    err_code:
      state === 'failed' ? (mishap === 'fail-content' ? 'CreationPolicyViolation' : 'InternalServiceFailure') : '',
    credits: viduDialect.refunds(job) ? 0 : micros / microsPerCredit,
    creations: made ? [{ id: `${id}1`, url: `${origin}/files/${id}/clip${extname(file ?? '')}` }] : [],
  };
}
