import { extname } from 'node:path';
import { nearestShape } from '../../vendors/kit/nearest-shape.ts';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';

const problem = (status: number, type: string, message: string, headers: Record<string, string> = {}): Answer => ({
  ...{ status, headers, body: { type: 'error', error: { type, message } } },
});
const notFound = problem(404, 'not_found_error', 'Job not found');
const invalid = (message: string) => problem(400, 'invalid_request_error', message);

/** The wire format of https://docs.ltx.io, version 2, of clips from text and from pictures. */
export const ltxDialect: SimulatedDialect = {
  id: 'ltx',
  basePath: '',
  idOf: (hash) => `job_${hash.slice(0, 12)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'authentication_error', 'Invalid API key'),
    'no-credit': problem(402, 'insufficient_funds_error', 'Insufficient funds'),
    'rate-limited': (seconds) =>
      problem(
        ...([429, 'rate_limit_error', 'Rate limit exceeded'] as const),
        seconds === null ? {} : { 'retry-after': String(seconds) },
      ),
    'too-many': problem(429, 'concurrency_limit_error', 'Too many concurrent generations', { 'retry-after': '30' }),
    'not-found': notFound,
  },
  routes: [
    { method: 'POST', path: /^\/v2\/(?<task>text-to-video|image-to-video)$/, step: 'submit', answer: create },
    {
      method: 'GET',
      path: /^\/v2\/(?<task>text-to-video|image-to-video)\/(?<id>\w+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        // Known only where it was taken.
        return job?.model.startsWith(`${params.task}/`) ? { status: 200, body: jobOf(job, origin) } : notFound;
      },
    },
  ],
};

type Size = '720p' | '1080p' | '1440p' | '4K';
const sizes: Readonly<Record<string, Size>> = {
  ...{ '1280x720': '720p', '720x1280': '720p', '1920x1080': '1080p', '1080x1920': '1080p' },
  ...{ '2560x1440': '1440p', '3840x2160': '4K' },
};
const short = [6, 8, 10];
const long = [...short, 12, 14, 16, 18, 20];

type Model = { readonly micros: Readonly<Partial<Record<Size, number>>>; readonly longest: 10 | 20 };

/** Micro-dollars of a second: LTX's page of 2026-07-10, of 2.5 as copied on 2026-08-24. */
const models: Readonly<Record<string, Model>> = {
  'ltx-2-3-fast': { micros: { '1080p': 60_000, '1440p': 120_000, '4K': 240_000 }, longest: 20 },
  'ltx-2-3-pro': { micros: { '1080p': 80_000, '1440p': 160_000, '4K': 320_000 }, longest: 10 },
  'ltx-2-5-fast': { micros: { '720p': 90_000, '1080p': 130_000, '1440p': 190_000, '4K': 300_000 }, longest: 20 },
  'ltx-2-5-pro': { micros: { '720p': 120_000, '1080p': 170_000 }, longest: 10 },
};

function create({ params, body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const { model, duration, resolution, prompt } = input;
  const [offered, size] = [models[String(model)], sizes[String(resolution)]];
  if (!offered) return invalid(`Invalid model ${model}`);
  const micros = size && offered.micros[size];
  if (!micros) return invalid('Invalid resolution');
  const lengths = offered.longest === 20 && /720|1080/.test(size) ? long : short;
  if (!lengths.includes(Number(duration)) || typeof duration !== 'number') return invalid('Invalid duration');
  const wrong = wrongIn(params.task === 'image-to-video', input);
  if (wrong) return invalid(wrong);
  const [width = 16, height = 9] = String(resolution).split('x').map(Number);
  const job = accept({
    ...{ model: `${params.task}/${model}`, input, usualSeconds: 60, micros: micros * duration },
    media: {
      ...{ makes: 'video', prompt: String(prompt), seconds: duration },
      aspect: nearestShape(['16:9', '9:16'], { width, height }),
    },
  });
  return { status: 202, body: { id: job.id, created_at: new Date(job.createdAt).toISOString() } };
}

const known = ['prompt', 'model', 'duration', 'resolution', 'fps', 'generate_audio', 'camera_motion'];

function wrongIn(fromPicture: boolean, input: Readonly<Record<string, unknown>>): string | undefined {
  const { prompt, image_uri, last_frame_uri, generate_audio } = input;
  const names = fromPicture ? [...known, 'image_uri', 'last_frame_uri'] : known;
  const odd = Object.keys(input).find((name) => !names.includes(name));
  if (odd) return `Unknown field ${odd}`;
  if (typeof prompt !== 'string' || prompt === '' || prompt.length > 5000) return 'Invalid prompt';
  if (fromPicture && !isAddress(image_uri)) return 'Invalid image_uri';
  if (last_frame_uri !== undefined && !isAddress(last_frame_uri)) return 'Invalid last_frame_uri';
  return generate_audio === undefined || typeof generate_audio === 'boolean' ? undefined : 'Invalid generate_audio';
}

const states = {
  waiting: 'pending',
  working: 'processing',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
};

function jobOf(job: SimulatedJob, origin: string) {
  const { id, state, mishap, file, createdAt, endsAt } = job;
  const common = { id, status: states[state], created_at: new Date(createdAt).toISOString() };
  if (state === 'failed') return { ...common, error: failureOf(job) };
  if (state !== 'succeeded') return common;
  const result = mishap === 'output-removed' ? {} : { video_url: `${origin}/files/${id}/output${extname(file ?? '')}` };
  return { ...common, completed_at: new Date(endsAt).toISOString(), result };
}

const failureOf = ({ mishap }: SimulatedJob) =>
  mishap === 'fail-content'
    ? { type: 'content_filtered_error', message: 'The request was rejected by content filtering.' }
    : { type: 'api_error', message: 'The generation failed.' };
