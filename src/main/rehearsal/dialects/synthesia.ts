import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect, uuidOf } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { clipAddress, spokenOrder } from './speech.ts';

const problem = (status: number, error: string, context: string): Answer => ({ status, body: { error, context } });

/** The wire format of https://docs.synthesia.io, version 2. How used-up minutes are said is our guess. */
export const synthesiaDialect: SimulatedDialect = {
  id: 'synthesia',
  basePath: '',
  idOf: uuidOf,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^[^\s]+$/.exec(authorization)?.[0] ?? null,
  refusals: {
    unauthorized: problem(403, 'Forbidden', 'Wrong API key'),
    'no-credit': problem(400, 'quota_exceeded', 'You have used all of your video minutes.'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Too Many Requests', ''),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'Not Found', 'Video ID was not found'),
  },
  routes: [
    { method: 'GET', path: /^\/v2\/videos$/, step: 'account', answer: list },
    { method: 'POST', path: /^\/v2\/videos$/, step: 'submit', answer: create },
    { method: 'GET', path: /^\/v2\/videos\/(?<id>[\w-]+)$/, step: 'poll', answer: look },
  ],
};

function list({ jobs, account, origin }: SimulatedCall): Answer {
  const own = jobs.list().filter((job) => job.account === account);
  const videos = own.map((job) => ({ ...job.input, ...stateOf(job, origin) }));
  return { status: 200, body: { videos, nextOffset: 0 } };
}

const shapes = ['16:9', '9:16', '1:1', '4:5', '5:4'];
/** $3 a minute. */
const microsPerSecond = 50_000;

function create({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const scenes = Array.isArray(input.input) ? input.input.map(recordOf) : [];
  const [scene] = scenes;
  const script = scene?.scriptText;
  if (!scene) return problem(400, 'Bad Request', 'input: must contain at least 1 item');
  if (typeof script !== 'string' || script === '') return problem(400, 'Bad Request', 'scriptText is required');
  if (scene.avatar !== 'anna_costume1_cameraA' || typeof scene.background !== 'string')
    return problem(400, 'Bad Request', 'input: avatar and background are required');
  if (!shapes.includes(String(input.aspectRatio))) return problem(400, 'Bad Request', 'aspectRatio is invalid');
  if (input.test !== false) return problem(400, 'Bad Request', 'test videos are not simulated');
  const said = { script, aspect: String(input.aspectRatio) };
  const job = accept(spokenOrder({ model: scene.avatar, input, ...said, microsPerSecond }));
  return { status: 201, body: { ...input, ...stateOf(job, '') } };
}

function look({ params, jobs, origin }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  if (!job) return synthesiaDialect.refusals['not-found'];
  return { status: 200, body: { ...job.input, ...stateOf(job, origin) } };
}

function stateOf(job: SimulatedJob, origin: string) {
  const { id, createdAt, state, mishap } = job;
  const rest = { id, createdAt: Math.floor(createdAt / 1000), description: '' };
  switch (state) {
    case 'succeeded':
      return { ...rest, status: 'complete', download: clipAddress(job, origin) ?? undefined };
    case 'failed':
      return { ...rest, status: mishap === 'fail-content' ? 'rejected' : 'error' };
    default:
      return { ...rest, status: 'in_progress' };
  }
}
