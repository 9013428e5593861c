import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import type { DirectResult, RemoteInputs, VendorResponse } from './define-vendor.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { unreadable } from './kit/read-answer.ts';

// Pictures come at once, by their address. https://docs.z.ai/api-reference/image/generate-image

/** Catalogue row -> how the model is asked. */
export const zaiImageRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  sizes: z.array(z.string().regex(/^\d+x\d+$/)).min(1),
});

const imagesSchema = z.looseObject({
  data: z.tuple([z.looseObject({ url: z.url({ protocol: /^https?$/ }) })], z.unknown()),
});

export function toImageRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, sizes } = readRoute(zaiImageRouteSchema, generator, 'Z.ai');
  const wish = checkPicture(generator, inputs);
  const body = { model, prompt: wish.prompt, size: nearestShape(sizes, wish) };
  return {
    request: { method: 'POST' as const, path: '/images/generations', body },
    warnings: warningsFor(generator, {}, inputs),
  };
}

/** Throws `provider-down` for an answer without a picture. */
export function readImage({ body }: VendorResponse): DirectResult {
  const images = imagesSchema.safeParse(body);
  if (!images.success) throw unreadable('Z.ai');
  return { media: images.data.data[0].url, words: null };
}
