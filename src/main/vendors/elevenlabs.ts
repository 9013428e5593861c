import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import type { JobInputs } from '../../shared/job.ts';
import {
  type Account,
  type DirectResult,
  defineVendor,
  type RemoteInputs,
  type VendorRequest,
  type VendorResponse,
} from './define-vendor.ts';
import { fetchListed, listRequest, readListed, type Spoken } from './elevenlabs-history.ts';
import { codeOf, readFailure } from './elevenlabs-problem.ts';
import { alignmentSchema, wordsOf } from './elevenlabs-words.ts';
import { checkVoice, readRoute } from './kit/check-wish.ts';
import { unreadable } from './kit/read-answer.ts';

// ElevenLabs answers with the voice and the time of every character.
// https://elevenlabs.io/docs/api-reference/text-to-speech/convert-with-timestamps

/** Catalogue row -> how the model is asked. */
export const elevenlabsRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  /** What one unit of the answer's `character-cost` costs; absent where it is not said what the model counts. */
  unitMicros: z.number().positive().optional(),
  /** Slowest and fastest that it speaks. */
  speed: z.strictObject({ min: z.number(), max: z.number() }),
});
type Route = z.infer<typeof elevenlabsRouteSchema>;

const speechSchema = z.looseObject({ audio_base64: z.string().min(1), alignment: alignmentSchema.nullish() });
const subscriptionSchema = z.looseObject({
  tier: z.string(),
  character_count: z.number(),
  character_limit: z.number(),
});

const routeOf = (generator: Generator): Route => readRoute(elevenlabsRouteSchema, generator, 'ElevenLabs');

/** What is sent, in our words. */
function spokenFor(generator: Generator, inputs: RemoteInputs | JobInputs): Spoken {
  const { model, speed: pace } = routeOf(generator);
  const { text, voice, speed } = checkVoice(generator, inputs);
  const kept = Math.min(pace.max, Math.max(pace.min, speed));
  return { model, text, voice: voice ?? generator.voices[0]?.id ?? '', speed: kept };
}

function toRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, text, voice, speed } = spokenFor(generator, inputs);
  const request: VendorRequest = {
    method: 'POST',
    path: `/v1/text-to-speech/${encodeURIComponent(voice)}/with-timestamps?output_format=mp3_44100_128`,
    body: { text, model_id: model, voice_settings: speed === 1 ? undefined : { speed } },
  };
  const { min, max } = routeOf(generator).speed;
  const warning = `${generator.name} speaks at ${min} to ${max} times its pace, so ${speed} was taken.`;
  return { request, warnings: checkVoice(generator, inputs).speed === speed ? [] : [warning] };
}

function readResult(response: VendorResponse, generator: Generator): DirectResult {
  const speech = speechSchema.safeParse(response.body);
  if (!speech.success) throw unreadable('ElevenLabs');
  const { 'character-cost': units, 'request-id': id } = response.headers;
  return {
    media: Buffer.from(speech.data.audio_base64, 'base64'),
    words: wordsOf(speech.data.alignment),
    ...reportedCost(routeOf(generator), units === undefined ? Number.NaN : Number(units)),
    ...(id ? { id } : {}),
  };
}

function reportedCost({ unitMicros }: Route, units: number): { reportedMicros?: number } {
  if (unitMicros === undefined || !Number.isFinite(units) || units < 0) return {};
  return { reportedMicros: Math.round(units * unitMicros) };
}

/** A key without the right `user_read` may still speak; what is left on the account is not known then. */
const mayOnlySpeak = (response: VendorResponse): boolean =>
  response.status === 401 && codeOf(response) === 'missing_permissions';

function readAccount(response: VendorResponse): Account {
  if (mayOnlySpeak(response)) return { name: 'a key that may not read its account' };
  const subscription = subscriptionSchema.safeParse(response.body);
  if (!subscription.success) throw unreadable('ElevenLabs', 'an account');
  const { tier, character_count: used, character_limit: limit } = subscription.data;
  return { name: `${tier}, ${Math.max(0, limit - used).toLocaleString('en-US')} characters left` };
}

export const elevenlabs = defineVendor({
  kind: 'remote',
  id: 'elevenlabs',
  name: 'ElevenLabs',
  baseUrl: 'https://api.elevenlabs.io',
  keyUrl: 'https://elevenlabs.io/app/settings/api-keys',
  keyVariable: 'ELEVENLABS_API_KEY',
  auth: (secret) => ({ 'xi-api-key': secret }),
  evidence: {
    sources: ['https://elevenlabs.io/docs/api-reference', 'npm @elevenlabs/elevenlabs-js 2.73.0'],
    confidence: { auth: 'A', submit: 'A', poll: 'A', errors: 'B', prices: 'B' },
    witness: '@elevenlabs/elevenlabs-js 2.73.0',
    asOf: '2026-11-20',
    open: [],
  },
  keyedOutputHosts: [],
  afterCancel: 'ElevenLabs bills a voice that it has begun.',
  lookUrl: 'https://elevenlabs.io/app/usage',
  direct: { toRequest, readResult, timeoutMs: 120_000 },
  recent: {
    toRequest: ({ generator, sentAt }) => listRequest(routeOf(generator).model, sentAt),
    read: (response, { generator, inputs, sentAt }) => readListed(response, spokenFor(generator, inputs), sentAt),
    fetch: {
      toRequest: fetchListed,
      readResult: ({ body }, generator, operation) => {
        if (!(body instanceof Uint8Array) || body.byteLength === 0) throw unreadable('ElevenLabs', 'a file');
        return { media: body, words: null, ...reportedCost(routeOf(generator), Number(operation.units ?? Number.NaN)) };
      },
    },
  },
  testKey: {
    toRequest: () => ({ method: 'GET', path: '/v1/user/subscription' }),
    accepts: (response) => (response.status >= 200 && response.status < 300) || mayOnlySpeak(response),
    readAccount,
  },
  readFailure,
});
