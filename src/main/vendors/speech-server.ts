import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import {
  type Account,
  defineVendor,
  type RemoteInputs,
  type VendorFailure,
  type VendorResponse,
} from './define-vendor.ts';
import { checkVoice, readRoute } from './kit/check-wish.ts';
import { quote, unreadable } from './kit/read-answer.ts';
import { readFile } from './kit/read-file.ts';
import { codeOfStatus, sayNo } from './kit/say-no.ts';

// Speech servers that the user runs speak OpenAI's wire format: Kokoro-FastAPI, openedai-speech, LocalAI and others.
// https://github.com/remsky/Kokoro-FastAPI · https://platform.openai.com/docs/api-reference/audio/createSpeech

/** Catalogue row -> how the model is asked. */
export const speechServerRouteSchema = z.strictObject({ model: z.string().min(1) });

const modelsSchema = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });
/** OpenAI's problems, and those of FastAPI, which most such servers are made with. */
const problemSchema = z.looseObject({
  error: z.union([z.string(), z.looseObject({ message: z.string().nullish() })]).nullish(),
  detail: z.unknown().optional(),
});

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model } = readRoute(speechServerRouteSchema, generator, 'a speech server');
  const { text, voice, speed } = checkVoice(generator, inputs);
  const body = {
    ...{ model, input: text, voice: voice ?? generator.voices[0]?.id },
    ...{ response_format: 'mp3', speed: speed === 1 ? undefined : speed },
  };
  const request = { method: 'POST' as const, path: '/v1/audio/speech', bytes: true, body };
  return { request, warnings: [] };
}

/** Some servers list no models, and are there all the same. */
const isThere = ({ status }: VendorResponse): boolean => (status >= 200 && status < 300) || status === 404;

function readAccount({ status, body }: VendorResponse): Account {
  if (status === 404) return { name: 'a speech server' };
  const models = modelsSchema.safeParse(body);
  if (!models.success) throw unreadable('The speech server', 'its models');
  return { name: models.data.data.map(({ id }) => id).join(', ') || 'a speech server without models' };
}

function readFailure(response: VendorResponse): VendorFailure {
  const { error, detail } = problemSchema.safeParse(response.body).data ?? {};
  const words = quote((typeof error === 'string' ? error : error?.message) ?? detail);
  const code = codeOfStatus(response.status);
  if (code === 'unauthorized') return { code, message: 'The speech server refused the word that it was sent.' };
  if (code === 'not-found') {
    return {
      code: 'unsupported',
      message: 'There is no speech server at this address, or it lacks the model or voice.',
    };
  }
  return sayNo('The speech server', code, response, words);
}

export const speechServer = defineVendor({
  kind: 'remote',
  id: 'speech-server',
  name: 'Speech server',
  baseUrl: 'http://127.0.0.1:8880',
  keyUrl: 'https://github.com/remsky/Kokoro-FastAPI',
  keyVariable: 'SPEECH_SERVER',
  auth: (word): Record<string, string> => (word === '' ? {} : { authorization: `Bearer ${word}` }),
  server: {
    hint: 'Start a speech server that speaks as OpenAI does, such as Kokoro-FastAPI, then type its address without /v1: http://127.0.0.1:8880; where it asks for a word, type that after it.',
  },
  evidence: {
    sources: [
      'https://github.com/remsky/Kokoro-FastAPI',
      'https://platform.openai.com/docs/api-reference/audio/createSpeech',
      'npm openai 7.55.0',
    ],
    confidence: { auth: 'B', submit: 'A', poll: 'A', errors: 'C', prices: 'A' },
    witness: 'openai 7.55.0',
    asOf: '2026-11-20',
    open: [
      'Servers of this kind differ in which models and voices they know; those of Kokoro are named as on its model page.',
      "Kokoro-FastAPI tells the times of words at an address of its own, which is not used: OpenAI's wire format has none.",
    ],
  },
  keyedOutputHosts: [],
  afterCancel: 'The speech server is your own: a voice that is stopped costs nothing.',
  lookUrl: null,
  // Without a graphics card a long narration takes minutes.
  direct: {
    toRequest,
    readResult: (response) => ({ media: readFile(response, 'The speech server'), words: null }),
    timeoutMs: 300_000,
  },
  testKey: { toRequest: () => ({ method: 'GET', path: '/v1/models' }), accepts: isThere, readAccount },
  readFailure,
});
