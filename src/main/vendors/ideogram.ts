import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import {
  type DirectResult,
  defineVendor,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { nearestShape, skew } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, noInside, sayNo } from './kit/say-no.ts';

// Ideogram answers at once, with the address of the picture. https://developer.ideogram.ai

/** Catalogue row -> how fast and how well the picture is made. */
export const ideogramRouteSchema = z.strictObject({ speed: z.enum(['FLASH', 'TURBO', 'DEFAULT', 'QUALITY']) });

const picturesSchema = z.looseObject({
  data: z.tuple([z.looseObject({ url: z.string().nullish(), is_image_safe: z.boolean().nullish() })], z.unknown()),
});
/** What a refusal looks like is documented for moderation only. */
const problemSchema = z.looseObject({
  error: z.unknown().optional(),
  message: z.unknown().optional(),
  detail: z.unknown().optional(),
});

/** Written with an x: `16x9`. */
const aspects = '16x9 9x16 1x1 4x5 5x4 16x10 10x16 4x3 3x4 3x2 2x3 2x1 1x2 3x1 1x3'.split(' ');

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { speed } = readRoute(ideogramRouteSchema, generator, 'Ideogram');
  const wish = checkPicture(generator, inputs);
  const aspect = nearestShape(aspects, wish);
  const wished = { prompt: wish.prompt, aspect_ratio: aspect, rendering_speed: speed, magic_prompt: 'OFF' };
  const request: VendorRequest = {
    ...{ method: 'POST', path: '/v1/ideogram-v3/generate' },
    ...(wish.still === null
      ? { body: { ...wished, num_images: 1, seed: wish.seed } }
      : { form: { ...wished, num_images: '1', seed: String(wish.seed), ...styledBy(wish.still) } }),
  };
  const warning = `${generator.name} does not make ${wish.aspect}; the picture is fitted.`;
  return { request, warnings: skew(aspect, wish) > 0.02 ? [warning] : [] };
}

/** Files travel in forms only. */
const styledBy = (still: string) => ({ style_reference_images: { name: 'still', dataUri: still } });

function readResult({ body }: VendorResponse): DirectResult {
  const pictures = picturesSchema.safeParse(body);
  if (!pictures.success) throw unreadable('Ideogram');
  const [{ url, is_image_safe }] = pictures.data.data;
  if (is_image_safe === false) {
    const message = 'Ideogram made the picture and then refused its content.';
    throw noInside({ code: 'content-rejected', message, charged: 'maybe' });
  }
  if (url && URL.canParse(url)) return { media: url, words: null };
  throw unreadable('Ideogram');
}

/** 422 is how Ideogram refuses a prompt's content; what is merely wrong is a 400. */
const codeOf = (status: number): ErrorCode => (status === 422 ? 'content-rejected' : codeOfStatus(status));

function readFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body).data;
  const words = quote(problem?.error ?? problem?.message ?? problem?.detail);
  return sayNo('Ideogram', codeOf(response.status), response, words);
}

export const ideogram = defineVendor({
  kind: 'remote',
  id: 'ideogram',
  name: 'Ideogram',
  baseUrl: 'https://api.ideogram.ai',
  keyUrl: 'https://ideogram.ai/manage-api',
  keyVariable: 'IDEOGRAM_API_KEY',
  auth: (secret) => ({ 'api-key': secret }),
  evidence: {
    sources: ["https://developer.ideogram.ai, Ideogram's OpenAPI document of 2026-06"],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'D', prices: 'D' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'Bodies of refusals are documented for moderation only, and an empty account (402) for one other call only.',
      'Prices are as remembered from the price page.',
      'Ideogram 4.0 takes no shape and has no price that could be seen, so it is not offered.',
      'Whether a picture that is found unsafe is billed is not documented.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Ideogram bills work that it has begun.',
  lookUrl: 'https://ideogram.ai/manage-api',
  // Pictures take 5 to 40 s.
  direct: { toRequest, readResult, timeoutMs: 120_000 },
  testKey: {
    // Lists models that the user trained. Only the status is documented.
    toRequest: () => ({ method: 'GET', path: '/models' }),
    readAccount: () => ({ name: 'Ideogram account' }),
  },
  readFailure,
});
