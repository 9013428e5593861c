import { AppError } from '../../shared/errors.ts';
import type { Word } from '../../shared/take.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import type { Engine, JobRun } from './active-job.ts';
import { believableCost } from './believable-cost.ts';
import type { Ending } from './ending.ts';
import { finishTake } from './finish-take.ts';

type FinishedFile = {
  /** A staging folder of the film that holds `file`. */
  readonly dir: string;
  readonly file: string;
  readonly words: readonly Word[] | null;
  readonly reportedMicros: number | undefined;
};

/**
 * Checks a finished file and files it as the job's take. A file that is no good ends the attempt, which is paid all the
 * same. Throws `disk-full`, `not-writable` or `missing-tool`, after which it can be done again.
 */
export async function fileTake(
  engine: Engine,
  { jobId, session, generator, vendor }: JobRun,
  attempt: AttemptRecord,
  { dir, file, words, ...said }: FinishedFile,
): Promise<Ending> {
  engine.book.progress(jobId, { fraction: null, text: 'Checking' });
  const record = engine.ledger.jobs.get(jobId);
  if (!record) throw new AppError({ code: 'not-found', message: 'The job is not in the ledger any more.' });
  const deps = { tools: engine.tools, failTakesThatAre: () => engine.settings().failTakesThatAre };
  const reportedMicros = believableCost(said.reportedMicros);
  const reported = reportedMicros === undefined ? {} : { reportedMicros };
  const order = { session, record, attempt, generator, dir, file, words, now: engine.clock.now() };
  try {
    return { state: 'done', take: await finishTake(deps, { ...order, reportedMicros: reportedMicros ?? null }) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bad-output') throw error;
    const charged = vendor.kind === 'local' ? 'no' : 'yes';
    return { state: 'failed', error: error.toData(), charged, harmless: false, ...reported };
  }
}
