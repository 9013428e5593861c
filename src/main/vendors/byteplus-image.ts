import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import type { DirectResult, RemoteInputs, VendorResponse } from './define-vendor.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { sizeOfArea } from './kit/nearest-shape.ts';
import { unreadable } from './kit/read-answer.ts';

// Seedream pictures come at once. https://docs.byteplus.com/en/docs/ModelArk/1541523

/** Catalogue row -> how the model is asked. */
export const byteplusImageRouteSchema = z.strictObject({ model: z.string().regex(/^[\w.-]+$/) });

const imagesSchema = z.looseObject({
  data: z.tuple([z.looseObject({ b64_json: z.string().min(1) })], z.unknown()),
});

/** 2048x2048, the vendor's own 2K. */
const area = 2048 * 2048;

export function toImageRequest(generator: Generator, inputs: RemoteInputs) {
  const { model } = readRoute(byteplusImageRouteSchema, generator, 'BytePlus');
  const wish = checkPicture(generator, inputs);
  const { width, height } = sizeOfArea(wish, area, 16);
  const body = {
    model,
    prompt: wish.prompt,
    image: wish.still ?? undefined,
    size: `${width}x${height}`,
    watermark: false,
    response_format: 'b64_json',
  };
  return {
    request: { method: 'POST' as const, path: '/images/generations', body },
    warnings: warningsFor(generator, { still: 'image' }, inputs),
  };
}

/** Throws `provider-down` for an answer without a picture. */
export function readImage({ body }: VendorResponse): DirectResult {
  const images = imagesSchema.safeParse(body);
  if (!images.success) throw unreadable('BytePlus');
  return { media: Buffer.from(images.data.data[0].b64_json, 'base64'), words: null };
}
