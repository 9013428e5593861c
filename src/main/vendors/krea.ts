import { z } from 'zod';
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
import { modelFieldsSchema, modelInput, warningsFor, wireValues } from './kit/model-inputs.ts';
import { sizeOfArea } from './kit/nearest-shape.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';

// Krea runs its own image models and carries those of others; each has a path and a schema of its own, and a member that
// it does not know is refused. https://docs.krea.ai

/** Catalogue row -> how the model is asked. */
export const kreaRouteSchema = z.strictObject({
  /** Behind `/generate/`: `video/kling/kling-2.5`. */
  path: z.string().regex(/^(image|video)(\/[\w.-]+)+$/),
  fields: modelFieldsSchema,
  /** For models that take `width` and `height`: about so many pixels. */
  area: z.number().int().optional(),
  /** Sent as they are with every request. */
  fixed: z.record(z.string(), z.unknown()).default({}),
});

const jobSchema = z.looseObject({
  job_id: z.string().min(1),
  status: z.string(),
  result: z.unknown().optional(),
  error: z.looseObject({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});
type Job = z.infer<typeof jobSchema>;
const jobsSchema = z.looseObject({ items: z.array(z.unknown()) });
const problemSchema = z.looseObject({ message: z.string().nullish() });

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { path, fields, area, fixed } = readRoute(kreaRouteSchema, generator, 'Krea');
  const sides = area === undefined ? {} : sizeOfArea(checkPicture(generator, inputs), area, 16);
  const body = { ...modelInput(fields, wireValues(generator, inputs)), ...sides, ...fixed };
  const request: VendorRequest = { method: 'POST', path: `/generate/${path}`, body };
  return { request, warnings: warningsFor(generator, fields, inputs) };
}

function readJob({ body }: VendorResponse): Job {
  const job = jobSchema.safeParse(body);
  if (job.success) return job.data;
  throw unreadable('Krea');
}

function readStatus(response: VendorResponse): OperationStatus {
  const { status, result, error } = readJob(response);
  switch (status) {
    case 'completed': {
      const outputs = addressesIn(result);
      return outputs.length > 0 ? { state: 'succeeded', outputs } : withoutFile('Krea', 'maybe');
    }
    case 'failed': {
      const code = isRefusal(error?.code ?? '') ? 'content-rejected' : 'provider-failed';
      return couldNot('Krea', code, quote(error?.message), 'maybe');
    }
    case 'cancelled':
      return { state: 'cancelled', charged: 'maybe' };
    case 'backlogged':
    case 'queued':
    case 'scheduled':
      return { state: 'running', progress: { text: "waits in Krea's queue" } };
    default:
      // `intermediate-complete` too: a draft is there, the result is not.
      return { state: 'running', progress: { text: 'Krea is working' } };
  }
}

/** Krea does not list its codes; those of moderation elsewhere have one of these words. */
const isRefusal = (code: string): boolean => /moderat|nsfw|safety|policy/i.test(code);

function readFailure(response: VendorResponse): VendorFailure {
  const words = quote(problemSchema.safeParse(response.body).data?.message);
  return sayNo('Krea', codeOfStatus(response.status), response, words);
}

const jobPath = ({ id }: Operation): string => `/jobs/${encodeURIComponent(String(id))}`;

export const krea = defineVendor({
  kind: 'remote',
  id: 'krea',
  name: 'Krea',
  baseUrl: 'https://api.krea.ai',
  keyUrl: 'https://www.krea.ai/settings/api-tokens',
  keyVariable: 'KREA_API_TOKEN',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://docs.krea.ai', 'independent clients of 2026'],
    confidence: { auth: 'C', submit: 'C', poll: 'C', errors: 'C', prices: 'C' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'Names of fields differ from model to model; those of Kling 2.5 are taken for the other clips. What Krea does not know it refuses, at no cost.',
      'Clips are billed in compute units whose price could not be seen; rows guess it.',
      'Whether clips of Kling 3.0, Veo 3.1 Fast and Seedance 2.5 come with sound, and which lengths they take, could not be seen.',
      'Codes of refused content, and what a stopped job costs, are not documented.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'Krea does not say what a job that is stopped still costs.',
  lookUrl: 'https://www.krea.ai/settings/api-tokens',
  pollEveryMs: 5000,
  submit: { toRequest, readOperation: (response) => ({ id: readJob(response).job_id }) },
  poll: { toRequest: (operation) => ({ method: 'GET', path: jobPath(operation) }), readStatus },
  cancel: { toRequest: (operation) => ({ method: 'DELETE', path: jobPath(operation) }), forgets: true },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/jobs?limit=1' }),
    readAccount: ({ body }) => {
      if (jobsSchema.safeParse(body).success) return { name: 'Krea account' };
      throw unreadable('Krea', 'its jobs');
    },
  },
  readFailure,
});
