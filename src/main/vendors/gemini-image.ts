import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import type { DirectResult, RemoteInputs, VendorResponse } from './define-vendor.ts';
import { fileInside, generateContent } from './gemini-content.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { nearestShape, skew } from './kit/nearest-shape.ts';
import { fromDataUri } from './kit/request-body.ts';

// https://ai.google.dev/gemini-api/docs/image-generation: "Nano Banana". One picture for each call, no seed.

/** Catalogue row -> how the model is asked. */
export const geminiImageRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  size: z.enum(['512', '1K', '2K', '4K']),
});

const shapes = ['16:9', '9:16', '1:1', '4:5', '5:4', '2:3', '3:2', '3:4', '4:3', '21:9'];

export function toImageRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, size } = readRoute(geminiImageRouteSchema, generator, 'Google Gemini');
  const wish = checkPicture(generator, inputs);
  const aspectRatio = nearestShape(shapes, wish);
  const parts = [{ text: wish.prompt }, ...(wish.still === null ? [] : [inlineImage(wish.still)])];
  const fitted = `${generator.name} does not make ${wish.aspect}; the picture is fitted.`;
  return {
    request: generateContent(model, parts, {
      responseModalities: ['IMAGE'],
      imageConfig: { aspectRatio, imageSize: size },
    }),
    warnings: skew(aspectRatio, wish) > 0.02 ? [fitted] : [],
  };
}

function inlineImage(dataUri: string) {
  const { type, bytes } = fromDataUri(dataUri);
  return { inlineData: { mimeType: type, data: Buffer.from(bytes).toString('base64') } };
}

/** Throws as `fileInside`. */
export const readImage = (response: VendorResponse): DirectResult => ({
  media: fileInside(response).bytes,
  words: null,
});
