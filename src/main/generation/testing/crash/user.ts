import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Job } from '../../../../shared/job.ts';
import type { LostJob } from '../../../../shared/lost.ts';
import { type LifeOrder, sceneWordOf } from './life-order.ts';
import type { MortalEngine } from './mortal-engine.ts';

/** Waits until nothing runs or waits. */
export async function untilIdle({ generation }: MortalEngine): Promise<void> {
  while (generation.busy() > 0) await sleep(3);
}

/** Stops, and turns of the line, that the user asks for right after the takes were ordered. */
export async function meddle({ generation, ledger }: MortalEngine, { acts }: LifeOrder, jobs: readonly Job[]) {
  const [first, last] = [jobs.at(0), jobs.at(-1)];
  if (last && acts.includes('prioritise')) generation.prioritise(last.id, 'high');
  if (last && acts.includes('cancel-waiting')) generation.cancel(last.id);
  if (!first || !acts.includes('cancel-running')) return;
  while (ledger.jobs.get(first.id)?.state === 'queued') await sleep(2);
  await sleep(10);
  generation.cancel(first.id);
}

/** The user topped up, and changed the keys that were refused. */
export function mendKeys({ ring, keys }: MortalEngine, { vendor }: LifeOrder): void {
  for (const { id } of keys.ring(vendor)) ring.revive(id);
}

/** Goes on with jobs that were given up although the vendor holds their results. */
export async function takeUpAll(engine: MortalEngine, order: LifeOrder): Promise<void> {
  const { generation, ledger, session } = engine;
  mendKeys(engine, order);
  for (const { id, state } of generation.list(session.filmId)) {
    const stalled = ledger.attempts.ofJob(id).some((attempt) => attempt.state === 'stalled');
    if (stalled && state === 'failed') await generation.retry(id);
  }
  await untilIdle(engine);
}

/** Goes through Lost and found until nothing is lost any more. */
export async function clearUp(engine: MortalEngine, order: LifeOrder): Promise<void> {
  while (engine.generation.lost.list().length > 0) {
    for (const lost of engine.generation.lost.list()) await decide(engine, order, lost);
    await untilIdle(engine);
    await sleep(5);
  }
}

async function decide({ generation, ledger }: MortalEngine, order: LifeOrder, lost: LostJob): Promise<void> {
  const { jobId } = lost;
  const bill = await billOf(order, lost);
  // The engine asks by itself too: it may have been adopted meanwhile.
  const isLost = () => ledger.jobs.get(jobId)?.state === 'unknown';
  if (!isLost()) return;
  const { asked, canAsk } = lost.canAsk ? await generation.lost.ask(jobId) : lost;
  if (!isLost()) return;
  const orphan = asked?.orphans.find(({ match }) => match === 'same');
  if (orphan) generation.lost.adopt(jobId, orphan.operation);
  // A vendor that can be asked lists what it billed, once it is done with it.
  else if (bill === null || !canAsk) generation.lost.settle(jobId, bill === null ? 'never-arrived' : 'billed');
}

const controlSchema = z.object({
  jobs: z.array(z.object({ id: z.string(), input: z.unknown(), createdAt: z.number() })),
  book: z.array(z.object({ id: z.string(), state: z.enum(['charged', 'refunded']) })),
});

/** What the user finds at the vendor: the id of the work that was billed for a call, or null. */
async function billOf({ control }: LifeOrder, { about, sentAt }: LostJob): Promise<string | null> {
  const { jobs, book } = controlSchema.parse(await (await fetch(control)).json());
  const charged = new Set(book.flatMap(({ id, state }) => (state === 'charged' ? [id] : [])));
  const word = sceneWordOf(about);
  const made = jobs.find(
    ({ id, input, createdAt }) =>
      charged.has(id) && createdAt >= Date.parse(sentAt) && sceneWordOf(JSON.stringify(input)) === word,
  );
  return made?.id ?? null;
}
