import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import { microsPerUsd } from '../../shared/money.ts';
import {
  type DirectResult,
  defineVendor,
  type FormFields,
  type RemoteInputs,
  type VendorFailure,
  type VendorResponse,
} from './define-vendor.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { nearestShape, skew } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, noInside, sayNo } from './kit/say-no.ts';

// Stability AI makes pictures at once, of forms even where there is only text. https://platform.stability.ai/docs/api-reference
// Its Stable Video Diffusion API ended on 2025-07-24; the weights can still be run with ComfyUI.

/** Catalogue row -> how the model is asked. */
export const stabilityRouteSchema = z.strictObject({
  /** The end of the path: ultra, core, or the models of `sd3`. */
  service: z.enum(['ultra', 'core', 'sd3']),
  model: z
    .string()
    .regex(/^sd3\.5-[\w-]+$/)
    .optional(),
});

const pictureSchema = z.looseObject({ image: z.string().min(1), finish_reason: z.string() });
const balanceSchema = z.looseObject({ credits: z.number() });
const problemSchema = z.looseObject({ name: z.string().nullish(), errors: z.array(z.string()).nullish() });

const aspects = ['16:9', '9:16', '1:1', '4:5', '5:4', '3:2', '2:3', '21:9', '9:21'] as const;

/** How far a picture may go from its still, 0 to 1: the figure of Stability's own samples. */
const strength = '0.6';

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { service, model } = readRoute(stabilityRouteSchema, generator, 'Stability AI');
  const wish = checkPicture(generator, inputs);
  const still = service === 'core' ? null : wish.still;
  const aspect = nearestShape(aspects, wish);
  const form: FormFields = {
    ...{ prompt: wish.prompt, model, seed: String(wish.seed), output_format: 'png' },
    // What is made from a still takes the still's shape.
    ...(still === null ? { aspect_ratio: aspect } : { image: { name: 'still', dataUri: still }, strength }),
    mode: still !== null && service === 'sd3' ? 'image-to-image' : undefined,
  };
  const request = { method: 'POST' as const, path: `/v2beta/stable-image/generate/${service}`, form };
  const warnings = [
    still === null && skew(aspect, wish) > 0.02
      ? `${generator.name} does not make ${wish.aspect}; the picture is fitted.`
      : null,
    still === null && wish.still !== null
      ? `${generator.name} takes no still, so the scene's still was left out.`
      : null,
  ].filter((warning) => warning !== null);
  return { request, warnings };
}

function readResult({ body }: VendorResponse): DirectResult {
  const picture = pictureSchema.safeParse(body);
  if (!picture.success) throw unreadable('Stability AI');
  const { image, finish_reason } = picture.data;
  // What comes then is the picture, blurred. Whether it is billed is not documented.
  if (finish_reason === 'CONTENT_FILTERED') {
    const message = 'Stability AI made the picture and then refused its content.';
    throw noInside({ code: 'content-rejected', message, charged: 'maybe' });
  }
  return { media: Buffer.from(image, 'base64'), words: null };
}

const byName: Readonly<Record<string, ErrorCode>> = {
  unauthorized: 'unauthorized',
  payment_required: 'no-credit',
  content_moderation: 'content-rejected',
  rate_limit_exceeded: 'rate-limited',
};

function readFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body).data;
  const code = byName[problem?.name ?? ''] ?? codeOfStatus(response.status);
  return sayNo('Stability AI', code, response, quote(problem?.errors?.join('; ')));
}

const microsPerCredit = microsPerUsd / 100;

export const stability = defineVendor({
  kind: 'remote',
  id: 'stability',
  name: 'Stability AI',
  baseUrl: 'https://api.stability.ai',
  keyUrl: 'https://platform.stability.ai/account/keys',
  keyVariable: 'STABILITY_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://platform.stability.ai/docs/api-reference', 'https://platform.stability.ai/pricing'],
    confidence: { auth: 'B', submit: 'B', poll: 'B', errors: 'B', prices: 'B' },
    witness: null,
    asOf: '2026-07-09',
    open: [
      'Whether a picture that is filtered after it was made is billed is not documented.',
      'The reference names sd3.5-flash in its text, and leaves it out of its list of models.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Stability AI bills work that it has begun.',
  lookUrl: 'https://platform.stability.ai/account/credits',
  direct: { toRequest, readResult, timeoutMs: 180_000 },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/v1/user/balance' }),
    readAccount: ({ body }) => {
      const balance = balanceSchema.safeParse(body);
      if (!balance.success) throw unreadable('Stability AI', 'an account');
      const { credits } = balance.data;
      return { name: `${credits} credits left`, balanceMicros: Math.round(Math.max(0, credits) * microsPerCredit) };
    },
  },
  readFailure,
});
