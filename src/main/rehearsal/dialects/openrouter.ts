import { readFile } from 'node:fs/promises';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { fileAnswer } from './file-answer.ts';
import { type AggregatedModel, complaintAbout, type ModelInput, orderOf, secondsIn } from './models.ts';

const problem = (code: number, message: string, metadata?: object): Answer => ({
  status: code,
  body: { error: { code, message, ...(metadata ? { metadata } : {}) } },
});
const poor = 'Insufficient credits. Add more using https://openrouter.ai/settings/credits';

/** The wire format of @openrouter/sdk 1.3.19: videos, pictures and the key. */
export const openrouterDialect: SimulatedDialect = {
  id: 'openrouter',
  basePath: '',
  idOf: (hash) => `gen-vid-1763546400-${hash.slice(0, 20)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'User not found.'),
    'no-credit': problem(402, poor, { limit_source: 'openrouter_credits' }),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Rate limit exceeded'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'Not found'),
  },
  routes: [
    { method: 'POST', path: /^\/api\/v1\/videos$/, step: 'submit', answer: film },
    { method: 'GET', path: /^\/api\/v1\/videos\/(?<id>[\w-]+)$/, step: 'poll', answer: look },
    { method: 'GET', path: /^\/api\/v1\/videos\/(?<id>[\w-]+)\/content$/, step: 'download', answer: content },
    { method: 'POST', path: /^\/api\/v1\/images$/, step: 'submit', answer: paint },
    { method: 'GET', path: /^\/api\/v1\/key$/, step: 'account', answer: showKey },
  ],
};

const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

const isPicture = (value: unknown): boolean => {
  const { type, image_url } = recordOf(value);
  return type === 'image_url' && isAddress(recordOf(image_url).url);
};
const isPictures = (value: unknown): boolean => Array.isArray(value) && value.length > 0 && value.every(isPicture);
const isFrames =
  (most: number) =>
  (value: unknown): boolean => {
    if (!Array.isArray(value) || value.length > most || !isPictures(value)) return false;
    return value.every((each, at) => recordOf(each).frame_type === ['first_frame', 'last_frame'][at]);
  };

const video = (usd: number, duration: readonly number[], most = 2): AggregatedModel => ({
  ...{ makes: 'video', usualSeconds: 140, requires: ['prompt'] },
  takes: {
    ...{ prompt: 'text', duration, resolution: ['480p', '720p', '1080p'], aspect_ratio: ['16:9', '9:16', '1:1'] },
    ...{ generate_audio: 'yes-no', seed: 'whole', frame_images: isFrames(most) },
  },
  micros: (input) => secondsIn(input) * usd * 1_000_000,
});

/** Prices of the documentation where it has any, else our guesses. */
const models: Readonly<Record<string, AggregatedModel>> = {
  'google/veo-3.1': video(0.4, [4, 6, 8]),
  'google/veo-3.1-fast': video(0.15, [4, 6, 8]),
  'kwaivgi/kling-v3.0-pro': video(0.17, span(3, 15)),
  'kwaivgi/kling-v3.0-std': video(0.13, span(3, 15)),
  'bytedance/seedance-2.0': video(0.25, span(4, 15)),
  'alibaba/wan-2.7': video(0.04, [5, 10, 15], 1),
  'alibaba/wan-2.6': video(0.04, [5, 10, 15], 1),
  'google/gemini-3.1-flash-image-preview': {
    ...{ makes: 'image', usualSeconds: 10, requires: ['prompt'], micros: () => 40_000 },
    takes: { prompt: 'text', aspect_ratio: ['16:9', '9:16', '1:1', '4:5'], n: [1], input_references: isPictures },
  },
};

function order({ body, accept }: SimulatedCall, makes: AggregatedModel['makes']): SimulatedJob | Answer {
  const { model: name, ...input }: ModelInput = recordOf(body);
  const model = models[String(name)];
  if (model?.makes !== makes) return problem(400, `${name} is not a valid model ID`);
  const odd = complaintAbout(model, input);
  return odd ? problem(400, `${odd.name} is ${odd.why}`) : accept(orderOf(String(name), model, input));
}

const about = ({ id }: SimulatedJob) => ({ id, polling_url: `/api/v1/videos/${id}` });

function film(call: SimulatedCall): Answer {
  const job = order(call, 'video');
  return 'body' in job ? job : { status: 202, body: { ...about(job), status: 'pending' } };
}

const words = { waiting: 'pending', working: 'in_progress', succeeded: 'completed', failed: 'failed' } as const;

function look({ params, jobs, origin }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  if (!job) return openrouterDialect.refusals['not-found'];
  return { status: 200, body: { ...about(job), ...endOf(job, origin) } };
}

function endOf({ id, state, mishap, micros }: SimulatedJob, origin: string) {
  if (state === 'cancelled') return { status: 'cancelled' };
  const status = words[state];
  if (state === 'failed') {
    const error = mishap === 'fail-content' ? 'The provider rejected the prompt for safety reasons.' : 'It broke.';
    return { status, error };
  }
  if (state !== 'succeeded') return { status };
  const unsigned_urls = [`${origin}/api/v1/videos/${id}/content?index=0`];
  return { status, generation_id: id, unsigned_urls, usage: { cost: micros / 1_000_000, is_byok: false } };
}

async function content({ params, jobs }: SimulatedCall): Promise<Answer> {
  const job = jobs.get(params.id ?? '');
  if (!job?.file || job.mishap === 'output-removed') return openrouterDialect.refusals['not-found'];
  return fileAnswer(job.file, { 'content-type': 'video/mp4' });
}

async function paint(call: SimulatedCall): Promise<Answer> {
  const taken = order(call, 'image');
  if ('body' in taken) return taken;
  const job = await call.jobs.settled(taken.id);
  if (!job?.file) {
    return call.mishap === 'fail-content'
      ? problem(403, 'Your input was flagged', { reasons: ['violence'] })
      : problem(502, 'Provider returned error');
  }
  const data = [{ b64_json: (await readFile(job.file)).toString('base64'), media_type: 'image/png' }];
  const tokens = { prompt_tokens: 12, completion_tokens: 1290, total_tokens: 1302 };
  return { status: 200, body: { created: 1_763_546_400, data, usage: { ...tokens, cost: job.micros / 1_000_000 } } };
}

/** The SDK will have every one of these members. */
function showKey({ account: label }: SimulatedCall): Answer {
  const data = {
    ...{ label, limit: null, limit_remaining: null, limit_reset: null, usage: 12.5 },
    ...{ usage_daily: 0, usage_weekly: 0, usage_monthly: 0, byok_usage: 0, byok_usage_daily: 0 },
    ...{ byok_usage_weekly: 0, byok_usage_monthly: 0, include_byok_in_limit: false, is_free_tier: false },
    ...{ is_management_key: false, is_provisioning_key: false, allowed_data_regions: ['global'] },
    ...{ creator_user_id: null, organization_id: null, workspace_id: '00000000-0000-4000-8000-000000000000' },
    free_model_daily_requests: { limit: 1000, remaining: 1000, used: 0 },
    rate_limit: { interval: '10s', note: 'deprecated', requests: -1 },
  };
  return { status: 200, body: { data } };
}
