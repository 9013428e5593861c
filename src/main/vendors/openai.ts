import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { type DirectResult, defineVendor, type RemoteInputs, type VendorResponse } from './define-vendor.ts';
import { unreadable } from './kit/read-answer.ts';
import { readImage, toImageRequest } from './openai-images.ts';
import { readFailure } from './openai-problem.ts';
import { readSpeech, toSpeechRequest } from './openai-speech.ts';

// OpenAI answers with the picture or the voice itself, one key for both. https://platform.openai.com/docs/api-reference

const modelsSchema = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

function toRequest(generator: Generator, inputs: RemoteInputs) {
  return generator.role === 'picture' ? toImageRequest(generator, inputs) : toSpeechRequest(generator, inputs);
}

function readResult(response: VendorResponse, generator: Generator): DirectResult {
  return generator.role === 'picture' ? readImage(response, generator) : readSpeech(response);
}

export const openai = defineVendor({
  kind: 'remote',
  id: 'openai',
  name: 'OpenAI',
  baseUrl: 'https://api.openai.com/v1',
  keyUrl: 'https://platform.openai.com/api-keys',
  keyVariable: 'OPENAI_API_KEY',
  auth: (secret) => ({ authorization: `Bearer ${secret}` }),
  evidence: {
    sources: ['https://platform.openai.com/docs/api-reference', 'npm openai 7.55.0'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'A', prices: 'B' },
    witness: 'openai 7.55.0',
    asOf: '2026-11-20',
    open: ['Whether work that is refused after it was begun is billed is not documented.'],
  },
  keyedOutputHosts: [],
  afterCancel: 'OpenAI bills work that it has begun.',
  lookUrl: 'https://platform.openai.com/usage',
  // Pictures take up to 90 s; OpenAI advises clients to wait twice as long.
  direct: { toRequest, readResult, timeoutMs: 180_000 },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/models' }),
    readAccount: ({ body }) => {
      const models = modelsSchema.safeParse(body);
      if (models.success) return { name: `${models.data.data.length} models` };
      throw unreadable('OpenAI', 'its models');
    },
  },
  readFailure,
});
