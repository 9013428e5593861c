import { randomUUID } from 'node:crypto';
import { AppError, type ErrorData } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import { type Charged, chargedSchema } from '../../shared/job.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import { paidRequest, type RemoteVendor, type VendorRequest, type VendorResponse } from '../vendors/define-vendor.ts';
import type { Engine, JobRun } from './active-job.ts';
import { type Ending, unknownFate } from './ending.ts';
import type { CallOutcome, Lease } from './key-ring.ts';
import { reserve } from './money.ts';
import { prepareAt } from './prepare-at.ts';
import { inputsForWire } from './prepare-still.ts';
import { requestSummary } from './request-summary.ts';
import { askWith, failureError, isOk, retryHint, secretOf } from './vendor-call.ts';

/** A run at a vendor that is called over the network: it has a key. */
export type RemoteRun<V extends RemoteVendor = RemoteVendor> = JobRun<V> & { readonly lease: Lease };

/** What the vendor gave for the one paid call, with the attempt that holds it. */
export type Taken<T> = { readonly state: 'taken'; readonly attempt: AttemptRecord; readonly value: T };

export type SubmitOrder<T> = {
  /** Reads a yes. Throws AppErrors: `provider-down` for what cannot be read, anything else for a no inside it. */
  readonly read: (response: VendorResponse, request: VendorRequest) => T;
  /** For the whole call; a minute by default. */
  readonly timeoutMs?: number | undefined;
};

/**
 * Makes the one paid call of a job, with its attempt and its money on disk before it. A call that may have reached the
 * vendor ends as `unknown` and is never made again. Throws what preparing throws, before anything was sent.
 */
export async function submit<T>(engine: Engine, run: RemoteRun, order: SubmitOrder<T>): Promise<Taken<T> | Ending> {
  const ready = await prepare(engine, run);
  if ('state' in ready) return ready;
  const attempt = begin(engine, run, ready.request);
  if (!attempt) {
    engine.ring.giveBack(run.lease);
    return { state: 'left' };
  }
  const answer = await callOnce(engine, run, ready, order);
  tellRing(engine, run.lease, outcomeOf(answer));
  switch (answer.kind) {
    case 'taken':
      return { state: 'taken', attempt, value: answer.value };
    case 'refused': {
      const { charged } = answer;
      return { state: 'failed', error: answer.error.toData(), charged, harmless: charged === 'no' };
    }
    case 'unknown':
      return run.halt.aborted ? { state: 'left' } : unknownFate(run.vendor.name, answer.error);
  }
}

type Ready = { readonly request: VendorRequest; readonly secret: string };

/** Everything before the call. Whoever thinks better of the job until then pays nothing and keeps the key's turn. */
async function prepare(
  engine: Engine,
  run: RemoteRun,
): Promise<Ready | Extract<Ending, { state: 'left' | 'cancelled' }>> {
  try {
    // First, since the keychain may ask for its password.
    const secret = await secretOf(engine, run.vendor, run.lease);
    expectReach(run, secret);
    const request = await makeRequest(engine, run, secret);
    if (!run.stop.aborted && !run.cancel.aborted) return { request, secret };
    engine.ring.giveBack(run.lease);
    return run.stop.aborted ? { state: 'left' } : { state: 'cancelled', charged: 'no' };
  } catch (error) {
    engine.ring.giveBack(run.lease);
    if (error instanceof AppError) tellRing(engine, run.lease, { ok: false, ...error.toData(), ...retryHint(error) });
    throw error;
  }
}

/** Throws `unsupported`, with `otherKind`, for a key that is good but not for this model: the vendor would say that it is bad. */
function expectReach({ vendor, generator, lease }: RemoteRun, secret: string): void {
  if (vendor.keyForm?.reaches?.(secret, generator) ?? true) return;
  throw new AppError({
    code: 'unsupported',
    message: `The ${vendor.name} key “${lease.label}” does not reach ${generator.name}.`,
    action:
      `Add a key of the other kind in Settings, or choose another generator. ${vendor.keyForm?.hint ?? ''}`.trim(),
    details: { otherKind: true },
  });
}

async function makeRequest(engine: Engine, run: RemoteRun, secret: string): Promise<VendorRequest> {
  const { vendor, generator, jobId } = run;
  const record = engine.ledger.jobs.get(jobId);
  if (!record) throw new AppError({ code: 'not-found', message: 'The job is not in the ledger any more.' });
  engine.book.progress(jobId, { text: `Preparing for ${vendor.name}` });
  const inputs = await inputsForWire(engine, run.session, record.inputs);
  const signal = AbortSignal.any([run.stop, run.cancel]);
  const ask = (lookUp: VendorRequest) => askWith(engine, { vendor, secret, request: lookUp, signal });
  const prepared = await prepareAt(vendor, { generator, inputs }, ask);
  const { request, warnings } = paidRequest(vendor, generator)(generator, inputs, prepared, randomUUID());
  const fresh = warnings.filter((warning) => !record.warnings.includes(warning));
  if (fresh.length > 0) engine.book.write('warnings', jobId, { warnings: [...record.warnings, ...fresh] });
  return request;
}

/**
 * On disk before the call: after a crash from here on nobody can know whether the vendor took the job. Null where another
 * studio that shares the ledger stopped it, or was quicker to send it, while this one prepared.
 */
function begin(engine: Engine, run: RemoteRun, request: VendorRequest): AttemptRecord | null {
  const { jobId, vendor, generator, lease } = run;
  const { entries, attempts, jobs } = engine.ledger;
  const attempt = {
    id: newId('attempt'),
    jobId,
    vendor: vendor.id,
    generator: generator.id,
    keyLabel: lease.label,
    keyId: lease.keyId,
    account: lease.account,
    state: 'submitting' as const,
    request: requestSummary(request),
  };
  const progress = { fraction: null, secondsLeft: null, text: `Sending to ${vendor.name}` };
  const patch = (written: AttemptRecord | null) => (written ? { state: 'submitting' as const, progress } : {});
  return engine.book.writeWith<AttemptRecord | null>('submitting', jobId, patch, () => {
    const record = jobs.get(jobId);
    if (record?.state !== 'queued') return null;
    // A job of before there were budgets.
    if (!entries.openOf(jobId)) reserve(engine, record, vendor.id);
    const written = attempts.add(attempt);
    entries.attach(jobId, { attemptId: attempt.id, keyLabel: lease.label });
    return written;
  }).written;
}

type Answer<T> =
  | { readonly kind: 'taken'; readonly value: T }
  /** A clear no. */
  | { readonly kind: 'refused'; readonly error: AppError; readonly charged: Charged }
  | { readonly kind: 'unknown'; readonly error: ErrorData };

async function callOnce<T>(
  engine: Engine,
  run: RemoteRun,
  { request, secret }: Ready,
  { read, timeoutMs }: SubmitOrder<T>,
): Promise<Answer<T>> {
  try {
    // Not stopped by a cancel or by closing the studio: the receipt of a paid call is worth the seconds it takes.
    const response = await engine.send(run.vendor, request, secret, run.halt, timeoutMs);
    if (isOk(response)) return { kind: 'taken', value: read(response, request) };
    const error = failureError(run.vendor, response);
    return mayHaveTaken(response) ? { kind: 'unknown', error: error.toData() } : refused(error);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Whatever `send` throws may have reached the vendor, unless it says otherwise; a yes that cannot be read is a yes.
    const unclear = 'sent' in error.details ? error.details.sent !== false : error.code === 'provider-down';
    return unclear ? { kind: 'unknown', error: error.toData() } : refused(error);
  }
}

/** What was made and is no good is billed all the same; else a no costs nothing, unless the vendor says so. */
function refused(error: AppError): Answer<never> {
  const said = chargedSchema.safeParse(error.details.charged);
  return { kind: 'refused', error, charged: said.data ?? (error.code === 'bad-output' ? 'yes' : 'no') };
}

/**
 * Answers after which the job may be under way all the same: "see there" (303, in practice 302) is how a server answers
 * a POST that it has carried out; 408 and 5xx may come from a gateway before a server that took it, or from a server that
 * failed half-way. A 503 is a clear no only where it says when to come again: gateways answer so too when the server behind
 * them broke off (Envoy) or was too slow (AWS). RFC 9110, 15.4.4, 15.5.9 and 15.6.
 */
function mayHaveTaken({ status, headers }: VendorResponse): boolean {
  if (status === 503) return headers['retry-after'] === undefined;
  return (status >= 300 && status < 400) || status === 408 || status >= 500;
}

function outcomeOf<T>(answer: Answer<T>): CallOutcome {
  if (answer.kind === 'taken') return { ok: true };
  const { code, message } = answer.error;
  return { ok: false, code, message, ...retryHint(answer.error) };
}

/** The verdict on the key is in force even when it cannot be written: nothing that was paid may be lost over it. */
function tellRing({ ring }: Engine, lease: Lease, outcome: CallOutcome): void {
  try {
    ring.report(lease, outcome);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    console.warn(`How the key “${lease.label}” fares cannot be written down. ${error.message}`);
  }
}
