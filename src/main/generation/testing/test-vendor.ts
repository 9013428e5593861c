import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { AppError, errorCodes } from '../../../shared/errors.ts';
import type { Generator } from '../../../shared/generator.ts';
import {
  defineVendor,
  type Evidence,
  type ListedOperation,
  type Operation,
  type OperationStatus,
  type SentRequest,
  type VendorFailure,
  type VendorResponse,
} from '../../vendors/define-vendor.ts';

/** A vendor with the plainest protocol there is, for tests of the engine: see `startTestServer`. */
const failureSchema = z.looseObject({
  code: z.enum(errorCodes).default('provider-down'),
  message: z.string().default('Testco is down.'),
  retryAfterMs: z.number().optional(),
});
const acceptedSchema = z.looseObject({ id: z.string() });
const jobSchema = z.looseObject({
  state: z.enum(['running', 'ended', 'succeeded', 'failed', 'cancelled']),
  output: z.string().optional(),
  fraction: z.number().optional(),
  micros: z.number().optional(),
  code: z.enum(errorCodes).optional(),
  charged: z.enum(['no', 'maybe', 'yes']).default('yes'),
});

const down = () => new AppError({ code: 'provider-down', message: 'Testco sent an answer that cannot be read.' });

function readStatus({ body }: VendorResponse): OperationStatus {
  const { data: job } = jobSchema.safeParse(body);
  if (!job) throw down();
  switch (job.state) {
    case 'running':
      return { state: 'running', progress: { fraction: job.fraction ?? null, text: 'Testco is working' } };
    case 'ended':
      return { state: 'ended' };
    case 'succeeded': {
      const reported = job.micros === undefined ? {} : { reportedMicros: job.micros };
      return { state: 'succeeded', outputs: job.output ? [job.output] : [], ...reported };
    }
    case 'failed':
      return {
        state: 'failed',
        failure: { code: job.code ?? 'provider-failed', message: 'Testco could not.' },
        charged: job.charged,
        ...(job.micros === undefined ? {} : { reportedMicros: job.micros }),
      };
    case 'cancelled':
      return { state: 'cancelled', charged: job.charged === 'no' ? 'no' : 'maybe' };
  }
}

const recentSchema = z.object({
  jobs: z.array(z.object({ id: z.string(), takenAt: z.string(), body: z.looseObject({ generator: z.string() }) })),
});

/** What the vendor took lately, newest first; `same` where it was asked for exactly this. */
export const listedWork = {
  toRequest: () => ({ method: 'GET' as const, path: '/recent' }),
  read: ({ body }: VendorResponse, { request, generator }: SentRequest): ListedOperation[] =>
    recentSchema.parse(body).jobs.map((job) => {
      const same = isDeepStrictEqual(job.body, JSON.parse(JSON.stringify(request.body)));
      const match = same ? 'same' : job.body.generator === generator.id ? 'similar' : 'other';
      const { id, takenAt } = job;
      return { operation: { id }, name: id, takenAt, state: 'running', about: 'as listed', match };
    }),
};

export function readTestFailure({ body }: VendorResponse): VendorFailure {
  const { code, message, retryAfterMs } = failureSchema.parse(typeof body === 'object' ? body : {});
  return { code, message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** Nobody's API. */
const noEvidence: Evidence = {
  ...{ sources: [], witness: null, asOf: '2026-11-20', open: [] },
  confidence: { auth: 'D', submit: 'D', poll: 'D', errors: 'D', prices: 'D' },
};

export const testVendor = (baseUrl: string, { id = 'testco', name = 'Testco', stops = true, lists = false } = {}) =>
  defineVendor({
    kind: 'remote',
    id,
    name,
    baseUrl,
    keyUrl: 'https://testco.example/keys',
    keyVariable: 'TESTCO_KEY',
    auth: (secret) => ({ authorization: `Bearer ${secret}` }),
    evidence: noEvidence,
    keyedOutputHosts: [],
    afterCancel: 'Testco bills what it has begun.',
    lookUrl: 'https://testco.example/jobs',
    pollEveryMs: 1000,
    prepare: {
      toRequest: ({ route }, _, prepared) =>
        route.prepare && prepared === undefined ? { method: 'GET', path: '/versions' } : null,
      read: ({ body }) => body,
    },
    submit: {
      toRequest: (generator, inputs, prepared) => ({
        request: { method: 'POST', path: '/jobs', body: { generator: generator.id, inputs, prepared } },
        warnings: inputs.role === 'picture' && inputs.kind === 'brand' ? ['Testco makes no brands.'] : [],
      }),
      readOperation: ({ body }) => {
        const accepted = acceptedSchema.safeParse(body);
        if (accepted.success) return { id: accepted.data.id };
        const failure = failureSchema.safeParse(body);
        throw failure.success && failure.data.code !== 'provider-down' ? new AppError(failure.data) : down();
      },
    },
    poll: { toRequest: ({ id }) => ({ method: 'GET', path: `/jobs/${id}` }), readStatus },
    ...(stops
      ? { cancel: { toRequest: ({ id }: Operation) => ({ method: 'DELETE' as const, path: `/jobs/${id}` }) } }
      : {}),
    ...(lists ? { recent: listedWork } : {}),
    testKey: { toRequest: () => ({ method: 'GET', path: '/account' }), readAccount: () => ({ name: 'ada' }) },
    readFailure: readTestFailure,
  });

/** A picture generator at five cents a second that makes one or ten seconds. */
export const testGenerator = (init: Partial<Generator> = {}): Generator => ({
  id: 'testco-clip',
  vendor: 'testco',
  name: 'Clip',
  maker: 'Testco',
  family: 'clip',
  role: 'picture',
  category: 'text-to-video',
  priority: 1,
  status: { kind: 'live' },
  free: null,
  quality: 50,
  price: { micros: 50_000, per: 'second', certainty: 'exact', asOf: '2026-11-01' },
  limits: {
    seconds: [1, 10],
    aspects: null,
    still: 'optional',
    lastFrame: false,
    references: 0,
    sound: false,
    seed: true,
    characters: null,
    resolutions: null,
  },
  strengths: [],
  typicalSeconds: 30,
  voices: [],
  route: {},
  ...init,
});
