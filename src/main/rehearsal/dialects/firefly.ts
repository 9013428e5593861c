import { extname } from 'node:path';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import { isOver, type SimulatedJob } from '../simulated-jobs.ts';

const problem = (status: number, error_code: string, message: string, more: object = {}): Answer => ({
  status,
  body: { error_code, message, ...more },
});
const notFound = problem(404, 'unknown_job_id', 'There is no such job');
/** Encoded: whatever holds a key in plain is blotted out on its way in. */
const tokenFor = (client: string): string => `ims-${Buffer.from(client).toString('base64url')}`;
/** Our guess: Adobe's prices are in its contracts. */
const micros = 500_000;

/** The wire format of https://developer.adobe.com/firefly-services/docs/firefly-api. A token holds its client's id. */
export const fireflyDialect: SimulatedDialect = {
  id: 'firefly',
  basePath: '',
  otherBasePaths: { ims: '' },
  idOf: (hash) => `urn:ff:jobs:epo855230:${hash.slice(0, 8)}`,
  refunds: ({ state, begun }) => state === 'failed' || (state === 'cancelled' && !begun),
  secretOf: ({ authorization = '', 'x-api-key': client }) =>
    authorization === `Bearer ${tokenFor(String(client))}` ? String(client) : null,
  refusals: {
    unauthorized: problem(401, '401013', 'Oauth token is not valid'),
    'no-credit': problem(403, 'quota', 'User is not entitled or has no remaining quota.'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'throttled', 'Too many requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': notFound,
  },
  routes: [
    { method: 'POST', path: /^\/ims\/token\/v3$/, step: 'session', keyless: true, answer: token },
    { method: 'POST', path: /^\/v2\/storage\/image$/, step: 'upload', answer: store },
    { method: 'POST', path: /^\/v3\/videos\/generate$/, step: 'submit', answer: create },
    { method: 'GET', path: /^\/v3\/status\/(?<id>[\w:]+)$/, step: 'poll', answer: look },
    { method: 'PUT', path: /^\/v3\/cancel\/(?<id>[\w:]+)$/, step: 'cancel', answer: cancel },
  ],
};

function token({ body }: SimulatedCall): Answer {
  const { grant_type, client_id, scope } = recordOf(body);
  if (grant_type !== 'client_credentials' || !client_id || !String(scope).includes('firefly_api')) {
    return { status: 400, body: { error: 'invalid_client' } };
  }
  return { status: 200, body: { access_token: tokenFor(String(client_id)), token_type: 'bearer', expires_in: 86_399 } };
}

const stored = 'stored-';

/** Ids hold nothing of the picture, as Adobe's do not. */
function store({ headers, body }: SimulatedCall): Answer {
  const isPicture = /^image\/(png|jpeg|webp)$/.test(headers['content-type'] ?? '');
  if (!isPicture || body !== undefined) return problem(415, 'unsupported_media', 'Not a picture');
  return { status: 200, body: { images: [{ id: `${stored}0b9b9b9b` }] } };
}

type Input = Readonly<Record<string, unknown>>;

function create({ headers, body, accept, origin }: SimulatedCall): Answer {
  const input = recordOf(body);
  if (headers['x-model-version'] !== 'video1_standard') return problem(400, 'bad_request', 'x-model-version');
  const [size] = Array.isArray(input.sizes) ? input.sizes.map(recordOf) : [];
  const no = refused(input, size);
  if (no) return no;
  const aspect = Number(size?.width) > Number(size?.height) ? '16:9' : '9:16';
  const { id } = accept({
    ...{ model: 'video1_standard', input, usualSeconds: 90, micros },
    media: { makes: 'video', prompt: String(input.prompt), seconds: 5, aspect },
  });
  const [statusUrl, cancelUrl] = ['status', 'cancel'].map((way) => `${origin}/v3/${way}/${id}`);
  return { status: 202, body: { jobId: id, statusUrl, cancelUrl } };
}

function refused({ prompt, seeds = [], image }: Input, size: Input | undefined): Answer | null {
  const invalid = (...loc: string[]) =>
    problem(400, 'validation_error', 'Invalid request', {
      validation_errors: [{ loc: ['body', ...loc], msg: 'invalid' }],
    });
  if (typeof prompt !== 'string' || prompt === '') return invalid('prompt');
  if (!['1920x1080', '1080x1920'].includes(`${size?.width}x${size?.height}`)) return invalid('sizes');
  if (!Array.isArray(seeds) || seeds.length > 1) return invalid('seeds');
  const { conditions = [] } = recordOf(image);
  if (!Array.isArray(conditions) || !conditions.every(isCondition)) return invalid('image', 'conditions');
  return null;
}

function isCondition(condition: unknown, index: number): boolean {
  const { placement, source } = recordOf(condition);
  const { uploadId, url } = recordOf(source);
  const known = String(uploadId).startsWith(stored) || isAddress(url);
  return recordOf(placement).position === index && index < 2 && known;
}

function look({ jobs, params, origin }: SimulatedCall): Answer {
  const job = jobs.get(params.id ?? '');
  return job ? { status: 200, body: jobOf(job, origin) } : notFound;
}

function cancel({ jobs, params: { id = '' } }: SimulatedCall): Answer {
  const job = jobs.get(id);
  if (!job) return notFound;
  if (isOver(job)) return problem(409, 'job_cancel_failed', 'Job already finished');
  jobs.cancel(id);
  return { status: 200, body: { status: 'cancelled', jobId: id } };
}

const states = {
  waiting: 'pending',
  working: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  cancelled: 'cancelled',
};

function jobOf({ id, state, fraction, mishap, file, input }: SimulatedJob, origin: string) {
  const job = { status: states[state], jobId: id };
  if (state === 'failed') {
    const unsafe = { error_code: 'prompt_unsafe', message: 'The prompt was rejected.' };
    return { ...job, ...(mishap === 'fail-content' ? unsafe : { error_code: 'runtime_error', message: 'Failed' }) };
  }
  if (state !== 'succeeded') return { ...job, progress: Math.round(fraction * 100) };
  const video = { url: `${origin}/files/${id}/clip${extname(file ?? '')}` };
  const outputs = mishap === 'output-removed' ? [] : [{ seed: recordOf(input).seeds, video }];
  return { ...job, result: { size: {}, outputs } };
}
