import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { addressesIn } from './addresses-in.ts';
import { checkPicture, readRoute } from './check-wish.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorResponse,
} from './define-vendor.ts';
import { warningsFor } from './model-inputs.ts';
import { nearestShape } from './nearest-shape.ts';
import { quote, unreadable } from './read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './say-no.ts';

// Z.ai (Zhipu) runs CogVideoX as asynchronous generations. https://docs.z.ai/guides/video/cogvideox-3
// There is no progress, no cancel and no price in the answers.

/** Catalogue row -> how the model is asked. */
export const zaiRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  /** Between a first and a last frame it works in `speed` only. */
  quality: z.enum(['speed', 'quality']),
  sizes: z.array(z.string().regex(/^\d+x\d+$/)).min(1),
});

const submittedSchema = z.looseObject({ id: z.string().min(1) });
const taskSchema = z.looseObject({
  task_status: z.string(),
  video_result: z.array(z.looseObject({ url: z.string().nullish() })).nullish(),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});
type Task = z.infer<typeof taskSchema>;
const problemSchema = z.looseObject({
  error: z.looseObject({ code: z.coerce.string().nullish(), message: z.string().nullish() }),
});

function toRequest(generator: Generator, inputs: RemoteInputs, _prepared: unknown, ticket: string) {
  const { model, quality, sizes } = readRoute(zaiRouteSchema, generator, 'Z.ai');
  const wish = checkPicture(generator, inputs);
  const ends = wish.still !== null && wish.endStill !== null;
  const body = {
    model,
    prompt: wish.prompt,
    image_url: wish.still === null ? undefined : ends ? [wish.still, wish.endStill] : wish.still,
    quality: ends ? 'speed' : quality,
    with_audio: true,
    size: nearestShape(sizes, wish),
    fps: Number(wish.fps.split('/')[0]) >= 50 ? 60 : 30,
    duration: secondsToAsk(generator.limits, wish.seconds),
    request_id: ticket,
  };
  const request = { method: 'POST' as const, path: '/videos/generations', body };
  return { request, warnings: warningsFor(generator, { still: 'image_url' }, inputs) };
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.id };
  throw unreadable('Z.ai');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const task = taskSchema.safeParse(body);
  if (!task.success) throw unreadable('Z.ai');
  switch (task.data.task_status) {
    case 'SUCCESS':
      return readOutputs(task.data);
    case 'FAIL':
      return failureOf(task.data);
    default:
      return { state: 'running', progress: { text: 'Z.ai is working' } };
  }
}

function readOutputs({ video_result }: Task): OperationStatus {
  const outputs = addressesIn((video_result ?? []).map(({ url }) => url));
  return outputs.length > 0 ? { state: 'succeeded', outputs } : withoutFile('Z.ai', 'maybe');
}

/** Why work failed is mostly not said. */
function failureOf({ error }: Task): OperationStatus {
  const code = byCode[error?.code ?? ''] === 'content-rejected' ? 'content-rejected' : 'provider-failed';
  return couldNot('Z.ai', code, quote(error?.message), 'maybe');
}

/** https://docs.z.ai/api-reference/api-code. An empty account answers 429, as haste does: the code decides. */
const byCode: Readonly<Record<string, ErrorCode>> = {
  ...{ 1000: 'unauthorized', 1001: 'unauthorized', 1002: 'unauthorized', 1003: 'unauthorized', 1004: 'unauthorized' },
  1113: 'no-credit',
  ...{ 1210: 'invalid-input', 1211: 'unsupported', 1214: 'invalid-input' },
  1301: 'content-rejected',
  ...{ 1302: 'rate-limited', 1303: 'rate-limited', 1305: 'rate-limited' },
};

function readFailure(response: VendorResponse): VendorFailure {
  const error = problemSchema.safeParse(response.body).data?.error;
  const code = byCode[error?.code ?? ''] ?? codeOfStatus(response.status);
  if (code !== 'no-credit') return sayNo('Z.ai', code, response, quote(error?.message));
  // People of the free tier meet this with a good key.
  return { code, message: 'The Z.ai account has neither credit nor a resource package for this model.' };
}

export const zai = defineVendor({
  kind: 'remote',
  id: 'zai',
  name: 'Z.ai',
  baseUrl: 'https://api.z.ai/api/paas/v4',
  keyUrl: 'https://z.ai/manage-apikey/apikey-list',
  keyVariable: 'ZAI_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://docs.z.ai/guides/video/cogvideox-3', 'https://docs.z.ai/api-reference'],
    confidence: { auth: 'B', submit: 'B', poll: 'B', errors: 'C', prices: 'B' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'There is no SDK for its videos: all of it rests on documents.',
      'What the codes besides 1113 mean rests on one page that could not be seen again.',
      'Whether failed work is billed is not documented.',
      'Keys of the Chinese site work there only; set its address for them.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Z.ai cannot stop what it took, and bills it.',
  lookUrl: 'https://z.ai/manage-apikey/billing',
  pollEveryMs: 8000,
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `/async-result/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  testKey: {
    // A result that does not exist is free to ask for: a good key hears that it is not there.
    toRequest: () => ({ method: 'GET', path: '/async-result/0' }),
    accepts: (response) => {
      const isOk = response.status >= 200 && response.status < 300;
      return isOk || ['not-found', 'invalid-input'].includes(readFailure(response).code);
    },
    readAccount: () => ({ name: 'Z.ai account' }),
  },
  readFailure,
});
