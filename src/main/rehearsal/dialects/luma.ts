import { extname } from 'node:path';
import {
  type Answer,
  isAddress,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  uuidOf,
} from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';

const problem = (status: number, detail: string, headers: Record<string, string> = {}): Answer => ({
  ...{ status, headers, body: { detail } },
});
const notFound = problem(404, 'Generation not found');

/** The wire format of https://docs.agents.lumalabs.ai, without edits and files. */
export const lumaDialect: SimulatedDialect = {
  id: 'luma',
  basePath: '/v1',
  idOf: uuidOf,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Invalid API key'),
    'no-credit': problem(402, 'Insufficient credits. Please add credits to continue.'),
    'rate-limited': (seconds) =>
      problem(429, 'Rate limit exceeded', seconds === null ? {} : { 'retry-after': String(seconds) }),
    'too-many': problem(429, 'Too many concurrent jobs', { 'retry-after': '60' }),
    'not-found': notFound,
  },
  routes: [
    { method: 'POST', path: /^\/v1\/generations$/, step: 'submit', answer: create },
    {
      method: 'GET',
      path: /^\/v1\/generations\/(?<id>[\w-]+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job ? { status: 200, body: generationOf(job, origin) } : notFound;
      },
    },
  ],
};

type Input = Readonly<Record<string, unknown>>;

/** Micro-dollars of a clip of 5 s; one of 10 s costs three of them: Luma's page, 2026. */
const clips: Readonly<Record<string, number>> = {
  '360p': 60_000,
  '540p': 150_000,
  '720p': 300_000,
  '1080p': 1_200_000,
};
const aspects = {
  video: ['9:16', '3:4', '1:1', '4:3', '16:9', '21:9'],
  image: ['3:1', '2:1', '16:9', '3:2', '1:1', '2:3', '9:16', '1:2', '1:3'],
} as const;

function create({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const { model, type, prompt, aspect_ratio, video } = input;
  const makes =
    model === 'ray-3.2' && type === 'video' ? 'video' : model === 'uni-1' && type === 'image' ? 'image' : null;
  if (makes === null) return problem(400, `Unknown model: ${model}`);
  const wrong = wrongIn(input, makes) ?? (makes === 'video' ? wrongInVideo(recordOf(video)) : undefined);
  if (wrong) return problem(400, wrong);
  const { resolution, duration } = recordOf(video);
  const micros =
    makes === 'image'
      ? input.image_ref
        ? 43_400
        : 40_400
      : (clips[String(resolution)] ?? 0) * (duration === '10s' ? 3 : 1);
  const job = accept({
    ...{ model: String(model), input, micros, usualSeconds: makes === 'image' ? 20 : 90 },
    media: {
      makes,
      prompt: String(prompt),
      seconds: Number.parseInt(String(duration ?? '5s'), 10),
      aspect: String(aspect_ratio ?? '16:9'),
    },
  });
  return { status: 201, body: generationOf(job, '') };
}

function wrongIn(input: Input, makes: 'video' | 'image'): string | undefined {
  const { model: _, type: __, prompt, aspect_ratio, video, image_ref, ...more } = input;
  const known = typeof prompt === 'string' && prompt.length > 0 && prompt.length <= 6000;
  if (!known) return 'Prompt must be between 1 and 6000 characters';
  if (aspect_ratio !== undefined && !aspects[makes].some((each) => each === aspect_ratio))
    return `Invalid aspect_ratio '${aspect_ratio}'.`;
  if ((makes === 'video') !== (video !== undefined)) return "'video' goes with type 'video'";
  if (!isList(image_ref) || (makes === 'video' && image_ref !== undefined)) return 'image_ref is invalid';
  const [odd] = Object.keys(more);
  return odd && `Unknown field ${odd}`;
}

const isInline = (frame: unknown): boolean =>
  isAddress(`data:${recordOf(frame).media_type};base64,${recordOf(frame).data}`);
const isList = (frames: unknown): boolean => frames === undefined || (Array.isArray(frames) && frames.every(isInline));

function wrongInVideo(video: Input): string | undefined {
  const { resolution, duration, start_frame, end_frame, keyframes, keyframe_indexes, ...more } = video;
  const frames = [start_frame, end_frame].filter((frame) => frame !== undefined);
  const [odd] = Object.keys(more);
  if (odd) return `Unknown field ${odd}`;
  if (clips[String(resolution)] === undefined) return `Invalid resolution '${resolution}'.`;
  if (duration !== '5s' && duration !== '10s') return `Invalid duration '${duration}'.`;
  if (frames.length > 0 && (duration === '10s' || keyframes !== undefined)) return 'frames are not supported here';
  if (!frames.every(isInline) || !isList(keyframes)) return "image_ref[0]: 'media_type' is required with 'data'";
  const longest = duration === '10s' ? 240 : 120;
  return fits(keyframes, keyframe_indexes, longest) ? undefined : 'keyframe_indexes must match keyframes';
}

function fits(keyframes: unknown, indexes: unknown, longest: number): boolean {
  const [frames, places] = [keyframes, indexes].map((list) => (Array.isArray(list) ? list : []));
  return (
    frames?.length === places?.length &&
    places?.every((at) => Number.isInteger(at) && at >= 0 && at <= longest) === true
  );
}

const states = {
  waiting: 'queued',
  working: 'processing',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
};

function generationOf(job: SimulatedJob, origin: string) {
  const { id, model, state, mishap, file, createdAt } = job;
  const isDone = state === 'succeeded' && mishap !== 'output-removed';
  const type = job.makes;
  return {
    ...{ id, type, model, state: states[state], created_at: new Date(createdAt).toISOString() },
    output: isDone ? [{ type, url: `${origin}/files/${id}/output${extname(file ?? '')}` }] : [],
    ...(state === 'failed' ? failureOf(job) : { failure_reason: null, failure_code: null }),
  };
}

const failureOf = ({ mishap }: SimulatedJob) =>
  mishap === 'fail-content'
    ? { failure_reason: 'Content was moderated.', failure_code: 'content_moderated' }
    : { failure_reason: 'Generation failed. Please try again.', failure_code: 'generation_failed' };
