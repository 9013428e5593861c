import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import type { Progress } from '../../shared/job.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorResponse,
} from './define-vendor.ts';
import { readFalEnd } from './fal-end.ts';
import { readFalFailure } from './fal-failure.ts';
import { readRoute } from './kit/check-wish.ts';
import { modelFieldsSchema, modelInput, warningsFor, wireValues } from './kit/model-inputs.ts';
import { unreadable } from './kit/read-answer.ts';

// fal.ai runs models behind a queue. https://docs.fal.ai/model-endpoints/queue
// There is no idempotency header and no list of requests. COMPLETED also covers work that failed: the result tells.

const endpointSchema = z.string().regex(/^[a-z0-9][\w.-]*(\/[a-z0-9][\w.-]*)+$/i);

/** Catalogue row -> how the model is asked. One more model is one more row, no code. */
export const falRouteSchema = z.strictObject({
  endpoint: endpointSchema,
  fields: modelFieldsSchema,
  /** Many models have another endpoint, with other inputs, for scenes with a still. */
  withStill: z.strictObject({ endpoint: endpointSchema, fields: modelFieldsSchema }).optional(),
  /** Some have yet another for scenes that end on a still, too. */
  withBothStills: z.strictObject({ endpoint: endpointSchema, fields: modelFieldsSchema }).optional(),
  /** `5`, `"5"` or `"5s"`: lengths are text at fal, mostly. */
  secondsAs: z.enum(['number', 'text', 'text-s']).default('text'),
  /** Our aspect -> the model's own word or size. */
  aspects: z.record(z.string(), z.unknown()).optional(),
  /** Price of one unit of `x-fal-billable-units`, where it is known what a unit is. Micro-dollars. */
  unitMicros: z.number().int().positive().optional(),
  /** Sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
});
type Route = z.output<typeof falRouteSchema>;

const routeOf = (generator: Generator): Route => readRoute(falRouteSchema, generator, 'fal');

const submittedSchema = z.looseObject({ request_id: z.string().min(1), response_url: z.url() });
const statusSchema = z.looseObject({
  status: z.string(),
  queue_position: z.number().nullish(),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const route = routeOf(generator);
  const { endpoint, fields } = targetOf(route, inputs);
  const { seconds, aspect, ...values } = wireValues(generator, inputs);
  const named = {
    ...values,
    ...(seconds === undefined ? {} : { seconds: secondsOf(route, seconds) }),
    ...(typeof aspect === 'string' ? { aspect: route.aspects?.[aspect] ?? aspect } : {}),
  };
  const body = { ...route.fixed, ...modelInput(fields, named) };
  return {
    request: { method: 'POST' as const, path: `/${endpoint}`, body },
    warnings: warningsFor(generator, fields, inputs),
  };
}

function targetOf(route: Route, inputs: RemoteInputs): Pick<Route, 'endpoint' | 'fields'> {
  const hasStill = inputs.role === 'picture' && inputs.still !== null;
  const hasBoth = hasStill && inputs.endStill !== null;
  return (hasBoth && route.withBothStills) || (hasStill && route.withStill) || route;
}

function secondsOf({ secondsAs }: Route, seconds: number): number | string {
  if (secondsAs === 'number') return seconds;
  return secondsAs === 'text' ? String(seconds) : `${seconds}s`;
}

/**
 * Requests are asked for below the first segments of the endpoint only; fal's own address says which. Just its path is
 * kept: the key never goes to a host that an answer names.
 */
function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (!submitted.success) throw unreadable('fal');
  const { request_id: id, response_url } = submitted.data;
  const path = /\/[\w.-]+(?:\/[\w.-]+){1,2}\/requests\/[\w-]+$/.exec(new URL(response_url).pathname)?.[0];
  if (!path?.endsWith(`/${id}`)) throw unreadable('fal');
  return { id, path };
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const status = statusSchema.safeParse(body);
  if (!status.success) throw unreadable('fal');
  if (status.data.status === 'COMPLETED') return { state: 'ended' };
  return { state: 'running', progress: progressOf(status.data) };
}

function progressOf({ status, queue_position }: z.output<typeof statusSchema>): Partial<Progress> {
  if (status !== 'IN_QUEUE') return { text: 'fal is working' };
  return { text: queue_position ? `waits in fal's queue behind ${queue_position}` : "waits in fal's queue" };
}

const pathOf = ({ path }: Operation): string => String(path);

export const fal = defineVendor({
  kind: 'remote',
  id: 'fal',
  name: 'fal',
  baseUrl: 'https://queue.fal.run',
  // Where the schemas of models are.
  otherBaseUrls: { site: 'https://fal.ai' },
  keyUrl: 'https://fal.ai/dashboard/keys',
  keyVariable: 'FAL_KEY',
  auth: (secret) => ({ authorization: `Key ${secret}` }),
  evidence: {
    sources: ['https://docs.fal.ai/model-endpoints/queue', 'npm @fal-ai/client 1.10.1'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'B' },
    witness: '@fal-ai/client 1.10.1',
    asOf: '2026-11-20',
    open: ['Some of its models do not say what a billable unit is.'],
  },
  keyedOutputHosts: [],
  afterCancel: 'Work that fal has begun may still finish and be billed; what only waited costs nothing.',
  lookUrl: 'https://fal.ai/dashboard/billing',
  // fal's own client asks every half second; videos take a minute or more.
  pollEveryMs: 2000,
  submit: { toRequest, readOperation },
  poll: { toRequest: (operation) => ({ method: 'GET', path: `${pathOf(operation)}/status?logs=0` }), readStatus },
  result: {
    toRequest: (operation) => ({ method: 'GET', path: pathOf(operation) }),
    read: (response, generator) => readFalEnd(response, routeOf(generator).unitMicros ?? null),
  },
  // What only waited is removed.
  cancel: { toRequest: (operation) => ({ method: 'PUT', path: `${pathOf(operation)}/cancel` }), forgets: true },
  testKey: {
    // The balance takes an admin key. A request that does not exist is free to ask for, and only good keys hear so.
    toRequest: () => ({ method: 'GET', path: '/fal-ai/flux/requests/00000000-0000-4000-8000-000000000000/status' }),
    accepts: ({ status }) => status === 404 || (status >= 200 && status < 300),
    readAccount: () => ({ name: 'fal account' }),
  },
  readFailure: readFalFailure,
});
