import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import type { DirectResult, RemoteInputs, VendorRequest, VendorResponse } from './define-vendor.ts';
import { checkVoice, readRoute } from './kit/check-wish.ts';
import { readFile } from './kit/read-file.ts';

// https://platform.openai.com/docs/api-reference/audio/createSpeech. No times of words come with the voice.

/** Catalogue row -> how the model is asked. */
export const openaiSpeechRouteSchema = z.strictObject({
  model: z.string().regex(/^[\w.-]+$/),
  /** When OpenAI ends the model, as people read it: `6 January 2027`. https://platform.openai.com/docs/deprecations */
  ends: z.string(),
});

export function toSpeechRequest(generator: Generator, inputs: RemoteInputs) {
  const { model, ends } = readRoute(openaiSpeechRouteSchema, generator, 'OpenAI');
  const { text, voice, speed } = checkVoice(generator, inputs);
  const request: VendorRequest = {
    method: 'POST',
    path: '/audio/speech',
    bytes: true,
    body: {
      model,
      voice: voice ?? generator.voices[0]?.id,
      input: text,
      response_format: 'mp3',
      speed: speed === 1 ? undefined : speed,
    },
  };
  return { request, warnings: [`OpenAI ends this voice on ${ends}.`] };
}

/** Throws `provider-down` for an answer that is no file. */
export const readSpeech = (response: VendorResponse): DirectResult => ({
  media: readFile(response, 'OpenAI'),
  words: null,
});
