import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { LocalOrder, LocalResult, LocalVendor } from '../vendors/define-vendor.ts';
import type { Engine, JobRun } from './active-job.ts';
import type { Ending } from './ending.ts';
import { fileTake } from './file-take.ts';
import { stillFile } from './prepare-still.ts';
import { staged } from './staged.ts';

/**
 * Works on a job on this machine: free, and safe to do again after a crash, since nothing counts before its take is
 * filed. Throws what the vendor throws.
 */
export async function attemptLocal(engine: Engine, run: JobRun<LocalVendor>): Promise<Ending> {
  const { book } = engine;
  const { session, jobId } = run;
  const { record, attempt } = begin(engine, run);
  return staged(session, async (dir) => {
    const { file, words = null } = await make(engine, run, record, dir);
    const checking = { fraction: null, secondsLeft: null, text: 'Checking' };
    book.writeWith('fetching', jobId, { state: 'fetching', progress: checking }, () =>
      engine.ledger.attempts.update(attempt.id, { state: 'fetching' }),
    );
    return fileTake(engine, run, attempt, { dir, file, words, reportedMicros: undefined });
  });
}

function begin({ book, ledger }: Engine, { jobId, vendor, generator }: JobRun<LocalVendor>) {
  const progress = { fraction: null, secondsLeft: null, text: 'Starting' };
  const noKey = { keyLabel: null, keyId: null, account: null };
  const attempt = { id: newId('attempt'), jobId, vendor: vendor.id, generator: generator.id, ...noKey };
  const { record, written } = book.writeWith('running', jobId, { state: 'running', progress }, () =>
    ledger.attempts.add({ ...attempt, state: 'running', request: null }),
  );
  return { record, attempt: written };
}

async function make(engine: Engine, run: JobRun<LocalVendor>, record: JobRecord, stage: string): Promise<LocalResult> {
  const dir = join(stage, 'order');
  await mkdir(dir);
  const { vendor, generator, jobId } = run;
  const { inputs } = record;
  const order: Omit<LocalOrder<unknown>, 'inputs'> = {
    generator,
    still: await stillFile(engine, run.session, inputs, stage),
    dir,
    tools: await engine.tools(),
    fork: engine.fork,
    resourcesDir: engine.resourcesDir,
    baseUrl: engine.vendorUrls?.()[vendor.id] ?? vendor.baseUrl ?? '',
    signal: AbortSignal.any([run.stop, run.cancel]),
    onProgress: (progress) => engine.book.progress(jobId, progress),
  };
  if (order.signal.aborted) throw new AppError({ code: 'cancelled' });
  if (inputs.role === 'picture' && vendor.picture) return vendor.picture({ ...order, inputs });
  if (inputs.role === 'voice' && vendor.voice) return vendor.voice({ ...order, inputs });
  throw new AppError({ code: 'unsupported', message: `${vendor.name} makes no ${inputs.role}.` });
}
