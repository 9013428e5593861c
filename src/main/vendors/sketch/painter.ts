import { createFinish } from './finish.ts';
import { weather } from './layers/weather.ts';
import { type Frame, newFrame } from './plate.ts';
import type { Place } from './reading.ts';
import { abstract, space } from './scenes/beyond.ts';
import { city } from './scenes/city.ts';
import { desert } from './scenes/desert.ts';
import { field } from './scenes/field.ts';
import { forest } from './scenes/forest.ts';
import { interior } from './scenes/interior.ts';
import { mountains } from './scenes/mountains.ts';
import { sea } from './scenes/sea.ts';
import { composeStage, coverArea, type Pass, type PictureWish, platePass, type Stage } from './stage.ts';
import { readStill } from './still.ts';

/** Paints frame `index`, shown at `time` seconds, as 8-bit RGB rows into `out`. */
export type Painter = { paint(index: number, time: number, out: Uint8Array): void };

/** Back to front. */
const scenes: Record<Place, (stage: Stage) => Pass[]> = {
  ...{ sea, mountains, forest, city, desert, field, interior, space, abstract },
};

export function createPainter(wish: PictureWish): Painter {
  const { width, height, seed } = wish;
  const stage = composeStage(wish);
  const passes = [...scenes[wish.reading.place](stage), ...weather(stage)];
  return painterOf(passes, newFrame(width, height), createFinish(width, height, seed));
}

function painterOf(passes: readonly Pass[], frame: Frame, finish: ReturnType<typeof createFinish>): Painter {
  return {
    paint(index, time, out) {
      const limits = rowsSeen(passes, frame.height, time);
      for (const [i, pass] of passes.entries()) pass({ ...frame, height: limits[i] ?? frame.height }, time);
      finish(frame, index, out);
    },
  };
}

/** For each pass, the row at which those after it begin to hide it. */
function rowsSeen(passes: readonly Pass[], height: number, time: number): number[] {
  let limit = height;
  const limits = passes.toReversed().map((pass) => {
    const seen = limit;
    limit = Math.max(0, Math.min(limit, pass.hidesFrom?.(time) ?? height));
    return seen;
  });
  return limits.reverse();
}

/** How deep a still lies for the camera: far enough for a gentle move, near enough to be seen moving. */
const stillDepth = 0.4;

/** The scene's reference still under a slow move, instead of painting. */
export async function createStillPainter(wish: PictureWish, ffmpeg: string, still: string): Promise<Painter> {
  const { width, height, seed } = wish;
  const stage = composeStage(wish);
  const plate = await readStill(ffmpeg, still, coverArea(stage, stillDepth, -1e6, 1e6));
  return painterOf([platePass(stage, plate, stillDepth)], newFrame(width, height), createFinish(width, height, seed));
}
