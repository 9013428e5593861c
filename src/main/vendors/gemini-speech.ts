import { z } from 'zod';
import type { Generator } from '../../shared/generator.ts';
import { wavFile } from '../speech/wav.ts';
import type { DirectResult, RemoteInputs, VendorResponse } from './define-vendor.ts';
import { fileInside, generateContent } from './gemini-content.ts';
import { checkVoice, readRoute } from './kit/check-wish.ts';
import { warningsFor } from './kit/model-inputs.ts';
import { unreadable } from './kit/read-answer.ts';

// https://ai.google.dev/gemini-api/docs/speech-generation. Bare samples come back, without times of words.

/** Catalogue row -> how the model is asked. */
export const geminiSpeechRouteSchema = z.strictObject({ model: z.string().regex(/^[\w.-]+$/) });

export function toSpeechRequest(generator: Generator, inputs: RemoteInputs) {
  const { model } = readRoute(geminiSpeechRouteSchema, generator, 'Google Gemini');
  const { text, voice } = checkVoice(generator, inputs);
  const voiceName = voice ?? generator.voices[0]?.id;
  const request = generateContent(model, [{ text }], {
    responseModalities: ['AUDIO'],
    speechConfig: { voiceConfig: { prebuiltVoiceConfig: { voiceName } } },
  });
  return { request, warnings: warningsFor(generator, {}, inputs) };
}

/** Throws as `fileInside`. */
export function readSpeech(response: VendorResponse): DirectResult {
  const { mimeType, bytes } = fileInside(response);
  if (!/^audio\/L16\b/i.test(mimeType)) return { media: bytes, words: null };
  const rate = Number(/rate=(\d+)/.exec(mimeType)?.[1] ?? 24_000);
  if (bytes.byteLength < 2) throw unreadable('Google Gemini', 'a voice');
  return { media: wavFile(samplesOf(bytes), rate), words: null };
}

/** Little-endian whatever RFC 2586 says of L16: so it comes from Google. */
const samplesOf = (bytes: Buffer): Int16Array =>
  Int16Array.from({ length: Math.floor(bytes.byteLength / 2) }, (_, index) => bytes.readInt16LE(index * 2));
