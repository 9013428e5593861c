import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
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
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';

// Lightricks makes LTX clips; version 2 of its API takes jobs, version 1 holds the line until they are done. https://docs.ltx.io
// A job is asked for at the address that took it. There is no seed.

/** Catalogue row -> how the model is asked. */
export const ltxRouteSchema = z.strictObject({
  model: z.string().regex(/^ltx-[\w.-]+$/),
  /** Sizes that it makes. */
  sizes: z.array(z.string().regex(/^\d+x\d+$/)).min(1),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, sizes } = readRoute(ltxRouteSchema, generator, 'LTX');
  const wish = checkPicture(generator, inputs);
  const { still } = wish;
  const body = {
    ...{ prompt: wish.prompt, model, duration: secondsToAsk(generator.limits, wish.seconds) },
    ...{ resolution: nearestShape(sizes, wish), generate_audio: generator.limits.sound },
    image_uri: still ?? undefined,
    last_frame_uri: (generator.limits.lastFrame ? wish.endStill : null) ?? undefined,
  };
  const path = still === null ? '/v2/text-to-video' : '/v2/image-to-video';
  const request: VendorRequest = { method: 'POST', path, body };
  return { request, warnings: warningsFor(generator, { still: 'image_uri' }, inputs) };
}

const takenSchema = z.looseObject({ id: z.string().min(1) });
const errorSchema = z.looseObject({ type: z.string(), message: z.string().nullish() });
const jobSchema = z.looseObject({
  status: z.string(),
  result: z.looseObject({ video_url: z.string().nullish() }).nullish(),
  error: errorSchema.nullish(),
});
const problemSchema = z.looseObject({ error: errorSchema });

/** https://docs.ltx.io, errors: the same names in refusals and in failed jobs. */
const codes: Readonly<Record<string, ErrorCode>> = {
  ...{ invalid_request_error: 'invalid-input', authentication_error: 'unauthorized', not_found_error: 'not-found' },
  ...{ insufficient_funds_error: 'no-credit', content_filtered_error: 'content-rejected' },
  ...{ rate_limit_error: 'rate-limited', concurrency_limit_error: 'rate-limited' },
};

function readOperation({ body }: VendorResponse, place: string): Operation {
  const taken = takenSchema.safeParse(body);
  if (taken.success) return { id: taken.data.id, place };
  throw unreadable('LTX');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const job = jobSchema.safeParse(body);
  if (!job.success) throw unreadable('LTX');
  const { status, result, error } = job.data;
  switch (status) {
    case 'completed':
      return result?.video_url ? { state: 'succeeded', outputs: [result.video_url] } : withoutFile('LTX', 'maybe');
    case 'failed': {
      const code = codes[error?.type ?? ''];
      const isOurs = code === 'content-rejected' || code === 'invalid-input' || code === 'no-credit';
      return couldNot('LTX', isOurs ? code : 'provider-failed', quote(error?.message), 'maybe');
    }
    case 'pending':
      return { state: 'running', progress: { text: "waits in LTX's queue" } };
    default:
      return { state: 'running', progress: { text: 'LTX is working' } };
  }
}

function readFailure(response: VendorResponse): VendorFailure {
  const error = problemSchema.safeParse(response.body).data?.error;
  return sayNo('LTX', codes[error?.type ?? ''] ?? codeOfStatus(response.status), response, quote(error?.message));
}

export const ltx = defineVendor({
  kind: 'remote',
  id: 'ltx',
  name: 'LTX',
  baseUrl: 'https://api.ltx.video',
  keyUrl: 'https://console.ltx.video',
  keyVariable: 'LTXV_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://docs.ltx.io', 'OpenAPI of api.ltx.video, captured 2026-07'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'A', prices: 'B' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'LTX-2.5, its sizes and lengths are as copies of docs.ltx.io and several clients have them (2026-08); its prices are estimates from a list of a partner.',
      'Whether failed work is billed is not documented.',
      'There is no address that says what is left on an account.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'LTX cannot stop what it took, and bills it.',
  lookUrl: 'https://console.ltx.video',
  pollEveryMs: 5000,
  submit: { toRequest, readOperation: (response, { path }) => readOperation(response, path) },
  poll: {
    toRequest: ({ id, place }: Operation) => ({ method: 'GET', path: `${place}/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  testKey: {
    // It is not there, and only who has a good key hears so.
    toRequest: () => ({ method: 'GET', path: '/v2/text-to-video/00000000' }),
    accepts: (response) =>
      response.status === 404 && problemSchema.safeParse(response.body).data?.error.type === 'not_found_error',
    readAccount: () => ({ name: 'LTX account' }),
  },
  readFailure,
});
