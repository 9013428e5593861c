import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../shared/job.ts';
import { jobBurst, withJobs } from './job-burst.ts';

const job = (id: string, updatedAt: string, state: Job['state'] = 'running') => ({ id, updatedAt, state }) as Job;

describe('many news of jobs at once', () => {
  it('take their places, the newest of each job last, and new jobs at the end', () => {
    const [a, b] = [job('a', '1'), job('b', '1')];
    const [b2, b3, c] = [job('b', '2'), job('b', '3', 'done'), job('c', '2')];
    expect(withJobs([a, b], [b2, c, b3])).toEqual([a, b3, c]);
  });

  it('never put an older state over a newer one, and leave the others as they are', () => {
    const [a, b] = [job('a', '5'), job('b', '5')];
    const after = withJobs([a, b], [job('b', '4')]);
    expect(after[0]).toBe(a);
    expect(after[1]).toBe(b);
  });
});

describe('a burst', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is handed on together, and each later one again', () => {
    const heard: string[][] = [];
    const burst = jobBurst((jobs) => heard.push(jobs.map(({ id }) => id)));
    burst.add(job('a', '1'));
    burst.add(job('b', '1'));
    expect(heard).toEqual([]);
    vi.runAllTimers();
    burst.add(job('c', '1'));
    vi.runAllTimers();
    expect(heard).toEqual([['a', 'b'], ['c']]);
  });

  it('is dropped when nobody listens any more', () => {
    const heard: unknown[] = [];
    const burst = jobBurst((jobs) => heard.push(jobs));
    burst.add(job('a', '1'));
    burst.stop();
    vi.runAllTimers();
    expect(heard).toEqual([]);
  });
});
