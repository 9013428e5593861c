import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Generator } from '../../shared/generator.ts';
import type { ForkHelper, HelperProcess } from '../processes/helper-process.ts';
import { nodeFork } from '../processes/node-helpers.ts';
import { createVoiceWorker } from '../speech/voice-worker.ts';
import { tokensOf } from '../speech/word-times.ts';
import { localVoice } from './local-voice.ts';

const run = promisify(execFile);
const generator: Generator = {
  id: 'local-voice',
  vendor: 'local-voice',
  name: 'Local voice',
  maker: 'eSpeak NG',
  role: 'voice',
  category: 'speech',
  price: { micros: 0, per: 'run', certainty: 'exact', asOf: '2026-11-20' },
  status: { kind: 'live' },
  free: null,
  family: 'espeak',
  priority: 5,
  quality: 35,
  limits: {
    ...{ seconds: null, aspects: null, still: 'no', lastFrame: false },
    ...{ references: 0, sound: false, seed: false, characters: null, resolutions: null },
  },
  strengths: [],
  typicalSeconds: 1,
  voices: [],
  route: {},
};

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'local-voice-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** nodeFork that remembers what it started. */
function watchedFork(): { fork: ForkHelper; started: HelperProcess[]; exits: (number | null)[] } {
  const started: HelperProcess[] = [];
  const exits: (number | null)[] = [];
  const fork: ForkHelper = (name) => {
    const helper = nodeFork(name);
    started.push(helper);
    helper.onExit((code) => exits.push(code));
    return helper;
  };
  return { fork, started, exits };
}

const order = (text: string, voice: string | null = null, fork = nodeFork, signal = new AbortController().signal) => ({
  inputs: { role: 'voice' as const, text, voice, speed: 1 },
  generator,
  still: null,
  dir,
  tools: { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe', version: '5.1' },
  fork,
  resourcesDir: dir,
  baseUrl: '',
  signal,
  onProgress: () => {},
});

async function secondsOf(file: string): Promise<number> {
  const args = ['-v', 'error', '-show_entries', 'stream=codec_name,sample_rate,channels,duration', '-of', 'json', file];
  const { stdout } = await run('ffprobe', args);
  const [stream] = JSON.parse(stdout).streams;
  expect(stream).toMatchObject({ codec_name: 'pcm_s16le', sample_rate: '22050', channels: 1 });
  return Number(stream.duration);
}

const narrations: [string, string | null, string][] = [
  ['plain', null, 'The light from the north comes in over a flat sea.'],
  ['punctuation', 'en-us', 'Wait — "she said", (softly)… Don\'t stop! A.I. is at it. — End.'],
  ['markup and signs', 'en-us', 'R&D <b>costs</b> $3,200.50 & 5% more; x < y > z [[h@l]] {a} \\N'],
  ['another variant', 'en-gb+f3', 'One. Two. Three. It is done. Yes.'],
  ['German', 'de', 'Größe zählt: 12 Äpfel & „Birnen“.'],
  ['Russian', 'ru', 'Свет над морем. Тихо.'],
  ['Arabic', 'ar', 'مرحبا بالعالم. كيف الحال؟'],
  ['Chinese', 'cmn', '你好世界，今天很好。 再见'],
  ['Hindi', 'hi', 'नमस्ते दुनिया। आज अच्छा है।'],
];

test.each(narrations)('speaks and times %s', async (_, voice, text) => {
  const { file, words } = await localVoice.voice(order(text, voice));
  const seconds = await secondsOf(file);
  expect(words?.map((word) => word.text)).toEqual(tokensOf(text));
  let last = 0;
  for (const { start, end } of words ?? []) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThanOrEqual(start);
    last = end;
  }
  expect(last).toBeLessThanOrEqual(seconds + 1e-3);
});

test('times thousands of words', async () => {
  const text = Array.from({ length: 1500 }, (_, i) => ['the', 'boat', 'went', 'under.', 'Light,'][i % 5]).join(' ');
  const { file, words } = await localVoice.voice(order(text));
  expect(words).toHaveLength(1500);
  const long = (words ?? []).filter(({ start, end }) => end - start > 2);
  expect(long).toEqual([]);
  expect(await secondsOf(file)).toBeGreaterThan(300);
});

test('speed changes the length', async () => {
  const text = 'A sentence that takes a while to say.';
  const length = async (speed: number) => {
    const slow = order(text);
    return secondsOf((await localVoice.voice({ ...slow, inputs: { ...slow.inputs, speed } })).file);
  };
  expect(await length(0.7)).toBeGreaterThan(1.5 * (await length(1.6)));
});

describe('failures', () => {
  test('an unknown voice is named, with some that exist', async () => {
    await expect(localVoice.voice(order('Hello', 'klingon-9'))).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('klingon-9'),
      action: expect.stringContaining('en-us'),
    });
  });

  test('nothing to speak', async () => {
    await expect(localVoice.voice(order(' … — '))).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('a crash of the engine fails this take and the next one works', async () => {
    const { fork, started } = watchedFork();
    const worker = createVoiceWorker(fork);
    const signal = new AbortController().signal;
    const speaking = worker.speak({ text: 'Hello', voice: 'en-us', speed: 1 }, signal);
    started[0]?.kill();
    await expect(speaking).rejects.toMatchObject({ code: 'provider-failed' });
    expect((await worker.speak({ text: 'Hello', voice: 'en-us', speed: 1 }, signal)).pcm.length).toBeGreaterThan(1000);
    started[1]?.kill();
  });

  test('abort ends the process', async () => {
    const { fork, exits } = watchedFork();
    const controller = new AbortController();
    const speaking = localVoice.voice(order('Hello there', null, fork, controller.signal));
    controller.abort();
    await expect(speaking).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(() => exits).toHaveLength(1);
  });

  test('the process is reused, then ends by itself', async () => {
    const { fork, started, exits } = watchedFork();
    const worker = createVoiceWorker(fork, { idleMs: 50 });
    const wish = { text: 'Hello', voice: 'en-us', speed: 1 };
    await worker.speak(wish, new AbortController().signal);
    await worker.speak(wish, new AbortController().signal);
    expect(started).toHaveLength(1);
    await expect.poll(() => exits).toHaveLength(1);
  });

  const scripted = (answer: (id: number) => unknown): ForkHelper => {
    return () => {
      let listener: (message: unknown) => void = () => {};
      return {
        send: (message) => queueMicrotask(() => listener(answer((message as { id: number }).id))),
        onMessage: (added) => {
          listener = added;
        },
        onExit: () => {},
        kill: () => {},
      };
    };
  };

  test('a package that is not installed has a next step', async () => {
    const fork = scripted((id) => ({ kind: 'engine-missing', id }));
    await expect(localVoice.voice(order('Hello', null, fork))).rejects.toMatchObject({
      code: 'missing-tool',
      action: expect.stringContaining('npm install'),
    });
  });

  test('a process that hangs or babbles is a failure', async () => {
    const wish = { text: 'Hello', voice: 'en-us', speed: 1 };
    const { signal } = new AbortController();
    const silent = createVoiceWorker(
      scripted(() => ({ kind: 'spoken', id: -1, pcm: new Int16Array(), sampleRate: 1, words: [] })),
      { limitMs: () => 20 },
    );
    await expect(silent.speak(wish, signal)).rejects.toMatchObject({ code: 'provider-failed' });
    const babbling = createVoiceWorker(scripted(() => 'what'));
    await expect(babbling.speak(wish, signal)).rejects.toMatchObject({ code: 'provider-failed' });
  });
});
