import { extname } from 'node:path';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from './simulated-dialect.ts';
import type { SimulatedJob } from './simulated-jobs.ts';

const problem = (status: number, code: string, message: string): Answer => ({
  status,
  body: { error: { code, message } },
});
const notFound = problem(404, '1214', 'The task does not exist');
/** A clip of CogVideoX-3 costs 20 cents, however long. https://docs.z.ai/guides/overview/pricing */
const micros = 200_000;

/** The wire format of https://docs.z.ai/guides/video/cogvideox-3. */
export const zaiDialect: SimulatedDialect = {
  id: 'zai',
  basePath: '/api/paas/v4',
  idOf: (hash) => `${BigInt(`0x${hash.slice(0, 15)}`)}-${Number.parseInt(hash.slice(15, 20), 16)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, '1002', 'Authorization Token is invalid'),
    'no-credit': problem(429, '1113', 'Insufficient balance or no resource package'),
    'rate-limited': (seconds) => ({
      ...problem(429, '1303', 'Too many requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': notFound,
  },
  routes: [
    { method: 'POST', path: /^\/api\/paas\/v4\/videos\/generations$/, step: 'submit', answer: create },
    {
      method: 'GET',
      path: /^\/api\/paas\/v4\/async-result\/(?<id>[\d-]+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job ? { status: 200, body: resultOf(job, origin) } : notFound;
      },
    },
  ],
};

const sizes = ['1280x720', '720x1280', '1024x1024', '1920x1080', '1080x1920', '2048x1080', '3840x2160'];
type Input = Readonly<Record<string, unknown>>;
const wrong = (message: string): Answer => problem(400, '1214', message);

function create({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const no = refused(input);
  if (no) return no;
  const { model, request_id, prompt, duration, size } = input;
  const job = accept({
    ...{ model: String(model), input, usualSeconds: 120, micros },
    media: { makes: 'video', prompt: String(prompt), seconds: Number(duration), aspect: aspectOf(String(size)) },
  });
  return { status: 200, body: { model, id: job.id, request_id, task_status: 'PROCESSING' } };
}

function refused({ model, prompt, quality, size, fps, duration, image_url: image }: Input): Answer | null {
  if (model !== 'cogvideox-3') return problem(400, '1211', 'The model does not exist');
  if (typeof prompt !== 'string' || prompt === '' || prompt.length > 512) return wrong('prompt');
  if (quality !== 'speed' && quality !== 'quality') return wrong('quality');
  if (!sizes.includes(String(size))) return wrong('size');
  if (fps !== 30 && fps !== 60) return wrong('fps');
  if (duration !== 5 && duration !== 10) return wrong('duration');
  const images = Array.isArray(image) ? image : image === undefined ? [] : [image];
  if (images.length > 2 || !images.every(isAddress)) return wrong('image_url');
  return images.length === 2 && quality !== 'speed' ? wrong('quality') : null;
}

function aspectOf(size: string): string {
  const [wide = 16, high = 9] = size.split('x').map(Number);
  return wide === high ? '1:1' : wide > high ? '16:9' : '9:16';
}

function resultOf({ id, model, input, state, mishap, file }: SimulatedJob, origin: string) {
  const task = { model, request_id: input.request_id };
  if (state === 'succeeded') {
    const video = { url: `${origin}/files/${id}/clip${extname(file ?? '')}`, cover_image_url: '' };
    return { ...task, task_status: 'SUCCESS', video_result: mishap === 'output-removed' ? [] : [video] };
  }
  if (state !== 'failed') return { ...task, task_status: 'PROCESSING' };
  const error = mishap === 'fail-content' ? { code: '1301', message: 'Sensitive content' } : undefined;
  return { ...task, task_status: 'FAIL', error };
}
