import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { addressesIn } from './kit/addresses-in.ts';
import { checkPicture, type RemotePicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { inDataUri } from './kit/request-body.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';

// Luma makes clips (Ray 3.2) and pictures (Uni) through one address. https://docs.agents.lumalabs.ai
// Ray 2 is reached by another API, with another key: see luma-dream-machine.ts.

/** Catalogue row -> how the model is asked. */
export const lumaRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  /** Of clips; absent for pictures. */
  resolution: z.enum(['360p', '540p', '720p', '1080p']).optional(),
});
const clipShapes = ['16:9', '9:16', '1:1', '3:4', '4:3', '21:9'] as const;
const pictureShapes = ['16:9', '9:16', '1:1', '2:3', '3:2', '2:1', '1:2', '3:1', '1:3'] as const;

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, resolution } = readRoute(lumaRouteSchema, generator, 'Luma');
  const { limits } = generator;
  const asked = checkPicture(generator, inputs);
  const wish = {
    ...{ ...asked, endStill: limits.lastFrame ? asked.endStill : null },
    seconds: secondsToAsk(limits, asked.seconds),
  };
  const body = { model, prompt: wish.prompt, ...(resolution ? clipOf(resolution, wish) : pictureOf(wish)) };
  const request: VendorRequest = { method: 'POST', path: '/generations', body };
  return { request, warnings: warningsFor(generator, { still: 'start_frame' }, inputs) };
}

/** A still gives the clip its shape. */
const clipOf = (resolution: string, wish: RemotePicture) => ({
  type: 'video',
  aspect_ratio: wish.still === null ? nearestShape(clipShapes, wish) : undefined,
  video: { resolution, duration: `${wish.seconds}s`, ...framesOf(wish) },
});

/** Clips of ten seconds take no pictures by name, only by where they stand, 24 frames to the second. */
function framesOf({ seconds, still, endStill }: RemotePicture) {
  if (still === null) return {};
  const last = endStill === null ? [] : [inlineOf(endStill)];
  if (seconds === 5) return { start_frame: inlineOf(still), end_frame: last[0] };
  return { keyframes: [inlineOf(still), ...last], keyframe_indexes: [0, ...last.map(() => seconds * 24)] };
}

const pictureOf = (wish: RemotePicture) => ({
  ...{ type: 'image', aspect_ratio: nearestShape(pictureShapes, wish) },
  image_ref: wish.still === null ? undefined : [inlineOf(wish.still)],
});

function inlineOf(dataUri: string): { readonly data: string; readonly media_type: string } {
  const { type, base64 } = inDataUri(dataUri);
  return { data: base64, media_type: type };
}

const generationSchema = z.looseObject({
  id: z.string().min(1),
  state: z.string(),
  output: z.unknown().optional(),
  failure_reason: z.string().nullish(),
  failure_code: z.string().nullish(),
});
type Generation = z.infer<typeof generationSchema>;
const problemSchema = z.looseObject({ detail: z.string() });

function generationIn({ body }: VendorResponse): Generation {
  const generation = generationSchema.safeParse(body);
  if (generation.success) return generation.data;
  throw unreadable('Luma');
}

function readStatus(response: VendorResponse): OperationStatus {
  const generation = generationIn(response);
  switch (generation.state) {
    case 'completed': {
      const outputs = addressesIn(generation.output);
      return outputs.length > 0 ? { state: 'succeeded', outputs } : withoutFile('Luma', 'maybe');
    }
    case 'failed':
      return couldNot('Luma', reasonOf(generation), quote(generation.failure_reason), 'maybe');
    case 'queued':
      return { state: 'running', progress: { text: "waits in Luma's queue" } };
    default:
      return { state: 'running', progress: { text: 'Luma is working' } };
  }
}

/** https://docs.agents.lumalabs.ai, error handling: why work that was taken fails. */
function reasonOf({ failure_code }: Generation) {
  if (failure_code === 'content_moderated') return 'content-rejected';
  return failure_code === 'budget_exhausted' ? 'no-credit' : 'provider-failed';
}

function readFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body).data;
  return sayNo('Luma', codeOfStatus(response.status), response, quote(problem?.detail));
}

const generationPath = (id: unknown): string => `/generations/${encodeURIComponent(String(id))}`;

export const luma = defineVendor({
  kind: 'remote',
  id: 'luma',
  name: 'Luma',
  baseUrl: 'https://agents.lumalabs.ai/v1',
  keyUrl: 'https://platform.lumalabs.ai',
  keyVariable: 'LUMA_AGENTS_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://docs.agents.lumalabs.ai', 'sources of the SDKs at github.com/lumalabs (luma-agents-*)'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'B' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'The official SDK, luma-agents, is not on the npm registry.',
      'Whether failed work is billed is not documented.',
      'There is no address that says what is left on an account.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Luma goes on with what it took, and bills it.',
  lookUrl: 'https://platform.lumalabs.ai',
  // Polls count among the 30 requests a minute that a client has.
  pollEveryMs: 10_000,
  submit: { toRequest, readOperation: (response) => ({ id: generationIn(response).id }) },
  poll: { toRequest: ({ id }: Operation) => ({ method: 'GET', path: generationPath(id) }), readStatus },
  testKey: {
    // It is not there, and only who has a good key hears so.
    toRequest: () => ({ method: 'GET', path: generationPath('00000000-0000-0000-0000-000000000000') }),
    accepts: ({ status, body }) => status === 404 && problemSchema.safeParse(body).success,
    readAccount: () => ({ name: 'Luma account' }),
  },
  readFailure,
});
