import { toErrorData } from '../../shared/errors.ts';
import type { LostJob } from '../../shared/lost.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Operation } from '../vendors/define-vendor.ts';
import type { Engine } from './active-job.ts';
import { adoptInto, settleLost, type Verdict } from './adopt.ts';
import type { Dispatcher } from './dispatcher.ts';
import { findOrphans, holderOf, mayBeAnothers } from './find-orphans.ts';
import { callOf, canAsk, type LostCall, lostCall, lostView } from './lost-call.ts';
import { isSameWork } from './same-work.ts';

/** Paid calls whose fate nobody knows, of all films. */
export type Lost = {
  list(): LostJob[];
  /** Asks the vendor what it took lately, at no cost; adopts what is exactly what the job asked for. Throws `not-found`. */
  ask(jobId: string): Promise<LostJob>;
  /** Asks some seconds from now, once: the vendor may still be at it. What fails then is noted with the job. */
  askLater(jobId: string): void;
  /** Throws `conflict` when another job holds the operation, `unsupported` where it could not be fetched. */
  adopt(jobId: string, operation: Operation): JobRecord;
  settle(jobId: string, verdict: Verdict): JobRecord;
  /** Waits for questions under way; none is asked any more. */
  stop(): Promise<void>;
};

/** An answer that got lost can belong to a call that the vendor had not finished taking. */
const patienceMs = 3000;

type Asked = NonNullable<LostJob['asked']>;

export function createLost(engine: Engine, dispatcher: Dispatcher): Lost {
  const { ledger } = engine;
  const asked = new Map<string, Asked>();
  const stopping = new AbortController();
  const asking = new Set<Promise<void>>();
  const viewOf = (call: LostCall): LostJob => lostView(engine, call, asked.get(call.record.id) ?? null);

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
    if (!canAsk(engine, call)) return viewOf(call);
    const answer = await look(call);
    asked.set(jobId, answer);
    const same = answer.orphans.filter(({ match }) => match === 'same');
    const [only] = same;
    // Meanwhile the user may have decided, or another lost job of the same words was given it.
    const free = only && isLost(engine, jobId) && !holderOf(engine, call.vendor, only.operation);
    if (free && same.length === 1 && !mayBeAnothers(engine, call)) adopt(jobId, only.operation);
    else tellAnswer(engine, jobId);
    return viewOf(call);
  };
  const adopt: Lost['adopt'] = (jobId, operation) => {
    const record = adoptInto(engine, dispatcher, jobId, operation);
    for (const [id, answer] of asked) asked.set(id, without(answer, operation));
    return record;
  };

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
    settle: (jobId, verdict) => settleLost(engine, jobId, verdict),
    async stop() {
      stopping.abort();
      await Promise.all(asking);
    },
  };
}

/** What one job was given is no other's. */
const without = (answer: Asked, work: Operation): Asked => ({
  ...answer,
  orphans: answer.orphans.filter(({ operation }) => !isSameWork(operation, work)),
});

const isLost = ({ ledger }: Engine, jobId: string): boolean => ledger.jobs.get(jobId)?.state === 'unknown';

/** Windows that show the lost call are to show what the vendor said of it, whoever asked. */
function tellAnswer({ ledger, book }: Engine, jobId: string): void {
  const record = ledger.jobs.get(jobId);
  if (record?.state === 'unknown') book.tell(record);
}
