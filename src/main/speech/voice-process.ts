/**
 * The program that runs eSpeak NG (GPL-3.0, https://github.com/espeak-ng/espeak-ng) in a process of its own, so that
 * the studio and the engine stay separate works that exchange text and sound.
 */
import type { EspeakEvent, EspeakVoice, EspeakWorker } from '@echogarden/espeak-ng-emscripten';
import { helperChannel } from '../processes/channel.ts';
import { type SpeakAnswer, type SpeakRequest, speakRequestSchema } from './voice-messages.ts';
import { markedNarration, type SpeechEvent, tokensOf, wordTimes } from './word-times.ts';

/** Words a minute at speed 1: a narrator's pace; eSpeak NG's own 175 hurries. It accepts 80 to 450. */
const pace = { normal: 158, slowest: 80, fastest: 450 };
/** A little under the voice's own pitch with a wider melody: less of the monotone that gives a machine away. */
const melody = { pitch: 46, range: 62 };

const channel = helperChannel();
let engine: EspeakWorker | null = null;

channel.onMessage(async (message) => {
  const request = speakRequestSchema.parse(message);
  channel.send(await answer(request));
});

async function answer(request: SpeakRequest): Promise<SpeakAnswer> {
  const { id } = request;
  try {
    engine ??= await loadEngine();
    return engine ? speak(engine, request) : { kind: 'engine-missing', id };
  } catch (error) {
    return { kind: 'engine-failed', id, reason: error instanceof Error ? error.message : String(error) };
  }
}

async function loadEngine(): Promise<EspeakWorker | null> {
  try {
    const { default: init } = await import('@echogarden/espeak-ng-emscripten');
    return new (await init()).eSpeakNGWorker();
  } catch (error) {
    // The package is optional: where it was not installed the studio says so and goes on.
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
}

function speak(worker: EspeakWorker, { id, text, voice, speed }: SpeakRequest): SpeakAnswer {
  const voices = worker.list_voices();
  const known = engineVoice(voices, voice);
  if (known === null || worker.set_voice(known) !== 0) {
    return { kind: 'unknown-voice', id, voices: voices.flatMap(({ languages }) => languages[0]?.name ?? []) };
  }
  worker.set_rate(Math.round(Math.min(pace.fastest, Math.max(pace.slowest, pace.normal * speed))));
  worker.set_pitch(melody.pitch);
  worker.set_range(melody.range);
  const tokens = tokensOf(text);
  const { pcm, events } = synthesize(worker, markedNarration(tokens));
  const sampleRate = worker.get_samplerate();
  return { kind: 'spoken', id, pcm, sampleRate, words: wordTimes(tokens, events, pcm.length / sampleRate) };
}

/** The engine takes its own identifiers only (`gmw/en`, not `en-gb`); a variant (`+f3`) stays behind the name. */
function engineVoice(voices: readonly EspeakVoice[], wanted: string): string | null {
  const [name = '', variant] = wanted.trim().toLowerCase().split('+');
  const found =
    voices.find(
      ({ identifier, languages }) => identifier.toLowerCase() === name || languages[0]?.name.toLowerCase() === name,
    ) ?? voices.find(({ languages }) => languages.some((language) => language.name === name));
  return found ? [found.identifier, variant].filter(Boolean).join('+') : null;
}

function synthesize(worker: EspeakWorker, ssml: string): { pcm: Int16Array<ArrayBuffer>; events: SpeechEvent[] } {
  const chunks: Int16Array[] = [];
  const events: SpeechEvent[] = [];
  worker.synthesize(ssml, (pcm, heard) => {
    // The engine reuses its buffer.
    if (pcm && pcm.length > 0) chunks.push(pcm.slice());
    events.push(...heard.flatMap(toSpeechEvent));
    return false;
  });
  const pcm = new Int16Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    pcm.set(chunk, offset);
    offset += chunk.length;
  }
  return { pcm, events };
}

function toSpeechEvent({ type, audio_position, id }: EspeakEvent): SpeechEvent[] {
  const at = audio_position / 1000;
  if (type === 'mark') return [{ type, token: Number(id), at }];
  return type === 'word' || type === 'end' ? [{ type, at }] : [];
}
