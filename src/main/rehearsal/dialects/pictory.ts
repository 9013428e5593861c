import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect, uuidOf } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { clipAddress, spokenOrder } from './speech.ts';

const gateway = (status: number, message: string): Answer => ({ status, body: { message } });
const problem = (status: number, error_code: string, error_message: string): Answer => ({
  status,
  body: { success: false, data: { error_code, error_message } },
});

/** The wire format of https://docs.pictory.ai. How used-up minutes and refused content are said is our guess. */
export const pictoryDialect: SimulatedDialect = {
  id: 'pictory',
  basePath: '',
  idOf: uuidOf,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^[^\s]+$/.exec(authorization)?.[0] ?? null,
  refusals: {
    unauthorized: gateway(401, 'Unauthorized'),
    'no-credit': problem(403, 'INSUFFICIENT_CREDITS', 'Monthly video minutes used up'),
    'rate-limited': (seconds) => ({
      ...gateway(429, 'Too Many Requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'JOB_NOT_FOUND', 'Job not found'),
  },
  routes: [
    { method: 'GET', path: /^\/pictoryapis\/v2\/projects$/, step: 'account', answer: projects },
    { method: 'POST', path: /^\/pictoryapis\/v2\/video\/storyboard\/render$/, step: 'submit', answer: create },
    { method: 'GET', path: /^\/pictoryapis\/v1\/jobs\/(?<id>[\w-]+)$/, step: 'poll', answer: look },
  ],
};

function projects(): Answer {
  return { status: 200, body: { items: [] } };
}

/** $1 a minute. */
const microsPerSecond = 16_600;

function create({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const [scene] = Array.isArray(input.scenes) ? input.scenes.map(recordOf) : [];
  const { enabled, aiVoices } = recordOf(input.voiceOver);
  const wrong = (message: string) => problem(400, 'INVALID_REQUEST', message);
  if (typeof scene?.story !== 'string' || scene.story === '') return wrong('scenes is required');
  if (!/^(16:9|9:16|1:1)$/.test(String(input.aspectRatio))) return wrong('aspectRatio is invalid');
  if (typeof input.videoName !== 'string' || input.videoName === '') return wrong('videoName is required');
  if (enabled !== true || !Array.isArray(aiVoices) || !recordOf(aiVoices[0]).speaker)
    return wrong('voiceOver is invalid');
  const said = { script: scene.story, aspect: String(input.aspectRatio) };
  const job = accept(spokenOrder({ model: 'storyboard', input, ...said, microsPerSecond }));
  return { status: 200, body: { success: true, data: { jobId: job.id } } };
}

function look({ params, jobs, origin }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  if (!job) return pictoryDialect.refusals['not-found'];
  const success = job.state !== 'failed';
  return { status: 200, body: { job_id: job.id, success, data: stateOf(job, origin) } };
}

function stateOf(job: SimulatedJob, origin: string) {
  switch (job.state) {
    case 'succeeded':
      return { status: 'completed', videoURL: clipAddress(job, origin), videoDuration: 12.3 };
    case 'failed':
      return job.mishap === 'fail-content'
        ? { status: 'failed', error_code: 'CONTENT_MODERATION_FAILED', error_message: 'The story was refused' }
        : { status: 'failed', error_code: 'TEXT_TO_VIDEO_FAILED', error_message: 'Video render failed' };
    default:
      return { status: 'in-progress', renderProgress: Math.floor(job.fraction * 100), renderState: 'RUNNING' };
  }
}
