import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../shared/errors.ts';
import type { Orphan } from '../../shared/lost.ts';
import { operationName } from '../ledger/operation-name.ts';
import type { AttemptRecord } from '../ledger/tables.ts';
import type { Operation, RemoteVendor } from '../vendors/define-vendor.ts';
import type { Engine } from './active-job.ts';
import type { LostCall } from './lost-call.ts';
import { isSameWork } from './same-work.ts';
import { askPatiently } from './vendor-call.ts';

/** Clocks of machines are off by up to a minute or two: work that goes unfound over that is paid for again. */
const clockSlackMs = 120_000;

/** Work that the vendor lists, that fits, and that no attempt in the ledger holds. Throws what asking throws, or `unsupported`. */
export async function findOrphans(
  engine: Engine,
  { record, attempt, vendor }: LostCall,
  signal: AbortSignal,
): Promise<Orphan[]> {
  const generator = engine.generators.get(attempt.generator);
  if (!vendor.recent || !generator || !attempt.request) throw cannotAsk(vendor, attempt);
  const { inputs } = record;
  const sent = { generator, inputs, request: attempt.request, sentAt: attempt.createdAt };
  const response = await askPatiently(engine, attempt, {
    vendor,
    request: vendor.recent.toRequest(sent),
    signal,
    lists: true,
  });
  const earliest = Date.parse(attempt.createdAt) - clockSlackMs;
  const listed = vendor.recent.read(response, sent);
  // Once for the whole list: a ledger holds years of attempts.
  const held = engine.ledger.attempts.holding(vendor.id);
  return listed.flatMap(({ match, ...work }) => {
    const fits = match !== 'other' && Date.parse(work.takenAt) >= earliest;
    return fits && !holderAmong(held, work.operation) ? [{ ...work, match }] : [];
  });
}

const cannotAsk = (vendor: RemoteVendor, { generator }: AttemptRecord): AppError =>
  new AppError({
    code: 'unsupported',
    message: `${vendor.name} cannot be asked what became of work of the generator “${generator}”.`,
    action: `Look at ${vendor.name} yourself, then say what you found.`,
  });

/** The attempt that holds this work already, of whatever film. */
export const holderOf = ({ ledger }: Engine, vendor: RemoteVendor, work: Operation): AttemptRecord | undefined =>
  holderAmong(ledger.attempts.holding(vendor.id), work);

const holderAmong = (held: readonly AttemptRecord[], work: Operation): AttemptRecord | undefined =>
  held.find(({ operation }) => operation !== null && isSameWork(operation, work));

/** No call takes longer than this, so that what an older one asked for was listed before. */
const longestCallMs = 600_000;

/**
 * Whether another call of exactly the same request may have made what the vendor lists: its answer is still to come, or
 * did not say what the vendor calls it. Of all films, and of other studios that share the ledger.
 */
export function mayBeAnothers({ ledger }: Engine, { attempt }: LostCall): boolean {
  const since = new Date(Date.parse(attempt.createdAt) - longestCallMs).toISOString();
  return ledger.attempts.since(attempt.vendor, since).some(({ id, state, operation, request }) => {
    const nameless = operation ? operationName(operation) === null : state === 'submitting';
    return nameless && id !== attempt.id && isDeepStrictEqual(request, attempt.request);
  });
}
