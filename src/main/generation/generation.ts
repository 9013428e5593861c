import type { FinishPlan, JobWish, Judgement } from '../../shared/batch.ts';
import { AppError, toErrorData } from '../../shared/errors.ts';
import { isSettled, type Job, type Priority } from '../../shared/job.ts';
import type { Entry } from '../../shared/spending.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import { admit, graceOf } from './admit.ts';
import { cancelJob } from './cancel-job.ts';
import { systemClock } from './clock.ts';
import { giveUp } from './conclude.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { createDownload } from './download.ts';
import type { GenerationDeps } from './generation-deps.ts';
import { createIncoming } from './incoming.ts';
import { createJobBook } from './job-book.ts';
import { createLost, type Lost } from './lost.ts';
import { createOrders } from './orders.ts';
import { finishFilm, judgeFilm } from './plan-film.ts';
import { resumeJobs, vendorOf } from './resume.ts';
import { runJob } from './run-job.ts';
import { dismiss, nextInChain, takeUp, takeUpForKeys } from './take-up.ts';
import type { Wait } from './vendor-line.ts';

/** Jobs: from the wish for a take to the take. */
export type Generation = {
  /**
   * Writes one job per wish, reserves its price, and starts them, from the film as last saved. All or nothing: where
   * `judge` finds a hurdle, throws the first with all of them in `details.hurdles`, before anything is written. An order
   * whose `orderId` was taken before is answered with the jobs that it has, and nothing is written: see `takenOrder`.
   */
  generate(filmId: string, wishes: readonly JobWish[], priority?: Priority, orderId?: string | null): Promise<Job[]>;
  /** What `generate` would write, and what stands in its way. Throws `not-found`. */
  judge(filmId: string, wishes: readonly JobWish[]): Promise<Judgement>;
  /** How to finish the film with what is left of its budgets. Writes nothing. Throws `not-found`. */
  finishPlan(filmId: string): Promise<FinishPlan>;
  /** Jobs that are not dismissed, oldest first; of those that are done, the last hour's. */
  list(filmId: string): Job[];
  /**
   * Asks for a stop. A job that waits stops at once; a vendor's job when the vendor says so, and if it is finished all the
   * same its take is kept. Of a film that is gone, the job is given up and its money unsure. Throws `not-found`.
   */
  cancel(jobId: string): Job;
  /**
   * Tries again, from the film as last saved; the old job is dismissed. A job whose result the vendor may still hold is
   * taken up again instead, and costs nothing more. Throws `conflict` while it runs, or while a later call of it is lost; else
   * as `generate` does.
   */
  retry(jobId: string): Promise<Job>;
  /** Goes on to the next generator of the chain, where that was left to the user. Throws `conflict` or `over-budget`. */
  nextInChain(jobId: string): Job;
  /** Changes when a waiting job's turn comes; of one that runs, only what its row says. Throws `not-found`. */
  prioritise(jobId: string, priority: Priority): Job;
  /** Takes a settled job off the board; one whose fate is unknown stays in `lost`. Throws `conflict` while it runs. */
  dismiss(jobId: string): void;
  /** Every call that a job made or will make, oldest first. */
  receipts(jobId: string): Entry[];
  readonly lost: {
    list: Lost['list'];
    ask: Lost['ask'];
    adopt(...order: Parameters<Lost['adopt']>): Job;
    settle(...order: Parameters<Lost['settle']>): Job;
  };
  /** How many jobs wait in a vendor's line, and for what. */
  waitingOf(vendorId: string): { readonly waiting: number; readonly wait: Wait | null };
  /** Call when a film was opened: goes on with what a crash or a quit left behind, and with what lacked a key that came meanwhile. */
  resumeFilm(filmId: string): Promise<void>;
  /** A key came: jobs that were given up for want of one, although the vendor holds their result, go on; those of closed films when these are opened. */
  keyArrived(vendorId: string): Promise<void>;
  /** Films with jobs that are not over. */
  unfinished(): { filmId: string; filmDir: string }[];
  hasRunning(filmId: string): boolean;
  /** Jobs that wait or run, of all films. */
  busy(): number;
  /** Leaves everything so that it goes on next time; waits some seconds for the receipt of a submit under way. */
  stop(): Promise<void>;
};

const recentlyMs = 3_600_000;

/** Puts generation together. Nothing runs before `generate`, `retry` or `resumeFilm`. */
export function createGeneration(deps: GenerationDeps): Generation {
  const { engine, dispatcher, lost } = assemble(deps);
  const { book, ledger } = engine;
  const stopListening = deps.ring.onChange((vendorId) => dispatcher.wake(vendorId));
  const find = (jobId: string) => findJob(engine, jobId);
  const orders = createOrders(engine, dispatcher);
  let sweeping: Promise<void> | null = null;

  return {
    generate: orders.generate,
    judge: (filmId, wishes) => judgeFilm(engine, filmId, wishes),
    finishPlan: (filmId) => finishFilm(engine, filmId),
    list: (filmId) => ledger.jobs.shown(filmId, new Date(engine.clock.now() - recentlyMs)).map(book.view),
    cancel: (jobId) => book.view(cancelJob(engine, dispatcher, find(jobId))),
    async retry(jobId) {
      const record = settledOnly(find(jobId));
      const taken = takeUp(engine, dispatcher, record);
      return taken ? book.view(taken) : orders.retry(record);
    },
    nextInChain: (jobId) => book.view(nextInChain(engine, dispatcher, settledOnly(find(jobId)))),
    prioritise(jobId, priority) {
      const record = book.write('priority', find(jobId).id, { priority });
      dispatcher.prioritise(jobId, priority);
      return book.view(record);
    },
    dismiss: (jobId) => dismiss(engine, settledOnly(find(jobId))),
    receipts: (jobId) => ledger.entries.ofJob(jobId).flatMap(({ id }) => ledger.spending.line(id) ?? []),
    lost: {
      list: lost.list,
      ask: lost.ask,
      adopt: (jobId, operation) => book.view(lost.adopt(jobId, operation)),
      settle: (jobId, verdict) => book.view(lost.settle(jobId, verdict)),
    },
    waitingOf: dispatcher.waiting,
    async resumeFilm(filmId) {
      sweeping ??= sweep(engine);
      await sweeping;
      const session = deps.films.find(filmId);
      if (session) {
        await resumeJobs(engine, dispatcher, session);
        takeUpForKeys(engine, dispatcher, (record) => record.filmId === filmId && record.filmDir === session.dir);
      }
      if (dispatcher.ofFilm(filmId) === 0) deps.onIdle(filmId);
    },
    async keyArrived(vendorId) {
      takeUpForKeys(engine, dispatcher, (_, heldBy) => heldBy === vendorId);
    },
    unfinished: () => ledger.jobs.unsettledFilms(),
    hasRunning: (filmId) => dispatcher.ofFilm(filmId) > 0,
    busy: () => dispatcher.size(),
    async stop() {
      stopListening();
      await Promise.all([dispatcher.stop(), lost.stop()]);
      deps.ring.flush();
    },
  };
}

/** The parts know each other: what the book shows of a waiting job, the dispatcher says. */
function assemble(deps: GenerationDeps): { engine: Engine; dispatcher: Dispatcher; lost: Lost } {
  const { random = Math.random, clock = systemClock, ledger, publish, onJournal, onBusy, onIdle, onLine, ring } = deps;
  const download = deps.download ?? createDownload({ clock, random });
  const incoming = createIncoming(deps.incomingDir);
  const waitOf = (record: JobRecord) => dispatcher.waitOf(record.id, vendorOf(deps, record));
  const book = createJobBook({ ledger, publish, clock, onJournal, waitOf });
  const askLater = (jobId: string) => lost.askLater(jobId);
  const engine: Engine = { ...deps, book, clock, random, download, incoming, askLater };
  const dispatcher: Dispatcher = createDispatcher({
    clock,
    admit: (vendorId, running) => admit(engine, vendorId, running),
    occupy: ring.occupy,
    release: ring.release,
    run: (job, lease, signals) => runJob(engine, job, lease, signals),
    giveUp: (job, error) => giveUp(engine, job, error),
    graceOf: (vendorId) => graceOf(engine, vendorId),
    onBusy,
    onIdle,
    onLine,
    onStands: (jobId) => book.tell(findJob(engine, jobId)),
  });
  const lost: Lost = createLost(engine, dispatcher);
  return { engine, dispatcher, lost };
}

/** What answers of before left behind takes room and nothing else: that it cannot be removed keeps no film from opening. */
async function sweep({ incoming, ledger }: Engine): Promise<void> {
  try {
    await incoming.sweep((attemptId) => ledger.entries.ofAttempt(attemptId)?.state === 'settled');
  } catch (error) {
    console.warn(`Answers of before were not cleared away. ${toErrorData(error).message}`);
  }
}

function findJob({ ledger }: Engine, jobId: string): JobRecord {
  const record = ledger.jobs.get(jobId);
  if (record) return record;
  throw new AppError({
    code: 'not-found',
    message: 'This job is not in the ledger.',
    action: 'Look at the jobs again.',
  });
}

function settledOnly(record: JobRecord): JobRecord {
  if (isSettled(record.state)) return record;
  throw new AppError({ code: 'conflict', message: 'The job still runs.', action: 'Stop it first, or wait for it.' });
}
