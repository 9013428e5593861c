import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import type { DirectResult, RemoteInputs, VendorRequest, VendorResponse } from './define-vendor.ts';
import { checkPicture, type RemotePicture, readRoute } from './kit/check-wish.ts';
import { nearestShape, sizeOfArea, skew } from './kit/nearest-shape.ts';
import { unreadable } from './kit/read-answer.ts';

// https://platform.openai.com/docs/api-reference/images/create

/**
 * Catalogue row -> how the model is asked. The row's `promptMicros` are three text tokens for each character, since no
 * script has more of them than bytes.
 */
export const openaiImageRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  quality: z.enum(['low', 'medium', 'high', 'xhigh', 'max']),
  /** Models before GPT Image 2 make these sizes only. */
  sizes: z
    .array(z.string().regex(/^\d+x\d+$/))
    .min(1)
    .optional(),
  /** What one token costs: of text and pictures that go in, of the picture that comes out; absent where not known. */
  tokenMicros: z.strictObject({ text: z.number(), image: z.number(), output: z.number() }).optional(),
});
type TokenMicros = NonNullable<z.infer<typeof openaiImageRouteSchema>['tokenMicros']>;

const usageSchema = z.looseObject({
  input_tokens: z.number(),
  output_tokens: z.number(),
  input_tokens_details: z.looseObject({ image_tokens: z.number() }).nullish(),
});
const imagesSchema = z.looseObject({
  data: z.tuple([z.looseObject({ b64_json: z.string().min(1) })], z.unknown()),
  usage: usageSchema.nullish(),
});

const routeOf = (generator: Generator) => readRoute(openaiImageRouteSchema, generator, 'OpenAI');

export function toImageRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, quality, sizes } = routeOf(generator);
  const wish = checkPicture(generator, inputs);
  const size = sizes ? nearestShape(sizes, wish) : sizeFor(wish);
  const request: VendorRequest = {
    method: 'POST',
    path: '/images/generations',
    body: { model, prompt: wish.prompt, n: 1, size, quality, output_format: 'png' },
  };
  const warnings = [
    skew(size, wish) > 0.02 ? `${generator.name} does not make ${wish.aspect}; the picture is fitted.` : null,
    wish.still === null ? null : `${generator.name} takes no still, so the scene's still was left out.`,
  ].filter((warning) => warning !== null);
  return { request, warnings };
}

/** About the area of 1536x864, one of the sizes in OpenAI's documentation; sides have to be multiples of 16. */
const area = 1536 * 864;

/** `1536x864` for 16:9, in the wished shape to within a sixteenth. */
function sizeFor(wish: RemotePicture): string {
  const { width, height } = sizeOfArea(wish, area, 16);
  return `${width}x${height}`;
}

/** Throws `provider-down` for an answer without a picture. */
export function readImage({ body }: VendorResponse, generator: Generator): DirectResult {
  const images = imagesSchema.safeParse(body);
  if (!images.success) throw unreadable('OpenAI');
  const { data, usage } = images.data;
  const { tokenMicros } = routeOf(generator);
  const reported = usage && tokenMicros ? { reportedMicros: costOf(usage, tokenMicros) } : {};
  return { media: Buffer.from(data[0].b64_json, 'base64'), words: null, ...reported };
}

function costOf(usage: z.infer<typeof usageSchema>, micros: TokenMicros): number {
  const pictures = usage.input_tokens_details?.image_tokens ?? 0;
  const text = Math.max(0, usage.input_tokens - pictures);
  return Math.ceil(text * micros.text + pictures * micros.image + usage.output_tokens * micros.output);
}
