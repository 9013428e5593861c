import { z } from 'zod';
import { type Generator, secondsToAsk } from '../../shared/generator.ts';
import { addressesIn } from './addresses-in.ts';
import { checkPicture, type RemotePicture, readRoute } from './check-wish.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { warningsFor } from './model-inputs.ts';
import { nearestShape } from './nearest-shape.ts';
import { quote, unreadable } from './read-answer.ts';
import { inDataUri } from './request-body.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './say-no.ts';

// Luma makes clips (Ray 3.2) and pictures (Uni) through one address. https://docs.agents.lumalabs.ai
// Ray 2 is reached by another API, with another key: see luma-dream-machine.ts.

/** Catalogue row -> how the model is asked. */
export const lumaRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  /** Of clips; absent for pictures. Ten seconds are made from text only. */
  resolution: z.enum(['360p', '540p', '720p', '1080p']).optional(),
});
type Route = z.output<typeof lumaRouteSchema>;

const shapes = ['16:9', '9:16', '1:1', '3:4', '4:3', '21:9'] as const;

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const route = readRoute(lumaRouteSchema, generator, 'Luma');
  const wish = checkPicture(generator, inputs);
  const { limits } = generator;
  const frames = {
    still: limits.still === 'no' ? null : wish.still,
    endStill: limits.lastFrame ? wish.endStill : null,
  };
  const body = {
    ...{ model: route.model, type: route.resolution ? 'video' : 'image', prompt: wish.prompt },
    // A still gives the picture its shape.
    aspect_ratio: frames.still === null ? nearestShape(shapes, wish) : undefined,
    video: videoOf(route, { ...wish, ...frames, seconds: secondsToAsk(limits, wish.seconds) }),
  };
  const request: VendorRequest = { method: 'POST', path: '/generations', body };
  return { request, warnings: warningsFor(generator, limits.still === 'no' ? {} : { still: 'start_frame' }, inputs) };
}

function videoOf({ resolution }: Route, { seconds, still, endStill }: RemotePicture) {
  if (!resolution) return undefined;
  return {
    ...{ resolution, duration: `${seconds}s` },
    start_frame: still === null ? undefined : inlineOf(still),
    end_frame: endStill === null ? undefined : inlineOf(endStill),
  };
}

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
    sources: ['https://docs.agents.lumalabs.ai'],
    confidence: { auth: 'B', submit: 'B', poll: 'B', errors: 'B', prices: 'B' },
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
