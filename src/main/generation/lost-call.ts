import { AppError } from '../../shared/errors.ts';
import type { JobInputs } from '../../shared/job.ts';
import type { LostJob } from '../../shared/lost.ts';
import type { AttemptRecord, JobRecord } from '../ledger/tables.ts';
import { answersAtOnce, type RemoteVendor } from '../vendors/define-vendor.ts';
import type { Engine } from './active-job.ts';

/** A paid call whose fate nobody knows, with its job. */
export type LostCall = { readonly record: JobRecord; readonly attempt: AttemptRecord; readonly vendor: RemoteVendor };

/** Null for a job whose vendor is not in this studio any more. */
export function callOf({ ledger, vendors }: Engine, jobId: string): LostCall | null {
  const record = ledger.jobs.get(jobId);
  const attempt = ledger.attempts.ofJob(jobId).findLast(({ state }) => state === 'unknown');
  const vendor = attempt && vendors.get(attempt.vendor);
  if (!attempt || record?.state !== 'unknown' || vendor?.kind !== 'remote') return null;
  return { record, attempt, vendor };
}

/** Throws `not-found` for a job that is not lost. */
export function lostCall(engine: Engine, jobId: string): LostCall {
  const call = callOf(engine, jobId);
  if (call) return call;
  throw new AppError({
    code: 'not-found',
    message: 'This job is not lost any more.',
    action: 'Look at Lost and found again.',
  });
}

/**
 * Whether its vendor lists such work. One that does both lists what it works on, not what it answered at once: that it says
 * nothing of a picture would be taken for the picture never having arrived.
 */
export function canAsk({ generators }: Pick<Engine, 'generators'>, { attempt, vendor }: LostCall): boolean {
  const generator = generators.get(attempt.generator);
  const atOnce = generator !== undefined && answersAtOnce(vendor, generator);
  return vendor.recent !== undefined && (!atOnce || vendor.recent.fetch !== undefined);
}

/** A lost call with all the facts there are. */
export function lostView(engine: Engine, call: LostCall, asked: LostJob['asked']): LostJob {
  const { record, attempt, vendor } = call;
  const { id: jobId, filmId, filmTitle, sceneId, sceneTitle, role, generator, priceCeilingMicros } = record;
  return {
    ...{ jobId, filmId, filmTitle, sceneId, sceneTitle, role, generator, asked },
    vendor: attempt.vendor,
    keyLabel: attempt.keyLabel,
    sentAt: attempt.createdAt,
    about: aboutOf(record.inputs),
    ceilingMicros: priceCeilingMicros,
    reason: record.error ?? new AppError({ code: 'fate-unknown' }).toData(),
    canAsk: canAsk(engine, call),
    lookUrl: vendor.lookUrl,
  };
}

const aboutOf = (inputs: JobInputs): string => (inputs.role === 'picture' ? inputs.prompt : inputs.text);
