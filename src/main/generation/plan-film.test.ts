import { expect, test } from 'vitest';
import { contestant, verdictRow } from '../ledger/testing/verdict-rows.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { testGenerator } from './testing/test-vendor.ts';

const at = benchForEachTest();

test('what verdicts taught about scenes of a kind decides who makes them, unless the user wants nothing of it', async () => {
  const generators = [testGenerator({ quality: 51 }), testGenerator({ id: 'rival' })];
  const settings = { learnFromVerdicts: true };
  const { generation, ledger, film, scene } = await at.fresh({ generators, settings });
  const choice = async () => {
    const { wishes } = await generation.judge(film.id, [{ sceneId: scene.id, role: 'picture', generator: 'auto' }]);
    return [wishes[0]?.chain[0]?.generator, wishes[0]?.reasons.map(({ text }) => text).join()];
  };
  const judge = (kind: typeof scene.kind) => {
    const contestants = [contestant({ generator: 'rival' }), contestant({ generator: 'testco-clip' })];
    ledger.verdicts.add(verdictRow({ kind, contestants }));
  };
  expect(await choice()).toEqual(['testco-clip', 'priority 1']);
  for (let n = 0; n < 9; n++) judge('cta');
  expect(await choice()).toEqual(['testco-clip', 'priority 1']);
  for (let n = 0; n < 9; n++) judge(scene.kind);
  expect(await choice()).toEqual(['rival', expect.stringMatching(/^priority 1,your verdicts: beats/)]);
  settings.learnFromVerdicts = false;
  expect(await choice()).toEqual(['testco-clip', 'priority 1']);
});
