import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { defineVendor, type Operation, type RemoteInputs, type VendorRequest } from './define-vendor.ts';
import { checkPicture, type RemotePicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import {
  isMinimaxKeyGood,
  readMinimaxFailure,
  readMinimaxFile,
  readMinimaxId,
  readMinimaxStatus,
} from './minimax-answers.ts';

// MiniMax makes H3 (v2 of its API) and Hailuo (v1). Where a Hailuo clip is done, its file is asked for by a call of its own.
// https://platform.minimax.io/docs/api-reference

/** Catalogue row -> how the model is asked. */
export const minimaxRouteSchema = z.strictObject({
  api: z.enum(['v1', 'v2']),
  model: z.string().regex(/^MiniMax-[\w.-]+$/),
  resolution: z.enum(['480P', '512P', '768P', '1080P', '2K']),
});
type Route = z.output<typeof minimaxRouteSchema>;

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const route = readRoute(minimaxRouteSchema, generator, 'MiniMax');
  const { limits } = generator;
  const asked = checkPicture(generator, inputs);
  const wish = {
    ...asked,
    seconds: secondsToAsk(limits, asked.seconds),
    endStill: limits.lastFrame ? asked.endStill : null,
  };
  const body = route.api === 'v1' ? hailuoBody(route, wish) : clipBody(route, wish);
  const request: VendorRequest = { method: 'POST', path: `/${route.api}/video_generation`, body };
  return { request, warnings: warningsFor(generator, { still: 'first_frame' }, inputs) };
}

const hailuoBody = ({ model, resolution }: Route, { prompt, seconds, still, endStill }: RemotePicture) => ({
  ...{ model, prompt, duration: seconds, resolution },
  first_frame_image: still ?? undefined,
  last_frame_image: endStill ?? undefined,
});

const shapes = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9'] as const;

function clipBody({ model, resolution }: Route, wish: RemotePicture) {
  const { prompt, seconds, still, endStill } = wish;
  const content = [
    { type: 'text', text: prompt },
    ...(still === null ? [] : [frame('first_frame', still)]),
    ...(endStill === null ? [] : [frame('last_frame', endStill)]),
  ];
  // A still gives the picture its shape.
  return {
    model,
    content,
    resolution,
    duration: seconds,
    ...(still === null ? { ratio: nearestShape(shapes, wish) } : {}),
  };
}

const frame = (role: string, url: string) => ({ type: 'image_url', image_url: { url }, role });

const ask = (path: string, name?: string, value?: unknown): VendorRequest => {
  const word = encodeURIComponent(String(value));
  return { method: 'GET', path: name ? `${path}?${name}=${word}` : `${path}/${word}` };
};

export const minimax = defineVendor({
  kind: 'remote',
  id: 'minimax',
  name: 'MiniMax',
  baseUrl: 'https://api.minimax.io',
  keyUrl: 'https://platform.minimax.io/user-center/basic-information/interface-key',
  keyVariable: 'MINIMAX_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['npm @ai-sdk/minimax 3.0.45 (v2)', 'https://platform.minimax.io/docs/api-reference (v1)'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'B' },
    witness: '@ai-sdk/minimax 3.0.45',
    asOf: '2026-11-20',
    open: [
      'Codes of failed H3 clips are not published: content that was refused is told by the word “sensitive”.',
      'Whether failed clips are billed is not documented.',
      'H3 clips that still wait could be cancelled; the studio does not, for Hailuo clips cannot be, and the same call deletes clips that are done.',
      'There is no address that says what is left on an account.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'MiniMax goes on with what it took, and bills it.',
  lookUrl: 'https://platform.minimax.io/user-center/payment/balance',
  // MiniMax advises 10 s.
  pollEveryMs: 10_000,
  submit: {
    toRequest,
    readOperation: (response, { path }) => ({
      id: readMinimaxId(response),
      api: path.startsWith('/v1/') ? 'v1' : 'v2',
    }),
  },
  poll: {
    toRequest: ({ id, api }: Operation) =>
      api === 'v1'
        ? ask('/v1/query/video_generation', 'task_id', id)
        : ask('/v2/query/video_generation', undefined, id),
    readStatus: readMinimaxStatus,
  },
  result: {
    toRequest: ({ file }) => ask('/v1/files/retrieve', 'file_id', file),
    read: readMinimaxFile,
  },
  testKey: {
    toRequest: () => ask('/v1/query/video_generation', 'task_id', 0),
    accepts: isMinimaxKeyGood,
    readAccount: () => ({ name: 'MiniMax account' }),
  },
  readFailure: readMinimaxFailure,
});
