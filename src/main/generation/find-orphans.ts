import { isDeepStrictEqual } from 'node:util';
import type { Orphan } from '../../shared/lost.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import type { Operation, RemoteVendor } from '../vendors/define-vendor.ts';
import type { Engine } from './active-job.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { LostCall } from './lost-call.ts';
import { askPatiently } from './vendor-call.ts';

/** Clocks of this machine and of the vendor differ. */
const clockSlackMs = 5000;

/** Work that the vendor lists, that fits, and that no attempt in the ledger holds. */
export async function findOrphans(
  engine: Engine,
  { record, attempt, vendor }: LostCall,
  signal: AbortSignal,
): Promise<Orphan[]> {
  const generator = engine.generators.get(attempt.generator);
  if (!vendor.recent || !generator || !attempt.request) return [];
  const { inputs } = record;
  const sent = { generator, inputs, request: attempt.request, sentAt: attempt.createdAt };
  const response = await askPatiently(engine, attempt, { vendor, request: vendor.recent.toRequest(sent), signal });
  const earliest = new Date(Date.parse(attempt.createdAt) - clockSlackMs).toISOString();
  return vendor.recent.read(response, sent).flatMap(({ match, ...listed }) => {
    const fits = match !== 'other' && Date.parse(listed.takenAt) >= Date.parse(earliest);
    return fits && !holderOf(engine, vendor, listed.operation, earliest) ? [{ ...listed, match }] : [];
  });
}

/** The attempt that holds an operation already. */
export const holderOf = (
  { ledger }: Engine,
  vendor: RemoteVendor,
  operation: Operation,
  sinceIso: string,
): AttemptRecord | undefined =>
  ledger.attempts.holding(vendor.id, sinceIso).find((attempt) => isDeepStrictEqual(attempt.operation, operation));

/** A call of exactly the same request whose answer is still to come: what the vendor lists may be its work. */
export function hasTwinUnderWay({ ledger }: Engine, dispatcher: Dispatcher, { record, attempt }: LostCall): boolean {
  return ledger.jobs.unsettled(record.filmId).some(({ id, state }) => {
    if (state !== 'submitting' || dispatcher.find(id) === null) return false;
    return isDeepStrictEqual(ledger.attempts.latest(id)?.request, attempt.request);
  });
}
