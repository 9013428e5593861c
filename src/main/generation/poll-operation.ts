import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Progress } from '../../shared/job.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import type { OperationEnd, OperationStatus, QueueVendor, VendorResponse } from '../vendors/define-vendor.ts';
import { isLoopback } from '../vendors/kit/vendor-address.ts';
import type { Engine } from './active-job.ts';
import type { Ending } from './ending.ts';
import { pollDelay, retryDelay } from './poll-delay.ts';
import type { RemoteRun } from './submit.ts';
import { askAsHolder, askPatiently, retryHint, sendAsHolder } from './vendor-call.ts';

export type Succeeded = Extract<OperationStatus, { state: 'succeeded' }>;

/** A job that a vendor holds, as it is polled. */
type Watch = {
  readonly engine: Engine;
  readonly run: RemoteRun<QueueVendor>;
  readonly attempt: AttemptRecord;
  polls: number;
  failures: number;
  /** Since when looking fails, ms since 1970; null when it does not. */
  failingSince: number | null;
  /** The vendor was asked to stop: by the user, or because it took too long. */
  stopping: 'user' | 'too-long' | null;
};

/** Failures that pass, the vendor's and our own: a keychain is unlocked again, another studio lets go of the ledger. */
const passing: readonly ErrorCode[] = [
  ...(['network', 'provider-down', 'rate-limited', 'timed-out'] as const),
  ...(['keychain-unavailable', 'locked'] as const),
];
/** A vendor's noes that are about this operation; whatever else goes wrong, the vendor still holds it. */
const lastWords: readonly ErrorCode[] = [
  'not-found',
  'invalid-input',
  'unsupported',
  'content-rejected',
  'provider-failed',
];
/** After so many failures in a row it is said that the vendor does not answer. */
const patientTries = 3;
/** How long a vendor has to say that it does not know its own job until it is believed: it is paid for, or may be. */
const unknownMs = 60_000;
/** So many tries a vendor that does not answer gets beyond its time: some minutes, such as a network takes to come back. */
const lateTries = 10;
/** How long a vendor that took too long has to confirm that it stopped, before the job is left to the user. */
const confirmMs = 60_000;

/**
 * Polls until the vendor says its last word. An outage of the vendor or of the network is sat out. After an hour (or
 * twenty times the generator's usual time) a job that has another generator to go to is stopped at the vendor; without one,
 * or when the vendor does not confirm the stop, throws `timed-out`, which leaves the operation to be taken up later. Throws
 * `unauthorized` or `no-credit` likewise.
 */
export async function pollOperation(
  engine: Engine,
  run: RemoteRun<QueueVendor>,
  attempt: AttemptRecord,
): Promise<Succeeded | Ending> {
  const watch: Watch = { engine, run, attempt, polls: 0, failures: 0, failingSince: null, stopping: null };
  const patience = Math.max(3_600_000, run.generator.typicalSeconds * 20_000);
  const ended = await pollUntil(watch, engine.clock.now() + patience);
  if (ended) return ended;
  if (watch.stopping === null && watch.failures === 0 && mayGoOn(watch)) {
    watch.stopping = 'too-long';
    await tellVendor(watch, `${run.vendor.name} takes too long: asking it to stop`);
    const stopped = await pollUntil(watch, engine.clock.now() + confirmMs);
    if (stopped) return stopped.state === 'cancelled' ? tookTooLong(watch, stopped) : stopped;
  }
  throw timedOut(run.vendor);
}

const timedOut = ({ name }: QueueVendor): AppError =>
  new AppError({
    code: 'timed-out',
    message: `${name} has not finished in time.`,
    action: 'Retry: it asks for the same job again and pays nothing.',
  });

/** Whether stopping it leads somewhere: the vendor can, and the chain has another generator. */
function mayGoOn({ engine, run }: Watch): boolean {
  const record = engine.ledger.jobs.get(run.jobId);
  return run.vendor.cancel !== undefined && record !== null && record.link + 1 < record.chain.length;
}

function tookTooLong({ run }: Watch, { charged, reportedMicros }: Extract<Ending, { state: 'cancelled' }>): Ending {
  const message = `${run.vendor.name} took too long and was stopped.`;
  const error = new AppError({ code: 'timed-out', message }).toData();
  return {
    state: 'failed',
    error,
    charged,
    harmless: false,
    ...(reportedMicros === undefined ? {} : { reportedMicros }),
  };
}

/**
 * Null when the time is up. However long this machine slept meanwhile, the vendor is looked at before anything is made of
 * the time, and before it is told to stop: Runway takes the stop of finished work for the wish to delete it.
 */
async function pollUntil(watch: Watch, deadline: number): Promise<Succeeded | Ending | null> {
  const { engine, run } = watch;
  for (;;) {
    if (run.stop.aborted) return { state: 'left' };
    const step = await pollOnce(watch);
    if ('end' in step) return step.end;
    const works = watch.failures === 0;
    if (works && run.cancel.aborted && watch.stopping !== 'user') {
      watch.stopping = 'user';
      if (await tellVendor(watch, stoppingText(run.vendor))) continue;
      watch.stopping = null;
    }
    if (engine.clock.now() >= deadline && (works || watch.failures >= lateTries)) return null;
    // Once it was heard, the cancel signal has done its work and must not wake every sleep.
    const heard = run.cancel.aborted;
    await engine.clock.sleep(step.wait, heard ? run.stop : AbortSignal.any([run.stop, run.cancel]));
  }
}

type Step = { readonly end: Succeeded | Ending } | { readonly wait: number };

async function pollOnce(watch: Watch): Promise<Step> {
  try {
    const { status, response } = await lookAt(watch);
    watch.polls += 1;
    watch.failures = 0;
    watch.failingSince = null;
    return status.state === 'running' ? goOn(watch, status.progress, response) : last(watch, status);
  } catch (error) {
    if (!(error instanceof AppError) || watch.run.stop.aborted) throw error;
    watch.failures += 1;
    watch.failingSince ??= watch.engine.clock.now();
    return afterPollError(watch, error);
  }
}

type Look = { readonly status: Exclude<OperationStatus, { state: 'ended' }>; readonly response: VendorResponse };

/**
 * Asks once more where the result of finished work is, at no cost; null where the vendor does not say. Throws what keeps it
 * from being asked, after which it can be asked later.
 */
export async function freshOutput(
  engine: Engine,
  run: RemoteRun<QueueVendor>,
  attempt: AttemptRecord,
): Promise<string | null> {
  try {
    const { status } = await lookAt({ engine, run, attempt });
    return status.state === 'succeeded' ? (status.outputs[0] ?? null) : null;
  } catch (error) {
    // It has made the take already: one such answer does not take that back.
    if (error instanceof AppError && lastWords.includes(error.code)) return null;
    throw error;
  }
}

async function lookAt({ engine, run, attempt }: Pick<Watch, 'engine' | 'run' | 'attempt'>): Promise<Look> {
  const { vendor, generator, stop } = run;
  const operation = attempt.operation ?? {};
  const request = vendor.poll.toRequest(operation);
  const response = await askAsHolder(engine, attempt, { vendor, request, signal: stop });
  const status = vendor.poll.readStatus(response, operation);
  if (status.state !== 'ended') return { status, response };
  if (!vendor.result)
    throw new AppError({ code: 'provider-down', message: `${vendor.name} does not say how it ended.` });
  const call = { vendor, request: vendor.result.toRequest({ ...operation, ...status.found }), signal: stop };
  // How it ended may be said with any status.
  const result = await sendAsHolder(engine, attempt, call);
  return { status: vendor.result.read(result, generator), response: result };
}

function goOn(watch: Watch, progress: Partial<Progress>, response: VendorResponse): Step {
  const { engine, run, stopping, polls } = watch;
  const text = stopping ? stoppingText(run.vendor) : (progress.text ?? `${run.vendor.name} is working`);
  engine.book.progress(run.jobId, { ...progress, text });
  const hint = Number(response.headers['retry-after'] ?? Number.NaN);
  const wait = pollDelay({
    everyMs: everyMsOf(engine, run.vendor),
    polls,
    secondsLeft: progress.secondsLeft ?? null,
    askedMs: Number.isFinite(hint) ? hint * 1000 : null,
    random: engine.random(),
  });
  return { wait };
}

function last({ stopping }: Watch, status: OperationEnd): Step {
  if (status.state !== 'failed') return { end: status };
  const { charged, failure, reportedMicros } = status;
  const reported = reportedMicros === undefined ? {} : { reportedMicros };
  // Some vendors call work that was stopped failed.
  if (stopping) return { end: { state: 'cancelled', charged, ...reported } };
  const error = new AppError({ code: failure.code, message: failure.message }).toData();
  return { end: { state: 'failed', error, charged, harmless: false, ...reported } };
}

function afterPollError({ engine, run, failures, failingSince, stopping }: Watch, error: AppError): Step {
  const wait = { wait: retryDelay(retryHint(error), failures, engine.random()) };
  if (passing.includes(error.code)) {
    const text = `${error.message} The job goes on there; asking again.`;
    if (failures >= patientTries) engine.book.progress(run.jobId, { text });
    return wait;
  }
  if (!lastWords.includes(error.code)) throw error;
  if (error.code === 'not-found' && stopping && run.vendor.cancel?.forgets)
    return { end: { state: 'cancelled', charged: 'maybe' } };
  // Just after a submit some vendors do not know their own job yet, nor do gateways while they are changed over.
  const failingMs = engine.clock.now() - (failingSince ?? engine.clock.now());
  if (failures < patientTries || failingMs < unknownMs) return wait;
  return { end: { state: 'failed', error: error.toData(), charged: 'maybe', harmless: false } };
}

/**
 * Asks the vendor to stop. Whether it does is seen by polling on: a take that is finished all the same is kept. False when
 * it could not be told, which is to be tried again.
 */
async function tellVendor({ engine, run, attempt }: Watch, text: string): Promise<boolean> {
  const { vendor, jobId, stop } = run;
  engine.book.progress(jobId, { text });
  if (!vendor.cancel) return true;
  const request = vendor.cancel.toRequest(attempt.operation ?? {});
  try {
    await askPatiently(engine, attempt, { vendor, request, signal: stop });
    return true;
  } catch (error) {
    // Too late: the polling that follows says what became of it.
    if (error instanceof AppError) return !passing.includes(error.code);
    throw error;
  }
}

/** A gateway on this machine is no trouble to anybody. */
const nearEveryMs = 500;

function everyMsOf({ vendorUrls }: Engine, { id, pollEveryMs }: QueueVendor): number {
  const set = vendorUrls?.()[id];
  return set !== undefined && isLoopback(set) ? Math.min(nearEveryMs, pollEveryMs) : pollEveryMs;
}

const stoppingText = (vendor: QueueVendor): string =>
  vendor.cancel
    ? `Asking ${vendor.name} to stop`
    : `${vendor.name} cannot stop a job that has started: waiting for it to end`;
