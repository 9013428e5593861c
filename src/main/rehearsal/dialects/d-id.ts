import {
  type Answer,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  spokenSeconds,
} from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { clipAddress, spokenOrder } from './speech.ts';

const problem = (status: number, kind: string, description: string): Answer => ({
  status,
  body: { kind, description },
});
const upload = /^s3:\/\/d-id-images-prod\/simulated\/\w+\/face\.(png|jpg)$/;
const microsPerCredit = 300_000;

/** The wire format of https://docs.d-id.com, talks only. */
export const didDialect: SimulatedDialect = {
  id: 'd-id',
  basePath: '',
  idOf: (hash) => `tlk_${hash.slice(0, 20)}`,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Basic (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'AuthorizationError', 'user unauthenticated'),
    'no-credit': problem(402, 'InsufficientCreditsError', 'not enough credits'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'TooManyRequestsError', 'too many requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'NotFoundError', 'not found'),
  },
  routes: [
    { method: 'GET', path: /^\/credits$/, step: 'account', answer: credits },
    { method: 'POST', path: /^\/images$/, step: 'upload', answer: keep },
    { method: 'POST', path: /^\/talks$/, step: 'submit', answer: create },
    { method: 'GET', path: /^\/talks\/(?<id>\w+)$/, step: 'poll', answer: look },
  ],
};

function credits(): Answer {
  const left = { remaining: 10_000, total: 10_000 };
  return { status: 200, body: { credits: [{ owner_id: 'simulated', ...left }], ...left } };
}

function keep({ body }: SimulatedCall): Answer {
  const { name, dataUri } = recordOf(recordOf(body).image);
  if (!/^data:image\/(png|jpeg);base64,/.test(String(dataUri)))
    return problem(415, 'UnsupportedMimeTypeError', 'image must be jpg or png');
  return { status: 201, body: { id: 'img_1', url: `s3://d-id-images-prod/simulated/img_1/${name}` } };
}

function create({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const { type, input: script, provider } = recordOf(input.script);
  if (!upload.test(String(input.source_url))) return problem(400, 'BadRequestError', 'invalid actor url');
  if (type !== 'text' || typeof script !== 'string' || script.trim() === '')
    return problem(400, 'ValidationError', 'script.input is required');
  if (recordOf(provider).type !== 'microsoft' || !/^\w\w-\w\w-\w+Neural$/.test(String(recordOf(provider).voice_id)))
    return problem(400, 'ValidationError', 'unknown voice');
  const order = spokenOrder({ model: 'talk', input, script, aspect: '16:9', microsPerSecond: 0 });
  const micros = Math.ceil(spokenSeconds(script, 1) / 15) * microsPerCredit;
  const job = accept({ ...order, micros });
  return { status: 201, body: { id: job.id, object: 'talk', created_by: 'simulated', status: 'created' } };
}

function look({ params, jobs, origin }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  if (!job) return didDialect.refusals['not-found'];
  return { status: 200, body: { id: job.id, created_by: 'simulated', ...stateOf(job, origin) } };
}

function stateOf(job: SimulatedJob, origin: string) {
  switch (job.state) {
    case 'succeeded':
      return { status: 'done', result_url: clipAddress(job, origin), duration: 4 };
    case 'failed':
      return job.mishap === 'fail-content'
        ? { status: 'rejected', error: { kind: 'TextModerationError', description: 'Automatic content moderation' } }
        : { status: 'error', error: { kind: 'InternalServerError', description: 'the talk could not be made' } };
    default:
      return { status: job.state === 'waiting' ? 'created' : 'started' };
  }
}
