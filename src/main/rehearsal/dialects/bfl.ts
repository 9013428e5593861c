import { extname } from 'node:path';
import { nearestShape } from '../../vendors/kit/nearest-shape.ts';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect, uuidOf } from '../simulated-dialect.ts';
import type { SimulatedJob } from '../simulated-jobs.ts';

const problem = (status: number, detail: unknown): Answer => ({ status, body: { detail } });
const microsPerCredit = 10_000;

/** The wire format of https://docs.bfl.ai, whose answers name a region of its own. */
export const bflDialect: SimulatedDialect = {
  id: 'bfl',
  basePath: '',
  idOf: uuidOf,
  refunds: ({ state }) => state === 'failed',
  secretOf: (headers) => (typeof headers['x-key'] === 'string' ? headers['x-key'] : null),
  refusals: {
    unauthorized: problem(403, 'Not authenticated - Invalid Authentication'),
    'no-credit': problem(402, 'Insufficient credits'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Rate limit exceeded: 24 active tasks'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'Not Found'),
  },
  routes: [
    {
      method: 'GET',
      path: /^\/v1\/credits$/,
      step: 'account',
      answer: () => ({ status: 200, body: { credits: 123.4 } }),
    },
    { method: 'GET', path: /^\/v1\/get_result$/, step: 'poll', answer: look },
    { method: 'POST', path: /^\/v1\/(?<model>flux-[\w.-]+)$/, step: 'submit', answer: create },
  ],
};

type Shape = 'pixels' | 'aspect';
type Model = { readonly shape: Shape; readonly still?: string; readonly credits: number; readonly edit?: number };

/** Priced as docs.bfl.ai in 2026, in credits; `edit` with a picture that goes in. */
const models: Readonly<Record<string, Model>> = {
  'flux-2-max': { shape: 'pixels', still: 'input_image', credits: 7, edit: 10 },
  'flux-2-pro': { shape: 'pixels', still: 'input_image', credits: 3, edit: 4.5 },
  'flux-2-flex': { shape: 'pixels', still: 'input_image', credits: 5, edit: 10 },
  'flux-2-klein-9b': { shape: 'pixels', still: 'input_image', credits: 1.5 },
  'flux-2-klein-4b': { shape: 'pixels', still: 'input_image', credits: 1.4 },
  'flux-kontext-max': { shape: 'aspect', still: 'input_image', credits: 8 },
  'flux-kontext-pro': { shape: 'aspect', still: 'input_image', credits: 4 },
  'flux-pro-1.1-ultra': { shape: 'aspect', still: 'image_prompt', credits: 6 },
  'flux-pro-1.1': { shape: 'pixels', credits: 4 },
};

type Input = Readonly<Record<string, unknown>>;
const missing = (name: string, msg: string): Answer =>
  problem(422, [{ loc: ['body', name], msg, type: 'value_error' }]);

function refused(name: string, model: Model, input: Input): Answer | null {
  const sides = model.shape === 'pixels' ? ['width', 'height'] : ['aspect_ratio'];
  const known = [
    'prompt',
    'seed',
    'output_format',
    'safety_tolerance',
    ...sides,
    ...(model.still ? [model.still] : []),
  ];
  const odd = Object.keys(input).find((key) => !known.includes(key));
  if (odd !== undefined) return missing(odd, 'Extra inputs are not permitted');
  if (typeof input.prompt !== 'string') return missing('prompt', 'Field required');
  const side = model.shape === 'pixels' ? sides.find((each) => !isSide(name, input[each])) : undefined;
  if (side !== undefined) return missing(side, 'Input should be a valid side');
  const still = model.still ? input[model.still] : undefined;
  if (still !== undefined && !/^[\w+/]+=*$/.test(String(still))) return missing(String(model.still), 'Invalid base64');
  return null;
}

/** Multiples of 16 from 64 for FLUX.2; of 32 from 256 to 1440 for FLUX 1.1. */
function isSide(model: string, side: unknown): boolean {
  const [step, least, most] = model === 'flux-pro-1.1' ? [32, 256, 1440] : [16, 64, 2048];
  return Number(side) % step === 0 && Number(side) >= least && Number(side) <= most;
}

function create({ params, body, accept }: SimulatedCall): Answer {
  const [name, input] = [params.model ?? '', recordOf(body)];
  const model = models[name];
  if (!model) return bflDialect.refusals['not-found'];
  const no = refused(name, model, input);
  if (no) return no;
  const cost = model.still && input[model.still] !== undefined ? (model.edit ?? model.credits) : model.credits;
  const job = accept({
    ...{ model: name, input, usualSeconds: 6, micros: Math.round(cost * microsPerCredit) },
    media: { makes: 'image', prompt: String(input.prompt), seconds: 0, aspect: aspectOf(input) },
  });
  const polling_url = `https://api.us1.bfl.ai/v1/get_result?id=${job.id}`;
  return { status: 200, body: { id: job.id, polling_url, cost, input_mp: null, output_mp: null } };
}

function aspectOf({ aspect_ratio, width, height }: Input): string {
  const [wide, high] = String(aspect_ratio ?? `${width}:${height}`)
    .split(':')
    .map(Number);
  return nearestShape(['16:9', '9:16', '1:1', '4:5'], { width: wide ?? 1, height: high ?? 1 });
}

function look({ query, jobs, origin }: SimulatedCall): Answer {
  const id = query.get('id') ?? '';
  const job = jobs.get(id);
  const rest = { id, result: null, progress: null, details: null };
  return { status: 200, body: { ...rest, ...(job ? stateOf(job, origin) : { status: 'Task not found' }) } };
}

function stateOf(job: SimulatedJob, origin: string) {
  switch (job.state) {
    case 'succeeded': {
      const sample =
        job.mishap === 'output-removed' ? null : `${origin}/files/${job.id}/sample${extname(job.file ?? '')}`;
      return { status: 'Ready', result: { sample, prompt: job.input.prompt, seed: job.input.seed, duration: 3.1 } };
    }
    case 'failed':
      return job.mishap === 'fail-content'
        ? { status: 'Request Moderated', details: { 'Moderation Reasons': ['Safety Filter'] } }
        : { status: 'Error' };
    default:
      return { status: 'Pending', progress: job.fraction };
  }
}
