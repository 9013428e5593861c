import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { StudioEvent } from '../../../shared/events.ts';
import type { ExportJob, ExportOptions } from '../../../shared/export.ts';
import { newId } from '../../../shared/ids.ts';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';
import type { FilmSession } from '../../films/film-session.ts';
import type { ExportEntry, ExportJournal } from '../../ledger/export-journal.ts';
import type { ExportPlan } from '../../ledger/tables.ts';
import { hasEnded, ownIdentity } from '../../processes/process-identity.ts';
import { filesOf } from './beside-files.ts';
import { createDrafts } from './drafts.ts';
import { requireEncoders } from './encoding-for.ts';
import { checkDestination, checkFree, isNamed, partPath, refuseInsideFilm } from './export-destination.ts';
import { findPreset, type PlanWish, planExport, requirePlan } from './export-plan.ts';
import { closedNote, createExportQueue, interrupted, notPaused, type Order, removePart } from './export-queue.ts';
import { builtEncoders, createHardware, type HardwareEncoder } from './hardware.ts';
import { makeExport } from './make-export.ts';
import { requireSources } from './sources.ts';
import { writeAround } from './write-around.ts';

export type ExportsOptions = {
  /** Where exports are written down, each step on disk before the next. */
  readonly journal: ExportJournal;
  /** An open film; throws `not-found`. */
  readonly film: (filmId: string) => FilmSession;
  /** Keeps the film open while it has exports under way. */
  readonly hold?: (filmId: string) => Promise<unknown>;
  readonly release?: (filmId: string) => Promise<unknown>;
  readonly tools: () => Promise<FfmpegTools>;
  readonly resourcesDir: string;
  /** The most that a film's rendered pieces may take, in bytes; asked at every export. */
  readonly cacheBytes: () => number;
  readonly publish: (event: StudioEvent) => void;
};

export type ExportWish = ExportOptions &
  PlanWish & {
    readonly filmId: string;
    /** Absolute path with the preset's extension. */
    readonly destination: string;
  };

export type Exports = {
  /** Checks the wish and queues it. Throws `invalid-input`, `conflict`, `not-writable`, `missing-tool`, `not-found`. */
  start(wish: ExportWish): Promise<ExportJob>;
  /** A small render for a look inside the studio; ends one of this film that is under way. */
  draft(filmId: string): Promise<ExportJob>;
  /** A film's draft: the one under way, else the newest that ended, else null. */
  newestDraft(filmId: string): ExportJob | null;
  /** Resolves when the export has stopped and its unfinished file is gone. Throws `not-found`. */
  cancel(exportId: string): Promise<ExportJob>;
  /** As `cancel`, but it can be gone on with. Throws `unsupported` for drafts. */
  pause(exportId: string): Promise<ExportJob>;
  /**
   * Queues a paused export anew, with the film as it was when it began. Throws `not-found` when the film is not open,
   * `conflict` when it is not paused, `damaged` for takes that are gone, and what `start` throws. One whose finished file
   * turns up under its name is done.
   */
  resume(exportId: string): Promise<ExportJob>;
  /** A film's exports, oldest first; drafts are not among them. */
  list(filmId: string): ExportJob[];
  /** Absolute path of a finished export or draft, of `filmId` where that is given. Throws `not-found`. */
  file(exportId: string, filmId?: string): Promise<string>;
  /** The machine's own encoders that work, each tried once. Throws `missing-tool`. */
  hardware(): Promise<HardwareEncoder[]>;
  /** How many are queued or under way. */
  active(): number;
  /**
   * At start-up: exports that died with their studio are paused, and their unfinished files cleared away. One whose file
   * had its name already is done.
   */
  recover(): Promise<void>;
  /** Pauses everything: it can be gone on with when the studio is open again. */
  stop(): Promise<void>;
};

/** Exports of all open films: one renders at a time, the others queue. */
export function createExports(options: ExportsOptions): Exports {
  const { journal, publish } = options;
  const hardware = createHardware({ platform: process.platform });
  const drafts = createDrafts();
  const queue = createExportQueue({
    journal,
    publish,
    hold: options.hold ?? (async () => {}),
    release: options.release ?? (async () => {}),
    make: async (order, signal, news) => {
      const { resourcesDir, cacheBytes } = options;
      const workshop = { tools: await options.tools(), hardware, resourcesDir, cacheBytes: cacheBytes() };
      return makeExport(order, workshop, signal, news);
    },
    onDraft: drafts.keep,
  });

  async function start(wish: ExportWish): Promise<ExportJob> {
    const session = options.film(wish.filmId);
    const job = newJob(wish);
    await checkPlaces(job, findPreset(wish.preset).extension, wish.replace, session);
    const plan = await planExport(session, wish);
    return add(job, plan, session, true);
  }

  async function checkPlaces(job: ExportJob, extension: string, replace: boolean, session: FilmSession): Promise<void> {
    refuseInsideFilm(job.destination, session.dir);
    await checkDestination(job.destination, extension);
    await checkFree(filesOf(job.destination, job.options), replace);
  }

  async function add(job: ExportJob, plan: ExportPlan, session: FilmSession, isNew: boolean): Promise<ExportJob> {
    requireEncoders(plan.preset, await builtEncoders(await options.tools()));
    const order: Order = {
      ...{ job, plan, session },
      part: partPath(job.destination, job.id),
      owner: await ownIdentity(),
      ownedAt: new Date().toISOString(),
    };
    return queue.add(order, isNew);
  }

  async function draft(filmId: string): Promise<ExportJob> {
    const session = options.film(filmId);
    const wish = { preset: 'draft', aspect: null, slates: true, replace: true };
    const plan = await planExport(session, wish);
    const dir = await session.cacheDir('drafts');
    const job = { ...newJob({ ...wish, filmId, captions: 'burnt', hardware: false, destination: '' }), draft: true };
    const added = await add({ ...job, destination: join(dir, `${job.id}.mp4`) }, plan, session, true);
    const underWay = draftsUnderWay(filmId);
    const earlier = underWay.slice(
      0,
      underWay.findIndex(({ id }) => id === job.id),
    );
    await Promise.all(earlier.map(({ id }) => queue.stop(id, 'cancel')));
    return added;
  }

  const draftsUnderWay = (filmId: string): ExportJob[] =>
    queue.all().filter((job) => job.draft && job.filmId === filmId);

  async function cancel(exportId: string): Promise<ExportJob> {
    const stopped = await queue.stop(exportId, 'cancel');
    if (stopped && stopped.state !== 'paused') return stopped;
    const known = find(exportId);
    if (known.job.state !== 'paused') return known.job;
    const job: ExportJob = { ...known.job, state: 'cancelled' };
    journal.update({ ...known, job });
    publish({ type: 'export', export: job });
    return job;
  }

  async function pause(exportId: string): Promise<ExportJob> {
    const running = queue.get(exportId);
    if (running?.draft) throw new AppError({ code: 'unsupported', message: 'A draft cannot be paused.' });
    return (await queue.stop(exportId, 'pause')) ?? find(exportId).job;
  }

  async function resume(exportId: string): Promise<ExportJob> {
    const entry = find(exportId);
    const { job } = entry;
    if (queue.get(exportId) || job.state !== 'paused') throw notPaused(job);
    const plan = requirePlan(entry.plan);
    if (await isNamed(entry)) return conclude({ ...entry, plan });
    const session = options.film(job.filmId);
    await checkPlaces(job, plan.preset.extension, plan.replace, session).catch((error: unknown) => {
      throw inTheWay(error);
    });
    await requireSources(plan.cut, session);
    const notes = job.notes.filter((note) => note !== closedNote);
    return add({ ...job, state: 'queued', secondsLeft: null, result: null, notes }, plan, session, false);
  }

  function find(exportId: string): Omit<ExportEntry, 'plan'> & { readonly plan: ExportPlan | null } {
    const entry = journal.get(exportId);
    if (entry) return entry;
    throw noSuchExport();
  }

  async function file(exportId: string, filmId?: string): Promise<string> {
    const job = queue.get(exportId) ?? drafts.get(exportId) ?? find(exportId).job;
    if (filmId !== undefined && job.filmId !== filmId) throw noSuchExport();
    const name = job.draft ? 'The draft' : basename(job.destination);
    if (job.state !== 'done') throw new AppError({ code: 'not-found', message: `${name} is not finished.` });
    await stat(job.destination).catch((cause: unknown) => {
      const message = `${name} is not where it was exported to.`;
      throw new AppError({ code: 'not-found', message, action: 'Export the film again.', cause });
    });
    return job.destination;
  }

  async function recover(): Promise<void> {
    for (const entry of journal.unfinished()) {
      const { job, part, owner, ownedAt, plan } = entry;
      if (!(await hasEnded(owner, ownedAt))) continue;
      if (plan && (await isNamed(entry))) await conclude({ ...entry, plan });
      else {
        await removePart(part);
        journal.update({ job: plan ? interrupted(job) : lost(job), part, owner, ownedAt });
      }
    }
  }

  /** Its studio died after the file had its name: what is left to do is what lies beside it. */
  async function conclude(entry: ExportEntry & { readonly plan: ExportPlan }): Promise<ExportJob> {
    const { job, plan, part } = entry;
    if (!job.result) throw new TypeError(`${job.id} was never measured.`);
    await removePart(part);
    // Which FFmpeg it was is one word of the report: without one, the film is no less finished.
    const version = await options.tools().then(
      (tools) => tools.version,
      () => null,
    );
    const said = job.notes.filter((note) => note !== closedNote);
    const { result, notes } = await writeAround(
      { job: { ...job, notes: [] }, plan },
      { result: job.result, notes: said },
      version,
    );
    const done: ExportJob = { ...job, state: 'done', fraction: 1, secondsLeft: null, result, notes: [...notes] };
    journal.update({ ...entry, job: done });
    publish({ type: 'export', export: done });
    return done;
  }

  return {
    ...{ start, draft, cancel, pause, resume, file, recover },
    newestDraft: (filmId) => draftsUnderWay(filmId).at(-1) ?? drafts.newest(filmId),
    list: (filmId) => journal.list(filmId).map((job) => asShown(queue.get(job.id) ?? job)),
    hardware: async () => {
      const trials = await hardware.trials(await options.tools());
      return trials.flatMap(({ codec, encoder, problem }) => (problem === null ? [{ codec, encoder }] : []));
    },
    active: () => queue.all().length,
    stop: queue.stopAll,
  };
}

/** What was measured before a crash is kept for knowing the file again; it is no result until that is there. */
const asShown = (job: ExportJob): ExportJob => (job.state === 'done' ? job : { ...job, result: null });

const noSuchExport = (): AppError => new AppError({ code: 'not-found', message: 'There is no such export.' });

function newJob({ filmId, preset, destination, aspect, captions, hardware }: ExportWish): ExportJob {
  return {
    ...{ id: newId('export'), filmId, preset, options: { aspect, captions, hardware }, destination },
    ...{ state: 'queued', fraction: 0, secondsLeft: null, error: null, notes: [], draft: false, result: null },
    createdAt: new Date().toISOString(),
  };
}

/** Begun before exports could be paused: what it was to render is not known. */
const lost = (job: ExportJob): ExportJob => ({
  ...{ ...job, state: 'failed', secondsLeft: null },
  error: new AppError({
    code: 'internal',
    message: closedNote,
    action: 'Start it again: what was rendered is kept.',
  }).toData(),
});

/** The name was settled when the export began. */
function inTheWay(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'conflict') return error;
  const { code, message, details } = error;
  const action = 'Move that file away and go on, or cancel this export and start it under another name.';
  return new AppError({ code, message, action, details, cause: error });
}
