import { readFile } from 'node:fs/promises';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';

const problem = (status: number, name: string, ...errors: string[]): Answer => ({
  ...{ status, body: { id: 'ab12cd34ef56ab12cd34ef56ab12cd34', name, errors } },
});
const tooFast =
  'You have exceeded the rate limit of 150 requests within a 10 second period, and have been timed out for 60 seconds.';

/** The wire format of https://platform.stability.ai/docs/api-reference: pictures that are made at once. */
export const stabilityDialect: SimulatedDialect = {
  id: 'stability',
  basePath: '',
  idOf: (hash) => hash,
  refunds: ({ state, mishap }) => state === 'failed' || mishap === 'fail-content',
  secretOf: ({ authorization = '' }) => /^Bearer (\S+)$/.exec(authorization)?.[1] ?? null,
  refusals: {
    unauthorized: problem(401, 'unauthorized', 'authorization: is invalid or missing, check your header and try again'),
    'no-credit': problem(402, 'payment_required', 'You lack sufficient credits to make this request.'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'rate_limit_exceeded', tooFast),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'not_found', 'Not found'),
  },
  routes: [
    {
      ...{ method: 'GET', path: /^\/v1\/user\/balance$/, step: 'account' },
      answer: () => ({ status: 200, body: { credits: 123.45 } }),
    },
    {
      ...{ method: 'POST', path: /^\/v2beta\/stable-image\/generate\/(?<service>ultra|core|sd3)$/, step: 'submit' },
      answer: paint,
    },
  ],
};

/** Credits of a cent each, Stability's price page of 2026-07-09. */
const credits: Readonly<Record<string, number>> = {
  ...{ ultra: 8, core: 3, 'sd3.5-large': 6.5, 'sd3.5-large-turbo': 4, 'sd3.5-medium': 3.5, 'sd3.5-flash': 2.5 },
};
const aspects = '21:9 16:9 3:2 5:4 1:1 4:5 2:3 9:16 9:21'.split(' ');
type Input = Readonly<Record<string, unknown>>;

function faultsOf(service: string, model: string, input: Input): string[] {
  const { prompt, image, mode = 'text-to-image', strength, aspect_ratio: aspect = '1:1', seed = '0' } = input;
  const known = ['prompt', 'aspect_ratio', 'seed', 'output_format', 'negative_prompt'];
  const takes = { ultra: ['image', 'strength'], core: ['style_preset'], sd3: ['image', 'strength', 'mode', 'model'] };
  const names = [...known, ...(takes[service as keyof typeof takes] ?? [])];
  const fromPicture = service === 'sd3' ? mode === 'image-to-image' : image !== undefined;
  return [
    ...Object.keys(input).flatMap((name) => (names.includes(name) ? [] : [`${name}: is not allowed`])),
    ...(typeof prompt === 'string' && prompt !== '' ? [] : ['prompt: is required']),
    ...(credits[model] === undefined ? ['model: must be one of sd3.5-large, sd3.5-large-turbo'] : []),
    ...(aspects.includes(String(aspect)) ? [] : ['aspect_ratio: is not supported']),
    ...(Number(seed) >= 0 && Number(seed) <= 4_294_967_294 ? [] : ['seed: is out of range']),
    ...(fromPicture === (image !== undefined) ? [] : ['image: does not fit the mode']),
    ...(fromPicture === (Number(strength) >= 0 && Number(strength) <= 1) ? [] : ['strength: does not fit the mode']),
  ];
}

async function paint(call: SimulatedCall): Promise<Answer> {
  const service = call.params.service ?? '';
  if (!call.headers['content-type']?.startsWith('multipart/form-data')) {
    return problem(400, 'bad_request', 'content-type: must be multipart/form-data');
  }
  const input = recordOf(call.body);
  const model = service === 'sd3' ? String(input.model ?? 'sd3.5-large') : service;
  const faults = faultsOf(service, model, input);
  if (faults.length > 0) return problem(400, 'bad_request', ...faults);
  const { prompt, aspect_ratio = '16:9' } = input;
  const { id } = call.accept({
    ...{ model, input: { prompt }, micros: (credits[model] ?? 0) * 10_000, usualSeconds: 8 },
    media: { makes: 'image', prompt: String(prompt), seconds: 0, aspect: String(aspect_ratio) },
  });
  const job = await call.jobs.settled(id);
  if (call.mishap === 'fail-content') {
    return problem(403, 'content_moderation', 'Your request was flagged by our content moderation system.');
  }
  if (!job?.file) return problem(500, 'internal_error', 'An unexpected error has occurred.');
  const image = (await readFile(job.file)).toString('base64');
  return { status: 200, body: { image, seed: Number(input.seed ?? 0), finish_reason: 'SUCCESS' } };
}
