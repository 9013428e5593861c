import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Progress } from '../../shared/job.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import type { Operation, OperationStatus, RemoteVendor, VendorResponse } from '../vendors/define-vendor.ts';
import type { Engine, JobRun } from './active-job.ts';
import type { Ending } from './ending.ts';
import { pollDelay, retryDelay } from './poll-delay.ts';
import { ask, askOnce, retryHint } from './vendor-call.ts';

type RemoteRun = JobRun<RemoteVendor>;
export type Succeeded = Extract<OperationStatus, { state: 'succeeded' }>;

/** Failures that pass; everything else is an answer about this operation. */
const passing: readonly ErrorCode[] = ['network', 'provider-down', 'rate-limited', 'timed-out'];
/** After so many failures in a row it is said that the vendor does not answer. */
const patientTries = 3;

/**
 * Polls until the vendor says its last word. An outage of the vendor or of the network is sat out; after an hour (or
 * twenty times the generator's usual time) throws `timed-out`, which leaves the operation to be taken up later. Throws
 * `unauthorized` or `no-credit` likewise.
 */
export async function pollOperation(
  engine: Engine,
  run: RemoteRun,
  attempt: AttemptRecord,
): Promise<Succeeded | Ending> {
  const operation: Operation = attempt.operation ?? {};
  const deadline = engine.clock.now() + Math.max(3_600_000, run.generator.typicalSeconds * 20_000);
  const count = { polls: 0, failures: 0 };
  let toldVendor = false;
  while (engine.clock.now() < deadline) {
    if (run.cancel.aborted && !toldVendor) {
      toldVendor = true;
      await tellVendor(engine, run, operation);
    }
    if (run.stop.aborted) return { state: 'left' };
    const step = await pollOnce(engine, run, operation, count);
    if ('end' in step) return step.end;
    // Once the vendor was told, the cancel signal has done its work and must not wake every sleep.
    await engine.clock.sleep(step.wait, toldVendor ? run.stop : AbortSignal.any([run.stop, run.cancel]));
  }
  throw new AppError({
    code: 'timed-out',
    message: `${run.vendor.name} has not finished in time.`,
    action: 'Retry: it asks for the same job again and pays nothing.',
  });
}

type Count = { polls: number; failures: number };
type Step = { readonly end: Succeeded | Ending } | { readonly wait: number };

async function pollOnce(engine: Engine, run: RemoteRun, operation: Operation, count: Count): Promise<Step> {
  try {
    const response = await askOnce(engine, run, run.vendor.poll.toRequest(operation), run.stop);
    const status = run.vendor.poll.readStatus(response);
    count.polls += 1;
    count.failures = 0;
    return status.state === 'running' ? goOn(engine, run, status.progress, response, count) : last(run, status);
  } catch (error) {
    if (!(error instanceof AppError) || run.stop.aborted) throw error;
    count.failures += 1;
    return afterPollError(engine, run, error, count);
  }
}

function goOn(
  engine: Engine,
  run: RemoteRun,
  progress: Partial<Progress>,
  response: VendorResponse,
  count: Count,
): Step {
  const text = run.cancel.aborted ? stoppingText(run.vendor) : (progress.text ?? `${run.vendor.name} is working`);
  engine.book.progress(run.jobId, { ...progress, text });
  const hint = Number(response.headers['retry-after'] ?? Number.NaN);
  const wait = pollDelay({
    everyMs: run.vendor.pollEveryMs,
    polls: count.polls,
    secondsLeft: progress.secondsLeft ?? null,
    askedMs: Number.isFinite(hint) ? hint * 1000 : null,
    random: engine.random(),
  });
  return { wait };
}

function last(run: RemoteRun, status: Exclude<OperationStatus, { state: 'running' }>): Step {
  if (status.state === 'succeeded') return { end: status };
  if (status.state === 'cancelled') return { end: status };
  // Some vendors call work that was stopped failed.
  if (run.cancel.aborted) return { end: { state: 'cancelled', charged: status.charged === 'no' ? 'no' : 'maybe' } };
  const { code, message } = status.failure;
  return { end: { state: 'failed', error: new AppError({ code, message }).toData(), charged: status.charged } };
}

function afterPollError(engine: Engine, run: RemoteRun, error: AppError, { failures }: Count): Step {
  const wait = { wait: retryDelay(retryHint(error), failures, engine.random()) };
  if (passing.includes(error.code)) {
    const text = `${error.message} The job goes on there; asking again.`;
    if (failures >= patientTries) engine.book.progress(run.jobId, { text });
    return wait;
  }
  if (error.code === 'unauthorized' || error.code === 'no-credit') throw error;
  // Just after a submit some vendors do not know their own job yet.
  if (failures < patientTries) return wait;
  return { end: { state: 'failed', error: error.toData(), charged: 'maybe' } };
}

/** Asks the vendor to stop. Whether it does is seen by polling on: a take that is finished all the same is kept. */
async function tellVendor(engine: Engine, run: RemoteRun, operation: Operation): Promise<void> {
  const { vendor, jobId } = run;
  engine.book.progress(jobId, { text: stoppingText(vendor) });
  if (!vendor.cancel) return;
  try {
    await ask(engine, run, vendor.cancel.toRequest(operation), run.stop);
  } catch (error) {
    // Too late, or out of reach: either way the polling that follows says what became of it.
    if (!(error instanceof AppError)) throw error;
  }
}

const stoppingText = (vendor: RemoteVendor): string =>
  vendor.cancel
    ? `Asking ${vendor.name} to stop`
    : `${vendor.name} cannot stop a job that has started: waiting for it to end`;
