import { createRouterClient } from '@orpc/server';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../films/testing/sabotage.ts';
import { createKeyRing } from '../generation/key-ring.ts';
import { createKeys } from '../keys/keys.ts';
import { memoryKeychain } from '../keys/testing/memory-keychain.ts';
import { elevenlabs } from '../vendors/elevenlabs.ts';
import { createVendorSend } from '../vendors/kit/send.ts';
import { replicate } from '../vendors/replicate.ts';
import { runway } from '../vendors/runway.ts';
import { type ScriptedAnswer, startScriptedServer } from '../vendors/testing/scripted-server.ts';
import { keyHandlers } from './key-handlers.ts';

const secret = 'rehearsal-key-0123456789-abcd';
const limits = { perMinute: 10, atOnce: 4, coolDownSeconds: 60 };
const account = { status: 200, body: { type: 'user', username: 'ada', name: 'Ada' } };

/** The calls about keys, over real keys and a real ring, with vendors that answer what they are told to. */
async function bench(answer: ScriptedAnswer | 'hang' | 'drop' = account) {
  const server = await startScriptedServer();
  onTestFinished(() => server.close());
  server.answerWith(answer);
  const vendors = new Map([replicate, elevenlabs, runway].map((vendor) => [vendor.id, vendor]));
  const keychain = memoryKeychain();
  const keys = createKeys({
    userDataDir: await temporaryFolder(),
    openKeychain: async () => keychain,
    env: {},
    vendors,
  });
  const ring = createKeyRing({
    vendors,
    keys,
    limitsOf: () => limits,
    health: { all: () => [], save: () => {}, remove: () => {} },
    recent: () => [],
  });
  const baseUrls = Object.fromEntries([...vendors.keys()].map((id) => [id, server.baseUrl]));
  const send = createVendorSend({ fetch, baseUrls, timeoutMs: 2000 });
  const waitingOf = () => ({ waiting: 2, wait: { text: 'Studio key is at 10 calls a minute', until: 0 } });
  const arrived: string[] = [];
  const generation = { keyArrived: async (vendor: string) => void arrived.push(vendor) };
  const handlers = keyHandlers({ keys, vendors, send, ring, waitingOf, generation });
  return { client: createRouterClient(handlers, { context: {} }), keychain, server, ring, arrived };
}

it('adds, renames, lists and removes keys', async () => {
  const { client, keychain } = await bench();
  const { id } = await client.add({ vendor: 'replicate', secret, session: false, label: 'Studio' });
  await client.update({ keyId: id, account: 'ada' });
  const key = { id, vendor: 'replicate', place: 'keychain', label: 'Studio', account: 'ada', masked: 'rehe…abcd' };
  expect(await client.list()).toEqual({ keys: [key], keychain: { available: true, reason: null } });
  await client.remove({ keyId: id });
  expect(keychain.items.size).toBe(0);
  await expect(client.update({ keyId: id, label: 'Other' })).rejects.toMatchObject({ code: 'not-found' });
});

it('tests a key with its own secret, and a good one is healthy again', async () => {
  const { client, server, ring } = await bench();
  const [first, second] = [
    await client.add({ vendor: 'replicate', secret: 'rehearsal-key-of-another', session: false }),
    await client.add({ vendor: 'replicate', secret, session: true }),
  ];
  for (const { id } of [first, second]) ring.refuse(id, 'Replicate refused the key.');
  expect(await client.test({ keyId: second.id })).toEqual({ ok: true, text: 'Works: ada' });
  expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${secret}`]);
  const [rung] = await client.rings();
  expect(rung?.keys.map(({ keyId, state }) => [keyId, state])).toEqual([
    [second.id, 'healthy'],
    [first.id, 'refused'],
  ]);
});

it('a key that the vendor refuses is not used until it is tested again', async () => {
  const { client, server, ring } = await bench({ status: 401, body: { detail: `No key ${secret}.` } });
  const { id } = await client.add({ vendor: 'replicate', secret, session: false });
  const answer = await client.test({ keyId: id });
  expect(answer).toEqual({ ok: false, text: 'Replicate refused the key.' });
  expect(ring.usable('replicate')).toBe(0);
  server.answerWith(account);
  await client.test({ keyId: id });
  expect(ring.usable('replicate')).toBe(1);
});

it.each<[string, ScriptedAnswer | 'drop', RegExp]>([
  ['an outage', { status: 503, body: 'down' }, /Replicate/],
  ['a broken line', 'drop', /lost.*Check the connection/],
  ['an unreadable answer', { status: 200, body: [] }, /an account/],
])('%s says nothing about the key', async (_, answer, text) => {
  const { client, ring } = await bench(answer);
  const { id } = await client.add({ vendor: 'replicate', secret, session: false });
  const { ok, text: said } = await client.test({ keyId: id });
  expect(ok).toBe(false);
  expect(said).toMatch(text);
  expect(said).not.toContain(secret);
  expect(ring.usable('replicate')).toBe(1);
});

it('takes an answer that means a good key for what it is, although it is no 2xx', async () => {
  const refusal = { detail: { status: 'missing_permissions', message: 'The key lacks user_read.' } };
  const { client } = await bench({ status: 401, body: refusal });
  const { id } = await client.add({ vendor: 'elevenlabs', secret, session: false });
  expect(await client.test({ keyId: id })).toMatchObject({ ok: true });
});

it('says what is left on the account', async () => {
  const { client, server } = await bench({ status: 200, body: { creditBalance: 1240 } });
  const { id } = await client.add({ vendor: 'runway', secret, session: false });
  expect((await client.test({ keyId: id })).text).toMatch(/^Works: .*, \$12\.40 left$/);
  server.answerWith({ status: 200, body: { creditBalance: 0 } });
  expect((await client.test({ keyId: id })).text).toMatch(/, nothing left$/);
});

it('says that a key is gone, from the list or from the keychain', async () => {
  const { client, keychain } = await bench();
  const { id } = await client.add({ vendor: 'replicate', secret, session: false, label: 'Studio' });
  keychain.items.clear();
  await expect(client.test({ keyId: id })).rejects.toMatchObject({
    code: 'not-found',
    message: 'The keychain does not have “Studio” any more.',
  });
  await expect(client.test({ keyId: 'ky_gone' })).rejects.toMatchObject({ code: 'not-found' });
});

it('revives a key, and shows what its jobs wait for', async () => {
  const { client, ring } = await bench();
  const { id } = await client.add({ vendor: 'replicate', secret, session: false });
  ring.refuse(id, 'Replicate refused the key.');
  await client.revive({ keyId: id });
  expect(await client.rings()).toMatchObject([
    {
      vendor: 'replicate',
      keys: [{ keyId: id, state: 'healthy' }],
      waiting: 2,
      wait: { text: 'Studio key is at 10 calls a minute', until: '1970-01-01T00:00:00.000Z' },
    },
    { vendor: 'elevenlabs', keys: [], waiting: 2 },
    { vendor: 'runway', keys: [], waiting: 2 },
  ]);
});
