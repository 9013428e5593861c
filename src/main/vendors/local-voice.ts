import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { VoiceInputs } from '../../shared/job.ts';
import type { ForkHelper } from '../processes/helper-process.ts';
import { polish } from '../speech/polish.ts';
import { createVoiceWorker, type VoiceWorker } from '../speech/voice-worker.ts';
import { wavFile } from '../speech/wav.ts';
import { tokensOf } from '../speech/word-times.ts';
import { defineVendor, type LocalOrder, type LocalResult } from './define-vendor.ts';

/** One warm voice process for each way of starting it. */
const workers = new WeakMap<ForkHelper, VoiceWorker>();

function workerFor(fork: ForkHelper): VoiceWorker {
  const worker = workers.get(fork) ?? createVoiceWorker(fork);
  workers.set(fork, worker);
  return worker;
}

/**
 * Narration spoken on this machine by eSpeak NG: about 120 languages, no key, with the time of every word. Writes
 * `voice.wav` (22,050 Hz, mono, 16 bit).
 */
async function voice(order: LocalOrder<VoiceInputs>): Promise<LocalResult> {
  const { inputs, generator, dir, fork, signal, onProgress } = order;
  if (!tokensOf(inputs.text).some((token) => /[\p{L}\p{N}]/u.test(token))) {
    throw new AppError({
      code: 'invalid-input',
      message: 'There is nothing to speak: the narration has no words.',
      action: 'Write the narration first.',
    });
  }
  onProgress({ fraction: null, secondsLeft: null, text: 'speaks' });
  const name = inputs.voice ?? generator.voices[0]?.id ?? 'en-us';
  const spoken = await workerFor(fork).speak({ text: inputs.text, voice: name, speed: inputs.speed }, signal);
  if (spoken.pcm.length === 0) {
    throw new AppError({ code: 'provider-failed', message: `The local voice ${name} said nothing.` });
  }
  const { pcm, sampleRate, words } = polish(spoken);
  const file = join(dir, 'voice.wav');
  await writeFile(file, wavFile(pcm, sampleRate));
  return { file, words };
}

/** Speaks on this machine. */
export const localVoice = defineVendor({
  kind: 'local',
  id: 'local-voice',
  name: 'Local voice',
  concurrency: 1,
  voice,
});
