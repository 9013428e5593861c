import { extname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { type Film, filmSchema } from '../../shared/film.ts';
import type { TakeView } from '../../shared/take.ts';
import { describeIssue } from '../films/describe-issue.ts';
import { readSmallFile } from '../films/small-file.ts';
import { type Applied, applyEdits } from './apply-edits.ts';
import { formats } from './formats.ts';

/** Timelines of a thousand scenes with alternates take some ten megabytes. */
const largestBytes = 64 * 1024 * 1024;
/** As many stretches as a film can have scenes, and some for loops and splits. */
const mostItems = 20_000;
const mostScenes = 1000;

/**
 * Takes over what another editor did to the cut; see `applyEdits`. Saves nothing. Throws `unsupported` for formats that
 * cannot be read back, `damaged` for files that are too large or no timeline, `not-found`, and `invalid-input` when the
 * timeline holds more scenes than a film can have.
 */
export async function importCut(film: Film, takes: readonly TakeView[], path: string): Promise<Applied> {
  const extension = extname(path).slice(1).toLowerCase();
  // Final Cut Pro 10.6 and later write a folder, with the timeline in it.
  if (extension === 'fcpxmld') return importCut(film, takes, join(path, 'Info.fcpxml'));
  const read = Object.values(formats).find((format) => format.extension === extension)?.read;
  if (!read) {
    throw new AppError({
      code: 'unsupported',
      message: `Files ending in “.${extension}” cannot be brought back.`,
      action: 'Export the timeline as OpenTimelineIO (.otio) or FCPXML (.fcpxml).',
    });
  }
  const { text } = await readSmallFile(path, largestBytes);
  const timeline = read(text, film.canvas.fps);
  if (timeline.items.length === 0) {
    throw new AppError({ code: 'unsupported', message: 'The timeline in this file is empty.' });
  }
  if (timeline.items.length > mostItems) throw tooMany();
  const applied = applyEdits(film, takes, timeline);
  if (applied.film.scenes.length > mostScenes) throw tooMany();
  const checked = filmSchema.safeParse(applied.film);
  if (checked.success) return applied;
  throw new AppError({
    code: 'invalid-input',
    message: `The timeline in this file asks for what no film can be: ${describeIssue(checked.error)}.`,
    action: 'Change that in the editor, then export the timeline again.',
    cause: checked.error,
  });
}

function tooMany(): AppError {
  return new AppError({
    code: 'invalid-input',
    message: 'The timeline in this file holds more than a film can.',
    action: `A film has at most ${mostScenes} scenes: split the timeline.`,
  });
}
