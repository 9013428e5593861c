import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { readImage, toImageRequest } from './alibaba-image.ts';
import { alibabaCode, alibabaProblemSchema, readAlibabaFailure } from './alibaba-problem.ts';
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
import { couldNot, noInside, withoutFile } from './kit/say-no.ts';

// Alibaba Model Studio (DashScope): Wan and HappyHorse videos as tasks, pictures at once.
// https://www.alibabacloud.com/help/en/model-studio/video-generation-api

const modelName = z.string().regex(/^[\w.-]+$/);

/** Catalogue row -> how the model is asked. */
export const alibabaVideoRouteSchema = z.strictObject({
  model: modelName,
  /** With a still, where that is another model. */
  stillModel: modelName.optional(),
  resolution: z.enum(['480P', '720P', '1080P']),
  /** Pixel sizes, `1280*720`, of the models up to 2.6, which take a resolution with a still only. */
  sizes: z
    .array(z.string().regex(/^\d+\*\d+$/))
    .min(1)
    .optional(),
  /** How a still is sent: up to 2.7 as Alibaba's own SDK does, later as the page of Wan 3 says. */
  stillAs: z.enum(['img_url', 'media']),
  /** What is said of the shape with a still; nothing where the still has it. */
  stillRatio: z.literal('adaptive').optional(),
  /** Parameters sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
});
type Route = z.infer<typeof alibabaVideoRouteSchema>;

const ratios = ['16:9', '9:16', '1:1', '4:3', '3:4'];

const submittedSchema = z.looseObject({ output: z.looseObject({ task_id: z.string().min(1) }) });
const taskSchema = z.looseObject({
  output: alibabaProblemSchema.extend({ task_status: z.string(), video_url: z.string().nullish() }),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const route = readRoute(alibabaVideoRouteSchema, generator, 'Alibaba Model Studio');
  const wish = checkPicture(generator, inputs);
  const body = {
    model: wish.still === null ? route.model : (route.stillModel ?? route.model),
    input: { prompt: wish.prompt, ...framesOf(generator, route, wish) },
    parameters: {
      ...shapeOf(route, wish),
      duration: secondsToAsk(generator.limits, wish.seconds),
      seed: generator.limits.seed ? wish.seed : undefined,
      ...route.fixed,
    },
  };
  return {
    request: {
      method: 'POST' as const,
      path: '/api/v1/services/aigc/video-generation/video-synthesis',
      // Without it creates are refused.
      headers: { 'x-dashscope-async': 'enable' },
      body,
    },
    warnings: warningsFor(generator, { still: 'still' }, inputs),
  };
}

function framesOf({ limits }: Generator, { stillAs }: Route, { still, endStill }: RemotePicture) {
  if (still === null) return {};
  if (stillAs === 'img_url') return { img_url: still };
  const last = limits.lastFrame && endStill !== null ? [{ type: 'last_frame', url: endStill }] : [];
  return { media: [{ type: 'first_frame', url: still }, ...last] };
}

function shapeOf({ resolution, sizes, stillRatio }: Route, wish: RemotePicture) {
  if (wish.still !== null) return { resolution, ratio: stillRatio };
  return sizes ? { size: nearestShape(sizes, wish) } : { resolution, ratio: nearestShape(ratios, wish) };
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.output.task_id };
  throw unreadable('Alibaba Model Studio');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const task = taskSchema.safeParse(body);
  if (!task.success) throw unreadable('Alibaba Model Studio');
  const { task_status, video_url, code, message } = task.data.output;
  switch (task_status) {
    case 'SUCCEEDED':
      return video_url ? { state: 'succeeded', outputs: [video_url] } : withoutFile('Alibaba Model Studio', 'maybe');
    case 'FAILED':
      // Failed tasks are free, says the page of prices.
      return couldNot('Alibaba Model Studio', failedBy(code), quote(message), 'no');
    case 'CANCELED':
      return { state: 'cancelled', charged: 'no' };
    case 'UNKNOWN':
      throw noInside({ code: 'not-found', message: 'Alibaba Model Studio does not know this task, or not any more.' });
    case 'PENDING':
      return { state: 'running', progress: { text: "waits in Alibaba's queue" } };
    default:
      return { state: 'running', progress: { text: 'Alibaba Model Studio is working' } };
  }
}

function failedBy(code: string | null | undefined) {
  const known = alibabaCode(code);
  return known === 'content-rejected' || known === 'invalid-input' || known === 'no-credit' ? known : 'provider-failed';
}

const taskPath = (id: unknown): string => `/api/v1/tasks/${encodeURIComponent(String(id))}`;

export const alibaba = defineVendor({
  kind: 'remote',
  id: 'alibaba',
  name: 'Alibaba Model Studio',
  baseUrl: 'https://dashscope-intl.aliyuncs.com',
  keyUrl: 'https://modelstudio.console.alibabacloud.com',
  keyVariable: 'DASHSCOPE_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['npm @ai-sdk/alibaba 2.0.58', 'https://www.alibabacloud.com/help/en/model-studio/video-generation-api'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'D', prices: 'B' },
    witness: '@ai-sdk/alibaba 2.0.58',
    asOf: '2026-11-20',
    open: [
      'Codes of refusals are as remembered from the page of errors; only their shape is sure.',
      'A still for Wan 2.7 goes as the SDK sends it (img_url); the page of 2026-09 describes a list of media instead.',
      'The SDK knows neither HappyHorse nor pictures: both rest on documents alone.',
      'Prices of pictures could not be seen and are guesses at the high end.',
      'Which sizes the newest picture models take was seen in one example only.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Alibaba stops only what still waits, at no cost; what has begun is made to its end and billed.',
  lookUrl: 'https://modelstudio.console.alibabacloud.com',
  pollEveryMs: 15_000,
  submit: { toRequest, readOperation },
  poll: { toRequest: ({ id }) => ({ method: 'GET', path: taskPath(id) }), readStatus },
  cancel: { toRequest: ({ id }) => ({ method: 'POST', path: `${taskPath(id)}/cancel`, body: {} }) },
  direct: {
    serves: ({ category }) => category === 'text-to-image',
    toRequest: toImageRequest,
    readResult: readImage,
    timeoutMs: 180_000,
  },
  testKey: {
    // A task that nobody has: known to be missing, or UNKNOWN, where the key is good.
    toRequest: () => ({ method: 'GET', path: taskPath('00000000-0000-0000-0000-000000000000') }),
    accepts: ({ status }) => status === 200 || status === 404,
    readAccount: () => ({ name: 'Model Studio key' }),
  },
  readFailure: readAlibabaFailure,
});
