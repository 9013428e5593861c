import { beforeEach, expect, test, vi } from 'vitest';
import { isSettled } from '../../shared/job.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { testKey } from './testing/key-shelf.ts';
import type { Bench, BenchOptions } from './testing/test-bench.ts';
import { testDirectVendor } from './testing/test-direct-vendor.ts';
import { testGenerator } from './testing/test-vendor.ts';

const at = benchForEachTest();

// What goes wrong after the end of the world is not worth reading.
beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));

const generators = [testGenerator(), testGenerator({ id: 'sayco-clip', vendor: 'sayco' })];
const open = (deps: BenchOptions['deps'] = {}) =>
  at.open({
    deps,
    generators,
    vendors: [testDirectVendor(at.server.origin)],
    keys: [testKey('k1'), testKey('s1', { vendor: 'sayco' })],
  });

/** Runs a job until a step of the journal, from where on nothing reaches the disk any more, as after a power cut. */
async function crashAt(generator: string, step: string, when: 'before' | 'after'): Promise<Bench> {
  await at.makeFilm();
  let dead = false;
  const reached = Promise.withResolvers<void>();
  const onJournal = (name: string, moment: string) => {
    dead ||= name === step && moment === when;
    if (!dead) return;
    reached.resolve();
    throw new Error('the power is cut');
  };
  const bench = await open({ onJournal });
  await bench.start(generator).catch(() => undefined);
  await reached.promise;
  await bench.close();
  return bench;
}

/** Everything that a vendor was paid for. */
const charges = () => at.server.submitted.length;

async function afterRestart(first: Bench) {
  const bench = await open();
  await bench.generation.resumeFilm(first.film.id);
  await expect.poll(() => bench.generation.busy(), { timeout: 20_000 }).toBe(0);
  const jobs = bench.generation.list(first.film.id);
  expect(jobs.every(({ state }) => isSettled(state))).toBe(true);
  const takes = await bench.session.takes.list();
  return { bench, jobs, takes, lost: bench.generation.lost.list() };
}

const moments = ['before', 'after'] as const;
const queue = ['reserve', 'submitting', 'taken', 'fetching', 'settled:done'];
const direct = ['reserve', 'submitting', 'incoming', 'received', 'settled:done'];
const points = [
  ...queue.flatMap((step) => moments.map((when) => ['testco-clip', step, when] as const)),
  ...direct.flatMap((step) => moments.map((when) => ['sayco-clip', step, when] as const)),
];

/** Between the call and its receipt nobody can know; everywhere else nothing is lost. */
const isDark = (step: string, when: string): boolean =>
  `${step} ${when}` === 'submitting after' ||
  `${step} ${when}` === 'taken before' ||
  `${step} ${when}` === 'incoming before';

test.each(points)(
  '%s, the power is cut at %s (%s): nothing is paid twice, and every loss is named',
  async (generator, step, when) => {
    const { bench, jobs, takes, lost } = await afterRestart(await crashAt(generator, step, when));
    const never = step === 'reserve' && when === 'before';
    expect(jobs).toHaveLength(never ? 0 : 1);
    expect(lost).toHaveLength(isDark(step, when) ? 1 : 0);
    expect(takes).toHaveLength(never || isDark(step, when) ? 0 : 1);
    expect(charges()).toBeLessThanOrEqual(takes.length + lost.length);
    const lines = jobs.flatMap(({ id }) => bench.generation.receipts(id).map(({ state }) => state));
    expect(lines).toEqual(never ? [] : [isDark(step, when) ? 'unsure' : 'settled']);
  },
);
