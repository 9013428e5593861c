import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { microsPerUsd } from '../../shared/money.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { nearestShape, sizeOfArea, skew } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { inDataUri } from './kit/request-body.ts';
import { codeOfStatus, couldNot, noInside, sayNo, withoutFile } from './kit/say-no.ts';

// Black Forest Labs makes FLUX. Each model is a path of its own. https://docs.bfl.ai
// The answer names the region that works on it, and only there the work is known.

/** Catalogue row -> how the model is asked. */
export const bflRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  /** Models take sides in pixels, each a multiple of `step` and about `area` together, or an aspect. */
  shape: z.discriminatedUnion('as', [
    z.strictObject({ as: z.literal('pixels'), area: z.number().int(), step: z.number().int() }),
    z.strictObject({ as: z.literal('aspect') }),
  ]),
  /** What the model calls its reference picture; absent where it takes none. */
  stillAs: z.enum(['input_image', 'image_prompt']).optional(),
});
type Route = z.output<typeof bflRouteSchema>;

const submittedSchema = z.looseObject({
  id: z.string().min(1),
  polling_url: z.url({ protocol: /^https?$/ }),
  cost: z.number().nonnegative().nullish(),
});
const resultSchema = z
  .looseObject({
    status: z.string().optional(),
    state: z.string().optional(),
    progress: z.number().nullish(),
    result: z.looseObject({ sample: z.string().nullish() }).nullish(),
    details: z.unknown().optional(),
  })
  .refine(({ status, state }) => (status ?? state) !== undefined);
type Result = z.infer<typeof resultSchema>;
const creditsSchema = z.looseObject({ credits: z.number() });
const problemSchema = z.looseObject({
  detail: z.union([z.string(), z.array(z.looseObject({ loc: z.array(z.unknown()).nullish(), msg: z.string() }))]),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, shape, stillAs } = readRoute(bflRouteSchema, generator, 'Black Forest Labs');
  const wish = checkPicture(generator, inputs);
  const still = stillAs && wish.still !== null ? { [stillAs]: inDataUri(wish.still).base64 } : {};
  const body = { prompt: wish.prompt, ...sidesOf(shape, wish), ...still, seed: wish.seed, output_format: 'png' };
  const left = `${generator.name} takes no still, so the scene's still was left out.`;
  const request: VendorRequest = { method: 'POST', path: `/v1/${model}`, body };
  return { request, warnings: wish.still !== null && !stillAs ? [left] : [] };
}

const aspects = ['16:9', '9:16', '1:1', '4:5', '5:4', '4:3', '3:4', '3:2', '2:3', '21:9'] as const;

function sidesOf(shape: Route['shape'], wish: { readonly width: number; readonly height: number }) {
  if (shape.as === 'pixels') return sizeOfArea(wish, shape.area, shape.step);
  const nearest = nearestShape(aspects, wish);
  return { aspect_ratio: skew(nearest, wish) < 0.02 ? nearest : `${wish.width}:${wish.height}` };
}

/** Where work goes on, as an answer names it; the key goes to no other host. */
const otherOrigins = /^https:\/\/api\.[a-z0-9]+\.bfl\.ai$/;

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (!submitted.success) throw unreadable('Black Forest Labs');
  const { id, polling_url, cost } = submitted.data;
  const url = new URL(polling_url);
  const at = otherOrigins.test(url.origin) ? { at: url.origin } : {};
  return { id, ...at, path: `${url.pathname}${url.search}`, ...(typeof cost === 'number' ? { cost } : {}) };
}

function pollRequest({ at, path }: Operation): VendorRequest {
  return { method: 'GET', path: String(path), ...(typeof at === 'string' ? { at } : {}) };
}

const microsPerCredit = microsPerUsd / 100;

function readStatus(response: VendorResponse, { cost }: Operation): OperationStatus {
  const result = resultSchema.safeParse(response.body);
  if (!result.success) throw unreadable('Black Forest Labs');
  switch (result.data.status ?? result.data.state) {
    case 'Ready':
      return readSample(result.data, cost);
    case 'Request Moderated':
    case 'Content Moderated':
      return couldNot('Black Forest Labs', 'content-rejected', reasonsIn(result.data), 'maybe');
    case 'Error':
    case 'Failed':
      return couldNot('Black Forest Labs', 'provider-failed', quote(result.data.details), 'maybe');
    case 'Task not found':
      // Another region may have been asked too early: the engine asks again for a while.
      throw noInside(sayNo('Black Forest Labs', 'not-found', response));
    default:
      return { state: 'running', progress: { text: 'Black Forest Labs is working', ...fractionOf(result.data) } };
  }
}

const fractionOf = ({ progress }: Result): { fraction?: number } =>
  typeof progress === 'number' && progress >= 0 && progress <= 1 ? { fraction: progress } : {};

function readSample({ result }: Result, cost: unknown): OperationStatus {
  if (!result?.sample) return withoutFile('Black Forest Labs', 'maybe');
  const reported = typeof cost === 'number' ? { reportedMicros: Math.round(cost * microsPerCredit) } : {};
  return { state: 'succeeded', outputs: [result.sample], ...reported };
}

const reasonsSchema = z.looseObject({ 'Moderation Reasons': z.array(z.string()) });

function reasonsIn({ details }: Result): string {
  const reasons = reasonsSchema.safeParse(details);
  return quote(reasons.success ? reasons.data['Moderation Reasons'].join(', ') : '');
}

/** https://docs.bfl.ai: a bad key answers 403; details come as FastAPI gives them. */
function readFailure(response: VendorResponse): VendorFailure {
  return sayNo('Black Forest Labs', codeOfStatus(response.status), response, wordsIn(response.body));
}

function wordsIn(body: unknown): string {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return '';
  const { detail } = problem.data;
  if (typeof detail === 'string') return quote(detail);
  return quote(detail.map(({ loc, msg }) => [loc?.slice(1).join('.'), msg].filter(Boolean).join(': ')).join('; '));
}

export const bfl = defineVendor({
  kind: 'remote',
  id: 'bfl',
  name: 'Black Forest Labs',
  baseUrl: 'https://api.bfl.ai',
  otherOrigins,
  keyUrl: 'https://dashboard.bfl.ai/keys',
  keyVariable: 'BFL_API_KEY',
  auth: (secret) => ({ 'x-key': secret }),
  evidence: {
    sources: ['https://docs.bfl.ai', 'npm @ai-sdk/black-forest-labs 1.0.33'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'B' },
    witness: null,
    asOf: '2026-11-20',
    open: ['Whether moderated pictures are billed is not documented.', 'The endpoints of FLUX 3 could not be seen.'],
  },
  keyedOutputHosts: [],
  afterCancel: 'Black Forest Labs cannot stop what it took, and bills it.',
  lookUrl: 'https://dashboard.bfl.ai',
  pollEveryMs: 1000,
  submit: { toRequest, readOperation },
  poll: { toRequest: pollRequest, readStatus },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/v1/credits' }),
    readAccount: ({ body }) => {
      const account = creditsSchema.safeParse(body);
      if (!account.success) throw unreadable('Black Forest Labs', 'an account');
      const { credits } = account.data;
      return { name: `${credits} credits left`, balanceMicros: Math.round(Math.max(0, credits) * microsPerCredit) };
    },
  },
  readFailure,
});
