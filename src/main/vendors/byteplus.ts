import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { readImage, toImageRequest } from './byteplus-image.ts';
import { byteplusErrorSchema, isRefusedContent, readByteplusFailure, wordsOf } from './byteplus-problem.ts';
import {
  defineVendor,
  type ListedOperation,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type SentRequest,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { checkPicture, type RemotePicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { unreadable } from './kit/read-answer.ts';
import { couldNot, withoutFile } from './kit/say-no.ts';

// BytePlus ModelArk: Seedance videos as tasks, Seedream pictures at once. https://docs.byteplus.com/en/docs/ModelArk/1520757
// Videos are billed by tokens: seconds x width x height x 24 / 1024, and one frame more.

/** Catalogue row -> how the model is asked. */
export const byteplusVideoRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  resolution: z.enum(['480p', '720p', '1080p', '4k']),
  /** Sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
});

const ratios = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'];

const submittedSchema = z.looseObject({ id: z.string().min(1) });
const taskSchema = z.looseObject({
  status: z.string(),
  content: z.looseObject({ video_url: z.string().nullish() }).nullish(),
  error: byteplusErrorSchema.nullish(),
});
const listSchema = z.looseObject({
  items: z.array(
    z.looseObject({ id: z.string(), model: z.string().nullish(), status: z.string(), created_at: z.number() }),
  ),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, resolution, fixed } = readRoute(byteplusVideoRouteSchema, generator, 'BytePlus');
  const wish = checkPicture(generator, inputs);
  const body = {
    model,
    content: [{ type: 'text', text: wish.prompt }, ...framesOf(generator, wish)],
    // With a still the picture takes the still's shape.
    ratio: wish.still === null ? nearestShape(ratios, wish) : 'adaptive',
    duration: secondsToAsk(generator.limits, wish.seconds),
    seed: generator.limits.seed ? wish.seed : undefined,
    resolution,
    ...fixed,
  };
  const request: VendorRequest = { method: 'POST', path: '/contents/generations/tasks', body };
  return { request, warnings: warningsFor(generator, { still: 'content' }, inputs) };
}

/** A frame that stands alone is the first, without being told. */
function framesOf({ limits }: Generator, { still, endStill }: RemotePicture) {
  const last = limits.lastFrame ? endStill : null;
  if (still === null) return [];
  const frame = (url: string, role?: string) => ({ type: 'image_url', image_url: { url }, role });
  return last === null ? [frame(still)] : [frame(still, 'first_frame'), frame(last, 'last_frame')];
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.id };
  throw unreadable('BytePlus');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const task = taskSchema.safeParse(body);
  if (!task.success) throw unreadable('BytePlus');
  const { status, content, error } = task.data;
  switch (status) {
    case 'succeeded':
      return content?.video_url
        ? { state: 'succeeded', outputs: [content.video_url] }
        : withoutFile('BytePlus', 'maybe');
    case 'failed': {
      const code = isRefusedContent(error?.code) ? 'content-rejected' : 'provider-failed';
      return couldNot('BytePlus', code, wordsOf(error?.message), 'maybe');
    }
    case 'expired':
      return couldNot('BytePlus', 'provider-failed', 'it waited too long for its turn', 'maybe');
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    case 'queued':
      return { state: 'running', progress: { text: "waits in BytePlus's queue" } };
    default:
      return { state: 'running', progress: { text: 'BytePlus is working' } };
  }
}

/** Of the last seven days, newest first; what was asked for is not in it. */
function readRecent({ body }: VendorResponse, { generator }: SentRequest): ListedOperation[] {
  const list = listSchema.safeParse(body);
  if (!list.success) throw unreadable('BytePlus', 'its tasks');
  return list.data.items.map(({ id, model, status, created_at }) => ({
    operation: { id },
    name: id,
    takenAt: new Date(created_at * 1000).toISOString(),
    state: stateOf(status),
    about: '',
    match: model === generator.route.model ? 'similar' : 'other',
  }));
}

function stateOf(status: string): ListedOperation['state'] {
  if (status === 'succeeded') return 'succeeded';
  return status === 'queued' || status === 'running' ? 'running' : 'failed';
}

const taskPath = ({ id }: Operation): string => `/contents/generations/tasks/${encodeURIComponent(String(id))}`;
const listTasks = (size: number): VendorRequest => ({
  method: 'GET',
  path: `/contents/generations/tasks?page_num=1&page_size=${size}`,
});

export const byteplus = defineVendor({
  kind: 'remote',
  id: 'byteplus',
  name: 'BytePlus',
  baseUrl: 'https://ark.ap-southeast.bytepluses.com/api/v3',
  keyUrl: 'https://console.byteplus.com/ark/apiKey',
  keyVariable: 'ARK_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['npm @ai-sdk/bytedance 1.0.29', 'https://docs.byteplus.com/en/docs/ModelArk/1520757'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'D', prices: 'B' },
    witness: '@ai-sdk/bytedance 1.0.29',
    asOf: '2026-11-20',
    open: [
      'Codes of refusals are as remembered from the page of errors; only their shape is sure.',
      'Each model has to be opened for the account first; Seedance 2 and 2.5 ask for an enterprise account, and BytePlus serves no one in the United States.',
      'Whether failed or refused work is billed is not documented.',
      'Prices of pictures could not be seen and are guesses at the high end.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'BytePlus stops only what still waits in its queue; what has begun is made to its end and billed.',
  lookUrl: 'https://console.byteplus.com/ark',
  pollEveryMs: 5000,
  submit: { toRequest, readOperation },
  poll: { toRequest: (operation) => ({ method: 'GET', path: taskPath(operation) }), readStatus },
  // On a finished task the same call deletes its record: the engine looks how far it is before it cancels.
  cancel: { toRequest: (operation) => ({ method: 'DELETE', path: taskPath(operation) }), forgets: true },
  recent: { toRequest: () => listTasks(100), read: readRecent },
  direct: {
    serves: ({ category }) => category === 'text-to-image',
    toRequest: toImageRequest,
    readResult: readImage,
    timeoutMs: 180_000,
  },
  testKey: {
    toRequest: () => listTasks(1),
    readAccount: ({ body }) => {
      if (!listSchema.safeParse(body).success) throw unreadable('BytePlus', 'its tasks');
      return { name: 'ModelArk key' };
    },
  },
  readFailure: readByteplusFailure,
});
