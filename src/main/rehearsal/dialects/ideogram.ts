import { extname } from 'node:path';
import { type Answer, recordOf, type SimulatedCall, type SimulatedDialect } from '../simulated-dialect.ts';

const problem = (status: number, error: string): Answer => ({ status, body: { error } });
const unsafe = 'Prompt provided failed safety check due to the inclusion of prohibited content.';

/** The wire format of https://developer.ideogram.ai: pictures of Ideogram 3.0, by their address. */
export const ideogramDialect: SimulatedDialect = {
  id: 'ideogram',
  basePath: '',
  idOf: (hash) => hash.slice(0, 22),
  refunds: ({ state, mishap }) => state === 'failed' || mishap === 'fail-content',
  secretOf: (headers) => (typeof headers['api-key'] === 'string' ? headers['api-key'] : null),
  refusals: {
    unauthorized: problem(401, 'Invalid API key'),
    'no-credit': problem(402, 'Insufficient credits'),
    'rate-limited': (seconds) => ({
      ...problem(429, 'Too many requests in flight'),
      ...(seconds !== null && { headers: { 'retry-after': String(seconds) } }),
    }),
    'not-found': problem(404, 'Not found'),
  },
  routes: [
    { method: 'GET', path: /^\/models$/, step: 'account', answer: () => ({ status: 200, body: { models: [] } }) },
    { method: 'POST', path: /^\/v1\/ideogram-v3\/generate$/, step: 'submit', answer: paint },
  ],
};

/** Micro-dollars of a picture, by `rendering_speed`. */
const prices: Readonly<Record<string, number>> = { FLASH: 30_000, TURBO: 30_000, DEFAULT: 60_000, QUALITY: 90_000 };
const aspects = '1x3 3x1 1x2 2x1 9x16 16x9 10x16 16x10 2x3 3x2 3x4 4x3 4x5 5x4 1x1'.split(' ');
const names = ['prompt', 'aspect_ratio', 'rendering_speed', 'magic_prompt', 'num_images', 'seed'];
type Input = Readonly<Record<string, unknown>>;

function refused(input: Input, isForm: boolean): Answer | null {
  const { prompt, aspect_ratio: aspect, rendering_speed: speed = 'DEFAULT', seed = 0, num_images: count = 1 } = input;
  const known = isForm ? [...names, 'style_reference_images'] : names;
  const odd = Object.keys(input).find((name) => !known.includes(name));
  if (odd !== undefined) return problem(400, `Unknown field ${odd}`);
  if (typeof prompt !== 'string' || prompt === '') return problem(400, 'Missing prompt');
  if (aspect !== undefined && !aspects.includes(String(aspect))) return problem(400, 'Invalid aspect_ratio');
  if (prices[String(speed)] === undefined) return problem(400, 'Invalid rendering_speed');
  if (!(Number(seed) >= 0 && Number(seed) <= 2_147_483_647)) return problem(400, 'Invalid seed');
  return Number(count) >= 1 && Number(count) <= 8 ? null : problem(400, 'Invalid num_images');
}

async function paint(call: SimulatedCall): Promise<Answer> {
  const input = recordOf(call.body);
  const isForm = call.headers['content-type']?.startsWith('multipart/form-data') ?? false;
  const no = refused(input, isForm);
  if (no) return no;
  const { prompt, rendering_speed: speed = 'DEFAULT', aspect_ratio: aspect = '1x1', seed = 12_345 } = input;
  const { id } = call.accept({
    ...{ model: `ideogram-v3 ${speed}`, input: { prompt, seed }, micros: prices[String(speed)] ?? 0, usualSeconds: 12 },
    media: { makes: 'image', prompt: String(prompt), seconds: 0, aspect: String(aspect).replace('x', ':') },
  });
  const job = await call.jobs.settled(id);
  if (call.mishap === 'fail-content') return problem(422, unsafe);
  if (!job?.file) return problem(500, 'Internal error');
  const url = `${call.origin}/files/${id}/image${extname(job.file)}?exp=1795219200&sig=EXAMPLE`;
  const picture = {
    url,
    prompt,
    resolution: '1280x704',
    is_image_safe: true,
    seed: Number(seed),
    style_type: 'GENERAL',
  };
  return { status: 200, body: { created: new Date(job.createdAt).toISOString(), data: [picture] } };
}
