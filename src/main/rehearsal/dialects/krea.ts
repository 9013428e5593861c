import { extname } from 'node:path';
import { nearestShape } from '../../vendors/kit/nearest-shape.ts';
import {
  type Answer,
  isAddress,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  uuidOf,
} from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';

const problem = (status: number, message: string): Answer => ({ status, body: { message } });

/** The wire format of https://docs.krea.ai, for the models of the catalogue. */
export const kreaDialect: SimulatedDialect = {
  id: 'krea',
  basePath: '',
  idOf: uuidOf,
  refunds: ({ state, begun }) => state === 'failed' || (state === 'cancelled' && !begun),
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Unauthorized'),
    'no-credit': problem(402, 'INSUFFICIENT_BALANCE'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Too many requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'Not found'),
  },
  routes: [
    {
      ...{ method: 'GET', path: /^\/jobs$/, step: 'account' },
      answer: () => ({ status: 200, body: { items: [], next_cursor: null } }),
    },
    { method: 'GET', path: /^\/jobs\/(?<id>[\w-]+)$/, step: 'poll', answer: look },
    { method: 'DELETE', path: /^\/jobs\/(?<id>[\w-]+)$/, step: 'cancel', answer: stop },
    { method: 'POST', path: /^\/generate\/(?<model>(image|video)\/[\w./-]+)$/, step: 'submit', answer: create },
  ],
};

type Model = { readonly takes: readonly string[]; readonly usd: number; readonly seconds?: readonly number[] };

const clip = (usd: number, seconds: readonly number[]): Model => ({
  ...{ usd, seconds, takes: ['prompt', 'duration', 'aspect_ratio', 'start_image', 'resolution'] },
});
const krea2 = (usd: number): Model => ({ usd, takes: ['prompt', 'aspect_ratio', 'resolution', 'creativity', 'seed'] });
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Pictures priced as a partner's list of 2026-08, clips by guess: their compute units have no public price. */
const models: Readonly<Record<string, Model>> = {
  'image/krea/krea-2/large': krea2(0.06),
  'image/krea/krea-2/medium': krea2(0.03),
  'image/bfl/flux-1-dev': { usd: 0.007, takes: ['prompt', 'width', 'height', 'steps'] },
  'video/kling/kling-2.5': clip(0.07, [5, 10]),
  'video/kling/kling-3.0': clip(0.17, from(3, 15)),
  'video/minimax/hailuo-2.3': clip(0.08, [6, 10]),
  'video/google/veo-3.1-fast': clip(0.15, [4, 6, 8]),
  'video/bytedance/seedance-2-5': clip(0.2, from(4, 15)),
};

function create({ params, body, accept }: SimulatedCall): Answer {
  const [name, input] = [params.model ?? '', recordOf(body)];
  const model = models[name];
  if (!model) return kreaDialect.refusals['not-found'];
  const odd = Object.keys(input).filter((key) => !model.takes.includes(key));
  if (odd.length > 0) return problem(422, `Unrecognized keys: ${odd.map((key) => `"${key}"`).join(', ')}`);
  if (typeof input.prompt !== 'string') return problem(422, 'prompt: Required');
  if (model.seconds && !model.seconds.includes(Number(input.duration))) return problem(422, 'duration: Invalid input');
  const { start_image: still } = input;
  if (still !== undefined && !isAddress(still)) return problem(422, 'start_image: Invalid input');
  const seconds = Number(input.duration ?? 0);
  const isClip = name.startsWith('video/');
  const job = accept({
    ...{
      model: name,
      input,
      usualSeconds: isClip ? 90 : 8,
      micros: Math.round(model.usd * (seconds || 1) * 1_000_000),
    },
    media: { makes: isClip ? 'video' : 'image', prompt: input.prompt, seconds, aspect: aspectOf(input) },
  });
  return { status: 200, body: jobOf(job, '') };
}

function aspectOf({ aspect_ratio, width, height }: Readonly<Record<string, unknown>>): string {
  if (width === undefined) return String(aspect_ratio ?? '16:9');
  return nearestShape(['16:9', '9:16', '1:1', '4:5'], { width: Number(width), height: Number(height) });
}

function look({ jobs, params, origin }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  return job ? { status: 200, body: jobOf(job, origin) } : kreaDialect.refusals['not-found'];
}

function stop({ jobs, params }: SimulatedCall): Answer {
  return jobs.cancel(params.id ?? '') ? { status: 200, body: {} } : kreaDialect.refusals['not-found'];
}

const states = { waiting: 'queued', working: 'processing', succeeded: 'completed' } as const;

function jobOf({ id, state, createdAt, file, mishap }: SimulatedJob, origin: string) {
  const job = { job_id: id, created_at: new Date(createdAt).toISOString(), completed_at: null, result: null };
  const urls = mishap === 'output-removed' ? [] : [`${origin}/files/${id}/output${extname(file ?? '')}`];
  switch (state) {
    case 'succeeded':
      return { ...job, status: states[state], result: { urls } };
    case 'failed': {
      const code = mishap === 'fail-content' ? 'content_moderation' : 'generation_failed';
      return { ...job, status: state, error: { code, message: 'Generation failed' } };
    }
    case 'cancelled':
      return { ...job, status: state };
    default:
      return { ...job, status: states[state] };
  }
}
