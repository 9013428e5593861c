import { expect, test } from 'vitest';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { Job } from '../../../shared/job.ts';
import { budgetPlace, nextLink, retryMicros, stepLabel, stepsFor } from './job-steps.ts';

const link = (generator: string, priceCeilingMicros: number) => ({ generator, vendor: 'piapi', priceCeilingMicros });
const job = (code: ErrorCode, more: Partial<Job> = {}, details: Record<string, unknown> = {}): Job =>
  ({
    state: 'failed',
    role: 'picture',
    generator: 'kling',
    chain: [link('kling', 240_000), link('luma', 200_000)],
    priceCeilingMicros: 240_000,
    charged: 'no',
    error: { code, message: '', action: '', details },
    ...more,
  }) as Job;

test.each([
  [job('content-rejected'), ['edit-prompt', 'next', 'retry', 'dismiss']],
  [job('no-credit'), ['keys', 'next', 'retry', 'dismiss']],
  [job('over-budget', { generator: 'luma' }), ['raise-budget', 'retry', 'dismiss']],
  [job('bad-output'), ['next', 'retry', 'dismiss']],
  [job('timed-out', {}, { held: true }), ['next', 'ask-again', 'dismiss']],
  [job('unauthorized', {}, { held: true }), ['keys', 'next', 'ask-again', 'dismiss']],
  [job('timed-out'), ['next', 'retry', 'dismiss']],
  [job('fate-unknown', { state: 'unknown' }), ['lost', 'retry']],
])('what mends the cause comes first, then what goes on', (failed, expected) => {
  expect(stepsFor(failed)).toEqual(expected);
});

test('what may cost money says how much', () => {
  const failed = job('content-rejected', { generator: 'luma', priceCeilingMicros: 200_000 });
  expect(nextLink(failed)).toBeNull();
  expect(retryMicros(failed)).toBe(240_000);
  expect(stepLabel('retry', failed, [])).toBe('Try again · $0.24');
  expect(stepLabel('next', job('content-rejected'), [])).toBe('Go on with luma · $0.20');
});

test('a budget is raised where it was set', () => {
  const over = (budget: string): Pick<Job, 'error'> => ({
    error: { code: 'over-budget', message: '', action: '', details: { budget } },
  });
  expect(budgetPlace(over('film'))).toBe('film');
  expect(budgetPlace(over('vendor'))).toBe('settings');
});
