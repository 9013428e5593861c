import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { type AggregatedModel, complaintAbout, type ModelInput, orderOf, secondsIn } from './models.ts';

const problem = (statusCode: number, message: string, meta?: object): Answer => ({
  status: statusCode,
  body: {
    ...{ message, path: '/v2/video/generations', requestId: '798b860e-98c2-4e8e-8c50-550bcfc2eccc', statusCode },
    ...{ timestamp: '2026-11-19T10:00:00.000Z', ...(meta ? { meta } : {}) },
  },
});
const poor =
  "You've run out of credits. Please top up your balance or update your payment method to continue: https://aimlapi.com/app/billing/";

/** The wire format of https://docs.aimlapi.com, by the models that our rows name. */
export const aimlapiDialect: SimulatedDialect = {
  id: 'aimlapi',
  basePath: '',
  idOf: (hash) => hash.slice(0, 21),
  // The charge lands on completion.
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(
      401,
      'This request requires a valid API key. You can create a new API key on the Billing page: https://aimlapi.com/app/keys',
    ),
    'no-credit': problem(403, poor),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Too Many Requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'Not Found'),
  },
  routes: [
    { method: 'POST', path: /^\/v2\/video\/generations$/, step: 'submit', answer: film },
    { method: 'GET', path: /^\/v2\/video\/generations$/, step: 'poll', answer: show },
    { method: 'POST', path: /^\/v1\/images\/generations$/, step: 'submit', answer: paint },
    { method: 'POST', path: /^\/v1\/tts$/, step: 'submit', answer: speak },
    {
      method: 'GET',
      path: /^\/v2\/billing$/,
      step: 'account',
      answer: () => ({ status: 200, body: { current_balance: 123.45, currency: 'USD' } }),
    },
  ],
};

const span = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
const shape = ['16:9', '9:16', '1:1'];
const isSize = (value: unknown) => Number.isInteger(recordOf(value).width) && Number.isInteger(recordOf(value).height);

const video = (usd: number, takes: AggregatedModel['takes'], requires = ['prompt']): AggregatedModel => ({
  ...{ makes: 'video', usualSeconds: 150, requires },
  takes: { prompt: 'text', ...takes },
  micros: (input) => secondsIn(input) * usd * 1_000_000,
});
const image = (usd: number, takes: AggregatedModel['takes']): AggregatedModel => ({
  ...{ makes: 'image', usualSeconds: 8, requires: ['prompt'], takes: { prompt: 'text', ...takes } },
  micros: () => usd * 1_000_000,
});
const still = { image_url: 'address' } as const;
const ends = { ...still, last_image_url: 'address' } as const;
const kling3 = { duration: span(3, 15), generate_audio: 'yes-no', cfg_scale: 'number' } as const;
const veo = {
  duration: [4, 6, 8],
  resolution: ['720p', '1080p'],
  generate_audio: 'yes-no',
  aspect_ratio: shape,
} as const;
const wan = { duration: [5, 10], resolution: ['480p', '720p', '1080p'], aspect_ratio: shape, seed: 'whole' } as const;

/** Fields of the models' OpenAPI of 2026-08; the prices are our guesses. */
const models: Readonly<Record<string, AggregatedModel>> = {
  'klingai/video-v3-pro-text-to-video': video(0.28, { ...kling3, aspect_ratio: shape }),
  'klingai/video-v3-pro-image-to-video': video(0.28, { ...kling3, ...still, tail_image_url: 'address' }, ['image_url']),
  'google/veo-3.1-t2v': video(0.5, { ...veo, seed: 'whole' }),
  'google/veo-3.1-i2v': video(0.5, { ...veo, ...still }, ['prompt', 'image_url']),
  'minimax/hailuo-02': video(0.07, { ...ends, resolution: ['768P', '1080P'], duration: [6, 10] }),
  'alibaba/wan2.5-t2v-preview': video(0.13, wan),
  'alibaba/wan2.5-i2v-preview': video(0.13, { ...wan, ...still }, ['prompt', 'image_url']),
  'bytedance/seedance-2-0': video(0.3, {
    ...{ ...ends, resolution: ['480p', '720p', '1080p', '4k'], duration: span(4, 15), aspect_ratio: shape },
    ...{ generate_audio: 'yes-no', seed: 'whole' },
  }),
  'runway/gen4_turbo': video(0.065, { ...still, duration: [5, 10], aspect_ratio: shape, seed: 'whole' }, ['image_url']),
  'luma/ray-3.2': video(0.25, {
    ...{ ...ends, type: ['video'], resolution: ['540p', '720p', '1080p'], duration: [5, 10], aspect_ratio: shape },
  }),
  'ltxv/ltxv-2': video(0.08, {
    ...still,
    duration: [6, 8, 10],
    resolution: ['1080p'],
    fps: [25, 50],
    generate_audio: 'yes-no',
  }),
  'flux/schnell': image(0.00315, { num_images: 'whole', image_size: isSize, seed: 'whole' }),
  'flux/dev': image(0.0263, { num_images: 'whole', image_size: isSize, seed: 'whole' }),
  'blackforestlabs/flux-2-pro': image(0.05, { image_size: isSize, output_format: ['jpeg', 'png'], seed: 'whole' }),
  'openai/gpt-image-2': image(0.08, {
    ...{ size: ['1536x1024', '1024x1536', '1024x1024'], quality: ['low', 'medium', 'high'], output_format: ['png'] },
  }),
  'openai/tts-1': {
    ...{ makes: 'audio', usualSeconds: 3, requires: ['text'] },
    takes: {
      ...{ text: 'text', voice: ['alloy', 'echo', 'fable', 'nova', 'onyx', 'shimmer'], response_format: ['mp3'] },
      speed: (value) => typeof value === 'number' && value >= 0.25 && value <= 4,
    },
    micros: ({ text }) => String(text).length * 20,
  },
};

function order({ body, accept }: SimulatedCall, makes: AggregatedModel['makes']): SimulatedJob | Answer {
  const { model: name, ...input }: ModelInput = recordOf(body);
  const model = models[String(name)];
  const invalid = (path: string, message: string) => problem(400, 'Body validation error', [{ path: [path], message }]);
  if (model?.makes !== makes) return invalid('model', 'Invalid enum value');
  const odd = complaintAbout(model, input);
  return odd ? invalid(odd.name, `It is ${odd.why}.`) : accept(orderOf(String(name), model, input));
}

const credits = ({ micros }: SimulatedJob) => ({ usage: { credits_used: micros * 2, usd_spent: micros / 1_000_000 } });
const headersOf = ({ id, micros }: SimulatedJob) => ({
  'x-inference-id': id,
  'x-aimlapi-usd-spent': (micros / 1_000_000).toFixed(9),
});
const addressOf = ({ id, file }: SimulatedJob, origin: string): string =>
  `${origin}/files/${id}/1${extname(file ?? '')}`;

function film(call: SimulatedCall): Answer {
  const job = order(call, 'video');
  return 'body' in job ? job : { status: 201, body: { id: job.id, status: 'queued' } };
}

function show({ query, jobs, origin }: SimulatedCall): Answer {
  const job = jobs.get(query.get('generation_id') ?? '');
  if (!job) return aimlapiDialect.refusals['not-found'];
  const { id, state, mishap } = job;
  if (state === 'failed') {
    const message =
      mishap === 'fail-content' ? "Content was rejected by the provider's moderation." : 'Upstream failed.';
    return { status: 200, body: { id, status: 'error', error: { name: 'Error', message } } };
  }
  if (state !== 'succeeded')
    return { status: 200, body: { id, status: state === 'waiting' ? 'queued' : 'generating' } };
  const video = mishap === 'output-removed' ? null : { url: addressOf(job, origin) };
  return { status: 200, body: { id, status: 'completed', video, meta: credits(job) } };
}

async function atOnce(
  call: SimulatedCall,
  makes: 'image' | 'audio',
  read: (job: SimulatedJob, url: string) => object,
): Promise<Answer> {
  const taken = order(call, makes);
  if ('body' in taken) return taken;
  const job = await call.jobs.settled(taken.id);
  if (!job?.file) return problem(job?.mishap === 'fail-content' ? 400 : 502, 'Rejected by moderation.');
  return { status: 200, headers: headersOf(job), body: read(job, addressOf(job, call.origin)) };
}

function paint(call: SimulatedCall): Promise<Answer> {
  return atOnce(call, 'image', ({ micros }, url) => ({
    ...{ data: [{ url, b64_json: null }], meta: { usage: { credits_used: micros * 2 } } },
  }));
}

function speak(call: SimulatedCall): Promise<Answer> {
  return atOnce(call, 'audio', (job, url) => ({ audio: { url }, meta: credits(job) }));
}
