import { expect, test } from 'vitest';
import type { Job } from '../../../shared/job.ts';
import {
  cancelText,
  chargeText,
  jobToShow,
  progressText,
  trailText,
  troubleText,
  waitingProgress,
  workText,
} from './job-text.ts';

const job = (more: Partial<Job>): Job =>
  ({
    id: 'jb_1',
    sceneId: 'sc_1',
    role: 'picture',
    state: 'running',
    progress: { fraction: null, secondsLeft: null, text: '' },
    charged: 'no',
    priceCeilingMicros: 240_000,
    createdAt: '2026-11-20T09:00:00Z',
    ...more,
  }) as Job;

test.each([
  [{ fraction: 0.61, secondsLeft: 22, text: 'draws' }, '61 % · 0:22 left'],
  [
    { fraction: 0.47, secondsLeft: null, text: 'waits in the queue of Replicate' },
    '47 % · waits in the queue of Replicate',
  ],
  [{ fraction: null, secondsLeft: null, text: 'waits for key 2' }, 'waits for key 2'],
  [{ fraction: null, secondsLeft: null, text: '' }, 'Starting'],
])('progress is how far and how long, or what happens', (progress, text) => {
  expect(progressText(job({ progress }), 0)).toBe(text);
});

test('what a job waits for is counted down, and not beyond', () => {
  const progress = { ...job({}).progress, text: 'Key 2 is at 15 calls a minute', until: '2026-11-20T09:00:14.000Z' };
  const at = (second: string) =>
    progressText({ state: 'queued', progress }, Date.parse(`2026-11-20T09:00:${second}.000Z`));
  expect(at('00')).toBe('Key 2 is at 15 calls a minute · 0:14');
  expect(at('20')).toBe('Key 2 is at 15 calls a minute');
});

test('a job in line waits for what the whole line waits for', () => {
  const own = { fraction: null, secondsLeft: null, text: 'Waiting for Replicate' };
  const wait = { text: 'all 2 Replicate keys are at 8 jobs', until: null };
  expect(waitingProgress(own, wait)).toMatchObject({ text: wait.text, until: null });
  expect(waitingProgress(own, null)).toBe(own);
});

test('who was left behind, why, and whether it was charged', () => {
  const chain = [{ generator: 'kling', vendor: 'piapi', priceCeilingMicros: 240_000 }];
  const step = (code: 'no-credit' | 'internal', charged: 'no' | 'maybe') =>
    trailText(
      { generator: 'kling', error: { code, message: '', action: '', details: {} }, charged },
      job({ chain }),
      [],
    );
  expect(step('no-credit', 'no')).toBe('kling had no credit · not charged');
  expect(step('internal', 'maybe')).toBe('kling failed · perhaps charged up to $0.24');
});

test('what stopping costs is said before', () => {
  const vendor = { afterCancel: 'fal bills it.' };
  expect(cancelText({ state: 'queued' }, vendor)).toContain('costs nothing');
  expect(cancelText({ state: 'running' }, vendor)).toBe('fal bills it.');
  expect(cancelText({ state: 'running' }, undefined)).toContain('no cost');
});

test('charges are never overstated', () => {
  expect(chargeText(job({ charged: 'no' }))).toBe('not charged');
  expect(chargeText(job({ charged: 'maybe' }))).toBe('perhaps charged up to $0.24');
  expect(chargeText(job({ charged: 'yes', priceCeilingMicros: 0 }))).toBe('not charged');
});

test('a scene shows its newest job while it works or when it ended in trouble', () => {
  const failed = job({ id: 'jb_old', state: 'failed', createdAt: '2026-11-20T08:00:00Z' });
  expect(jobToShow([failed], 'sc_1')?.id).toBe('jb_old');
  expect(jobToShow([job({}), failed], 'sc_1')?.id).toBe('jb_1');
  expect(jobToShow([failed, job({ state: 'done' })], 'sc_1')).toBeNull();
  expect(jobToShow([failed, job({ state: 'done', role: 'voice' })], 'sc_1', 'picture')?.id).toBe('jb_old');
});

test('the trouble of one column of a comparison is left to the wall; its work is shown', () => {
  const column = (more: Partial<Job>) => job({ comparisonId: 'cp_1', ...more });
  const failed = column({ id: 'jb_2', state: 'failed', createdAt: '2026-11-20T09:00:01Z' });
  expect(jobToShow([failed], 'sc_1')).toBeNull();
  expect(jobToShow([column({ state: 'running' }), failed], 'sc_1')?.id).toBe('jb_1');
  expect(jobToShow([job({ id: 'jb_0', state: 'failed' }), failed], 'sc_1')?.id).toBe('jb_0');
  expect(jobToShow([job({ id: 'jb_0', state: 'failed' }), column({ state: 'done' }), failed], 'sc_1')).toBeNull();
});

test('the work of the film in a few words', () => {
  expect(workText([job({}), job({ state: 'queued' }), job({ state: 'done' })])).toBe('1 running · 1 waits');
  expect(workText([job({ state: 'failed' })])).toBeNull();
});

test('a stopped job is shown only where it may cost', () => {
  const stopped = job({ state: 'cancelled', charged: 'maybe' });
  expect(jobToShow([stopped], 'sc_1')?.id).toBe(stopped.id);
  const vendor = { afterCancel: 'Replicate bills it.' };
  expect(troubleText(stopped, 'Kling', vendor)).toEqual({ what: 'Kling was stopped.', next: 'Replicate bills it.' });
  expect(jobToShow([job({ state: 'cancelled', charged: 'no' })], 'sc_1')).toBeNull();
  expect(jobToShow([job({ state: 'cancelled', charged: 'maybe', priceCeilingMicros: 0 })], 'sc_1')).toBeNull();
});
