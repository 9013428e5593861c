import { expect, test } from 'vitest';
import { comparisonTakes, newComparison } from './comparison.ts';
import { newId } from './ids.ts';
import { testTake } from './test-take.ts';

const sceneId = newId('scene');
const madeFor = (comparisonId: string | null, role: 'picture' | 'voice' = 'picture') =>
  testTake(
    sceneId,
    role,
    {},
    {
      origin: {
        ...{ kind: 'generated', generator: 'sketch', vendor: 'sketch' },
        ...{ jobId: newId('job'), attemptId: newId('attempt'), comparisonId },
      },
    },
  );

test('the takes of a comparison are those made for it and those added by hand', () => {
  const run = newComparison({ sceneIds: [sceneId] });
  const [own, others, plain, imported] = [
    madeFor(run.id),
    madeFor(newId('comparison')),
    madeFor(null),
    testTake(sceneId, 'picture'),
  ];
  const takes = [own, others, plain, imported, madeFor(run.id, 'voice')];
  expect(comparisonTakes(run, takes)).toEqual([own]);
  expect(comparisonTakes({ ...run, takeIds: [imported.id, plain.id] }, takes)).toEqual([own, plain, imported]);
});
