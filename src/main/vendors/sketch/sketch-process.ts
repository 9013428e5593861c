/** The program that paints a sketch and feeds it to FFmpeg, beside the engine so that painting never holds it up. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { frameSeconds, framesCovering } from '../../../shared/time.ts';
import { helperChannel } from '../../processes/channel.ts';
import { paintSize, startEncoder } from './encoder.ts';
import { createPainter, createStillPainter, type Painter } from './painter.ts';
import { readPrompt } from './read-prompt.ts';
import { type SketchJob, type SketchNews, sketchJobSchema } from './sketch-messages.ts';
import { slateScript } from './slate.ts';

/** News more often than this helps nobody; milliseconds. */
const newsEvery = 80;

const channel = helperChannel();
const tell = (news: SketchNews) => channel.send(news);

channel.onMessage(async (message) => {
  try {
    await sketch(sketchJobSchema.parse(message));
    tell({ kind: 'done' });
  } catch (error) {
    tell({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }
});

async function sketch(job: SketchJob): Promise<void> {
  const painter = await painterFor(job);
  const slate = await writeSlate(job);
  const unfinished = `${job.file}.part`;
  const painted = paintSize(job);
  const encoder = startEncoder({ ...job, file: unfinished }, painted, slate);
  const total = Math.max(1, framesCovering(job.seconds, job.fps));
  const pixels = new Uint8Array(painted.width * painted.height * 3);
  let told = 0;
  for (let index = 0; index < total; index += 1) {
    painter.paint(index, frameSeconds(index, job.fps), pixels);
    await encoder.write(pixels);
    if (Date.now() - told < newsEvery) continue;
    told = Date.now();
    tell({ kind: 'frame', done: index + 1, total });
  }
  await encoder.finish();
  await rename(unfinished, job.file);
  if (slate) await rm(slate);
}

async function painterFor(job: SketchJob): Promise<Painter> {
  const { prompt, kind, seed, seconds, still, ffmpeg } = job;
  const wish = { reading: readPrompt(prompt, kind, seed), prompt, seed, seconds, ...paintSize(job) };
  return still ? createStillPainter(wish, ffmpeg, still) : createPainter(wish);
}

async function writeSlate(job: SketchJob): Promise<string | null> {
  const script = slateScript(job);
  if (script === null) return null;
  const file = `${job.file}.slate.ass`;
  await writeFile(file, script);
  return file;
}
