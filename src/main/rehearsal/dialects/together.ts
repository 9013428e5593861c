import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { fileAnswer } from './file-answer.ts';
import { type AggregatedModel, complaintAbout, type ModelInput, orderOf, secondsIn } from './models.ts';

const problem = (status: number, type: string, code: string | null, message: string): Answer => ({
  status,
  body: { error: { message, type, param: null, code } },
});
const videoPath = /^\/v[12]\/videos\/(?<id>[\w-]+)$/;

/** The wire format of together-ai 0.52.0. Its SDK asks for videos at `/v1` too once it is told another address. */
export const togetherDialect: SimulatedDialect = {
  id: 'together',
  basePath: '/v1',
  otherBasePaths: { videos: '/v2' },
  idOf: (hash) => `video_${hash.slice(0, 20)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'invalid_request_error', 'invalid_api_key', 'Invalid API key provided.'),
    'no-credit': problem(402, 'credit_limit', null, 'Credit limit exceeded.'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'rate_limit', null, 'You have been rate limited.'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'invalid_request_error', 'not_found', 'Not found'),
  },
  routes: [
    { method: 'POST', path: /^\/v[12]\/videos$/, step: 'submit', answer: film },
    { method: 'GET', path: videoPath, step: 'poll', answer: (call) => show(call.jobs.get(call.params.id ?? ''), call) },
    { method: 'POST', path: /^\/v1\/images\/generations$/, step: 'submit', answer: paint },
    { method: 'POST', path: /^\/v1\/audio\/speech$/, step: 'submit', answer: speak },
    { method: 'GET', path: /^\/v1\/models$/, step: 'account', answer: listModels },
  ],
};

const video = (usd: number, takes: AggregatedModel['takes']): AggregatedModel => ({
  ...{ makes: 'video', usualSeconds: 120, requires: ['prompt'] },
  takes: { prompt: 'text', width: 'whole', height: 'whole', seed: 'whole', ...takes },
  micros: (input) => secondsIn(input) * usd * 1_000_000,
});
const shaped = { ratio: ['16:9', '9:16', '1:1'], resolution: ['720p', '1080p'] } as const;

const image = (usdPerMegapixel: number): AggregatedModel => ({
  ...{ makes: 'image', usualSeconds: 5, requires: ['prompt'] },
  takes: {
    ...{ prompt: 'text', width: 'whole', height: 'whole', steps: 'whole', n: [1], seed: 'whole' },
    ...{ response_format: ['base64', 'url'], output_format: ['jpeg', 'png'] },
  },
  micros: ({ width, height }) => Number(width ?? 1024) * Number(height ?? 768) * usdPerMegapixel,
});

const speech = (microsPerCharacter: number, voices: readonly string[]): AggregatedModel => ({
  ...{ makes: 'audio', usualSeconds: 3, requires: ['input', 'voice'] },
  takes: { input: 'text', voice: voices, response_format: ['mp3', 'wav', 'raw'] },
  micros: ({ input }) => String(input).length * microsPerCharacter,
});

/** Names of the SDK and second-hand lists; the prices are our guesses. */
const models: Readonly<Record<string, AggregatedModel>> = {
  'minimax/hailuo-02': video(0.08, { seconds: ['6', '10'] }),
  'google/veo-3.0': video(0.4, { seconds: ['8'], ...shaped, generate_audio: 'yes-no' }),
  'kwaivgI/kling-2.1-master': video(0.28, { seconds: ['5', '10'], ...shaped }),
  'ByteDance/Seedance-1.0-pro': video(0.12, { seconds: ['5', '10'], ...shaped }),
  'black-forest-labs/FLUX.1-schnell': image(0.0027),
  'black-forest-labs/FLUX.1.1-pro': image(0.04),
  'black-forest-labs/FLUX.2-pro': image(0.03),
  'hexgrad/Kokoro-82M': speech(4, ['af_alloy', 'af_bella', 'af_heart']),
  'canopylabs/orpheus-3b-0.1-ft': speech(15, ['tara']),
};

function order({ body, accept }: SimulatedCall, makes: AggregatedModel['makes']): SimulatedJob | Answer {
  const { model: name, ...input }: ModelInput = recordOf(body);
  const model = models[String(name)];
  if (model?.makes !== makes)
    return problem(404, 'invalid_request_error', 'model_not_available', `Unable to access model ${name}.`);
  const odd = complaintAbout(model, input);
  return odd
    ? problem(400, 'invalid_request_error', null, `${odd.name} is ${odd.why}`)
    : accept(orderOf(String(name), model, input));
}

function film(call: SimulatedCall): Answer {
  const job = order(call, 'video');
  return 'body' in job ? job : show(job, call);
}

const words = {
  waiting: 'in_progress',
  working: 'in_progress',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
};

function show(job: SimulatedJob | null, { origin }: SimulatedCall): Answer {
  if (!job) return togetherDialect.refusals['not-found'];
  const { id, model, state, input, createdAt, micros, mishap, file } = job;
  const url = mishap === 'output-removed' ? '' : `${origin}/files/${id}/video${extname(file ?? '')}`;
  const error =
    mishap === 'fail-content'
      ? { code: 'content_policy', message: 'The prompt was rejected.' }
      : { code: 'internal', message: 'The generation failed.' };
  return {
    status: 200,
    body: {
      ...{ id, object: 'video', model, status: words[state], created_at: Math.floor(createdAt / 1000) },
      ...{ size: `${input.width ?? 1280}x${input.height ?? 720}`, seconds: input.seconds ?? '5' },
      ...(state === 'succeeded' ? { outputs: { cost: micros / 1_000_000, video_url: url } } : {}),
      ...(state === 'failed' ? { error } : {}),
    },
  };
}

const couldNot = ({ mishap }: SimulatedCall): Answer =>
  mishap === 'fail-content'
    ? problem(422, 'invalid_request_error', null, 'The prompt was flagged as NSFW.')
    : problem(503, 'server_error', null, 'The model is overloaded.');

async function paint(call: SimulatedCall): Promise<Answer> {
  const taken = order(call, 'image');
  if ('body' in taken) return taken;
  const job = await call.jobs.settled(taken.id);
  if (!job?.file) return couldNot(call);
  const b64_json = (await readFile(job.file)).toString('base64');
  const data = [{ index: 0, type: 'b64_json', b64_json }];
  return { status: 200, body: { id: job.id, model: job.model, object: 'list', data } };
}

async function speak(call: SimulatedCall): Promise<Answer> {
  const taken = order(call, 'audio');
  if ('body' in taken) return taken;
  const job = await call.jobs.settled(taken.id);
  return job?.file ? fileAnswer(job.file) : couldNot(call);
}

function listModels(): Answer {
  const pricing = { hourly: 0, input: 0, output: 0, base: 0, finetune: 0 };
  const body = Object.keys(models).map((id) => ({ id, object: 'model', created: 0, type: models[id]?.makes, pricing }));
  return { status: 200, body };
}
