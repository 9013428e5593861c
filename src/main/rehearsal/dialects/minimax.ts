import { extname } from 'node:path';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';

/** v2 says no by HTTP, v1 inside HTTP 200. */
const no = (status: number, type: string, message: string, headers: Record<string, string> = {}): Answer => ({
  ...{ status, headers, body: { type: 'error', error: { type, message, http_code: String(status) }, request_id: '0' } },
});
const inside = (status_code: number, status_msg: string, more: object = {}): Answer => ({
  ...{ status: 200, body: { ...more, base_resp: { status_code, status_msg } } },
});
const yes = (more: object): Answer => inside(0, 'success', more);
const notFound = no(404, 'not_found_error', 'task not found');

/** The wire formats of https://platform.minimax.io/docs/api-reference: v2 for H3, v1 for Hailuo. */
export const minimaxDialect: SimulatedDialect = {
  id: 'minimax',
  basePath: '',
  idOf: (hash) => BigInt(`0x${hash.slice(0, 12)}`).toString(),
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: no(401, 'authentication_error', 'invalid api key'),
    'no-credit': no(402, 'insufficient_balance_error', 'insufficient balance'),
    'rate-limited': (seconds) =>
      no(429, 'rate_limit_error', 'rate limit exceeded', seconds === null ? {} : { 'retry-after': String(seconds) }),
    'not-found': notFound,
    inside: inside(1008, 'insufficient balance', { task_id: '' }),
  },
  routes: [
    { method: 'POST', path: /^\/v2\/video_generation$/, step: 'submit', answer: createClip },
    {
      method: 'GET',
      path: /^\/v2\/query\/video_generation\/(?<id>\d+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job && isClip(job) ? { status: 200, body: { task: clipOf(job, origin) } } : notFound;
      },
    },
    { method: 'POST', path: /^\/v1\/video_generation$/, step: 'submit', answer: createHailuo },
    { method: 'GET', path: /^\/v1\/query\/video_generation$/, step: 'poll', answer: lookAtHailuo },
    { method: 'GET', path: /^\/v1\/files\/retrieve$/, step: 'result', answer: fileOf },
  ],
};

type Input = Readonly<Record<string, unknown>>;

/** Micro-dollars of a second by resolution: MiniMax's page of 2026-10-24. */
const clips: Readonly<Record<string, { readonly least: number; readonly micros: Readonly<Record<string, number>> }>> = {
  'MiniMax-H3': { least: 4, micros: { '768P': 80_000, '2K': 130_000 } },
  'MiniMax-H3-Max': { least: 5, micros: { '480P': 50_000, '768P': 80_000 } },
};
const ratios = ['21:9', '16:9', '4:3', '1:1', '3:4', '9:16'];

function createClip({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const wrong = wrongInClip(input);
  const model = clips[String(input.model)];
  const micros = model?.micros[String(input.resolution)];
  if (wrong || !micros) return no(400, 'invalid_request_error', wrong ?? 'resolution is not supported');
  const seconds = Number(input.duration);
  const job = accept({
    ...{ model: String(input.model), input, micros: micros * seconds, usualSeconds: 180 },
    media: { makes: 'video', prompt: promptOf(input), seconds, aspect: String(input.ratio ?? '16:9') },
  });
  return { status: 200, body: { task_id: job.id } };
}

const itemsOf = ({ content }: Input): Input[] => (Array.isArray(content) ? content.map(recordOf) : []);
const promptOf = (input: Input): string => String(itemsOf(input).find(({ type }) => type === 'text')?.text ?? '');

function wrongInClip(input: Input): string | undefined {
  const model = clips[String(input.model)];
  const { duration, ratio, model: _, content: __, resolution: ___, ...more } = input;
  const roles = itemsOf(input).flatMap(({ type, role }) => (type === 'image_url' ? [String(role)] : []));
  const isFramed = roles.length > 0;
  return [
    !model && 'model is not supported',
    Object.keys(more)[0] !== undefined && `unknown parameter ${Object.keys(more)[0]}`,
    promptOf(input) === '' && 'content must include one text item',
    !itemsOf(input).every(isItem) && 'content has an item that is not supported',
    isFramed && roles.join() !== 'first_frame' && roles.join() !== 'first_frame,last_frame' && 'roles do not fit',
    !(Number.isInteger(duration) && Number(duration) >= (model?.least ?? 0) && Number(duration) <= 15) && 'duration',
    !isFramed && !ratios.includes(String(ratio)) && 'ratio is required',
  ].find((words) => typeof words === 'string');
}

const isItem = ({ type, image_url }: Input): boolean =>
  type === 'text' || (type === 'image_url' && isAddress(recordOf(image_url).url));

const isClip = ({ model }: SimulatedJob): boolean => model in clips;

const states = {
  waiting: 'queued',
  working: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

function clipOf(job: SimulatedJob, origin: string) {
  const { id, model, state, input, createdAt } = job;
  const at = Math.floor(createdAt / 1000);
  const { resolution, duration, ratio } = input;
  return {
    ...{ id, model, status: states[state], resolution, duration, ratio, created_at: at, updated_at: at },
    ...(state === 'succeeded' && {
      content: { url: addressOf(job, origin) },
      usage: { total_seconds: duration, input_seconds: 0, output_seconds: duration, input_image_count: 0 },
    }),
    ...(state === 'failed' && { error: failureOf(job) }),
  };
}

const addressOf = ({ id, file, mishap }: SimulatedJob, origin: string): string =>
  mishap === 'output-removed' ? '' : `${origin}/files/${id}/output${extname(file ?? '')}`;

const failureOf = ({ mishap }: SimulatedJob) =>
  mishap === 'fail-content'
    ? { code: 'output_sensitive', message: 'output video involves sensitive content' }
    : { code: 'internal_error', message: 'internal error' };

/** Micro-dollars of a clip by resolution and length; `still`: animates a picture only. */
const hailuos: Readonly<
  Record<
    string,
    { readonly still?: boolean; readonly ends?: boolean; readonly micros: Readonly<Record<string, number>> }
  >
> = {
  'MiniMax-Hailuo-2.3': { micros: { '768P/6': 280_000, '768P/10': 560_000, '1080P/6': 490_000 } },
  'MiniMax-Hailuo-2.3-Fast': { still: true, micros: { '768P/6': 190_000, '768P/10': 320_000, '1080P/6': 330_000 } },
  'MiniMax-Hailuo-02': { ends: true, micros: { '768P/6': 280_000, '768P/10': 560_000, '1080P/6': 490_000 } },
};

function createHailuo({ body, accept }: SimulatedCall): Answer {
  const { model, prompt, duration, resolution, first_frame_image, last_frame_image, ...more } = recordOf(body);
  const offered = hailuos[String(model)];
  const micros = offered?.micros[`${resolution}/${duration}`];
  const wrong = [
    !offered && 'model',
    Object.keys(more)[0] ?? false,
    (typeof prompt !== 'string' || prompt === '' || prompt.length > 2000) && 'prompt',
    micros === undefined && 'duration and resolution',
    (first_frame_image === undefined ? offered?.still === true : !isAddress(first_frame_image)) && 'first_frame_image',
    last_frame_image !== undefined &&
      !(offered?.ends && first_frame_image && isAddress(last_frame_image)) &&
      'last_frame_image',
  ].find((name) => typeof name === 'string');
  if (wrong || micros === undefined) return inside(2013, `invalid params, ${wrong}`, { task_id: '' });
  const job = accept({
    ...{ model: String(model), input: recordOf(body), micros, usualSeconds: 180 },
    media: { makes: 'video', prompt: String(prompt), seconds: Number(duration), aspect: '16:9' },
  });
  return yes({ task_id: job.id });
}

const words = { waiting: 'Queueing', working: 'Processing', succeeded: 'Success', failed: 'Fail', cancelled: 'Fail' };

function lookAtHailuo({ query, jobs }: SimulatedCall): Answer {
  const job = jobs.get(query.get('task_id') ?? '');
  if (!job || isClip(job)) return inside(2013, 'invalid params');
  const answer = { task_id: job.id, status: words[job.state], file_id: job.state === 'succeeded' ? `9${job.id}` : '' };
  if (job.state !== 'failed') return yes(answer);
  return job.mishap === 'fail-content'
    ? inside(1027, 'output video involves sensitive content', answer)
    : inside(1000, 'unknown error', answer);
}

function fileOf({ query, jobs, origin }: SimulatedCall): Answer {
  const job = jobs.get((query.get('file_id') ?? '').slice(1));
  if (job?.state !== 'succeeded') return inside(2013, 'invalid params, file_id');
  const file = {
    file_id: Number(`9${job.id}`),
    bytes: 3_145_728,
    filename: 'output_aigc.mp4',
    purpose: 'video_generation',
  };
  return yes({ file: { ...file, download_url: addressOf(job, origin) } });
}
