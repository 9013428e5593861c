import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import type { DirectResult, RemoteInputs, VendorResponse } from './define-vendor.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { sizeOfArea } from './kit/nearest-shape.ts';
import { unreadable } from './kit/read-answer.ts';

// Qwen and Wan pictures come at once, by their address. https://www.alibabacloud.com/help/en/model-studio/qwen-image-api

/** Catalogue row -> how the model is asked. */
export const alibabaImageRouteSchema = z.strictObject({ model: z.string().regex(/^[\w.-]+$/) });

const contentSchema = z.looseObject({ image: z.string().nullish() });
const choiceSchema = z.looseObject({ message: z.looseObject({ content: z.array(contentSchema) }) });
const imagesSchema = z.looseObject({ output: z.looseObject({ choices: z.array(choiceSchema).min(1) }) });

/** The area of 1664x936, about Qwen's own usual size. */
const area = 1664 * 936;

export function toImageRequest(generator: Generator, inputs: RemoteInputs) {
  const { model } = readRoute(alibabaImageRouteSchema, generator, 'Alibaba Model Studio');
  const wish = checkPicture(generator, inputs);
  const still = generator.limits.still === 'no' ? null : wish.still;
  const { width, height } = sizeOfArea(wish, area, 16);
  const body = {
    model,
    input: {
      messages: [{ role: 'user', content: [...(still === null ? [] : [{ image: still }]), { text: wish.prompt }] }],
    },
    parameters: { size: `${width}*${height}`, n: 1, seed: wish.seed, watermark: false },
  };
  const fields = generator.limits.still === 'no' ? {} : { still: 'image' };
  return {
    request: { method: 'POST' as const, path: '/api/v1/services/aigc/multimodal-generation/generation', body },
    warnings: warningsFor(generator, fields, inputs),
  };
}

/** Throws `provider-down` for an answer without a picture. */
export function readImage({ body }: VendorResponse): DirectResult {
  const images = imagesSchema.safeParse(body);
  const address = images.data?.output.choices[0]?.message.content.find(({ image }) => image)?.image;
  if (address && URL.canParse(address)) return { media: address, words: null };
  throw unreadable('Alibaba Model Studio');
}
