import { expect, test } from 'vitest';
import { newId } from '../../../shared/ids.ts';
import { testTake } from '../../../shared/test-take.ts';
import { circleFinding } from './circle-finding.ts';

const made = (generator: string) =>
  testTake(
    'sc_00000001',
    'picture',
    {},
    {
      origin: {
        ...{ kind: 'generated', generator, vendor: 'fal', comparisonId: null },
        ...{ jobId: newId('job'), attemptId: newId('attempt') },
      },
    },
  );
const [kling, klingAgain, veo, imported] = [
  made('kling'),
  made('kling'),
  made('veo'),
  testTake('sc_00000001', 'picture'),
];

test('a circle among takes of different generators is a verdict over all that were shown', () => {
  expect(circleFinding('sc_00000001', null, veo.id, [kling, veo, imported])).toEqual({
    ...{ sceneId: 'sc_00000001', comparisonId: null, mode: 'circle', blind: false },
    ...{ takeIds: [kling.id, veo.id, imported.id], best: [veo.id] },
  });
});

test.each([
  ['no circle', null, [kling, veo]],
  ['a take that is not shown', klingAgain.id, [kling, veo]],
  ['one generator only', kling.id, [kling, klingAgain, imported]],
])('%s is none', (_, circled, takes) => {
  expect(circleFinding('sc_00000001', null, circled, takes)).toBeNull();
});
