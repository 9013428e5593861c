import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { kindSchema } from '../../../shared/film.ts';
import type { PictureInputs } from '../../../shared/job.ts';
import { frameRateSchema } from '../../../shared/time.ts';
import type { HelperProcess } from '../../processes/helper-process.ts';
import { defineVendor, type LocalOrder, type LocalResult } from '../define-vendor.ts';
import { type SketchJob, type SketchNews, sketchNewsSchema } from './sketch-messages.ts';

/** A painter that says nothing for this long is stuck: one frame of 4K takes about a second on a slow core. */
const silenceLimitMs = 60_000;

/**
 * A moving sketch of the prompt, painted on this machine and encoded with FFmpeg: the scene's reference still with a
 * slow move where there is one. Writes `sketch.mp4` with exactly the size, rate and number of frames asked for.
 */
async function picture(order: LocalOrder<PictureInputs>): Promise<LocalResult> {
  const { inputs, dir, tools, still, resourcesDir, fork, signal } = order;
  if (signal.aborted) throw new AppError({ code: 'cancelled' });
  const file = join(dir, 'sketch.mp4');
  const { prompt, title, seconds, width, height, seed } = inputs;
  const job: SketchJob = {
    ...{ prompt, title, seconds, width, height, seed, still, file },
    kind: kindSchema.parse(inputs.kind),
    fps: frameRateSchema.parse(inputs.fps),
    ffmpeg: tools.ffmpeg,
    fontsDir: join(resourcesDir, 'fonts'),
  };
  order.onProgress({ fraction: 0, secondsLeft: null, text: 'sets the scene' });
  await follow(fork('sketch-process'), job, order);
  return { file };
}

/** Sends the job and waits for its end, whichever way; the helper is gone afterwards. */
async function follow(helper: HelperProcess, job: SketchJob, order: LocalOrder<PictureInputs>): Promise<void> {
  const { signal } = order;
  let watchdog: NodeJS.Timeout | undefined;
  let onAbort = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      const watch = () => {
        clearTimeout(watchdog);
        // A last message that comes after the end sets it again, which must not keep the program from ending.
        watchdog = setTimeout(() => reject(failure('It stopped answering.')), silenceLimitMs).unref();
      };
      const progress = progressTeller(order);
      onAbort = () => reject(new AppError({ code: 'cancelled' }));
      signal.addEventListener('abort', onAbort, { once: true });
      helper.onExit((code) => reject(failure(`Its process ended (code ${code ?? 'none'}).`)));
      helper.onMessage((message) => {
        watch();
        const { data: news } = sketchNewsSchema.safeParse(message);
        if (!news) reject(failure('It answered with something else than news.'));
        else if (news.kind === 'done') resolve();
        else if (news.kind === 'failed') reject(failure(news.reason));
        else progress(news);
      });
      watch();
      helper.send(job);
    });
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', onAbort);
    helper.kill();
  }
}

function progressTeller({ onProgress }: LocalOrder<PictureInputs>): (news: SketchNews & { kind: 'frame' }) => void {
  const start = performance.now();
  return ({ done, total }) => {
    const secondsLeft = ((performance.now() - start) / 1000 / done) * (total - done);
    onProgress({ fraction: done / total, secondsLeft, text: `paints frame ${done} of ${total}` });
  };
}

function failure(reason: string): AppError {
  if (/no space left/i.test(reason)) {
    return new AppError({ code: 'disk-full', message: 'The disk is full: the sketch could not be written.' });
  }
  return new AppError({
    code: 'provider-failed',
    message: `The sketch could not be made. ${reason}`,
    action: 'Try again, or choose another generator.',
  });
}

/** Paints on this machine. */
export const sketch = defineVendor({ kind: 'local', id: 'sketch', name: 'Sketch', concurrency: 1, picture });
