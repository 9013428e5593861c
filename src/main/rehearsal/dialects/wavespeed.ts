import { extname } from 'node:path';
import { type Answer, isAddress, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';
import type { MediaOrder, SimulatedJob } from '../simulated-jobs.ts';

const problem = (status: number, message: string, httpStatus = status): Answer => ({
  status: httpStatus,
  body: { code: status, message },
});
const enveloped = (data: unknown): Answer => ({ status: 200, body: { code: 200, message: 'success', data } });

/** The wire format of https://wavespeed.ai/docs. */
export const wavespeedDialect: SimulatedDialect = {
  id: 'wavespeed',
  basePath: '',
  idOf: (hash) => hash.slice(0, 32),
  refunds: ({ state }) => state === 'failed',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'Unauthorized'),
    'no-credit': problem(400, 'Insufficient credits. Please top up.'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Too Many Requests'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'Not Found'),
    inside: problem(402, 'Insufficient credits. Please top up.', 200),
  },
  routes: [
    {
      method: 'GET',
      path: /^\/api\/v3\/account\/balance$/,
      step: 'account',
      answer: () => enveloped({ balance: 156.78, currency: 'USD' }),
    },
    { method: 'POST', path: /^\/api\/v3\/media\/upload\/binary$/, step: 'upload', answer: upload },
    {
      method: 'GET',
      path: /^\/api\/v3\/predictions\/(?<id>\w+)\/result$/,
      step: 'poll',
      answer: ({ jobs, params, origin }) => {
        const job = jobs.get(params.id ?? '');
        return job ? enveloped(predictionOf(job, origin)) : wavespeedDialect.refusals['not-found'];
      },
    },
    { method: 'POST', path: /^\/api\/v3\/(?<model>[a-z].+)$/, step: 'submit', answer: create },
  ],
};

type Model = {
  readonly makes: MediaOrder['makes'];
  readonly needs: readonly string[];
  readonly takes: readonly string[];
  readonly sizes?: readonly string[];
  readonly seconds?: readonly number[];
  /** Micro-dollars for a second of video, or for a picture. */
  readonly micros: number;
};

const wan480 = { sizes: ['832*480', '480*832'], seconds: [5, 10] };
/** Prices are estimates: see the rows. */
const models: Readonly<Record<string, Model>> = {
  'wavespeed-ai/wan-2.1/t2v-480p': {
    ...{ makes: 'video', needs: ['prompt'], takes: ['size', 'duration', 'seed'], micros: 40_000 },
    ...wan480,
  },
  'wavespeed-ai/wan-2.1/i2v-480p': {
    ...{
      makes: 'video',
      needs: ['prompt', 'image'],
      takes: ['last_image', 'size', 'duration', 'seed'],
      micros: 40_000,
    },
    ...wan480,
  },
  'wavespeed-ai/flux-dev': { makes: 'image', needs: ['prompt'], takes: ['size', 'seed'], micros: 15_000 },
  'wavespeed-ai/flux-schnell': { makes: 'image', needs: ['prompt'], takes: ['size', 'seed'], micros: 4000 },
  'wavespeed-ai/z-image/turbo': { makes: 'image', needs: ['prompt'], takes: ['size', 'seed'], micros: 6000 },
  'kwaivgi/kling-v3.0-pro/image-to-video': {
    ...{ makes: 'video', needs: ['prompt', 'image'], takes: ['duration'], seconds: [5, 10], micros: 140_000 },
  },
};

type Input = Readonly<Record<string, unknown>>;

function create({ params, body, accept }: SimulatedCall): Answer {
  const [name, input] = [params.model ?? '', recordOf(body)];
  const model = models[name];
  if (!model) return problem(404, `model ${name} not found`);
  const no = refused(model, input);
  if (no) return problem(400, no);
  const seconds = Number(input.duration ?? 5);
  const micros = model.makes === 'video' ? model.micros * seconds : model.micros;
  const job = accept({
    ...{ model: name, input, usualSeconds: 60, micros },
    media: {
      makes: model.makes,
      prompt: String(input.prompt),
      seconds,
      aspect: aspectOf(String(input.size ?? '16*9')),
    },
  });
  return enveloped({ ...predictionOf(job, ''), status: 'created', outputs: [] });
}

function refused({ needs, takes, sizes, seconds }: Model, input: Input): string | null {
  const lacking = needs.find((name) => typeof input[name] !== 'string' || input[name] === '');
  if (lacking) return `property "${lacking}" is missing`;
  const odd = Object.keys(input).find((name) => !needs.includes(name) && !takes.includes(name));
  if (odd) return `property "${odd}" is unsupported`;
  const picture = ['image', 'last_image'].find(
    (name) => input[name] !== undefined && !/^https?:/.test(String(input[name])),
  );
  if (picture) return `property "${picture}" must be a URL`;
  if (seconds && !seconds.includes(Number(input.duration))) return 'property "duration" is not allowed';
  if (input.size === undefined) return null;
  if (sizes) return sizes.includes(String(input.size)) ? null : 'property "size" is not allowed';
  return /^\d{3,4}\*\d{3,4}$/.test(String(input.size)) ? null : 'property "size" is not allowed';
}

function upload({ body, origin }: SimulatedCall): Answer {
  const file = recordOf(recordOf(body).file);
  if (!isAddress(file.dataUri)) return problem(400, 'file is required');
  // Told by the end of its bytes, so that tests see which picture it is.
  const name = Buffer.from(String(file.dataUri).slice(-8)).toString('hex');
  return enveloped({ download_url: `${origin}/media/${name}.jpg`, type: 'image', filename: file.name });
}

function aspectOf(size: string): string {
  const [wide = 16, high = 9] = size.split('*').map(Number);
  if (wide === high) return '1:1';
  return wide > high ? '16:9' : high / wide < 1.5 ? '4:5' : '9:16';
}

const states = {
  waiting: 'created',
  working: 'processing',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'cancelled',
};

function predictionOf({ id, model, state, mishap, file, createdAt }: SimulatedJob, origin: string) {
  const made = state === 'succeeded' && mishap !== 'output-removed';
  const words = mishap === 'fail-content' ? 'content policy violation' : 'the worker went away';
  return {
    ...{ id, model, status: states[state], urls: { get: `${origin}/api/v3/predictions/${id}/result` } },
    outputs: made ? [`${origin}/files/${id}/1${extname(file ?? '')}`] : [],
    has_nsfw_contents: made ? [false] : [],
    ...{ created_at: new Date(createdAt).toISOString(), timings: { inference: made ? 41_000 : 0 } },
    error: state === 'failed' ? words : '',
  };
}
