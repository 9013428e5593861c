import { expect, it } from 'vitest';
import type { StudioEvent } from '../../shared/events.ts';
import { newId } from '../../shared/ids.ts';
import type { Job, JobState } from '../../shared/job.ts';
import { followJobs } from './follow.ts';

const filmId = newId('film');
const job = (id: string, state: JobState, of = filmId): Job => ({
  ...{ id, filmId: of, sceneId: newId('scene'), role: 'voice', generator: 'g', state, error: null, charged: 'no' },
  ...{ vendor: 'v', chain: [], trail: [], priority: 'medium', keyLabel: null },
  inputs: { role: 'voice', text: 'x', voice: null, speed: 1 },
  progress: { fraction: null, secondsLeft: null, text: '' },
  ...{ priceCeilingMicros: 0, takeId: null, comparisonId: null, warnings: [], createdAt: '', updatedAt: '' },
});

function bus() {
  const listeners = new Set<(event: StudioEvent) => void>();
  const subscribe = (listener: (event: StudioEvent) => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const say = (one: Job) => {
    for (const listener of listeners) listener({ type: 'job', job: one });
  };
  return { subscribe, say };
}

const [a, b] = [newId('job'), newId('job')];
const never = new AbortController().signal;

it('hears what happened before it was asked to wait, and ignores other films', async () => {
  const { subscribe, say } = bus();
  const heard: string[] = [];
  const jobs = followJobs({ subscribe }, filmId, ({ state }) => heard.push(state));
  say(job(a, 'done'));
  say(job(b, 'done', newId('film')));
  const settled = jobs.settled([job(a, 'queued'), job(b, 'queued')], never);
  say(job(b, 'running'));
  say(job(b, 'failed'));
  expect((await settled).map(({ state }) => state)).toEqual(['done', 'failed']);
  expect(heard).toEqual(['done', 'running', 'failed']);
  jobs.stop();
  say(job(a, 'queued'));
  expect(heard).toHaveLength(3);
});

it('gives up when interrupted, before or while it waits', async () => {
  const { subscribe } = bus();
  const jobs = followJobs({ subscribe }, filmId, () => {});
  await expect(jobs.settled([job(a, 'queued')], AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  const controller = new AbortController();
  const settled = jobs.settled([job(a, 'queued')], controller.signal);
  controller.abort();
  await expect(settled).rejects.toMatchObject({ code: 'cancelled' });
});
