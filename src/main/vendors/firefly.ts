import { z } from 'zod';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
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
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { nearestShape } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';
import { uploadedIn } from './kit/uploaded.ts';

// Adobe Firefly Services makes clips for organisations. https://developer.adobe.com/firefly-services/docs/firefly-api
// Credentials are exchanged for a token of a day at Adobe's identity service; jobs live on hosts that the receipt names.

/** Catalogue row -> how the model is asked. */
export const fireflyRouteSchema = z.strictObject({
  /** Sent as `x-model-version`. */
  version: z.string().regex(/^[\w.-]+$/),
  sizes: z.array(z.string().regex(/^\d+x\d+$/)).min(1),
});

const tokenSchema = z.looseObject({ access_token: z.string().min(1), expires_in: z.number().positive() });
const uploadSchema = z.looseObject({ images: z.tuple([z.looseObject({ id: z.string().min(1) })], z.unknown()) });
const submittedSchema = z.looseObject({ jobId: z.string().min(1), statusUrl: z.url(), cancelUrl: z.url() });
const jobSchema = z.looseObject({
  status: z.string(),
  progress: z.number().nullish(),
  error_code: z.string().nullish(),
  message: z.string().nullish(),
  result: z
    .looseObject({
      outputs: z.array(z.looseObject({ video: z.looseObject({ url: z.string() }).nullish() })).nullish(),
    })
    .nullish(),
});
type Job = z.infer<typeof jobSchema>;
const problemSchema = z.looseObject({ error_code: z.string().nullish(), message: z.string().nullish() });

/** A key is two words: the client's id and its secret. */
const wordsOf = (secret: string): readonly string[] => secret.trim().split(/[\s:]+/);

const scope = 'openid,AdobeID,session,additional_info,read_organizations,firefly_api,ff_apis';

function tokenRequest(secret: string): VendorRequest {
  const [client_id = '', client_secret = ''] = wordsOf(secret);
  const params = { grant_type: 'client_credentials', client_id, client_secret, scope };
  return { method: 'POST', at: 'ims', path: '/ims/token/v3', params };
}

function readToken({ body }: VendorResponse) {
  const token = tokenSchema.safeParse(body);
  if (!token.success) throw unreadable('Adobe Firefly', 'a token');
  return { token: token.data.access_token, lastsMs: token.data.expires_in * 1000 };
}

function upload(_: Generator, inputs: RemoteInputs, prepared: unknown): VendorRequest | null {
  if (inputs.role === 'voice' || inputs.still === null) return null;
  const file = [inputs.still, inputs.endStill][uploadedIn(prepared).length];
  return file ? { method: 'POST', path: '/v2/storage/image', file } : null;
}

function readUpload({ body }: VendorResponse, prepared: unknown): readonly string[] {
  const stored = uploadSchema.safeParse(body);
  if (stored.success) return [...uploadedIn(prepared), stored.data.images[0].id];
  throw unreadable('Adobe Firefly', 'an upload');
}

function toRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown) {
  const { version, sizes } = readRoute(fireflyRouteSchema, generator, 'Adobe Firefly');
  const wish = checkPicture(generator, inputs);
  const [width, height] = nearestShape(sizes, wish).split('x').map(Number);
  const frames = uploadedIn(prepared);
  const body = {
    prompt: wish.prompt,
    sizes: [{ width, height }],
    seeds: [wish.seed],
    image: frames.length === 0 ? undefined : { conditions: frames.map(conditionOf) },
  };
  const headers = { 'x-model-version': version };
  const request = { method: 'POST' as const, path: '/v3/videos/generate', headers, body };
  return { request, warnings: warningsFor(generator, { still: 'image' }, inputs) };
}

/** Position 0 is the first frame, 1 the last. */
const conditionOf = (uploadId: string, position: number) => ({ placement: { position }, source: { uploadId } });

/** Where jobs live, besides the main address; the key goes to no other host. */
const otherOrigins = /^https:\/\/firefly-[a-z0-9]+\.adobe\.io$/;

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (!submitted.success) throw unreadable('Adobe Firefly');
  const { jobId, statusUrl, cancelUrl } = submitted.data;
  const [status, cancel] = [new URL(statusUrl), new URL(cancelUrl)];
  const at = otherOrigins.test(status.origin) && status.origin === cancel.origin ? { at: status.origin } : {};
  return { id: jobId, ...at, status: status.pathname, cancel: cancel.pathname };
}

const ask = (method: 'GET' | 'PUT', { at }: Operation, path: unknown): VendorRequest => ({
  ...{ method, path: String(path) },
  ...(typeof at === 'string' ? { at } : {}),
});

function readStatus({ body }: VendorResponse): OperationStatus {
  const job = jobSchema.safeParse(body);
  if (!job.success) throw unreadable('Adobe Firefly');
  switch (job.data.status) {
    case 'succeeded':
      return readOutputs(job.data);
    case 'failed':
      return couldNot('Adobe Firefly', failedBy(job.data), quote(job.data.message), 'maybe');
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    default:
      return { state: 'running', progress: { text: 'Adobe Firefly is working', ...fractionOf(job.data) } };
  }
}

function readOutputs({ result }: Job): OperationStatus {
  const outputs = addressesIn(result?.outputs?.map(({ video }) => video?.url));
  return outputs.length > 0 ? { state: 'succeeded', outputs } : withoutFile('Adobe Firefly', 'maybe');
}

const fractionOf = ({ progress }: Job): { fraction?: number } =>
  typeof progress === 'number' && progress >= 0 && progress <= 100 ? { fraction: progress / 100 } : {};

const unsafe = /unsafe/;

function failedBy({ error_code }: Job): 'content-rejected' | 'invalid-input' | 'provider-failed' {
  if (unsafe.test(error_code ?? '')) return 'content-rejected';
  return error_code === 'input_media_indecipherable' ? 'invalid-input' : 'provider-failed';
}

/** https://developer.adobe.com/firefly-services/docs/firefly-api/guides/concepts/usage-notes */
const byCode: Readonly<Record<string, ErrorCode>> = {
  ...{ quota: 'no-credit', access_error: 'unsupported', backpressure_limited: 'rate-limited' },
  ...{ throttled: 'rate-limited', input_media_indecipherable: 'invalid-input', unknown_job_id: 'not-found' },
};

function readFailure(response: VendorResponse): VendorFailure {
  const problem = problemSchema.safeParse(response.body).data;
  const said = problem?.error_code ?? '';
  const code = unsafe.test(said) ? 'content-rejected' : (byCode[said] ?? codeOfStatus(response.status));
  return sayNo('Adobe Firefly', code, response, quote(problem?.message));
}

export const firefly = defineVendor({
  kind: 'remote',
  id: 'firefly',
  name: 'Adobe Firefly',
  baseUrl: 'https://firefly-api.adobe.io',
  otherBaseUrls: { ims: 'https://ims-na1.adobelogin.com' },
  otherOrigins,
  keyUrl: 'https://developer.adobe.com/console',
  keyVariable: 'FIREFLY_CREDENTIALS',
  keyForm: {
    hint: 'Type the client id, a space, and the client secret of your Firefly Services project.',
    fits: (secret) => wordsOf(secret).length === 2,
  },
  session: { toRequest: tokenRequest, read: readToken },
  auth: (secret, { token }) => ({ authorization: `Bearer ${token}`, 'x-api-key': wordsOf(secret)[0] ?? '' }),
  evidence: {
    sources: ['https://developer.adobe.com/firefly-services/docs/firefly-api', 'npm @adobe/firefly-apis 2.0.1'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'D' },
    witness: null,
    asOf: '2026-07-09',
    open: [
      'It is for organisations with a contract: there are no keys for single people, and no public prices; ours is a guess.',
      'Its SDK calls its own host only, so that it cannot be run against a simulation.',
      'Which sizes besides 1920x1080 it makes, and that its clips last 5 s, could not be seen in its schema.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Adobe counts what it has begun.',
  lookUrl: 'https://developer.adobe.com/console',
  // Four calls a minute for a whole organisation, polling included.
  pollEveryMs: 20_000,
  prepare: { toRequest: upload, read: readUpload },
  submit: { toRequest, readOperation },
  poll: { toRequest: (operation) => ask('GET', operation, operation.status), readStatus },
  cancel: { toRequest: (operation) => ask('PUT', operation, operation.cancel) },
  testKey: {
    // The token is the test; a job that does not exist is free to ask for.
    toRequest: () => ({ method: 'GET', path: '/v3/status/urn:ff:jobs:none' }),
    accepts: ({ status }) => status === 404 || (status >= 200 && status < 300),
    readAccount: () => ({ name: 'Adobe Firefly project' }),
  },
  readFailure,
});
