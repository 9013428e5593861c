import { extname } from 'node:path';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';

const problem = (status: number, code: string, message: string, ...issues: string[]): Answer => ({
  ...{ status, body: { message, code, issues: issues.map((issue) => ({ message: issue })) } },
});
const invalid = (issue: string): Answer => problem(400, 'BAD_REQUEST', 'Input validation failed', issue);

/** The wire format of https://docs.pollo.ai, for the models of the catalogue. */
export const polloDialect: SimulatedDialect = {
  id: 'pollo',
  basePath: '/api/platform',
  idOf: (hash) => `cm${hash.slice(0, 23)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: (headers) => (typeof headers['x-api-key'] === 'string' ? headers['x-api-key'] : null),
  refusals: {
    unauthorized: problem(401, 'UNAUTHORIZED', 'Invalid API key'),
    'no-credit': problem(403, 'FORBIDDEN', 'Not enough credits'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'TOO_MANY_REQUESTS', 'Too many requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'NOT_FOUND', 'Not found'),
  },
  routes: [
    {
      ...{ method: 'GET', path: /^\/api\/platform\/credit\/balance$/, step: 'account' },
      answer: () => ({ status: 200, body: { availableCredits: 250, totalCredits: 300 } }),
    },
    { method: 'GET', path: /^\/api\/platform\/generation\/(?<id>\w+)\/status$/, step: 'poll', answer: look },
    { method: 'POST', path: /^\/api\/platform\/generation\/(?<model>[\w-]+\/[\w-]+)$/, step: 'submit', answer: create },
  ],
};

type Model = {
  readonly length: 'length' | 'duration';
  readonly seconds: readonly number[];
  readonly takes: readonly string[];
  /** Dollars of a second, by guess: Pollo bills credits of which no price could be seen. */
  readonly usd: number;
};
const usual = ['prompt', 'image', 'resolution', 'aspectRatio', 'negativePrompt'];
const clip = (usd: number, seconds: readonly number[], ...more: string[]): Model => ({
  ...{ usd, seconds, length: 'length', takes: [...usual, ...more] },
});

const models: Readonly<Record<string, Model>> = {
  'pollo/pollo-v2-0': clip(0.06, [5, 10]),
  'pollo/pollo-v1-6': clip(0.05, [5, 10], 'seed'),
  'minimax/minimax-hailuo-02': clip(0.06, [6, 10]),
  'bytedance/seedance-1-5-pro': clip(0.06, [5, 10], 'generateAudio', 'cameraFixed', 'seed'),
  'pixverse/pixverse-v4-5': clip(0.06, [5, 8], 'seed'),
  'wanx/wan-v2-5-preview': clip(0.1, [5, 10], 'generateAudio', 'seed'),
  'luma/luma-ray-2-0': clip(0.1, [5, 9], 'imageTail'),
};

function faultIn(model: Model, input: Readonly<Record<string, unknown>>): string | null {
  const odd = Object.keys(input).find((key) => key !== model.length && !model.takes.includes(key));
  if (odd !== undefined) return `Unrecognized key ${odd}`;
  if (typeof input.prompt !== 'string') return 'Required';
  if (!model.seconds.includes(Number(input[model.length]))) return `Invalid ${model.length}`;
  const { resolution = '720p' } = input;
  if (!['480p', '720p', '1080p'].includes(String(resolution))) return 'Invalid resolution';
  return [input.image, input.imageTail].every((still) => still === undefined || isAddress(still))
    ? null
    : 'Invalid image';
}

function create({ params, body, accept }: SimulatedCall): Answer {
  const model = models[params.model ?? ''];
  if (!model) return polloDialect.refusals['not-found'];
  const { input } = recordOf(body);
  if (input === undefined) return invalid('Required');
  const asked = recordOf(input);
  const fault = faultIn(model, asked);
  if (fault !== null) return invalid(fault);
  const seconds = Number(asked[model.length]);
  const { id } = accept({
    ...{
      model: params.model ?? '',
      input: asked,
      usualSeconds: 90,
      micros: Math.round(model.usd * seconds * 1_000_000),
    },
    media: { makes: 'video', prompt: String(asked.prompt), seconds, aspect: String(asked.aspectRatio ?? '16:9') },
  });
  return { status: 200, body: { taskId: id, status: 'waiting' } };
}

function look({ jobs, params, origin }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  if (!job) return polloDialect.refusals['not-found'];
  return { status: 200, body: { taskId: job.id, credit: 12.5, generations: [generationOf(job, origin)] } };
}

const states = {
  waiting: 'waiting',
  working: 'processing',
  succeeded: 'succeed',
  failed: 'failed',
  cancelled: 'failed',
};

function generationOf({ id, state, file, mishap, createdAt }: SimulatedJob, origin: string) {
  const at = new Date(createdAt).toISOString();
  const has = state === 'succeeded' && mishap !== 'output-removed';
  return {
    ...{ id: `g-${id}`, status: states[state], mediaType: 'video', createdDate: at, updatedDate: at },
    failMsg: state !== 'failed' ? null : mishap === 'fail-content' ? 'Content policy violation' : 'Generation failed',
    url: has ? `${origin}/files/${id}/output${extname(file ?? '')}` : null,
  };
}
