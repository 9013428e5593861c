import type { JobWish } from '../../shared/batch.ts';
import { AppError } from '../../shared/errors.ts';
import type { Job, Priority } from '../../shared/job.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import type { Dispatcher } from './dispatcher.ts';
import { voicesToWaitFor } from './fit-to-voice.ts';
import { refuseHurdles } from './judge.ts';
import { reserveAll } from './money.ts';
import { openSession, planGround } from './plan-film.ts';
import { planBatch } from './plan-jobs.ts';
import { enqueue, speakersFirst } from './resume.ts';
import { jobsOf, takenOrder } from './taken-order.ts';

/** Wishes that become jobs. */
export function createOrders(engine: Engine, dispatcher: Dispatcher) {
  const { book, ledger } = engine;
  const retrying = new Set<string>();

  const generate = async (
    filmId: string,
    wishes: readonly JobWish[],
    priority: Priority = 'medium',
    orderId: string | null = null,
  ): Promise<Job[]> => {
    const session = openSession(engine, filmId);
    const order = { orderId, filmId, count: wishes.length };
    const before = takenOrder(ledger, order);
    if (before) return before.map(book.view);
    const ground = await planGround(engine, session);
    const { judgement, jobs } = await planBatch({ ...ground, filmDir: session.dir, wishes, priority });
    refuseHurdles(judgement);
    // Planning takes its time, in which the film may have been closed.
    openSession(engine, filmId);
    const meanwhile = takenOrder(ledger, order);
    if (meanwhile) return meanwhile.map(book.view);
    // The judgement looked at the budgets a moment ago; this is where they hold.
    const records = book.together('reserve', () => {
      const added = ledger.jobs.add(jobsOf(orderId, jobs));
      const wanted = added.map((job) => ({ job, vendorId: job.chain[0]?.vendor ?? '' }));
      reserveAll(engine, filmId, wanted);
      return added;
    });
    const inOrder = speakersFirst(records);
    const told = book.tellAll(inOrder);
    const voices = voicesToWaitFor(ground.film, records);
    for (const record of inOrder) enqueue(engine, dispatcher, record, { after: voices.get(record.id) ?? null });
    await told;
    return records.map(book.view);
  };

  return {
    generate,
    /** A new job with the wish of an old one, which is dismissed. Throws `conflict` the second time. */
    async retry(record: JobRecord): Promise<Job> {
      // A second click, or another tab, that wants the same: it would be paid twice.
      if (record.dismissed || retrying.has(record.id)) throw retriedAlready();
      retrying.add(record.id);
      try {
        // A crash may come before the old job is dismissed: then it is found that it was tried again.
        const orderId = `retry ${record.id} ${record.updatedAt}`;
        const [job] = await generate(record.filmId, [wishOf(engine, record)], record.priority, orderId);
        if (!job) throw new AppError({ code: 'internal' });
        ledger.jobs.update(record.id, { dismissed: true });
        return job;
      } finally {
        retrying.delete(record.id);
      }
    },
  };
}

/** What a job was for. In a comparison the seed stays too, since its columns may share it. */
function wishOf({ generators }: Engine, { sceneId, role, chain, comparisonId, inputs, ...record }: JobRecord): JobWish {
  const generator = chain[0]?.generator ?? record.generator;
  if (!comparisonId) return { sceneId, role, generator };
  const seeded = inputs.role === 'picture' && generators.get(generator)?.limits.seed;
  return { sceneId, role, generator, comparisonId, ...(seeded ? { seed: inputs.seed } : {}) };
}

function retriedAlready(): AppError {
  const message = 'This job was tried again already, or was dismissed.';
  return new AppError({ code: 'conflict', message, action: 'Look at the jobs again.' });
}
