import { createHash } from 'node:crypto';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob, SimulatedJobs } from '../simulated-jobs.ts';
import { clipAddress, spokenOrder } from './speech.ts';

const problem = (status: number, message: string): Answer => ({ status, body: { message } });
const people = [
  { code: 'zara', variants: [{ code: 'regular', canvas: 'https://elai-media.example/avatars/zara_regular.png' }] },
];

/** The wire format of https://elai.readme.io: drafts that are rendered. */
export const elaiDialect: SimulatedDialect = {
  id: 'elai',
  basePath: '/api/v1',
  idOf: (hash) => hash.slice(0, 24),
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Not authorized'),
    'no-credit': problem(402, 'Not enough minutes'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Too many requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'Not found'),
  },
  routes: [
    { method: 'GET', path: /^\/api\/v1\/avatars$/, step: 'list', answer: () => ({ status: 200, body: people }) },
    { method: 'GET', path: /^\/api\/v1\/videos$/, step: 'account', answer: list },
    { method: 'POST', path: /^\/api\/v1\/videos$/, step: 'upload', answer: draft },
    { method: 'POST', path: /^\/api\/v1\/videos\/render\/(?<id>\w+)$/, step: 'submit', answer: render },
    { method: 'GET', path: /^\/api\/v1\/videos\/(?<id>\w+)$/, step: 'poll', answer: look },
  ],
};

function list(): Answer {
  return { status: 200, body: { videos: [], total: 0 } };
}

type Draft = { readonly input: Readonly<Record<string, unknown>>; job?: string };
const drafts = new WeakMap<SimulatedJobs, Map<string, Draft>>();

function draftsOf(jobs: SimulatedJobs): Map<string, Draft> {
  const kept = drafts.get(jobs) ?? new Map<string, Draft>();
  drafts.set(jobs, kept);
  return kept;
}

const slideOf = ({ slides }: Draft['input']) => recordOf(Array.isArray(slides) ? slides[0] : null);

function draft({ body, jobs }: SimulatedCall): Answer {
  const input = recordOf(body);
  const { speech, avatar, voice, canvas } = slideOf(input);
  if (!/^(16_9|9_16)$/.test(String(input.format))) return problem(400, 'format is not valid');
  if (typeof speech !== 'string' || speech === '') return problem(400, 'Slide 1 has no speech.');
  if (recordOf(avatar).code !== 'zara.regular' || typeof voice !== 'string' || !canvas)
    return problem(400, 'Slide 1 is not valid.');
  const kept = draftsOf(jobs);
  const id = createHash('sha256').update(`draft ${kept.size}`).digest('hex').slice(0, 24);
  kept.set(id, { input });
  return { status: 200, body: { ...input, _id: id, status: 'draft' } };
}

/** $2 a minute. */
const microsPerSecond = 33_300;

function render({ params, jobs, accept }: SimulatedCall): Answer {
  const found = draftsOf(jobs).get(params.id ?? '');
  if (!found) return elaiDialect.refusals['not-found'];
  const script = String(slideOf(found.input).speech);
  const aspect = String(found.input.format).replace('_', ':');
  found.job = accept(spokenOrder({ model: 'zara.regular', input: found.input, script, aspect, microsPerSecond })).id;
  return { status: 200, body: { status: 'accepted' } };
}

function look({ params, jobs, origin }: SimulatedCall): Answer {
  const { id = '' } = params;
  const found = draftsOf(jobs).get(id);
  if (!found) return elaiDialect.refusals['not-found'];
  const job = jobs.get(found.job ?? '');
  return {
    status: 200,
    body: { _id: id, name: found.input.name, ...(job ? stateOf(job, origin) : { status: 'draft' }) },
  };
}

function stateOf(job: SimulatedJob, origin: string) {
  switch (job.state) {
    case 'succeeded':
      return { status: 'ready', url: clipAddress(job, origin), duration: 3.456 };
    case 'failed':
      return { status: job.mishap === 'fail-content' ? 'moderation' : 'error' };
    default:
      return { status: job.state === 'waiting' ? 'validating' : 'rendering' };
  }
}
