import {
  type Answer,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  spokenSeconds,
} from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { clipAddress, spokenOrder } from './speech.ts';

/** Codes besides 200 are our guess. */
const said = (code: number, message: string, data: unknown = null, status = 200): Answer => ({
  status,
  body: { code, message, data },
});
const yes = (data: object): Answer => said(200, 'ok', data);
const notEnough = said(402, 'insufficient credits');

/** The wire format of https://www.vidnoz.com/docs: forms, and codes inside the answer. */
export const vidnozDialect: SimulatedDialect = {
  id: 'vidnoz',
  basePath: '',
  idOf: (hash) => Buffer.from(hash.slice(0, 24)).toString('base64url'),
  // How it refuses content is not documented.
  moderates: false,
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: said(401, 'Unauthorized', null, 401),
    'no-credit': notEnough,
    inside: notEnough,
    'rate-limited': (seconds) => ({
      ...said(429, 'Too many requests', null, 429),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': said(404, 'task not found'),
  },
  routes: [
    { method: 'POST', path: /^\/v2\/task\/avatar-to-video$/, step: 'submit', answer: create },
    { method: 'POST', path: /^\/v2\/task\/detail$/, step: 'poll', answer: look },
  ],
};

const aspects: Readonly<Record<string, string>> = { 1: '16:9', 2: '9:16', 3: '1:1' };
/** vidnoz.com/overview/limits.html: $80 for 1000 credits, 4 a minute of video and 1 a minute of speech. */
const microsPerCredit = 80_000;
const creditsPerMinute = 5;

function create({ body, accept }: SimulatedCall): Answer {
  const input = recordOf(body);
  const aspect = aspects[String(input.aspect)];
  const script = input['voice[tts][text]'];
  if (aspect === undefined) return said(400, 'aspect is invalid');
  if (!input['avatar[id]'] || !/^[123]$/.test(String(input['avatar[style]']))) return said(400, 'avatar is invalid');
  if (typeof script !== 'string' || script.length === 0 || script.length >= 5000) return said(400, 'text is invalid');
  const order = spokenOrder({ model: 'avatar-to-video', input, script, aspect, microsPerSecond: 0 });
  const credits = Math.ceil((spokenSeconds(script, 1) / 60) * creditsPerMinute);
  return yes({ task_id: accept({ ...order, micros: credits * microsPerCredit }).id });
}

function look({ body, jobs, origin }: SimulatedCall): Answer {
  const job = jobs.get(String(recordOf(body).id));
  return job ? stateOf(job, origin) : vidnozDialect.refusals['not-found'];
}

function stateOf(job: SimulatedJob, origin: string): Answer {
  const { id: task_id } = job;
  switch (job.state) {
    case 'succeeded':
      return yes({ task_id, status: 0, additional_data: { video_720p: { url: clipAddress(job, origin) } } });
    case 'failed':
      return said(500, 'task failed');
    default:
      return yes({ task_id, status: 1, additional_data: {} });
  }
}
