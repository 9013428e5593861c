import type { Scene } from '../../../shared/film.ts';
import type { Job } from '../../../shared/job.ts';
import type { TakeView } from '../../../shared/take.ts';
import { testTake } from '../../../shared/test-take.ts';

/** For tests only: a moment, `minute` after the hour. */
export const at = (minute: number): string => `2026-11-20T10:${String(minute).padStart(2, '0')}:00.000Z`;

/** For tests only: a job of a scene's picture, asked for at `minute`. */
export function testJob(id: string, scene: Scene, generator: string, minute: number, changes: Partial<Job> = {}): Job {
  return {
    ...{ id, filmId: 'fi_1', sceneId: scene.id, role: 'picture', generator, vendor: 'v', chain: [], trail: [] },
    ...{ priority: 'medium', state: 'running', error: null, charged: 'no', priceCeilingMicros: 80_000, keyLabel: null },
    ...{ takeId: null, comparisonId: null, warnings: [], createdAt: at(minute), updatedAt: at(minute) },
    inputs: { role: 'voice', text: '', voice: null, speed: 1 },
    progress: { fraction: null, secondsLeft: null, text: '' },
    ...changes,
  };
}

/** For tests only: a take that a job made. */
export function madeBy(job: Job, id: string, number: number, changes: Partial<TakeView> = {}): TakeView {
  const { generator, vendor, comparisonId } = job;
  const origin = { kind: 'generated', generator, vendor, jobId: job.id, attemptId: 'at_1', comparisonId } as const;
  return testTake(job.sceneId, 'picture', {}, { id, number, origin, createdAt: at(30), tookMs: 60_000, ...changes });
}
