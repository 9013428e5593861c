import { extname } from 'node:path';
import { priceOf } from '../../../shared/money.ts';
import {
  type Answer,
  recordOf,
  type SimulatedCall,
  type SimulatedDialect,
  spokenSeconds,
} from '../simulated-dialect.ts';
import { isOver, type SimulatedJob } from '../simulated-jobs.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from '../simulated-vendor.ts';
import { replicateSchema } from './model-schemas.ts';
import { invalidFields, type SimulatedModel, simulatedModels } from './replicate-models.ts';

const problem = (status: number, title: string, detail: string, more: object = {}): Answer => ({
  status,
  body: { title, detail, status, ...more },
});

const notFound = problem(404, 'Not found', 'The requested resource could not be found.');
const owned = '(?<model>[\\w.-]+/[\\w.-]+)';

/** The wire format of https://replicate.com/docs/reference/http, without webhooks, files, streams and `Prefer: wait`. */
export const replicateDialect: SimulatedDialect = {
  id: 'replicate',
  basePath: '/v1',
  idOf: (hash) => `sim${hash.slice(0, 23)}`,
  // Replicate bills what it worked on, failed work of many models included.
  refunds: ({ begun }) => !begun,
  secretOf: ({ authorization = '' }) => /^(?:Bearer|Token) (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Unauthenticated', 'You did not pass a valid authentication token'),
    'no-credit': problem(
      402,
      'Insufficient credit',
      'You have insufficient credit to run this model. Go to https://replicate.com/account/billing#billing to purchase credit. Once you purchase credit, please wait a few minutes before trying again.',
    ),
    'rate-limited': (seconds) => ({
      status: 429,
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
      body: {
        detail:
          seconds === null
            ? 'Request was throttled.'
            : `Request was throttled. Your rate limit resets in ~${seconds}s.`,
        status: 429,
        ...(seconds !== null && { retry_after: seconds }),
      },
    }),
    'not-found': notFound,
  },
  routes: [
    {
      method: 'POST',
      path: new RegExp(`^/v1/models/${owned}/predictions$`),
      step: 'submit',
      answer: (call) => {
        const model = simulatedModels[call.params.model ?? ''];
        return model && !model.version ? create(call, call.params.model ?? '', model) : notFound;
      },
    },
    { method: 'POST', path: /^\/v1\/predictions$/, step: 'submit', answer: createByVersion },
    {
      method: 'GET',
      path: /^\/v1\/predictions$/,
      step: 'list',
      answer: ({ jobs, origin }) => ({
        status: 200,
        body: { next: null, previous: null, results: jobs.list().map((job) => predictionOf(job, origin)) },
      }),
    },
    {
      method: 'GET',
      path: /^\/v1\/predictions\/(?<id>\w+)$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => show(jobs.get(params.id ?? ''), origin),
    },
    {
      method: 'POST',
      path: /^\/v1\/predictions\/(?<id>\w+)\/cancel$/,
      step: 'cancel',
      answer: ({ jobs, params, origin }) => show(jobs.cancel(params.id ?? ''), origin),
    },
    { method: 'GET', path: new RegExp(`^/v1/models/${owned}$`), step: 'model', answer: showModel },
    {
      method: 'GET',
      path: /^\/v1\/account$/,
      step: 'account',
      answer: () => ({
        status: 200,
        body: {
          type: 'user',
          username: 'rehearsal',
          name: 'Rehearsal',
          github_url: 'https://example.com/rehearsal',
        },
      }),
    },
  ],
};

/** Replicate on 127.0.0.1: `baseUrl` stands for https://api.replicate.com/v1. Nothing it makes costs anything. */
export const startSimulatedReplicate = (options: SimulatedVendorOptions): Promise<SimulatedVendor> =>
  startSimulatedVendor(replicateDialect, options);

function createByVersion(call: SimulatedCall): Answer {
  const wanted = String(recordOf(call.body).version ?? '').replace(/^.*:/, '');
  const found = Object.entries(simulatedModels).find(([, model]) => model.version === wanted);
  if (found) return create(call, ...found);
  return problem(
    422,
    'Invalid version or not permitted',
    "The specified version does not exist (or perhaps you don't have permission to use it?)",
  );
}

function create({ body, accept, origin }: SimulatedCall, name: string, model: SimulatedModel): Answer {
  const input = recordOf(recordOf(body).input);
  const invalid = invalidFields(model, input);
  if (invalid.length > 0) {
    const detail = invalid.map(({ field, description }) => `- ${field}: ${description}\n`).join('');
    return problem(422, 'Input validation failed', detail, { invalid_fields: invalid });
  }
  const prompt = String(input.prompt ?? input.text ?? '');
  const seconds = model.makes === 'audio' ? spokenSeconds(prompt, input.speed) : Number(input.duration ?? 5);
  const aspect = String(input.aspect_ratio ?? '16:9');
  const job = accept({
    ...{ model: name, input, usualSeconds: model.usualSeconds },
    media: { makes: model.makes, prompt, seconds, aspect },
    micros: priceOf(model.price, { seconds, characters: prompt.length }),
  });
  return { status: 201, body: predictionOf(job, origin) };
}

function show(job: SimulatedJob | null, origin: string): Answer {
  return job ? { status: 200, body: predictionOf(job, origin) } : notFound;
}

const endings = { video: 'mp4', image: 'webp', audio: 'wav' } as const;

function showModel({ params }: SimulatedCall): Answer {
  const path = params.model ?? '';
  const model = simulatedModels[path];
  if (!model) return notFound;
  const [owner, name] = path.split('/');
  return {
    status: 200,
    body: {
      url: `https://replicate.com/${path}`,
      ...{ owner, name, visibility: 'public', is_official: !model.version },
      description: `Makes ${model.makes}s, for the rehearsal.`,
      latest_version: {
        ...{ id: model.version ?? 'hidden', created_at: '2026-09-01T00:00:00.000Z' },
        openapi_schema: replicateSchema(model),
      },
      default_example: { output: `https://replicate.delivery/rehearsal/out.${endings[model.makes]}` },
    },
  };
}

const words = {
  waiting: 'starting',
  working: 'processing',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'canceled',
} as const;

function predictionOf(job: SimulatedJob, origin: string) {
  const { id, model, input, state, createdAt, endsAt } = job;
  const address = `${origin}/v1/predictions/${id}`;
  const removed = job.mishap === 'output-removed' && state === 'succeeded';
  return {
    ...{ id, model, version: simulatedModels[model]?.version ?? 'hidden', input: removed ? {} : input },
    ...{ status: words[state], source: 'api', data_removed: removed },
    logs: logsOf(job),
    output: removed ? null : outputOf(job, origin),
    error: state === 'failed' ? errorOf(job) : null,
    created_at: new Date(createdAt).toISOString(),
    ...(job.begun ? { started_at: new Date(job.startsAt + 1).toISOString() } : {}),
    ...(isOver(job)
      ? { completed_at: new Date(endsAt).toISOString(), metrics: { predict_time: (endsAt - createdAt) / 1000 } }
      : {}),
    urls: { get: address, cancel: `${address}/cancel`, web: `https://replicate.com/p/${id}` },
  };
}

function logsOf({ state, fraction }: SimulatedJob): string {
  if (state === 'waiting') return '';
  const done = Math.min(30, Math.round(fraction * 30));
  const bar = '#'.repeat(Math.round(done / 3)).padEnd(10);
  const clock = (steps: number) => `00:${String(steps).padStart(2, '0')}`;
  const percent = String(Math.round((done / 30) * 100)).padStart(3);
  return `Running prediction...\n${percent}%|${bar}| ${done}/30 [${clock(done)}<${clock(30 - done)},  1.00s/it]\n`;
}

function outputOf({ id, file, model }: SimulatedJob, origin: string): string | string[] | null {
  if (!file) return null;
  const url = `${origin}/files/${id}/output${extname(file)}`;
  return simulatedModels[model]?.outputs === 'array' ? [url] : url;
}

function errorOf({ mishap }: SimulatedJob): string {
  return mishap === 'fail-content'
    ? 'The input or output was flagged as sensitive. Please try again with different inputs. (E005)'
    : 'Prediction failed: the model ran out of memory.';
}
