import { expect, test } from 'vitest';
import type { ExportJob } from '../../shared/export.ts';
import type { Job } from '../../shared/job.ts';
import type { VendorRing } from '../../shared/key.ts';
import type { TakeView } from '../../shared/take.ts';
import { newerDraft, upsert, withExport, withJob, withJobs, withRing, withTakes } from './event-reducers.ts';

const job = (state: Job['state'], updatedAt: string, id = 'jb_00000001'): Job => ({
  id,
  filmId: 'fi_00000001',
  sceneId: 'sc_00000001',
  role: 'voice',
  generator: 'local-voice',
  vendor: 'local-voice',
  chain: [],
  trail: [],
  priority: 'medium',
  keyLabel: null,
  state,
  inputs: { role: 'voice', text: 'Every night at seven.', voice: null, speed: 1 },
  progress: { fraction: null, secondsLeft: null, text: '' },
  error: null,
  charged: 'no',
  priceCeilingMicros: 0,
  takeId: null,
  comparisonId: null,
  warnings: [],
  createdAt: '2026-11-20T09:00:00.000Z',
  updatedAt,
});

test('an item takes its own place, a new one the end', () => {
  expect(upsert([{ id: 'a' }, { id: 'b' }], { id: 'a', more: 1 } as { id: string })).toEqual([
    { id: 'a', more: 1 },
    { id: 'b' },
  ]);
  expect(upsert([{ id: 'a' }], { id: 'c' })).toEqual([{ id: 'a' }, { id: 'c' }]);
});

test('an event that was overtaken does not turn a job back', () => {
  const done = job('done', '2026-11-20T09:00:02.000Z');
  expect(withJob([done], job('running', '2026-11-20T09:00:01.000Z'))).toEqual([done]);
  expect(withJob([done], job('running', '2026-11-20T09:00:02.000Z'))).toEqual([done]);
  expect(withJob([job('running', '2026-11-20T09:00:01.000Z')], done)).toEqual([done]);
});

test('a failed job that goes on later is at work again', () => {
  const again = job('queued', '2026-11-20T09:00:03.000Z');
  expect(withJob([job('failed', '2026-11-20T09:00:02.000Z')], again)).toEqual([again]);
});

test('many news of jobs take their places, the newest of each job, and new jobs the end', () => {
  const [a, b] = [job('running', '1', 'a'), job('running', '1', 'b')];
  const [b2, b3, c] = [job('running', '2', 'b'), job('done', '3', 'b'), job('running', '2', 'c')];
  expect(withJobs([a, b], [b2, c, b3])).toEqual([a, b3, c]);
});

test('many news of jobs put no older state over a newer one, and leave the other jobs as they are', () => {
  const [a, b] = [job('running', '5', 'a'), job('running', '5', 'b')];
  const after = withJobs([a, b], [job('running', '4', 'b')]);
  expect(after[0]).toBe(a);
  expect(after[1]).toBe(b);
});

test('many new takes take their places, or the end', () => {
  const take = (id: string, problem: TakeView['problem'] = null) => ({ id, problem }) as TakeView;
  const [a, b, c] = [take('a'), take('b'), take('c')];
  const after = withTakes([a, b], [c, take('a')]);
  expect(after).toEqual([a, b, c]);
  expect(after[1]).toBe(b);
});

test('a finished export stays finished', () => {
  const exported = { id: 'ex_00000001', state: 'done', fraction: 1 } as ExportJob;
  expect(withExport([exported], { ...exported, state: 'rendering', fraction: 0.4 })).toEqual([exported]);
  expect(withExport([], exported)).toEqual([exported]);
});

test('a draft gives way to one begun later, and to nothing that is older', () => {
  const first = {
    ...{ id: 'ex_00000001', state: 'done', fraction: 1, draft: true },
    createdAt: '2026-11-20T09:00:00.000Z',
  } as ExportJob;
  const second: ExportJob = { ...first, id: 'ex_00000002', state: 'rendering', createdAt: '2026-11-20T10:00:00.000Z' };
  expect(newerDraft(null, first)).toBe(first);
  expect(newerDraft(first, second)).toBe(second);
  expect(newerDraft(second, { ...first, state: 'cancelled' })).toBe(second);
  expect(newerDraft(first, { ...first, state: 'rendering' })).toBe(first);
});

test("a vendor's ring takes the place of what was known of it", () => {
  const ring = (vendor: string, waiting: number): VendorRing => ({
    ...{ vendor, waiting, running: 0, wait: null, keys: [] },
    limits: { perMinute: 15, atOnce: 4, coolDownSeconds: 30 },
  });
  expect(withRing([ring('fal', 0), ring('gemini', 2)], ring('fal', 5))).toEqual([ring('fal', 5), ring('gemini', 2)]);
  expect(withRing([ring('fal', 0)], ring('groq', 1))).toEqual([ring('fal', 0), ring('groq', 1)]);
});
