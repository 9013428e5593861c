import { AppError, type ErrorData } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { JobInputs } from '../../shared/job.ts';
import { formatClock } from '../../shared/time.ts';
import { mask } from '../keys/mask.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import type { Operation, RemoteInputs, RemoteVendor, VendorRequest, VendorResponse } from '../vendors/define-vendor.ts';
import type { Engine, JobRun } from './active-job.ts';
import { afterFailure } from './after-failure.ts';
import { type Ending, unknownFate } from './ending.ts';
import { retryDelay } from './poll-delay.ts';
import { stillForWire } from './prepare-still.ts';
import { requestSummary } from './request-summary.ts';
import { ask, failureError, isOk, retryHint, secretFor } from './vendor-call.ts';
import { writeDown } from './write-down.ts';

type RemoteRun = JobRun<RemoteVendor>;

/**
 * Submits a job until the vendor has taken it: gives the attempt with its operation on disk, or how it ended. A call
 * that may have reached the vendor is never made again. Throws what preparing throws, before anything was sent.
 */
export async function submit(engine: Engine, run: RemoteRun): Promise<AttemptRecord | Ending> {
  const request = await makeRequest(engine, run);
  for (let failures = 1; ; failures++) {
    // First, since the keychain may ask for its password: whoever thinks better of the job meanwhile pays nothing.
    const secret = await secretFor(engine, run.vendor);
    if (run.stop.aborted) return { state: 'left' };
    if (run.cancel.aborted) return { state: 'cancelled', charged: 'no' };
    const attempt = begin(engine, run, request, secret);
    const answer = await callOnce(engine, run, request, secret);
    if (answer.kind === 'taken') return taken(engine, run, attempt, answer.operation);
    if (answer.kind === 'unknown')
      return run.halt.aborted ? { state: 'left' } : unknownFate(run.vendor.name, answer.error);
    const ending = await refused(engine, run, attempt, answer.error, failures);
    if (ending) return ending;
  }
}

async function makeRequest(engine: Engine, run: RemoteRun): Promise<VendorRequest> {
  const { vendor, generator, jobId } = run;
  const record = engine.ledger.jobs.get(jobId);
  if (!record) throw new AppError({ code: 'not-found', message: 'The job is not in the ledger any more.' });
  engine.book.update(jobId, { progress: { fraction: null, secondsLeft: null, text: `Preparing for ${vendor.name}` } });
  const inputs = wireInputs(record.inputs, await stillForWire(engine, run.session, record.inputs));
  const lookUp = vendor.prepare?.toRequest(generator) ?? null;
  const prepared =
    vendor.prepare && lookUp
      ? vendor.prepare.read(await ask(engine, run, lookUp, AbortSignal.any([run.stop, run.cancel])))
      : undefined;
  const { request, warnings } = vendor.submit.toRequest(generator, inputs, prepared);
  const fresh = warnings.filter((warning) => !record.warnings.includes(warning));
  if (fresh.length > 0) engine.book.update(jobId, { warnings: [...record.warnings, ...fresh] });
  return request;
}

function wireInputs(inputs: JobInputs, still: string | null): RemoteInputs {
  if (inputs.role === 'voice') return inputs;
  const { stillTakeId, ...rest } = inputs;
  return { ...rest, still };
}

/** On disk before the call: after a crash from here on nobody can know whether the vendor took the job. */
function begin(engine: Engine, run: RemoteRun, request: VendorRequest, secret: string): AttemptRecord {
  const { jobId, vendor, generator } = run;
  const attempt = {
    id: newId('attempt'),
    jobId,
    vendor: vendor.id,
    generator: generator.id,
    keyLabel: mask(secret),
    state: 'submitting' as const,
    request: requestSummary(request),
  };
  const progress = { fraction: null, secondsLeft: null, text: `Sending to ${vendor.name}` };
  const change = { state: 'submitting' as const, progress };
  return engine.book.updateWith(jobId, change, () => engine.ledger.attempts.add(attempt)).written;
}

type Answer =
  | { readonly kind: 'taken'; readonly operation: Operation }
  /** Certainly without effect. */
  | { readonly kind: 'refused'; readonly error: AppError }
  | { readonly kind: 'unknown'; readonly error: ErrorData | null };

async function callOnce(engine: Engine, run: RemoteRun, request: VendorRequest, secret: string): Promise<Answer> {
  try {
    // Not stopped by a cancel or by closing the studio: the receipt of a paid call is worth the seconds it takes.
    const response = await engine.send(run.vendor, request, secret, run.halt);
    return isOk(response) ? readOperation(run.vendor, response) : readRefusal(run.vendor, response);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.details.sent === false) return { kind: 'refused', error };
    return { kind: 'unknown', error: error.toData() };
  }
}

/** A yes that cannot be read is a yes: only a clear refusal inside it counts as one. */
function readOperation(vendor: RemoteVendor, response: VendorResponse): Answer {
  try {
    return { kind: 'taken', operation: vendor.submit.readOperation(response) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'provider-down') return { kind: 'unknown', error: error.toData() };
    return { kind: 'refused', error };
  }
}

/** 502 and 504 come from a gateway, behind which the job may well have been taken; 408 likewise. */
function readRefusal(vendor: RemoteVendor, response: VendorResponse): Answer {
  const error = failureError(vendor, response);
  if ([408, 502, 504].includes(response.status)) return { kind: 'unknown', error: error.toData() };
  return { kind: 'refused', error };
}

/** The receipt, on disk before the first poll: without it paid work could not be found again. */
function taken(engine: Engine, run: RemoteRun, attempt: AttemptRecord, operation: Operation): Promise<AttemptRecord> {
  const write = () => writeReceipt(engine, run, attempt, operation);
  return writeDown(engine, run.stop, write, (error) => {
    const text = `${run.vendor.name} has taken the job, but that cannot be written down. ${error.message}`;
    console.error(`${text} It is ${JSON.stringify(operation)}.`);
    engine.book.progress(run.jobId, { text });
  });
}

function writeReceipt(engine: Engine, run: RemoteRun, attempt: AttemptRecord, operation: Operation): AttemptRecord {
  const progress = { fraction: null, secondsLeft: null, text: `${run.vendor.name} has taken the job` };
  const change = { state: 'running' as const, charged: 'maybe' as const, progress };
  return engine.book.updateWith(run.jobId, change, () =>
    engine.ledger.attempts.update(attempt.id, { state: 'running', operation: { ...operation } }),
  ).written;
}

/** Waits and lets it be sent again where that can help (null), else says how it ended. */
async function refused(
  engine: Engine,
  run: RemoteRun,
  attempt: AttemptRecord,
  error: AppError,
  failures: number,
): Promise<Ending | null> {
  const outcome = error.toData();
  const mayHaveTaken = isRedirect(error) || isServerError(error);
  if (afterFailure(error.code, failures) === 'give-up' || (error.code === 'provider-down' && mayHaveTaken)) {
    return { state: 'failed', error: outcome, charged: mayHaveTaken ? 'maybe' : 'no' };
  }
  const wait = retryDelay(retryHint(error), failures, engine.random());
  const text = `${error.message} Trying again in ${formatClock(wait / 1000)}.`;
  const change = { state: 'queued' as const, progress: { fraction: null, secondsLeft: null, text } };
  engine.book.updateWith(run.jobId, change, () =>
    engine.ledger.attempts.update(attempt.id, { state: 'failed', outcome }),
  );
  await engine.clock.sleep(wait, AbortSignal.any([run.stop, run.cancel]));
  return null;
}

/** "See there" (303, and in practice 302) is how a server answers a POST that it has carried out. RFC 9110, 15.4.4. */
const isRedirect = ({ details: { status } }: AppError): boolean =>
  typeof status === 'number' && status >= 300 && status < 400;

/** A server that failed while it worked on the call may have done half of it: such a submit is not repeated. */
const isServerError = ({ details }: AppError): boolean => typeof details.status === 'number' && details.status >= 500;
