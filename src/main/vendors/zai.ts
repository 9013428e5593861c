import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorResponse,
} from './define-vendor.ts';
import { checkPicture, type RemotePicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { couldNot, withoutFile } from './kit/say-no.ts';
import { readImage, toImageRequest } from './zai-image.ts';
import { readZaiFailure, zaiCode, zaiErrorSchema } from './zai-problem.ts';

// Z.ai (Zhipu): CogVideoX, and Vidu resold, as tasks; pictures at once. https://docs.z.ai/api-reference/video/generate-video

const members = z.record(z.string(), z.unknown());

/** Catalogue row -> how the model is asked. */
export const zaiVideoRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  sizes: z.array(z.string().regex(/^\d+x\d+$/)).min(1),
  /** Says the shape besides the size, without a still. */
  aspects: z
    .array(z.string().regex(/^\d+:\d+$/))
    .min(1)
    .optional(),
  /** Sent as they are: with every request, with a still, and with one to end on too. */
  fixed: members.default({}),
  withStill: members.default({}),
  withBothEnds: members.default({}),
});
type Route = z.infer<typeof zaiVideoRouteSchema>;

const submittedSchema = z.looseObject({ id: z.string().min(1) });
const taskSchema = z.looseObject({
  task_status: z.string(),
  video_result: z.array(z.looseObject({ url: z.string().nullish() })).nullish(),
  error: zaiErrorSchema.nullish(),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const route = readRoute(zaiVideoRouteSchema, generator, 'Z.ai');
  const wish = checkPicture(generator, inputs);
  const body = {
    model: route.model,
    prompt: wish.prompt,
    size: nearestShape(route.sizes, wish),
    duration: secondsToAsk(generator.limits, wish.seconds),
    ...route.fixed,
    ...startOf(generator, route, wish),
  };
  return {
    request: { method: 'POST' as const, path: '/videos/generations', body },
    warnings: warningsFor(generator, { still: 'image_url' }, inputs),
  };
}

function startOf({ limits }: Generator, { aspects, withStill, withBothEnds }: Route, wish: RemotePicture) {
  const { still, endStill } = wish;
  if (still === null) return aspects ? { aspect_ratio: nearestShape(aspects, wish) } : {};
  if (!limits.lastFrame || endStill === null) return { image_url: still, ...withStill };
  return { image_url: [still, endStill], ...withBothEnds };
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.id };
  throw unreadable('Z.ai');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const task = taskSchema.safeParse(body);
  if (!task.success) throw unreadable('Z.ai');
  const { task_status, video_result, error } = task.data;
  switch (task_status) {
    case 'SUCCESS': {
      const outputs = (video_result ?? []).flatMap(({ url }) => (url ? [url] : []));
      return outputs.length > 0 ? { state: 'succeeded', outputs } : withoutFile('Z.ai', 'maybe');
    }
    case 'FAIL': {
      const code = zaiCode(error ?? {}) === 'content-rejected' ? 'content-rejected' : 'provider-failed';
      return couldNot('Z.ai', code, quote(error?.message), 'maybe');
    }
    default:
      return { state: 'running', progress: { text: 'Z.ai is working' } };
  }
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
    sources: ['https://docs.z.ai/guides/video/cogvideox-3', 'https://docs.z.ai/api-reference/video/generate-video'],
    confidence: { auth: 'B', submit: 'B', poll: 'B', errors: 'D', prices: 'B' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'There is no SDK for videos: all rests on the pages of Z.ai and on independent clients.',
      'Codes of refusals are as remembered, but for 1113 (no credit), which several clients met.',
      'What a task that failed says of its reason, and whether it is billed, is not documented.',
      'Sizes of pictures are as remembered from the pages of the models.',
      'Keys of the Chinese site (open.bigmodel.cn) are good there only: change the address to use one.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Z.ai stops nothing that it took: it is made to its end and billed.',
  lookUrl: 'https://z.ai/manage-apikey/billing',
  pollEveryMs: 8000,
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `/async-result/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  direct: {
    serves: ({ category }) => category === 'text-to-image',
    toRequest: toImageRequest,
    readResult: readImage,
    timeoutMs: 120_000,
  },
  testKey: {
    // Whether Z.ai lists its models is not sure; whether it knows the key it says first.
    toRequest: () => ({ method: 'GET', path: '/models' }),
    accepts: ({ status }) => status === 200 || status === 404,
    readAccount: () => ({ name: 'Z.ai key' }),
  },
  readFailure: readZaiFailure,
});
