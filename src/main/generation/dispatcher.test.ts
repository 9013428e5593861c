import { beforeEach, expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { ActiveJob, Next } from './active-job.ts';
import { createDispatcher, type DispatchEntry, type DispatcherOptions } from './dispatcher.ts';
import type { RingWait } from './key-ring.ts';
import { fastClock } from './testing/test-bench.ts';
import type { Admission } from './vendor-line.ts';

type Run = { readonly job: ActiveJob; readonly cancelled: boolean; end(next?: Next): Promise<void> };

let runs: Run[];
let asked: number;
let idle: string[];
let atOnce: number;
let wait: RingWait;

beforeEach(() => {
  runs = [];
  idle = [];
  asked = 0;
  atOnce = 1;
  wait = { text: 'Testco is busy', until: null, hopeless: null };
});

const over: Next = { state: 'over' };
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

function open(options: Partial<DispatcherOptions> = {}) {
  return createDispatcher({
    clock: fastClock().clock,
    admit: (_, running): Admission => {
      asked++;
      return running < atOnce ? { lease: null } : { wait };
    },
    occupy: () => undefined,
    release: () => undefined,
    run: (job, _, { cancel }) => {
      const { promise, resolve } = Promise.withResolvers<Next>();
      const end = async (next: Next = over) => {
        resolve(next);
        await settle();
      };
      runs.push({ job, cancelled: cancel.aborted, end });
      return promise;
    },
    giveUp: () => over,
    graceOf: () => 10_000,
    onBusy: () => undefined,
    onIdle: (filmId) => void idle.push(filmId),
    ...options,
  });
}

const entry = (jobId: string, init: Partial<DispatchEntry> = {}): DispatchEntry => ({
  ...{ jobId, filmId: 'film', vendorId: 'testco', priority: 'medium', cancelled: false, goesOn: null, after: null },
  ...init,
});
const started = () => runs.map(({ job }) => job.jobId);

test('starts by priority and age, and a change of priority counts', async () => {
  const dispatcher = open();
  dispatcher.add(entry('first'));
  for (const id of ['a', 'b', 'c']) dispatcher.add(entry(id));
  dispatcher.add(entry('low', { priority: 'low' }));
  dispatcher.prioritise('c', 'high');
  dispatcher.prioritise('low', 'high');
  for (let index = 0; index < 5; index++) await runs[index]?.end();
  expect(started()).toEqual(['first', 'c', 'low', 'a', 'b']);
  expect(idle).toEqual(['film']);
  expect(dispatcher.size()).toBe(0);
});

test('what goes on with an operation starts at once, and takes a place', () => {
  const dispatcher = open();
  dispatcher.add(entry('first'));
  dispatcher.add(entry('second'));
  dispatcher.add(entry('held', { goesOn: { lease: null } }));
  expect(started()).toEqual(['first', 'held']);
  expect(dispatcher.waitOf('second', 'testco')).toEqual({ text: 'Waiting: Testco is busy', until: null });
  expect(dispatcher.waitOf('held', 'testco')).toBeNull();
  expect(dispatcher.waiting('testco')).toEqual({ waiting: 1, wait: { text: 'Testco is busy', until: null } });
});

test('a thousand that wait cost one look each when they come, and one when something changes', async () => {
  const dispatcher = open();
  for (let index = 0; index <= 1000; index++) dispatcher.add(entry(`job ${index}`));
  expect(asked).toBe(1001);
  dispatcher.wake('testco');
  expect(asked).toBe(1002);
  await runs[0]?.end();
  expect(asked).toBeLessThan(1007);
  expect(started()).toEqual(['job 0', 'job 1']);
});

test('a wait with an end is waited for, and a job with a wait of its own lets others pass', async () => {
  const { clock, slept } = fastClock();
  const dispatcher = open({ clock });
  dispatcher.add(entry('first'));
  dispatcher.add(entry('second'));
  const until = clock.now() + 60_000;
  await runs[0]?.end({ state: 'again', vendorId: 'testco', wait: { text: 'Testco is down', until } });
  expect(started().slice(0, 2)).toEqual(['first', 'second']);
  await runs[1]?.end();
  await expect.poll(started, { timeout: 10_000 }).toEqual(['first', 'second', 'first']);
  expect(slept.some((ms) => ms > 59_000)).toBe(true);
});

test('goes on in another vendor’s line when told to, with its age', async () => {
  const dispatcher = open();
  dispatcher.add(entry('other', { vendorId: 'otherco' }));
  dispatcher.add(entry('moves'));
  dispatcher.add(entry('younger', { vendorId: 'otherco' }));
  await runs[1]?.end({ state: 'again', vendorId: 'otherco', wait: null });
  await runs[0]?.end();
  expect(started()).toEqual(['other', 'moves', 'moves']);
});

test('a job stands only in the line that it has come to, and says so when it has to wait there', async () => {
  const stands: string[] = [];
  const moved: (string | undefined)[] = [];
  const dispatcher = open({
    onStands: (jobId) => void stands.push(jobId),
    giveUp: ({ jobId }) => {
      moved.push(dispatcher.waitOf(jobId, 'otherco')?.text);
      return { state: 'again', vendorId: 'otherco', wait: null };
    },
    admit: (vendorId, running) => {
      if (running < 1) return { lease: null };
      const hopeless = vendorId === 'testco' ? new AppError({ code: 'no-credit' }) : null;
      return { wait: { text: `${vendorId} is busy`, until: null, hopeless } };
    },
  });
  dispatcher.add(entry('other', { vendorId: 'otherco' }));
  dispatcher.add(entry('first'));
  dispatcher.add(entry('moves'));
  await expect.poll(() => stands, { timeout: 10_000 }).toEqual(['moves']);
  expect(moved).toEqual([undefined]);
  expect(dispatcher.waitOf('moves', 'otherco')?.text).toBe('Waiting: otherco is busy');
  expect(dispatcher.waiting('testco')).toEqual({ waiting: 0, wait: null });
  for (const { end } of runs) await end();
});

test('when nothing can ever be waited for, all of a line are given up', async () => {
  const given: string[] = [];
  const giveUp = (job: ActiveJob, { code }: AppError): Next => {
    given.push(`${job.jobId} ${code}`);
    return over;
  };
  const dispatcher = open({ giveUp });
  dispatcher.add(entry('first'));
  dispatcher.add(entry('second'));
  wait = { text: 'no key', until: null, hopeless: new AppError({ code: 'unauthorized' }) };
  dispatcher.add(entry('third'));
  await expect.poll(() => given, { timeout: 10_000 }).toEqual(['second unauthorized', 'third unauthorized']);
  await runs[0]?.end();
  expect(dispatcher.size()).toBe(0);
});

test('a job that waits can be taken out; a job that runs is told', async () => {
  const dispatcher = open();
  dispatcher.add(entry('first'));
  dispatcher.add(entry('second'));
  expect([dispatcher.drop('first'), dispatcher.drop('second'), dispatcher.drop('second')]).toEqual([
    false,
    true,
    false,
  ]);
  await runs[0]?.end();
  expect(started()).toEqual(['first']);
});

test('stopping starts nothing more and waits for what runs', async () => {
  const dispatcher = open();
  dispatcher.add(entry('first'));
  dispatcher.add(entry('second'));
  const stopped = dispatcher.stop();
  await runs[0]?.end({ state: 'again', vendorId: 'testco', wait: { text: 'later', until: Number.MAX_SAFE_INTEGER } });
  await stopped;
  dispatcher.add(entry('third'));
  expect(started()).toEqual(['first']);
  expect(idle).toEqual([]);
});

test('a job that follows another stands in line when that is over, and holds its film meanwhile', async () => {
  const dispatcher = open({ admit: () => ({ lease: null }) });
  dispatcher.add(entry('voice', { vendorId: 'speaker' }));
  dispatcher.add(entry('picture', { after: 'voice' }));
  dispatcher.add(entry('dropped', { after: 'voice' }));
  dispatcher.add(entry('free', { after: 'somebody who is over' }));
  expect(started()).toEqual(['voice', 'free']);
  expect(dispatcher.waitOf('picture', 'testco')?.text).toMatch(/narration/);
  expect(dispatcher.drop('dropped')).toBe(true);
  await runs[0]?.end({ state: 'again', vendorId: 'speaker', wait: null });
  expect(started()).toEqual(['voice', 'free', 'voice']);
  await runs[2]?.end();
  expect(started()).toEqual(['voice', 'free', 'voice', 'picture']);
  expect(idle).toEqual([]);
  expect(runs[3]?.job.followed).toBe(true);
});

test('a job that comes again while its run ends runs once more after it', async () => {
  const dispatcher = open();
  dispatcher.add(entry('job'));
  dispatcher.add(entry('job', { goesOn: { lease: null } }));
  expect(started()).toEqual(['job']);
  await runs[0]?.end();
  expect(started()).toEqual(['job', 'job']);
  await runs[1]?.end();
  expect(dispatcher.size()).toBe(0);
});

test('a stop between the end of a run and its coming again stops what comes, and one before it does not', async () => {
  const dispatcher = open();
  dispatcher.add(entry('late'));
  dispatcher.add(entry('late', { goesOn: { lease: null } }));
  dispatcher.find('late')?.cancel.abort();
  await runs[0]?.end();
  expect(runs[1]?.cancelled).toBe(true);
  await runs[1]?.end();
  dispatcher.add(entry('early'));
  dispatcher.find('early')?.cancel.abort();
  dispatcher.add(entry('early', { goesOn: { lease: null } }));
  await runs[2]?.end();
  expect(runs[3]?.cancelled).toBe(false);
  await runs[3]?.end();
});
