import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { VoiceInputs } from '../../shared/job.ts';
import { probeMedia } from '../ffmpeg/probe.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import { type SpeechEvent, tokensOf, wordTimes } from '../speech/word-times.ts';
import { defineVendor, type LocalOrder, type LocalResult } from './define-vendor.ts';
import { speakAtEdge } from './edge-socket.ts';
import { marksOf, splitText, type TextPart } from './edge-text.ts';

/**
 * Narration spoken by the service behind Microsoft Edge's "Read aloud": free, without a key, with the time of every word.
 * Writes `voice.mp3` (24 kHz, mono). Not an offered API: it may stop at any time. Throws as `speakAtEdge`, and `invalid-input`.
 */
async function voice(order: LocalOrder<VoiceInputs>): Promise<LocalResult> {
  const { inputs, dir, tools, signal, onProgress } = order;
  const parts = splitText(inputs.text);
  const name = voiceOf(order);
  if (parts.length === 0) throw nothingToSpeak;
  const sounds: Uint8Array[] = [];
  const marks: SpeechEvent[] = [];
  let seconds = 0;
  for (const [index, part] of parts.entries()) {
    const fraction = parts.length === 1 ? null : index / parts.length;
    onProgress({ fraction, secondsLeft: null, text: 'Microsoft Edge reads aloud' });
    const wish = { text: part.text, voice: name, speed: inputs.speed };
    const { mp3, words } = await speakAtEdge(wish, { baseUrl: order.baseUrl, signal });
    if (mp3.byteLength === 0) throw saidNothing(name);
    marks.push(...later(marksOf(inputs.text, words, part.start), seconds));
    sounds.push(mp3);
    seconds += await secondsOf(tools, dir, mp3, part);
  }
  const file = join(dir, 'voice.mp3');
  // Frames of MP3 stand for themselves: one file after the other is a file.
  await writeFile(file, Buffer.concat(sounds));
  return { file, words: wordTimes(tokensOf(inputs.text), marks, seconds) };
}

/** Names go into SSML as they are. */
function voiceOf({ inputs, generator }: LocalOrder<VoiceInputs>): string {
  const name = inputs.voice ?? generator.voices[0]?.id ?? '';
  if (/^[a-z]{2,3}-[A-Z]{2}(-[A-Za-z]+)+$/.test(name)) return name;
  throw new AppError({
    code: 'invalid-input',
    message: `“${name}” is no voice of Edge read-aloud.`,
    action: 'Choose one like en-US-AriaNeural.',
  });
}

const later = (marks: readonly SpeechEvent[], by: number): SpeechEvent[] =>
  marks.map((mark) => ({ ...mark, at: mark.at + by }));

/** Measured, since the next part is heard after it. */
async function secondsOf(tools: FfmpegTools, dir: string, mp3: Uint8Array, { start }: TextPart): Promise<number> {
  const file = join(dir, `part-${start}.mp3`);
  await writeFile(file, mp3);
  return (await probeMedia(tools, file)).seconds ?? 0;
}

const nothingToSpeak = new AppError({
  code: 'invalid-input',
  message: 'There is nothing to speak: the narration has no words.',
  action: 'Write the narration first.',
});

const saidNothing = (name: string): AppError =>
  new AppError({
    code: 'provider-failed',
    message: `Edge read-aloud said nothing: it may not have the voice ${name} any more, or not for this text.`,
    action: 'Choose another voice.',
  });

/** Speaks over the network, at no cost and without a key. */
export const edge = defineVendor({
  kind: 'local',
  id: 'edge',
  name: 'Edge read-aloud (unofficial)',
  baseUrl: 'wss://speech.platform.bing.com/consumer/speech/synthesize/readaloud/edge/v1',
  evidence: {
    sources: ['npm msedge-tts 2.0.7', 'npm @andresaya/edge-tts 1.8.1'],
    confidence: { auth: 'C', submit: 'C', poll: 'C', errors: 'C', prices: 'C' },
    witness: null,
    asOf: '2026-11-20',
    open: [
      'Unofficial: Microsoft offers it to Edge only, names no terms for others, and may stop it or change it at any time, as it did in 2024, 2025 and 2026.',
      'How much one address may have spoken is not documented.',
      'The narration is sent to Microsoft.',
      "Its connection does not go through the system's proxy; a gateway can be named as its address.",
    ],
  },
  // More connections at once are known to be refused.
  concurrency: 2,
  voice,
});
