import { expect, test } from 'vitest';
import { runJobs } from './run-jobs.ts';
import { inOrder, type JobPlan, planJobs } from './scene-jobs.ts';
import type { Segment, Stretch } from './segments.ts';

const stretch = (scene: number, from: number, to: number) => ({ scene, from, to, sceneFrames: 60 }) as Stretch;
const body = (scene: number, from: number, to: number) =>
  ({ hash: `b${scene}`, from: stretch(scene, from, to), join: null, frames: to - from }) as Segment;
const join = (scene: number) =>
  ({
    ...{ hash: `j${scene}`, from: stretch(scene, 50, 60), frames: 10 },
    join: { into: stretch(scene + 1, 0, 10), transition: 'crossfade' },
  }) as Segment;

const told = ({ scenes, joins }: JobPlan) => [
  scenes.map(({ span, body: own, handles }) => [
    ...[span.scene, span.from, span.to, own?.hash ?? null],
    handles.map((handle) => `${handle.join} ${handle.side}`).join(),
  ]),
  joins.map(({ segment }) => segment.hash),
];

test('a scene is read once for its body and both of its joins', () => {
  expect(told(planJobs([body(0, 0, 50), join(0), body(1, 10, 50), join(1), body(2, 10, 60)]))).toEqual([
    [
      [0, 0, 60, 'b0', 'j0 from'],
      [1, 0, 60, 'b1', 'j0 into,j1 from'],
      [2, 0, 60, 'b2', 'j1 into'],
    ],
    ['j0', 'j1'],
  ]);
});

test('where only joins are missing, nothing but their frames is read', () => {
  expect(told(planJobs([join(0), join(1)]))).toEqual([
    [
      [0, 50, 60, null, 'j0 from'],
      [1, 0, 10, null, 'j0 into'],
      [1, 50, 60, null, 'j1 from'],
      [2, 0, 10, null, 'j1 into'],
    ],
    ['j0', 'j1'],
  ]);
  expect(told(planJobs([body(1, 10, 50)]))).toEqual([[[1, 10, 50, 'b1', '']], []]);
});

test('the longest of the last scenes come first', () => {
  const { scenes } = planJobs([10, 20, 30, 5, 9, 7].map((length, scene) => body(scene, 0, length)));
  expect(inOrder(scenes, 1).map(({ span }) => span.to)).toEqual([10, 20, 30, 9, 7, 5]);
});

/** Runs a plan with one worker and says in which order. */
async function orderOf(plan: JobPlan, fails = ''): Promise<string[]> {
  const done: string[] = [];
  const run = async (name: string): Promise<void> => {
    done.push(name);
    if (name === fails) throw new Error(name);
  };
  const runners = {
    scene: (job: JobPlan['scenes'][number]) => run(`scene ${job.span.scene}`),
    join: (job: JobPlan['joins'][number]) => run(job.segment.hash),
  };
  await runJobs(plan, 1, runners, () => done.push('stop')).catch((error: Error) => done.push(`threw ${error.message}`));
  return done;
}

const film = [body(0, 0, 50), join(0), body(1, 10, 50), join(1), body(2, 10, 60), body(3, 0, 60)];

test('a join is made as soon as it can be, so that handles do not pile up', async () => {
  expect(await orderOf(planJobs(film))).toEqual(['scene 0', 'scene 1', 'j0', 'scene 2', 'j1', 'scene 3']);
});

test('after a failure nothing more is begun', async () => {
  expect(await orderOf(planJobs(film), 'scene 1')).toEqual(['scene 0', 'scene 1', 'stop', 'threw scene 1']);
});
