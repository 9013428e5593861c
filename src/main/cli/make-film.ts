import type { OpenFilm } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { ExportJob, ExportResult } from '../../shared/export.ts';
import { canvases, type Film } from '../../shared/film.ts';
import { isSettled, type Job } from '../../shared/job.ts';
import { findPreset } from '../assembly/exports/export-plan.ts';
import type { Studio } from '../studio.ts';
import type { Script } from '../writing/parse-script.ts';
import type { FilmOptions } from './arguments.ts';
import { chooseGenerators } from './choose-generators.ts';
import type { FilmEvent, Overall, Report } from './film-events.ts';
import { followExports, followJobs } from './follow.ts';
import { type Offer, planTakes, refuseAbove } from './plan-takes.ts';
import type { StudioClient } from './studio-client.ts';

/** How long cancelled jobs get to stop. */
const cancelMs = 10_000;

export type FilmWork = {
  readonly studio: Studio;
  readonly client: StudioClient;
  readonly options: FilmOptions;
  readonly report: Report;
  readonly signal: AbortSignal;
};

/** A script, the film it describes, and where the film folder is to be. */
export type Storyboard = { readonly script: Script; readonly film: Film; readonly dir: string };

/**
 * Makes the film folder at `dir` with its storyboard and generators. Everything that can be refused is refused before
 * there is a folder: a missing FFmpeg, generators without a key, a price above the limit.
 */
export async function makeStoryboard(work: FilmWork, { script, film, dir }: Storyboard): Promise<OpenFilm> {
  const { client, options, report } = work;
  const { ffmpeg } = await client.studio.hello();
  if (ffmpeg.problem) throw AppError.fromData(ffmpeg.problem);
  const catalogue = await client.generators.list();
  const aspect = options.aspect ?? findPreset(options.preset).aspect;
  const canvas = aspect ? { ...canvases[aspect], fps: film.canvas.fps } : film.canvas;
  refuseAbove(
    options.maxUsd,
    planTakes(chooseGenerators({ ...film, canvas }, catalogue, options), await readOffer(client)),
  );
  const opened = await client.films.create({ dir, script, ...(aspect && { aspect }) });
  const scenes = opened.film.scenes.length;
  report({
    event: 'phase',
    phase: 'storyboard',
    text: `${opened.film.title}: ${scenes} scene${scenes === 1 ? '' : 's'}`,
  });
  for (const text of opened.notices) report({ event: 'notice', text });
  const chosen = chooseGenerators(opened.film, catalogue, options);
  if (chosen === opened.film) return opened;
  const { revision } = await client.films.save({
    filmId: opened.filmId,
    baseRevision: opened.revision,
    film: chosen,
  });
  return { ...opened, film: chosen, revision };
}

/** Who could make takes, ranked as the engine ranks them. */
async function readOffer(client: StudioClient): Promise<Offer> {
  const { settings } = await client.studio.hello();
  const ratings = settings.learnFromVerdicts ? await client.verdicts.ratings() : [];
  return { ...(await client.generators.list()), priorities: settings.generatorPriorities, ratings };
}

/** Whoever types the command again has seen what the vendor said last time, and has topped the account up or waited. */
async function reviveKeys(client: StudioClient): Promise<void> {
  const unwell = (await client.keys.rings()).flatMap(({ keys }) => keys.filter(({ state }) => state !== 'healthy'));
  for (const { keyId } of unwell) await client.keys.revive({ keyId });
}

/** Has every take made, and throws the first failure once all jobs are over. */
export async function makeTakes(work: FilmWork, { filmId, film }: OpenFilm): Promise<void> {
  const { studio, client, report, signal } = work;
  const plan = planTakes(film, await readOffer(client));
  report({ event: 'phase', phase: 'takes', text: plan.text });
  const overall = overallOf(plan.wishes.length);
  const jobs = followJobs(studio, filmId, (job) => report(sceneEvent(film, job, overall(job))));
  const stopTakes = reportTakes(work, film);
  await reviveKeys(client);
  try {
    const started = await client.jobs.generate({ filmId, wishes: [...plan.wishes] });
    const ended = await jobs.settled(started, signal).catch(async (error: unknown) => {
      const open = started.filter((job) => !isSettled(jobs.newest(job).state));
      await Promise.allSettled(open.map((job) => client.jobs.cancel({ jobId: job.id })));
      // A job that is not over by then is taken up when the studio is opened again.
      await Promise.allSettled([jobs.settled(started, AbortSignal.timeout(cancelMs))]);
      throw error;
    });
    throwFirstFailure(film, ended);
  } finally {
    jobs.stop();
    stopTakes();
  }
}

/** Renders the film to `options.out`; resolves with what was measured on the finished file. */
export async function renderFilm(work: FilmWork, filmId: string, destination: string): Promise<ExportResult> {
  const { studio, client, options, report, signal } = work;
  report({ event: 'phase', phase: 'export', text: `Exporting to ${destination}` });
  const exports = followExports(studio, filmId, ({ state, fraction, secondsLeft }) =>
    report({ event: 'export', state, fraction, secondsLeft }),
  );
  try {
    const { preset, replace, aspect, captions, hardware } = options;
    const wish = { preset, replace, aspect, captions, hardware, slates: false };
    const started = await client.exports.start({ filmId, destination, ...wish });
    const ended = await exports.ended(started, signal).catch(async (error: unknown) => {
      await client.exports.cancel({ exportId: started.id });
      throw error;
    });
    return resultOf(ended, report);
  } finally {
    exports.stop();
  }
}

/** Throws why there is none. What went another way, and what is worth a look, is said first. */
function resultOf({ error, state, result, notes }: ExportJob, report: Report): ExportResult {
  if (error) throw AppError.fromData(error);
  if (state !== 'done' || !result) throw new AppError({ code: 'cancelled' });
  const odd = result.checks.filter(({ ok }) => !ok).map(({ text }) => `Worth a look: ${text}`);
  for (const text of [...notes, ...odd]) report({ event: 'notice', text });
  return result;
}

function reportTakes({ studio, report }: FilmWork, film: Film): () => void {
  return studio.subscribe((event) => {
    if (event.type !== 'take' || event.filmId !== film.id) return;
    const { sceneId, role, id, probe, cost, remarks } = event.take;
    report({
      ...{ event: 'take', ...place(film, sceneId), role, takeId: id, seconds: probe.seconds },
      ...{ costMicros: cost.micros, remarks: remarks.map(({ text }) => text) },
    });
  });
}

function sceneEvent(film: Film, job: Job, overall: Overall): FilmEvent {
  const { fraction, secondsLeft, text } = job.progress;
  const { role, state } = job;
  return { event: 'scene', ...place(film, job.sceneId), role, state, fraction, secondsLeft, text, overall };
}

function place(film: Film, sceneId: string): { scene: number; title: string } {
  const index = film.scenes.findIndex((scene) => scene.id === sceneId);
  return { scene: index + 1, title: film.scenes[index]?.title ?? '' };
}

/** How far all takes are, from the news of single jobs; the time left from the pace so far. */
function overallOf(total: number): (job: Job) => Overall {
  const fractions = new Map<string, number>();
  const from = performance.now();
  return (job) => {
    fractions.set(job.id, isSettled(job.state) ? 1 : (job.progress.fraction ?? 0));
    const all = [...fractions.values()];
    const fraction = all.reduce((sum, one) => sum + one, 0) / Math.max(1, total);
    const elapsed = (performance.now() - from) / 1000;
    // The first moments say little about the pace.
    const secondsLeft = fraction > 0.05 ? (elapsed * (1 - fraction)) / fraction : null;
    return { done: all.filter((one) => one === 1).length, total, fraction, secondsLeft };
  };
}

function throwFirstFailure(film: Film, jobs: readonly Job[]): void {
  const failed = jobs.filter((job) => job.state !== 'done');
  const [first] = failed;
  if (!first) return;
  const { scene, title } = place(film, first.sceneId);
  const { code, message, action, details } = first.error ?? new AppError({ code: 'cancelled' }).toData();
  const others = failed.length > 1 ? ` ${failed.length - 1} more failed.` : '';
  throw new AppError({ code, message: `Scene ${scene}, ${title}: ${message}${others}`, action, details });
}
