import { expect, test } from 'vitest';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { testKey } from './testing/key-shelf.ts';
import { testVendor } from './testing/test-vendor.ts';

const at = benchForEachTest();

const pair = testKey('pair', { secret: 'test-access:test-secret' });

/** Its keys are one word, or a pair that does not reach the model of these tests. */
const choosy = (origin: string) => ({
  ...testVendor(origin),
  keyForm: { hint: 'Type an API key.', fits: () => true, reaches: (secret: string) => !secret.includes(':') },
});

test('a key that does not reach the model is passed over, and stays good for others', async () => {
  const bench = await at.fresh({ vendors: [choosy(at.server.origin)], keys: [pair, testKey('whole')] });
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'done', keyLabel: 'Key whole', trail: [] });
  expect(bench.ring.ring('testco')).toMatchObject({ keys: [{ state: 'healthy', inWindow: 0 }, { state: 'healthy' }] });
  expect(at.server.counts.submit).toBe(1);
});

test('where no key reaches it nothing is sent, and it is said which kind does', async () => {
  const bench = await at.fresh({ vendors: [choosy(at.server.origin)], keys: [pair, { ...pair, id: 'second' }] });
  const job = await bench.settled((await bench.start()).id);
  const message = expect.stringMatching(/^The Testco key “Key pair” does not reach Clip\.$/);
  const action = expect.stringContaining('Type an API key.');
  expect(job).toMatchObject({ state: 'failed', charged: 'no', error: { code: 'unsupported', message, action } });
  expect(bench.ring.ring('testco').keys.map(({ state }) => state)).toEqual(['healthy', 'healthy']);
  expect(at.server.counts.submit).toBe(0);
});
