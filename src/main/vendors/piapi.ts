import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import { usdToMicros } from '../../shared/money.ts';
import {
  type Account,
  defineVendor,
  type Operation,
  type RemoteInputs,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { readRoute } from './kit/check-wish.ts';
import { modelFieldsSchema, modelInput, warningsFor, wireValues } from './kit/model-inputs.ts';
import { unreadable } from './kit/read-answer.ts';
import { envelopeError, readEnvelope, readPiapiFailure } from './piapi-failure.ts';
import { readPiapiStatus } from './piapi-status.ts';

// PiAPI reaches many makers' models through one kind of task. https://piapi.ai/docs/unified-api-schema
// There is no idempotency header and no list of tasks. Points of failed tasks are given back.

/** Catalogue row -> how the model is asked. One more model is one more row, no code. */
export const piapiRouteSchema = z.strictObject({
  model: z.string().min(1),
  taskType: z.string().min(1),
  /** Where scenes with a still are another type of task. */
  stillTaskType: z.string().min(1).optional(),
  fields: modelFieldsSchema,
  /** `5` or `"5s"`. */
  secondsAs: z.enum(['number', 'text-s']).default('number'),
  /** `url`: the address itself. `frame0`: as the first of Luma's key frames. */
  stillAs: z.enum(['url', 'frame0']).default('url'),
  /** Our aspect -> pixels, for models that take `width` and `height`. */
  sizes: z.record(z.string(), z.tuple([z.number().int(), z.number().int()])).optional(),
  /** Sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
});
type Route = z.output<typeof piapiRouteSchema>;

const routeOf = (generator: Generator): Route => readRoute(piapiRouteSchema, generator, 'PiAPI');

const taskIdSchema = z.looseObject({ task_id: z.string().min(1) });
const uploadSchema = z.union([
  z.looseObject({ data: z.looseObject({ url: z.url() }) }).transform(({ data }) => data.url),
  z.looseObject({ url: z.url() }).transform(({ url }) => url),
]);
const accountSchema = z.looseObject({
  name: z.string().nullish(),
  equivalent_in_usd: z.number().nullish(),
});

/** Tasks take stills by their address only, so a still is uploaded first; PiAPI keeps it for about a day. */
function uploadStill(generator: Generator, inputs: RemoteInputs, uploaded?: unknown): VendorRequest | null {
  if (uploaded !== undefined) return null;
  if (inputs.role === 'voice' || inputs.still === null || !routeOf(generator).fields.still) return null;
  const [, type = 'png', data = ''] = /^data:image\/(\w+);base64,(.*)$/s.exec(inputs.still) ?? [];
  const body = { file_name: `still.${type}`, file_data: data };
  return { method: 'POST', at: 'upload', path: '/api/ephemeral_resource', body };
}

function readUpload({ body }: VendorResponse): string {
  const address = uploadSchema.safeParse(body);
  if (address.success) return address.data;
  throw unreadable('PiAPI', 'an upload');
}

function toRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown) {
  const route = routeOf(generator);
  const { still, seconds, aspect, ...values } = wireValues(generator, inputs);
  const uploaded = still !== undefined && route.fields.still ? addressOf(prepared) : null;
  const named = {
    ...values,
    ...(seconds === undefined ? {} : { seconds: route.secondsAs === 'number' ? seconds : `${seconds}s` }),
    ...(aspect === undefined ? {} : { aspect }),
    ...(uploaded === null ? {} : { still: stillOf(route, uploaded) }),
  };
  const input = { ...route.fixed, ...sizeOf(route, aspect), ...modelInput(route.fields, named) };
  const task_type = uploaded === null ? route.taskType : (route.stillTaskType ?? route.taskType);
  const body = { model: route.model, task_type, input, config: { service_mode: 'public' } };
  return {
    request: { method: 'POST' as const, path: '/api/v1/task', body },
    warnings: warningsFor(generator, route.fields, inputs),
  };
}

function addressOf(prepared: unknown): string {
  if (typeof prepared === 'string') return prepared;
  throw new AppError({ code: 'internal', message: 'The still was not uploaded to PiAPI before the task.' });
}

const stillOf = ({ stillAs }: Route, url: string) => (stillAs === 'url' ? url : { frame0: { type: 'image', url } });

function sizeOf({ sizes }: Route, aspect: unknown): { width?: number; height?: number } {
  const size = typeof aspect === 'string' ? sizes?.[aspect] : undefined;
  return size ? { width: size[0], height: size[1] } : {};
}

function readOperation(response: VendorResponse): Operation {
  const { data } = readEnvelope(response);
  const task = taskIdSchema.safeParse(data);
  if (task.success) return { id: task.data.task_id };
  throw envelopeError(response);
}

function readAccount(response: VendorResponse): Account {
  const account = accountSchema.safeParse(readEnvelope(response).data);
  if (!account.success) throw unreadable('PiAPI', 'an account');
  const { name, equivalent_in_usd: usd } = account.data;
  return {
    name: name || 'PiAPI account',
    ...(usd === null || usd === undefined ? {} : { balanceMicros: usdToMicros(Math.max(0, usd)) }),
  };
}

const taskPath = ({ id }: Operation): string => `/api/v1/task/${encodeURIComponent(String(id))}`;

export const piapi = defineVendor({
  kind: 'remote',
  id: 'piapi',
  name: 'PiAPI',
  baseUrl: 'https://api.piapi.ai',
  otherBaseUrls: { upload: 'https://upload.theapi.app' },
  keyUrl: 'https://piapi.ai/workspace/key',
  keyVariable: 'PIAPI_API_KEY',
  auth: (secret) => ({ 'x-api-key': secret }),
  evidence: {
    sources: ['https://piapi.ai/docs'],
    confidence: { auth: 'B', submit: 'B', poll: 'B', errors: 'C', prices: 'B' },
    witness: null,
    asOf: '2026-11-20',
    open: ['There is no SDK: all of it rests on its pages and on captured answers.'],
  },
  keyedOutputHosts: [],
  afterCancel: 'PiAPI gives the points back for what still waits; work that has begun goes on and is billed.',
  lookUrl: 'https://piapi.ai/workspace',
  pollEveryMs: 3000,
  prepare: { toRequest: uploadStill, read: readUpload },
  submit: { toRequest, readOperation },
  poll: { toRequest: (operation) => ({ method: 'GET', path: taskPath(operation) }), readStatus: readPiapiStatus },
  cancel: { toRequest: (operation) => ({ method: 'DELETE', path: taskPath(operation) }), forgets: true },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/account/info' }),
    accepts: (response) => response.status >= 200 && response.status < 300 && readEnvelope(response).ok,
    readAccount,
  },
  readFailure: readPiapiFailure,
});
