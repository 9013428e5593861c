import { AppError } from '../../shared/errors.ts';
import type { ForkHelper, HelperProcess } from '../processes/helper-process.ts';
import { type SpeakAnswer, type SpeakRequest, type Speech, speakAnswerSchema } from './voice-messages.ts';

export type VoiceWorker = {
  /** Speaks one narration. Throws invalid-input, missing-tool, provider-failed or cancelled. */
  speak(wish: Omit<SpeakRequest, 'id'>, signal: AbortSignal): Promise<Speech>;
};

type Pending = { readonly settle: (answer: SpeakAnswer) => void; readonly fail: (error: AppError) => void };
type Running = { readonly process: HelperProcess; readonly pending: Map<number, Pending> };

/**
 * Speaks through the voice process: started at the first wish, kept warm between wishes, ended after `idleMs` without
 * any, and on abort (its engine cannot be interrupted otherwise). `limitMs` is what a narration of that many
 * characters may take; about 2,000 characters a second were measured on one slow core.
 */
export function createVoiceWorker(
  fork: ForkHelper,
  { idleMs = 5000, limitMs = (characters: number) => 20_000 + characters * 10 } = {},
): VoiceWorker {
  let running: Running | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;

  function start(): Running {
    const process = fork('voice-process');
    const started: Running = { process, pending: new Map() };
    process.onMessage((message) => {
      const answer = speakAnswerSchema.safeParse(message);
      if (answer.success) started.pending.get(answer.data.id)?.settle(answer.data);
      else stop(started, failed('It answered with something else than speech.'));
    });
    process.onExit((code) => stop(started, failed(`Its process ended (code ${code ?? 'none'}).`)));
    return started;
  }

  function stop(which: Running, why: AppError): void {
    if (running === which) running = null;
    which.process.kill();
    for (const { fail } of which.pending.values()) fail(why);
  }

  return {
    async speak(wish, signal) {
      if (signal.aborted) throw new AppError({ code: 'cancelled' });
      clearTimeout(idle);
      running ??= start();
      const used = running;
      lastId += 1;
      const id = lastId;
      const limit = setTimeout(() => stop(used, failed('It did not answer in time.')), limitMs(wish.text.length));
      const onAbort = () => stop(used, new AppError({ code: 'cancelled' }));
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        const answer = await new Promise<SpeakAnswer>((settle, fail) => {
          used.pending.set(id, { settle, fail });
          used.process.send({ id, ...wish } satisfies SpeakRequest);
        });
        return speechOf(answer, wish.voice);
      } finally {
        clearTimeout(limit);
        signal.removeEventListener('abort', onAbort);
        used.pending.delete(id);
        if (used.pending.size === 0) idle = setTimeout(() => stop(used, failed('Nobody needs it.')), idleMs);
      }
    },
  };
}

const failed = (reason: string) =>
  new AppError({
    code: 'provider-failed',
    message: `The local voice stopped. ${reason}`,
    action: 'Try again, or choose another voice.',
  });

function speechOf(answer: SpeakAnswer, voice: string): Speech {
  switch (answer.kind) {
    case 'spoken':
      return answer;
    case 'engine-failed':
      throw failed(answer.reason);
    case 'engine-missing':
      throw new AppError({
        code: 'missing-tool',
        message: 'The local voice needs the package @echogarden/espeak-ng-emscripten, which is not installed.',
        action: 'Run npm install in the Circle Take folder, or choose another voice generator.',
      });
    case 'unknown-voice':
      throw new AppError({
        code: 'invalid-input',
        message: `The local voice has no voice named ${voice}.`,
        action: `Choose another, such as ${someVoices(answer.voices).join(', ')}.`,
        details: { voices: answer.voices },
      });
  }
}

function someVoices(voices: readonly string[]): string[] {
  const known = ['en-us', 'en-gb', 'de', 'fr', 'es', 'it', 'pt-br', 'pl', 'ru', 'cmn'];
  return known.filter((voice) => voices.includes(voice)).slice(0, 6);
}
