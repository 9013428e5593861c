import { readFile } from 'node:fs/promises';
import { fileAnswer } from './file-answer.ts';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from './simulated-dialect.ts';
import type { SimulatedJob } from './simulated-jobs.ts';

const problem = (status: number, message: string, metadata?: object): Answer => ({
  status,
  body: { error: { code: status, message, ...(metadata && { metadata }) } },
});
const notFound = problem(404, 'Not Found');
const microsPerUsd = 1_000_000;
const base = '/api/v1';

/** The wire format of https://openrouter.ai/docs: videos as jobs, pictures at once. */
export const openrouterDialect: SimulatedDialect = {
  id: 'openrouter',
  basePath: base,
  idOf: (hash) => `gen-vid-1763546400-${hash.slice(0, 20)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'User not found.'),
    'no-credit': problem(402, 'Insufficient credits. Add more using https://openrouter.ai/settings/credits', {
      limit_source: 'openrouter_credits',
    }),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Rate limit exceeded'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': notFound,
  },
  routes: [
    { method: 'GET', path: /^\/api\/v1\/key$/, step: 'account', answer: () => ({ status: 200, body: { data: key } }) },
    { method: 'POST', path: /^\/api\/v1\/videos$/, step: 'submit', answer: createVideo },
    { method: 'POST', path: /^\/api\/v1\/images$/, step: 'submit', answer: createImage },
    {
      method: 'GET',
      path: /^\/api\/v1\/videos\/(?<id>[\w-]+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job ? { status: 200, body: jobOf(job, origin) } : notFound;
      },
    },
    {
      method: 'GET',
      path: /^\/api\/v1\/videos\/(?<id>[\w-]+)\/content$/,
      step: 'download',
      answer: ({ jobs, params }) => {
        const file = jobs.get(params.id ?? '')?.file;
        return file ? fileAnswer(file) : notFound;
      },
    },
  ],
};

const key = {
  ...{ label: 'test key', limit: 20, limit_remaining: 7.5, limit_reset: null, usage: 12.5, usage_daily: 0 },
  ...{ usage_weekly: 0, usage_monthly: 0, byok_usage: 0, byok_usage_daily: 0, byok_usage_weekly: 0 },
  ...{ byok_usage_monthly: 0, include_byok_in_limit: false, is_free_tier: false, is_management_key: false },
  ...{
    is_provisioning_key: false,
    creator_user_id: null,
    rate_limit: { requests: -1, interval: '10s', note: 'deprecated' },
  },
  ...{ allowed_data_regions: ['global'], organization_id: null, workspace_id: '00000000-0000-4000-8000-000000000000' },
  free_model_daily_requests: { limit: 1000, remaining: 1000, used: 0 },
};

type Model = { readonly seconds: readonly number[]; readonly micros: number; readonly frames: number };
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Micro-dollars a second, as the rows say. */
const videos: Readonly<Record<string, Model>> = {
  'google/veo-3.1': { seconds: [4, 6, 8], micros: 400_000, frames: 2 },
  'google/veo-3.1-fast': { seconds: [4, 6, 8], micros: 150_000, frames: 2 },
  'alibaba/wan-2.6': { seconds: [5, 10], micros: 40_000, frames: 1 },
  'bytedance/seedance-2.0': { seconds: range(4, 15), micros: 300_000, frames: 2 },
  'kwaivgi/kling-v3.0-pro': { seconds: range(3, 15), micros: 168_000, frames: 2 },
};
const images: Readonly<Record<string, number>> = { 'google/gemini-3.1-flash-image': 67_000 };
const aspects = ['16:9', '9:16', '1:1', '4:3', '3:4', '3:2', '2:3', '21:9', '9:21', '4:5', '5:4'];

function createVideo({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const model = videos[String(input.model)];
  if (!model) return problem(400, `${input.model} is not a valid model ID`);
  const { prompt, duration, aspect_ratio, frame_images: frames = [] } = input;
  if (typeof prompt !== 'string' || !aspects.includes(String(aspect_ratio))) return problem(400, 'Invalid input');
  if (!model.seconds.includes(Number(duration))) return problem(400, 'Invalid duration');
  if (!Array.isArray(frames) || frames.length > model.frames || !frames.every(isFrame)) {
    return problem(400, 'Invalid frame_images');
  }
  const seconds = Number(duration);
  const job = accept({
    ...{ model: String(input.model), input, usualSeconds: 100, micros: seconds * model.micros },
    media: { makes: 'video', prompt, seconds, aspect: String(aspect_ratio) },
  });
  return { status: 202, body: { id: job.id, polling_url: `${base}/videos/${job.id}`, status: 'pending' } };
}

function isFrame(frame: unknown): boolean {
  const { type, image_url, frame_type } = recordOf(frame);
  const named = frame_type === 'first_frame' || frame_type === 'last_frame';
  return type === 'image_url' && named && isAddress(recordOf(image_url).url);
}

async function createImage({ body, accept, jobs, mishap }: SimulatedCall): Promise<Answer> {
  const input = recordOf(body);
  const micros = images[String(input.model)];
  if (micros === undefined) return problem(400, `${input.model} is not a valid model ID`);
  if (typeof input.prompt !== 'string') return problem(400, 'Invalid input');
  if (mishap === 'fail-content') return problem(403, 'The prompt was flagged', { reasons: ['sexual'] });
  const { id } = accept({
    ...{ model: String(input.model), input, usualSeconds: 8, micros },
    media: { makes: 'image', prompt: input.prompt, seconds: 0, aspect: String(input.aspect_ratio) },
  });
  const file = (await jobs.settled(id))?.file;
  if (!file) return problem(502, 'Provider returned error');
  const usage = { prompt_tokens: 12, completion_tokens: 1290, total_tokens: 1302, cost: micros / microsPerUsd };
  const b64_json = (await readFile(file)).toString('base64');
  return { status: 200, body: { created: 1_763_546_400, data: [{ b64_json, media_type: 'image/png' }], usage } };
}

const states = {
  ...{ waiting: 'pending', working: 'in_progress', succeeded: 'completed', failed: 'failed', cancelled: 'cancelled' },
};

function jobOf(job: SimulatedJob, origin: string) {
  const { id, state, mishap, micros } = job;
  const plain = { id, polling_url: `${base}/videos/${id}`, status: states[state] };
  if (state === 'failed') {
    const error = mishap === 'fail-content' ? 'The provider rejected the prompt for safety reasons.' : 'Upstream error';
    return { ...plain, error };
  }
  if (state !== 'succeeded') return plain;
  const urls = mishap === 'output-removed' ? [] : [`${origin}${base}/videos/${id}/content?index=0`];
  return { ...plain, generation_id: id, unsigned_urls: urls, usage: { cost: micros / microsPerUsd, is_byok: false } };
}
