import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { defineVendor, type RemoteInputs, type VendorResponse } from './define-vendor.ts';
import { readImage, toImageRequest } from './gemini-image.ts';
import { readFile, readOperation, readStatus, toVideoRequest } from './gemini-omni.ts';
import { readGeminiFailure } from './gemini-problem.ts';
import { readSpeech, toSpeechRequest } from './gemini-speech.ts';
import { unreadable } from './kit/read-answer.ts';

// Google Gemini: videos as interactions, pictures and voices at once, one key for all. https://ai.google.dev/api

const modelsSchema = z.looseObject({ models: z.array(z.looseObject({ name: z.string() })) });

const idOf = ({ id }: { readonly id?: unknown }): string => encodeURIComponent(String(id));

export const gemini = defineVendor({
  kind: 'remote',
  id: 'gemini',
  name: 'Google Gemini',
  baseUrl: 'https://generativelanguage.googleapis.com',
  keyUrl: 'https://aistudio.google.com/apikey',
  keyVariable: 'GEMINI_API_KEY',
  auth: (secret) => ({ 'x-goog-api-key': secret }),
  evidence: {
    sources: [
      'npm @google/genai 2.32.0 and 3.1.0',
      'https://ai.google.dev/api/interactions-api',
      'https://ai.google.dev/gemini-api/docs/deprecations',
    ],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'B' },
    witness: '@google/genai 2.32.0',
    asOf: '2026-11-20',
    open: [
      'Whether Omni works in the background is not verified; an answer that comes after minutes is read as well.',
      'Which codes stand for refused content in a failed video, and whether clips have sound, is not documented.',
      'Prices of Omni 1.2 are derived from two resellers; those of voices could not be seen and are a guess at the high end.',
      'Whether a refused or stopped piece of work is billed is not documented.',
    ],
  },
  keyedOutputHosts: [],
  filesAtHome: true,
  afterCancel: 'Google says nothing about what a stopped video costs.',
  lookUrl: 'https://aistudio.google.com/usage',
  pollEveryMs: 10_000,
  submit: { toRequest: toVideoRequest, readOperation, timeoutMs: 600_000 },
  poll: {
    // The file itself may be in the answer.
    toRequest: (operation) => ({ method: 'GET', path: `/v1beta/interactions/${idOf(operation)}`, large: true }),
    readStatus,
  },
  result: {
    toRequest: ({ file }) => ({ method: 'GET', path: `/v1beta/${String(file)}` }),
    read: readFile,
  },
  cancel: {
    toRequest: (operation) => ({ method: 'POST', path: `/v1beta/interactions/${idOf(operation)}/cancel`, body: {} }),
  },
  direct: {
    serves: ({ category }) => category === 'text-to-image' || category === 'speech',
    toRequest: (generator: Generator, inputs: RemoteInputs) =>
      generator.role === 'picture' ? toImageRequest(generator, inputs) : toSpeechRequest(generator, inputs),
    readResult: (response: VendorResponse, generator: Generator) =>
      generator.role === 'picture' ? readImage(response) : readSpeech(response),
    // Pictures take 5 to 40 s, long narrations longer.
    timeoutMs: 180_000,
  },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/v1beta/models?pageSize=1' }),
    readAccount: ({ body }) => {
      if (!modelsSchema.safeParse(body).success) throw unreadable('Google Gemini', 'its models');
      return { name: 'Gemini API key' };
    },
  },
  readFailure: readGeminiFailure,
});
