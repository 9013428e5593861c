import { cp, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { OpenFilm } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { Rehearsal } from '../../shared/rehearsal.ts';
import { withFileErrors } from '../films/atomic-file.ts';
import { freeFilmDir } from '../films/library.ts';
import { nodeStudioOptions } from '../node-studio.ts';
import { openStudio, type Studio } from '../studio.ts';
import type { StudioOptions } from '../studio-options.ts';
import { readScript } from '../writing/read-script.ts';
import type { RehearseOptions } from './arguments.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { progressLine } from './progress-line.ts';
import { rehearsalText } from './rehearsal-text.ts';
import { createStudioClient, type StudioClient } from './studio-client.ts';

type RehearseSurroundings = {
  readonly write: (text: string) => void;
  /** Width of the terminal; null when the output is piped, which gets the report only. */
  readonly columns: () => number | null;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly studioOptions?: StudioOptions;
};

/**
 * `circle-take rehearse`: a film folder or a script, run against simulated vendors at no cost. Writes the report and
 * resolves with the exit code: that of the first hurdle, where there is one. Throws what cannot be rehearsed.
 */
export async function rehearseCommand(options: RehearseOptions, surroundings: RehearseSurroundings): Promise<number> {
  const source = resolve(options.source);
  const isFolder = (await withFileErrors(source, () => stat(source))).isDirectory();
  const script = isFolder ? null : await readScript(source);
  // A script's film lasts as long as its rehearsal.
  const scratch = await mkdtemp(join(tmpdir(), 'circle-take-rehearse-'));
  const studio = await openStudio(surroundings.studioOptions ?? nodeStudioOptions('cli'));
  try {
    const client = createStudioClient(studio);
    const dir = script ? join(scratch, 'script.film') : source;
    studio.grant(dir);
    const film = script ? await client.films.create({ dir, script }) : await client.films.open({ dir });
    const rehearsal = await run({ studio, client, film, surroundings, json: options.json });
    const kept = await keepAnimatic(rehearsal, film, options.keep);
    if (script) await leaveNothing(client, film, rehearsal);
    const own = script ? null : (rehearsal.report?.animaticDir ?? null);
    return tell({ ...rehearsal, animatic: kept ?? own }, options.json, surroundings);
  } finally {
    await studio.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

type Work = {
  readonly studio: Studio;
  readonly client: StudioClient;
  readonly film: OpenFilm;
  readonly surroundings: RehearseSurroundings;
  readonly json: boolean;
};

/** Resolves when it is over, which it soon is after an interrupt. */
async function run({ studio, client, film, surroundings, json }: Work): Promise<Rehearsal> {
  const { filmId } = film;
  const { signal } = surroundings;
  const over = Promise.withResolvers<Rehearsal>();
  const unsubscribe = studio.subscribe((event) => {
    if (event.type !== 'rehearsal' || event.rehearsal.filmId !== filmId) return;
    if (event.rehearsal.state !== 'running') over.resolve(event.rehearsal);
    else showProgress(event.rehearsal, json, surroundings);
  });
  const cancel = () => void client.rehearsal.cancel({ filmId }).catch(over.reject);
  try {
    await client.rehearsal.start({ filmId });
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    return await over.promise;
  } finally {
    signal.removeEventListener('abort', cancel);
    unsubscribe();
  }
}

function showProgress({ fraction, text }: Rehearsal, json: boolean, { write, columns }: RehearseSurroundings): void {
  const width = columns();
  if (json) write(`${JSON.stringify({ event: 'rehearsal', fraction, text })}\n`);
  else if (width !== null)
    write(`\r\x1b[K${progressLine({ label: 'Rehearsal', fraction, text, secondsLeft: null }, width)}`);
}

/** Copies the animatic into the folder that was named, and gives its place there. */
async function keepAnimatic({ report }: Rehearsal, { film }: OpenFilm, keep: string | null): Promise<string | null> {
  if (!report || keep === null) return null;
  const target = await freeFilmDir(resolve(keep), `${film.title}, rehearsal`);
  await withFileErrors(target, () => cp(report.animaticDir, target, { recursive: true }));
  return target;
}

/** There is no film that the animatic of a script could stay with. */
async function leaveNothing(client: StudioClient, { filmId, dir }: OpenFilm, { report }: Rehearsal): Promise<void> {
  await client.films.close({ filmId });
  await client.films.forget({ dir });
  if (report) await rm(report.animaticDir, { recursive: true, force: true });
}

/** A rehearsal as it is told: with where its animatic can be found. */
type ToldRehearsal = Rehearsal & { readonly animatic: string | null };

function tell(rehearsal: ToldRehearsal, json: boolean, { write, columns }: RehearseSurroundings): number {
  const { state, error, report, animatic } = rehearsal;
  if (!json && columns() !== null) write('\r\x1b[K');
  if (error) throw AppError.fromData(error);
  if (state === 'cancelled' || !report) throw new AppError({ code: 'cancelled' });
  const [first] = report.hurdles;
  const exitCode = first ? exitCodeOf(first.code) : exitCodes.ok;
  if (!json) write(rehearsalText(report, animatic));
  else write(`${JSON.stringify({ event: 'done', ...report, animaticDir: animatic, exitCode })}\n`);
  return exitCode;
}
