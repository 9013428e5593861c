import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { fileAnswer } from './file-answer.ts';
import {
  type Answer,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  spokenSeconds,
} from './simulated-dialect.ts';
import type { SimulatedJob } from './simulated-jobs.ts';

const problem = (status: number, message: string, type: string, code: string | null = null): Answer => ({
  status,
  body: { error: { message, type, param: null, code } },
});
const notFound = problem(404, 'Not found', 'not_found_error');
const invalid = (message: string): Answer => problem(400, message, 'invalid_request_error');
const microsPerUsd = 1_000_000;

/** The wire format of https://docs.together.ai/reference. Its SDK asks for videos in version 1 too. */
export const togetherDialect: SimulatedDialect = {
  id: 'together',
  basePath: '',
  idOf: (hash) => `video_01h${hash.slice(0, 12)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Invalid API key provided.', 'invalid_request_error', 'invalid_api_key'),
    'no-credit': problem(402, 'Credit limit exceeded.', 'credit_limit'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'You have been rate limited.', 'rate_limit'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': notFound,
  },
  routes: [
    { method: 'GET', path: /^\/v1\/models$/, step: 'account', answer: () => ({ status: 200, body: listed }) },
    { method: 'POST', path: /^\/v[12]\/videos$/, step: 'submit', answer: createVideo },
    { method: 'POST', path: /^\/v1\/images\/generations$/, step: 'submit', answer: createImage },
    { method: 'POST', path: /^\/v1\/audio\/speech$/, step: 'submit', answer: speak },
    {
      method: 'GET',
      path: /^\/v[12]\/videos\/(?<id>\w+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job ? { status: 200, body: videoOf(job, origin) } : notFound;
      },
    },
  ],
};

type Video = { readonly seconds: readonly string[]; readonly sizes: readonly string[]; readonly micros: number };

/** Prices are estimates: see the rows. Micro-dollars for a clip, a megapixel, a thousand characters. */
const videos: Readonly<Record<string, Video>> = {
  'minimax/hailuo-02': { seconds: ['6', '10'], sizes: ['1366x768'], micros: 560_000 },
  'Wan-AI/Wan2.2-T2V-A14B': { seconds: ['5'], sizes: ['1280x720', '720x1280'], micros: 660_000 },
};
const images: Readonly<Record<string, number>> = {
  'black-forest-labs/FLUX.1-schnell': 3000,
  'black-forest-labs/FLUX.1.1-pro': 40_000,
};
const voices: Readonly<Record<string, number>> = { 'hexgrad/Kokoro-82M': 4000 };
const pricing = { hourly: 0, input: 0, output: 0, base: 0, finetune: 0 };
const listed = [...Object.keys(videos), ...Object.keys(images), ...Object.keys(voices)].map((id) => ({
  ...{ id, object: 'model', created: 0, type: 'image', pricing },
}));

function createVideo({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const model = videos[String(input.model)];
  if (!model) return notFound;
  const { prompt, seconds, width, height } = input;
  if (typeof prompt !== 'string' || prompt === '') return invalid('prompt is required');
  if (!model.seconds.includes(String(seconds)) || typeof seconds !== 'string') return invalid('seconds');
  if (!model.sizes.includes(`${width}x${height}`)) return invalid('width and height');
  const job = accept({
    ...{ model: String(input.model), input, usualSeconds: 90, micros: model.micros },
    media: { makes: 'video', prompt, seconds: Number(seconds), aspect: aspectOf(Number(width), Number(height)) },
  });
  return { status: 200, body: videoOf(job, '') };
}

const aspectOf = (width: number, height: number): string =>
  width === height ? '1:1' : width > height ? '16:9' : '9:16';

async function createImage({ body, accept, jobs, mishap }: SimulatedCall): Promise<Answer> {
  const input = recordOf(body);
  const price = images[String(input.model)];
  if (price === undefined) return notFound;
  const { prompt, width, height } = input;
  if (typeof prompt !== 'string' || Number(width) % 16 !== 0 || Number(height) % 16 !== 0) return invalid('width');
  if (mishap === 'fail-content') return problem(422, 'NSFW content detected in prompt', 'invalid_request_error');
  const micros = Math.ceil((price * Number(width) * Number(height)) / microsPerUsd);
  const { id } = accept({
    ...{ model: String(input.model), input, usualSeconds: 3, micros },
    media: { makes: 'image', prompt, seconds: 0, aspect: aspectOf(Number(width), Number(height)) },
  });
  const file = (await jobs.settled(id))?.file;
  if (!file) return problem(500, 'Internal server error', 'server_error');
  const b64_json = (await readFile(file)).toString('base64');
  return {
    status: 200,
    body: { id, model: input.model, object: 'list', data: [{ index: 0, type: 'b64_json', b64_json }] },
  };
}

async function speak({ body, accept, jobs }: SimulatedCall): Promise<Answer> {
  const input = recordOf(body);
  const price = voices[String(input.model)];
  if (price === undefined) return notFound;
  const { input: text, voice } = input;
  if (typeof text !== 'string' || text === '' || typeof voice !== 'string') return invalid('input');
  const { id } = accept({
    ...{ model: String(input.model), input, usualSeconds: 2, micros: Math.ceil((price * text.length) / 1000) },
    media: { makes: 'audio', prompt: text, seconds: spokenSeconds(text, 1), aspect: '16:9' },
  });
  const file = (await jobs.settled(id))?.file;
  return file ? fileAnswer(file) : problem(500, 'Internal server error', 'server_error');
}

const states = {
  ...{ waiting: 'queued', working: 'in_progress', succeeded: 'completed', failed: 'failed', cancelled: 'cancelled' },
};

function videoOf(job: SimulatedJob, origin: string) {
  const { id, model, input, state, mishap, micros, createdAt, file } = job;
  const video = {
    ...{ id, object: 'video', model, status: states[state], created_at: Math.floor(createdAt / 1000) },
    ...{ size: `${input.width}x${input.height}`, seconds: input.seconds },
  };
  if (state === 'failed') {
    const error = { code: 'internal', message: 'The model could not be run.' };
    const refused = { code: 'content_policy', message: 'The prompt was rejected.' };
    return { ...video, error: mishap === 'fail-content' ? refused : error };
  }
  if (state !== 'succeeded') return video;
  const video_url = mishap === 'output-removed' ? null : `${origin}/files/${id}/clip${extname(file ?? '')}`;
  return { ...video, outputs: { cost: micros / microsPerUsd, video_url } };
}
