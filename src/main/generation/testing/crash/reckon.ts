import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSettled } from '../../../../shared/job.ts';
import type { TakeView } from '../../../../shared/take.ts';
import { openFilmSession } from '../../../films/film-session.ts';
import { type Ledger, openLedger } from '../../../ledger/ledger.ts';
import { operationName } from '../../../ledger/operation-name.ts';
import type { AttemptRecord, EntryRecord, JobRecord } from '../../../ledger/tables.ts';
import type { ChargeLine } from '../../../rehearsal/charge-book.ts';
import type { CrashFilm } from './crash-film.ts';
import { sceneWordOf } from './life-order.ts';

/** A paid call as the studio knows it, with what the vendor charged for it. */
type Call = {
  readonly job: JobRecord;
  readonly attempt: AttemptRecord;
  readonly entry: EntryRecord | null;
  readonly lines: ChargeLine[];
};

/** How a film stands at the end: counts, and a sentence for everything that is wrong. */
export type Reckoning = {
  readonly charges: number;
  readonly takes: number;
  /** Charged calls without a take: failed or stopped work that is billed, and work whose receipt got lost. */
  readonly losses: { readonly ended: number; readonly unreceipted: number };
  readonly problems: readonly string[];
};

/** Lays the vendor's own charge book beside the studio's ledger and takes. */
export async function reckon(film: CrashFilm): Promise<Reckoning> {
  const session = await openFilmSession(join(film.dir, 'Test.film'));
  const ledger = openLedger(join(film.dir, 'ledger.sqlite'));
  try {
    const jobs = ledger.jobs.shown(session.filmId, new Date(0));
    const calls = callsOf(ledger, jobs);
    const takes = await session.takes.list();
    const strays = assign(film, calls);
    const charged = calls.filter(isCharged);
    const lost = charged.filter(({ attempt }) => attempt.state !== 'done');
    const unreceipted = lost.filter(({ attempt }) => attempt.operation === null);
    return {
      charges: film.vendor.book().filter(({ state }) => state === 'charged').length,
      takes: takes.length,
      losses: { ended: lost.length - unreceipted.length, unreceipted: unreceipted.length },
      problems: [
        ...strays,
        ...calls.flatMap((call) => callProblems(call)),
        ...jobs.flatMap((job) => jobProblems(job, calls)),
        ...takeProblems(film.dir, takes, calls),
        ...lossProblems(film, charged, unreceipted),
        ...moneyProblems(film, calls),
        ...leftovers(film.dir),
      ],
    };
  } finally {
    ledger.close();
    await session.close();
  }
}

const isCharged = ({ lines }: Call): boolean => lines.some(({ state }) => state === 'charged');

function callsOf({ attempts, entries }: Ledger, jobs: readonly JobRecord[]): Call[] {
  return jobs.flatMap((job) =>
    attempts.ofJob(job.id).map((attempt) => ({ job, attempt, entry: entries.ofAttempt(attempt.id), lines: [] })),
  );
}

/** ElevenLabs lists work by the request that made it, whose name holds that of the work. */
const isNamed = ({ operation }: AttemptRecord, line: ChargeLine): boolean =>
  operationName(operation)?.endsWith(line.id) ?? false;

/** Gives every line of the charge book to the call that it is for: the last one of its scene that was begun before. */
function assign({ vendor }: CrashFilm, calls: readonly Call[]): string[] {
  const inputs = new Map(vendor.jobs().map(({ id, input }) => [id, JSON.stringify(input)]));
  return vendor.book().flatMap((line) => {
    const word = sceneWordOf(inputs.get(line.id) ?? '');
    const own = calls.filter(({ job, attempt }) => job.sceneTitle === word && attempt.createdAt <= line.at);
    const call = own.find(({ attempt }) => isNamed(attempt, line)) ?? own.at(-1);
    call?.lines.push(line);
    return call ? [] : [`${line.id} was charged for ${word}, and no call is known.`];
  });
}

function callProblems({ job, attempt, entry, lines }: Call): string[] {
  const about = `Call ${attempt.n} of ${job.id} (${attempt.state})`;
  const micros = lines.reduce((sum, line) => sum + (line.state === 'charged' ? line.micros : 0), 0);
  const isOther = operationName(attempt.operation) !== null && !lines.some((line) => isNamed(attempt, line));
  const isOver = ['done', 'failed', 'cancelled', 'unknown', 'stalled'].includes(attempt.state);
  return [
    lines.length > 1 ? `${about} was sent ${lines.length} times.` : '',
    isOver ? '' : `${about} is not over.`,
    entry ? '' : `${about} has no line in the ledger.`,
    entry && entry.micros < micros ? `${about} cost ${micros} micros, and the studio says ${entry.micros}.` : '',
    micros > 0 && job.charged === 'no' ? `${about} was charged, and the job says that it was not.` : '',
    isOther ? `${about} holds ${JSON.stringify(attempt.operation)}, and ${lines[0]?.id} was made for it.` : '',
    attempt.state === 'done' && micros === 0 ? `${about} has a take, and nothing was charged.` : '',
  ].filter(Boolean);
}

function jobProblems(job: JobRecord, calls: readonly Call[]): string[] {
  const paid = calls.filter((call) => call.job.id === job.id && isCharged(call));
  const generators = new Set(paid.map(({ attempt }) => attempt.generator));
  return [
    isSettled(job.state) ? '' : `${job.id} is still ${job.state}.`,
    job.state === 'unknown' ? `${job.id} is still lost after the user went through Lost and found.` : '',
    generators.size < paid.length ? `${job.id} paid twice at one generator.` : '',
  ].filter(Boolean);
}

function takeProblems(dir: string, takes: readonly TakeView[], calls: readonly Call[]): string[] {
  const done = calls.filter(({ attempt }) => attempt.state === 'done');
  const filed = new Map(takes.map((take) => [take.origin.kind === 'generated' ? take.origin.attemptId : '', take]));
  const missing = done.filter(({ job, attempt }) => filed.get(attempt.id)?.id !== job.takeId);
  const broken = takes.filter(({ id, media, problem }) => {
    const bytes = readFileSync(join(dir, 'Test.film', 'takes', id, media.file));
    return problem !== null || createHash('sha256').update(bytes).digest('hex') !== media.sha256;
  });
  return [
    takes.length === done.length ? '' : `${done.length} calls are done, and there are ${takes.length} takes.`,
    ...missing.map(({ job }) => `${job.id} is done, and its take is not there.`),
    ...broken.map(({ id }) => `The take ${id} is not whole.`),
  ].filter(Boolean);
}

/**
 * Exactly those calls are lost whose receipt was kept from the ledger by a kill, or from the engine by the vendor; none
 * at a vendor that lists what it took.
 */
function lossProblems({ shape, vendor, bereft }: CrashFilm, charged: readonly Call[], unreceipted: readonly Call[]) {
  const dropped = new Set(vendor.jobs().flatMap(({ id, mishap }) => (mishap === 'drop' ? [id] : [])));
  const expected = charged.filter(
    ({ attempt, lines }) => bereft.has(attempt.id) || lines.some(({ id }) => dropped.has(id)),
  );
  const surprising = shape.lists ? unreceipted : unreceipted.filter((call) => !expected.includes(call));
  const found = shape.lists ? [] : expected.filter(({ attempt }) => attempt.state === 'done');
  return [
    ...surprising.map(({ job }) => `${job.id} was charged and is lost, although it need not be.`),
    ...found.map(({ job }) => `${job.id} has a take of a call that never got a receipt.`),
  ];
}

function moneyProblems({ vendor }: CrashFilm, calls: readonly Call[]): string[] {
  const known = calls.reduce((sum, { entry }) => sum + (entry?.micros ?? 0), 0);
  const charged = vendor.book().reduce((sum, { state, micros }) => sum + (state === 'charged' ? micros : 0), 0);
  const open = calls.filter(({ entry, attempt }) => entry?.state === 'reserved' && attempt.state !== 'stalled');
  return [
    known < charged ? `The ledger knows of ${known} micros, and ${charged} were charged.` : '',
    ...open.map(({ job }) => `${job.id} is over, and its money is still reserved.`),
  ].filter(Boolean);
}

/** What crashes left on the disk; files that were half-written into `incoming` are swept when they are an hour old. */
function leftovers(dir: string): string[] {
  const incoming = join(dir, 'incoming');
  const names = existsSync(incoming) ? readdirSync(incoming).filter((name) => !name.startsWith('.')) : [];
  const takes = readdirSync(join(dir, 'Test.film', 'takes')).filter((name) => name.startsWith('.'));
  const staging = readdirSync(join(dir, 'Test.film', '.staging'));
  return [...names, ...takes, ...staging].map((name) => `${name} was left behind.`);
}
