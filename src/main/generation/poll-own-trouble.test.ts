import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { createKeyShelf, testKey } from './testing/key-shelf.ts';
import { json } from './testing/test-server.ts';

const at = benchForEachTest();

const shelf = createKeyShelf([testKey('k1')]);
const lockedKeychain = new AppError({ code: 'keychain-unavailable', message: 'The keychain is locked.' });

test('a keychain that is locked while a vendor works is sat out', async () => {
  let asked = 0;
  const secret = async (id: string) => {
    asked += 1;
    // The submit and the first look have their key; the screen is locked for some minutes then.
    if (asked > 2 && asked < 12) throw lockedKeychain;
    return shelf.secret(id);
  };
  const bench = await at.fresh({ deps: { keys: { ring: shelf.ring, secret } } });
  expect(await bench.settled((await bench.start()).id)).toMatchObject({ state: 'done' });
  expect(at.server.counts.submit).toBe(1);
});

test('our own trouble while a vendor works leaves the work adoptable', async () => {
  let broken = true;
  const secret = async (id: string) => {
    if (broken && at.server.counts.poll > 0) throw new AppError({ code: 'internal', message: 'Something broke.' });
    return shelf.secret(id);
  };
  at.server.next('poll', json(200, { state: 'running' }));
  const bench = await at.fresh({ deps: { keys: { ring: shelf.ring, secret } } });
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code: 'internal' }, charged: 'maybe' });
  broken = false;
  await bench.generation.retry(id);
  expect(await bench.settled(id)).toMatchObject({ id, state: 'done' });
  expect(at.server.counts.submit).toBe(1);
});
