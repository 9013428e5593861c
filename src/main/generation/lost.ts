import { isDeepStrictEqual } from 'node:util';
import { AppError, type ErrorData, toErrorData } from '../../shared/errors.ts';
import type { JobInputs } from '../../shared/job.ts';
import type { LostJob, lostVerdicts, Orphan } from '../../shared/lost.ts';
import type { AttemptRecord, JobRecord } from '../ledger/tables.ts';
import type { Operation, RemoteVendor } from '../vendors/define-vendor.ts';
import type { Engine } from './active-job.ts';
import type { Dispatcher } from './dispatcher.ts';
import { enqueue } from './resume.ts';
import { most } from './settle.ts';
import { askPatiently } from './vendor-call.ts';

/** Paid calls whose fate nobody knows, of all films. */
export type Lost = {
  list(): LostJob[];
  /** Asks the vendor what it took lately, at no cost; adopts what is exactly what the job asked for. Throws `not-found`. */
  ask(jobId: string): Promise<LostJob>;
  /** Asks some seconds from now, once: the vendor may still be at it. What fails then is noted with the job. */
  askLater(jobId: string): void;
  /** Throws `conflict` when another job holds the operation, `unsupported` where it could not be fetched. */
  adopt(jobId: string, operation: Operation): JobRecord;
  settle(jobId: string, verdict: (typeof lostVerdicts)[number]): JobRecord;
  /** Waits for questions under way; none is asked any more. */
  stop(): Promise<void>;
};

/** An answer that got lost can belong to a call that the vendor had not finished taking. */
const patienceMs = 3000;
/** Clocks of this machine and of the vendor differ. */
const clockSlackMs = 5000;

type Asked = NonNullable<LostJob['asked']>;
type LostCall = { readonly record: JobRecord; readonly attempt: AttemptRecord; readonly vendor: RemoteVendor };

export function createLost(engine: Engine, dispatcher: Dispatcher): Lost {
  const { ledger } = engine;
  const asked = new Map<string, Asked>();
  const stopping = new AbortController();
  const asking = new Set<Promise<void>>();
  const viewOf = (call: LostCall): LostJob => lostView(call, asked.get(call.record.id) ?? null);

  const look = async (call: LostCall): Promise<Asked> => {
    const at = new Date(engine.clock.now()).toISOString();
    try {
      return { at, orphans: await findOrphans(engine, call, stopping.signal), problem: null };
    } catch (error) {
      return { at, orphans: [], problem: toErrorData(error) };
    }
  };
  const ask = async (jobId: string): Promise<LostJob> => {
    const call = lostCall(engine, jobId);
    const answer = await look(call);
    asked.set(jobId, answer);
    const same = answer.orphans.filter(({ match }) => match === 'same');
    const [only] = same;
    // Meanwhile the user may have decided, or the job of another window.
    if (only && same.length === 1 && isLost(engine, jobId) && !hasTwinUnderWay(engine, dispatcher, call))
      adopt(jobId, only.operation);
    return viewOf(call);
  };
  const adopt: Lost['adopt'] = (jobId, operation) => adoptInto(engine, dispatcher, lostCall(engine, jobId), operation);

  return {
    list: () =>
      ledger.jobs
        .lost()
        .flatMap(({ id }) => callOf(engine, id) ?? [])
        .map(viewOf),
    ask,
    askLater(jobId) {
      const work = async () => {
        await engine.clock.sleep(patienceMs, stopping.signal);
        if (!stopping.signal.aborted && isLost(engine, jobId)) await ask(jobId);
      };
      const tracked = work()
        // Only the ledger can fail here: the job is still shown as lost.
        .catch((error: unknown) => console.error('Looking for a lost job failed:', error))
        .finally(() => asking.delete(tracked));
      asking.add(tracked);
    },
    adopt,
    settle: (jobId, verdict) => settleLost(engine, lostCall(engine, jobId), verdict),
    async stop() {
      stopping.abort();
      await Promise.all(asking);
    },
  };
}

const isLost = ({ ledger }: Engine, jobId: string): boolean => ledger.jobs.get(jobId)?.state === 'unknown';

/** Null for a job whose vendor is not in this studio any more. */
function callOf({ ledger, vendors }: Engine, jobId: string): LostCall | null {
  const record = ledger.jobs.get(jobId);
  const attempt = ledger.attempts.ofJob(jobId).findLast(({ state }) => state === 'unknown');
  const vendor = attempt && vendors.get(attempt.vendor);
  if (!attempt || record?.state !== 'unknown' || vendor?.kind !== 'remote') return null;
  return { record, attempt, vendor };
}

function lostCall(engine: Engine, jobId: string): LostCall {
  const call = callOf(engine, jobId);
  if (call) return call;
  throw new AppError({
    code: 'not-found',
    message: 'This job is not lost any more.',
    action: 'Look at Lost and found again.',
  });
}

/** Work that the vendor lists, that fits, and that no attempt in the ledger holds. */
async function findOrphans(
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
const holderOf = (
  { ledger }: Engine,
  vendor: RemoteVendor,
  operation: Operation,
  sinceIso: string,
): AttemptRecord | undefined =>
  ledger.attempts.holding(vendor.id, sinceIso).find((attempt) => isDeepStrictEqual(attempt.operation, operation));

/** A call of exactly the same request whose answer is still to come: what the vendor lists may be its work. */
function hasTwinUnderWay({ ledger }: Engine, dispatcher: Dispatcher, { record, attempt }: LostCall): boolean {
  return ledger.jobs.unsettled(record.filmId).some(({ id, state }) => {
    if (state !== 'submitting' || dispatcher.find(id) === null) return false;
    return isDeepStrictEqual(ledger.attempts.latest(id)?.request, attempt.request);
  });
}

function adoptInto(
  engine: Engine,
  dispatcher: Dispatcher,
  { record, attempt, vendor }: LostCall,
  operation: Operation,
): JobRecord {
  if (vendor.direct && !vendor.recent?.fetch) throw cannotFetch(vendor.name);
  const { ledger, book } = engine;
  const progress = { fraction: null, secondsLeft: null, text: `Found at ${vendor.name}` };
  const patch = { state: 'running' as const, error: null, cancelAsked: false, dismissed: false, progress };
  const { record: found, written } = book.writeWith('adopt', record.id, patch, () => {
    if (holderOf(engine, vendor, operation, new Date(0).toISOString())) throw heldAlready(vendor.name);
    return ledger.attempts.update(attempt.id, { state: 'running', operation: { ...operation }, outcome: null });
  });
  // A film that is closed goes on with it when it is opened.
  if (engine.films.find(record.filmId)) enqueue(engine, dispatcher, found, written);
  return found;
}

const cannotFetch = (name: string) =>
  new AppError({
    code: 'unsupported',
    message: `${name} does not hand out again what it has made.`,
    action: `Download it at ${name} and bring it in as a take.`,
  });

const heldAlready = (name: string) =>
  new AppError({
    code: 'conflict',
    message: `Another job holds this work of ${name} already.`,
    action: 'Choose another, or ask again.',
  });

function settleLost(
  engine: Engine,
  { record, attempt, vendor }: LostCall,
  verdict: 'never-arrived' | 'billed',
): JobRecord {
  const line = engine.ledger.entries.ofAttempt(attempt.id);
  const billed = verdict === 'billed';
  const error = verdictError(vendor.name, billed);
  const charged = most([...record.trail.map((step) => step.charged), billed ? 'yes' : 'no']);
  const progress = { fraction: null, secondsLeft: null, text: 'Failed' };
  const patch = { state: 'failed' as const, error, charged, progress };
  return engine.book.writeWith('verdict', record.id, patch, () => {
    const micros = billed ? (line?.ceilingMicros ?? 0) : 0;
    engine.ledger.entries.settle(attempt.id, { state: 'settled', micros, basis: 'stated' });
    engine.ledger.attempts.update(attempt.id, { state: 'failed', outcome: error });
  }).record;
}

function verdictError(vendor: string, billed: boolean): ErrorData {
  const message = billed ? `${vendor} billed it, and the result is gone.` : `${vendor} never took it.`;
  const details = { verdict: billed ? 'billed' : 'never-arrived' };
  return new AppError({
    code: 'provider-failed',
    message,
    action: 'Send it again when you want it.',
    details,
  }).toData();
}

function lostView({ record, attempt, vendor }: LostCall, asked: Asked | null): LostJob {
  const { id: jobId, filmId, filmTitle, sceneId, sceneTitle, role, generator, priceCeilingMicros } = record;
  return {
    ...{ jobId, filmId, filmTitle, sceneId, sceneTitle, role, generator, asked },
    vendor: attempt.vendor,
    keyLabel: attempt.keyLabel,
    sentAt: attempt.createdAt,
    about: aboutOf(record.inputs),
    ceilingMicros: priceCeilingMicros,
    reason: record.error ?? new AppError({ code: 'fate-unknown' }).toData(),
    canAsk: vendor.recent !== undefined,
    lookUrl: vendor.lookUrl,
  };
}

const aboutOf = (inputs: JobInputs): string => (inputs.role === 'picture' ? inputs.prompt : inputs.text);
