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
import { readRoute } from './kit/check-wish.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';
import { checkSpoken, spokenWarnings } from './kit/spoken-wish.ts';

// D-ID makes a picture of a face speak; it calls that a talk. https://docs.d-id.com
// Its clips, expressives and scenes show presenters that an account has to have, and are not built.

/** Catalogue row -> which voice speaks. */
export const didRouteSchema = z.strictObject({
  provider: z.enum(['microsoft', 'elevenlabs', 'amazon', 'google', 'azure-openai']),
  voice: z.string(),
});

const uploadedSchema = z.looseObject({ url: z.string().min(1) });
const submittedSchema = z.looseObject({ id: z.string().min(1) });
const problemSchema = z.looseObject({ kind: z.string().nullish(), description: z.string().nullish() });
const talkSchema = z.looseObject({
  status: z.string(),
  result_url: z.string().nullish(),
  error: problemSchema.nullish(),
});
type Talk = z.infer<typeof talkSchema>;
const creditsSchema = z.looseObject({ remaining: z.number() });

/** The face is uploaded first; what came back names it. */
function uploadRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown): VendorRequest | null {
  const { still } = checkSpoken(generator, inputs);
  if (still === null || prepared !== undefined) return null;
  const extension = /^data:image\/png/.test(still) ? 'png' : 'jpg';
  return { method: 'POST', path: '/images', form: { image: { name: `face.${extension}`, dataUri: still } } };
}

function readUpload({ body }: VendorResponse): z.infer<typeof uploadedSchema> {
  const uploaded = uploadedSchema.safeParse(body);
  if (uploaded.success) return uploaded.data;
  throw unreadable('D-ID');
}

function toRequest(generator: Generator, inputs: RemoteInputs, prepared: unknown) {
  const { provider, voice } = readRoute(didRouteSchema, generator, 'D-ID');
  const wish = checkSpoken(generator, inputs);
  const body = {
    source_url: uploadedSchema.parse(prepared).url,
    script: { type: 'text', input: wish.script, provider: { type: provider, voice_id: voice } },
    config: { stitch: true, result_format: 'mp4' },
    name: wish.title || undefined,
  };
  const warnings = spokenWarnings(generator, wish, "shows the scene's still");
  return { request: { method: 'POST', path: '/talks', body } as const, warnings };
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: submitted.data.id };
  throw unreadable('D-ID');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const talk = talkSchema.safeParse(body);
  if (!talk.success) throw unreadable('D-ID');
  const { status, result_url } = talk.data;
  switch (status) {
    case 'done':
      return result_url ? { state: 'succeeded', outputs: [result_url] } : withoutFile('D-ID', 'maybe');
    case 'error':
    case 'rejected':
      return ended(talk.data);
    case 'created':
      return { state: 'running', progress: { text: "waits in D-ID's queue" } };
    default:
      return { state: 'running', progress: { text: 'D-ID is rendering' } };
  }
}

function ended({ status, error }: Talk): OperationStatus {
  const words = quote(error?.description);
  if (status === 'rejected' || /Moderation|Celebrity/.test(error?.kind ?? ''))
    return couldNot('D-ID', 'content-rejected', words, 'maybe');
  return couldNot('D-ID', error?.kind === 'FaceError' ? 'invalid-input' : 'provider-failed', words, 'maybe');
}

function readFailure(response: VendorResponse): VendorFailure {
  const words = quote(problemSchema.safeParse(response.body).data?.description);
  // 403 is a right that the plan does not have; a bad key answers 401.
  return sayNo('D-ID', response.status === 403 ? 'unsupported' : codeOfStatus(response.status), response, words);
}

export const did = defineVendor({
  kind: 'remote',
  id: 'd-id',
  name: 'D-ID',
  baseUrl: 'https://api.d-id.com',
  keyUrl: 'https://studio.d-id.com/account-settings',
  keyVariable: 'D_ID_API_KEY',
  // As the Studio shows it: it is in the form that Basic wants already.
  auth: (secret) => ({ authorization: `Basic ${secret}` }),
  evidence: {
    sources: ['https://docs.d-id.com', 'D-ID API 4.2.1, OpenAPI (copy of 2026-04-10)'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'A', prices: 'D' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'What a credit costs depends on the plan; the price takes $0.30 for a credit of 15 seconds.',
      'How haste is said is not in the specification; 429 is taken for it.',
      'Whether talks that were rejected are billed is not documented.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'D-ID cannot stop a talk that it took, and bills it.',
  lookUrl: 'https://studio.d-id.com',
  prepare: { toRequest: uploadRequest, read: readUpload },
  pollEveryMs: 3000,
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `/talks/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/credits' }),
    readAccount: ({ body }) => {
      const credits = creditsSchema.safeParse(body);
      if (credits.success) return { name: `${credits.data.remaining} credits left` };
      throw unreadable('D-ID', 'an account');
    },
  },
  readFailure,
});
