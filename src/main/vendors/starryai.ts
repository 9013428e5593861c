import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import {
  defineVendor,
  type Operation,
  type OperationStatus,
  type RemoteInputs,
  type VendorFailure,
  type VendorResponse,
} from './define-vendor.ts';
import { checkPicture, readRoute } from './kit/check-wish.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { codeOfStatus, couldNot, sayNo, withoutFile } from './kit/say-no.ts';

// StarryAI draws pictures, which it calls creations. Its own pages could not be seen: several independent clients of
// https://api.starryai.com agree on what is here.

/** Catalogue row -> which of its models draws. */
export const starryaiRouteSchema = z.strictObject({ model: z.string() });

const submittedSchema = z.looseObject({ id: z.union([z.number(), z.string().min(1)]) });
const creationSchema = z.looseObject({
  status: z.string(),
  expired: z.boolean().nullish(),
  images: z.array(z.looseObject({ url: z.string().nullish() })).nullish(),
});
const accountSchema = z.looseObject({ email: z.string().nullish(), balance: z.number() });
const problemSchema = z.looseObject({ message: z.string().nullish(), error: z.string().nullish() });

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model } = readRoute(starryaiRouteSchema, generator, 'StarryAI');
  const { prompt, seed, width, height, aspect } = checkPicture(generator, inputs);
  const body = {
    ...{ prompt, model, seed, aspectRatio: width === height ? 'square' : width > height ? 'landscape' : 'portrait' },
    ...{ highResolution: false, images: 1, steps: 20, initialImageMode: 'color' },
  };
  // How wide its landscapes are is not known.
  const warnings =
    width === height ? [] : [`${generator.name} does not make ${aspect} exactly; the picture is fitted.`];
  return { request: { method: 'POST', path: '/creations/', body } as const, warnings };
}

function readOperation({ body }: VendorResponse): Operation {
  const submitted = submittedSchema.safeParse(body);
  if (submitted.success) return { id: String(submitted.data.id) };
  throw unreadable('StarryAI');
}

function readStatus({ body }: VendorResponse): OperationStatus {
  const creation = creationSchema.safeParse(body);
  if (!creation.success) throw unreadable('StarryAI');
  const { status, images, expired } = creation.data;
  switch (status) {
    case 'completed': {
      const url = images?.[0]?.url;
      return url && !expired ? { state: 'succeeded', outputs: [url] } : withoutFile('StarryAI', 'maybe');
    }
    case 'failed':
      return couldNot('StarryAI', 'provider-failed', '', 'maybe');
    default:
      return { state: 'running', progress: { text: 'StarryAI is drawing' } };
  }
}

function readFailure(response: VendorResponse): VendorFailure {
  const { message, error } = problemSchema.safeParse(response.body).data ?? {};
  return sayNo('StarryAI', codeOfStatus(response.status), response, quote(message ?? error));
}

export const starryai = defineVendor({
  kind: 'remote',
  id: 'starryai',
  name: 'StarryAI',
  baseUrl: 'https://api.starryai.com',
  keyUrl: 'https://starryai.com',
  keyVariable: 'STARRYAI_API_KEY',
  auth: (secret) => ({ 'x-api-key': secret }),
  evidence: {
    sources: ['several public clients of https://api.starryai.com, 2024 to 2026'],
    confidence: { auth: 'C', submit: 'C', poll: 'C', errors: 'D', prices: 'D' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'Experimental: the vendor’s own pages could not be seen.',
      'What a picture costs is not known; the price takes 5 cents.',
      'States besides “completed” and all errors are taken by name and HTTP status.',
      'How wide its landscapes and portraits are is not known.',
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'StarryAI cannot stop a creation that it took, and bills it.',
  lookUrl: 'https://starryai.com',
  pollEveryMs: 5000,
  submit: { toRequest, readOperation },
  poll: {
    toRequest: ({ id }) => ({ method: 'GET', path: `/creations/${encodeURIComponent(String(id))}` }),
    readStatus,
  },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/user/' }),
    readAccount: ({ body }) => {
      const account = accountSchema.safeParse(body);
      if (!account.success) throw unreadable('StarryAI', 'an account');
      const { email, balance } = account.data;
      return { name: `${email ?? 'StarryAI account'}, ${balance} credits left` };
    },
  },
  readFailure,
});
