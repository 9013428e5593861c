import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect, uuidOf } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';

const problem = (status: number, detail: string, headers: Record<string, string> = {}): Answer => ({
  ...{ status, headers, body: { detail } },
});
const notFound = problem(404, 'Generation not found');

/** The wire format of npm lumaai 1.19.1, of clips from text; its errors are a guess. */
export const lumaDreamMachineDialect: SimulatedDialect = {
  id: 'luma-dream-machine',
  basePath: '/dream-machine/v1',
  idOf: uuidOf,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Invalid API key'),
    'no-credit': problem(400, 'Insufficient credits'),
    'rate-limited': (seconds) =>
      problem(429, 'Too many requests', seconds === null ? {} : { 'retry-after': String(seconds) }),
    'not-found': notFound,
  },
  routes: [
    { method: 'POST', path: /^\/dream-machine\/v1\/generations\/video$/, step: 'submit', answer: create },
    {
      method: 'GET',
      path: /^\/dream-machine\/v1\/generations\/(?<id>[\w-]+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job ? { status: 200, body: generationOf(job, origin) } : notFound;
      },
    },
    { method: 'GET', path: /^\/dream-machine\/v1\/generations$/, step: 'list', answer: list },
    {
      method: 'GET',
      path: /^\/dream-machine\/v1\/credits$/,
      step: 'account',
      answer: () => ({ status: 200, body: { credit_balance: 1250 } }),
    },
  ],
};

/** Micro-dollars of 5 s by resolution: a partner's list of 2026-08. */
const prices: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'ray-2': { '540p': 570_000, '720p': 1_020_000, '1080p': 2_270_000 },
  'ray-flash-2': { '540p': 200_000, '720p': 340_000, '1080p': 790_000 },
};
const known = ['generation_type', 'model', 'prompt', 'aspect_ratio', 'duration', 'resolution', 'loop'];
const aspects = ['1:1', '16:9', '9:16', '4:3', '3:4', '21:9', '9:21'];

function create({ body, accept, origin }: SimulatedCall): Answer {
  const input = recordOf(body);
  const { model, prompt, aspect_ratio, duration, resolution } = input;
  const micros = prices[String(model)]?.[String(resolution)];
  const odd = Object.keys(input).find((name) => !known.includes(name));
  if (odd) return problem(400, `Unknown field ${odd}`);
  if (micros === undefined) return problem(400, 'Invalid model or resolution');
  if (typeof prompt !== 'string' || prompt === '') return problem(400, 'Prompt is required');
  if (!['5s', '9s'].includes(String(duration))) return problem(400, 'Invalid duration');
  if (!aspects.includes(String(aspect_ratio))) return problem(400, 'Invalid aspect_ratio');
  const seconds = Number.parseInt(String(duration), 10);
  const job = accept({
    ...{ model: String(model), input, usualSeconds: 90, micros: Math.round((micros * seconds) / 5) },
    media: { makes: 'video', prompt, seconds, aspect: String(aspect_ratio) },
  });
  return { status: 201, body: generationOf(job, origin) };
}

function list({ jobs, query, origin }: SimulatedCall): Answer {
  const [limit, offset] = [Number(query.get('limit') ?? 10), Number(query.get('offset') ?? 0)];
  const all = jobs.list();
  const generations = all.slice(offset, offset + limit).map((job) => generationOf(job, origin));
  return {
    status: 200,
    body: { generations, has_more: all.length > offset + limit, count: all.length, limit, offset },
  };
}

const states = {
  waiting: 'queued',
  working: 'dreaming',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
};

function generationOf(job: SimulatedJob, origin: string) {
  const { id, model, state, mishap, file, createdAt, input } = job;
  const isDone = state === 'succeeded' && mishap !== 'output-removed';
  const video = isDone ? `${origin}/files/${id}/output${extname(file ?? '')}` : null;
  const refused = mishap === 'fail-content' ? '400: Prompt blocked by moderation' : 'Internal error';
  return {
    ...{ id, generation_type: 'video', state: states[state], created_at: new Date(createdAt).toISOString(), model },
    failure_reason: state === 'failed' ? refused : null,
    assets: state === 'succeeded' ? { video, image: null, progress_video: null } : null,
    request: { generation_type: 'video', ...input },
  };
}
