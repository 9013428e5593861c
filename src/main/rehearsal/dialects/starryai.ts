import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';
import { clipAddress } from './speech.ts';

const problem = (status: number, message: string): Answer => ({ status, body: { message } });
const microsPerPicture = 50_000;
const shapes: Readonly<Record<string, string>> = { square: '1:1', landscape: '16:9', portrait: '9:16' };

/** What public clients see of https://api.starryai.com; bodies of errors are our guess. */
export const starryaiDialect: SimulatedDialect = {
  id: 'starryai',
  basePath: '',
  idOf: (hash) => String(Number.parseInt(hash.slice(0, 7), 16)),
  // How it refuses content is not known.
  moderates: false,
  refunds: ({ state }) => state === 'failed',
  secretOf: (headers) => (typeof headers['x-api-key'] === 'string' ? headers['x-api-key'] : null),
  refusals: {
    unauthorized: problem(401, 'Unauthorized'),
    'no-credit': problem(402, 'Not enough credits'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Too many requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'Not found'),
  },
  routes: [
    { method: 'GET', path: /^\/user\/$/, step: 'account', answer: account },
    { method: 'POST', path: /^\/creations\/$/, step: 'submit', answer: create },
    { method: 'GET', path: /^\/creations\/(?<id>\d+)$/, step: 'poll', answer: look },
  ],
};

function account(): Answer {
  return { status: 200, body: { id: 1, email: 'studio@example.com', balance: 20 } };
}

function create({ body, accept, origin }: SimulatedCall): Answer {
  const input = recordOf(body);
  const aspect = shapes[String(input.aspectRatio)];
  if (typeof input.prompt !== 'string' || input.prompt === '') return problem(400, 'prompt is required');
  if (aspect === undefined) return problem(400, 'aspectRatio is invalid');
  if (input.images !== 1 || !/^(lyra|realvisxl|cinematic)$/.test(String(input.model)))
    return problem(400, 'model is invalid');
  const job = accept({
    ...{ model: String(input.model), input, usualSeconds: 20, micros: microsPerPicture },
    media: { makes: 'image', prompt: input.prompt, seconds: 0, aspect },
  });
  return { status: 200, body: creationOf(job, origin) };
}

function look({ params, jobs, origin }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  return job ? { status: 200, body: creationOf(job, origin) } : starryaiDialect.refusals['not-found'];
}

const states = { waiting: 'submitted', working: 'in progress', succeeded: 'completed' } as const;

function creationOf(job: SimulatedJob, origin: string) {
  const { state, id, input } = job;
  const url = state === 'succeeded' ? clipAddress(job, origin) : null;
  const status = state === 'failed' || state === 'cancelled' ? 'failed' : states[state];
  const images = url === null ? [] : [{ id: 1, url }];
  return { id: Number(id), status, prompt: input.prompt, seed: input.seed, model: input.model, images, expired: false };
}
