import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillDisk, smallDisk, temporaryFolder } from '../films/testing/sabotage.ts';
import { replicate } from '../vendors/replicate.ts';
import { runway } from '../vendors/runway.ts';
import { environmentKeys } from './environment-keys.ts';
import type { Keychain, NoKeychain } from './keychain.ts';
import { createKeys } from './keys.ts';
import { lockedKeychain, memoryKeychain } from './testing/memory-keychain.ts';

const secret = 'rehearsal-key-0123456789-abcd';
const other = 'rehearsal-key-9876543210-wxyz';
const variable = 'REPLICATE_API_TOKEN';
const vendors = new Map([replicate, runway].map((vendor) => [vendor.id, vendor]));

type Bench = { readonly dir?: string; readonly env?: Record<string, string> };

/** Keys over a keychain that gives these answers when it is opened, the last one from then on. */
async function keysWith(answers: Keychain | NoKeychain | (Keychain | NoKeychain)[], { dir, env = {} }: Bench = {}) {
  const left = [answers].flat();
  const openKeychain = async () => {
    const [answer = lockedKeychain] = left.length > 1 ? left.splice(0, 1) : left;
    return answer;
  };
  return createKeys({ userDataDir: dir ?? (await temporaryFolder()), openKeychain, env, vendors });
}

/** Of a key that the environment gives. */
const idOf = (given: string) => environmentKeys({ [variable]: given }, replicate)[0]?.key.id ?? '';

const order = { vendor: 'replicate', secret, session: false };
const second = { ...order, secret: other };
const indexOf = async (dir: string) => readFile(join(dir, 'keys.json'), 'utf8');

describe('keys', () => {
  it('are kept in the keychain under ids of their own, and found again; the index holds no secret', async () => {
    const keychain = memoryKeychain();
    const dir = await temporaryFolder();
    const keys = await keysWith(keychain, { dir });
    const first = await keys.add({ ...order, secret: ` ${secret}\n`, label: 'Studio', account: 'ada' });
    expect(first).toEqual({
      id: expect.stringMatching(/^ky_/),
      vendor: 'replicate',
      place: 'keychain',
      label: 'Studio',
      account: 'ada',
      masked: 'rehe…abcd',
    });
    const next = await keys.add(second);
    expect(next).toMatchObject({ label: 'Key 2', account: next.id });
    expect(keychain.items.get(first.id)).toBe(secret);

    const again = await keysWith(keychain, { dir });
    expect(again.ring('replicate').map(({ id }) => id)).toEqual([first.id, next.id]);
    expect(again.ring('runway')).toEqual([]);
    expect(await again.list()).toEqual([first, next]);
    expect(await again.secret(next.id)).toBe(other);
    expect(await indexOf(dir)).not.toContain('rehearsal-key');

    await again.remove(first.id);
    expect([...keychain.items.keys()]).toEqual([next.id]);
    expect(await again.secret(first.id)).toBeNull();
    await expect(again.remove(first.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are in the ring by place: session, keychain, environment', async () => {
    const env = {
      [variable]: 'from-the-environment-1',
      [`${variable}_3`]: 'from-the-environment-3',
      [`${variable}_2`]: '',
    };
    const keys = await keysWith(memoryKeychain(), { env });
    await keys.add(order);
    await keys.add({ ...second, session: true });
    expect(keys.ring('replicate')).toMatchObject([
      { place: 'session', label: 'Key 4' },
      { place: 'keychain', label: 'Key 3' },
      { place: 'environment', id: idOf('from-the-environment-1'), label: variable },
      { place: 'environment', id: idOf('from-the-environment-3'), label: `${variable}_3` },
    ]);
    expect(await keys.secret(idOf('from-the-environment-3'))).toBe('from-the-environment-3');
    expect(JSON.stringify(await keys.list())).not.toContain('from-the-environment');
  });

  it('of the environment that are given twice count once', async () => {
    const keys = await keysWith(memoryKeychain(), { env: { [variable]: secret, [`${variable}_2`]: secret } });
    expect(keys.ring('replicate')).toMatchObject([{ id: idOf(secret), label: variable }]);
  });

  it('of the environment are their accounts: the same in any variable, another one with another secret', async () => {
    const ringOf = async (env: Record<string, string>) => (await keysWith(memoryKeychain(), { env })).ring('replicate');
    const [before] = await ringOf({ [variable]: secret });
    expect(before).toMatchObject({ id: expect.stringMatching(/^env-replicate-[0-9a-f]{8}$/), account: before?.id });
    const after = await ringOf({ [variable]: other, [`${variable}_2`]: ` ${secret}\n` });
    expect(after.map(({ account }) => account)).toEqual([idOf(other), before?.account]);
    expect(idOf(other)).not.toBe(before?.id);
  });

  it('of the environment cannot be changed or removed', async () => {
    const keys = await keysWith(memoryKeychain(), { env: { [variable]: secret } });
    const refused = { code: 'not-allowed', message: expect.stringContaining(variable) };
    await expect(keys.remove(idOf(secret))).rejects.toMatchObject(refused);
    await expect(keys.update(idOf(secret), { label: 'Mine' })).rejects.toMatchObject(refused);
  });

  it.each([false, true])('can be renamed and given an account (session: %s)', async (session) => {
    const dir = await temporaryFolder();
    const keychain = memoryKeychain();
    const keys = await keysWith(keychain, { dir });
    const { id } = await keys.add({ ...order, session });
    const changed = { id, label: 'Studio', account: 'ada', masked: 'rehe…abcd' };
    expect(await keys.update(id, { label: 'Studio', account: 'ada' })).toMatchObject(changed);
    expect(await keys.update(id, { label: 'STUDIO' })).toMatchObject({ label: 'STUDIO', account: 'ada' });
    const again = await keysWith(keychain, { dir });
    expect(again.ring('replicate')).toMatchObject(session ? [] : [{ id, label: 'STUDIO', account: 'ada' }]);
  });

  it('have a name of their own within their vendor', async () => {
    const keys = await keysWith(memoryKeychain());
    const { id } = await keys.add({ ...order, label: 'Studio' });
    const taken = { code: 'conflict', message: 'There is a Replicate key called “Studio” already.' };
    await expect(keys.add({ ...second, label: 'studio' })).rejects.toMatchObject(taken);
    await keys.add({ ...second, vendor: 'runway', label: 'Studio' });
    await keys.add({ ...second, label: 'Key 3' });
    expect(await keys.add({ ...order, secret: 'rehearsal-key-three' })).toMatchObject({ label: 'Key 4' });
    await expect(keys.update(id, { label: 'key 3' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it.each(['session', 'keychain', 'environment'] as const)('are not added twice (%s)', async (place) => {
    const keychain = memoryKeychain();
    const keys = await keysWith(keychain, { env: place === 'environment' ? { [variable]: secret } : {} });
    const label = place === 'environment' ? variable : 'Studio';
    if (place !== 'environment') await keys.add({ ...order, label, session: place === 'session' });
    const refused = { code: 'conflict', message: `This key is already here as “${label}”.` };
    await expect(keys.add(order)).rejects.toMatchObject(refused);
    expect(keychain.items.size).toBe(place === 'keychain' ? 1 : 0);
    await keys.add({ ...order, vendor: 'runway' });
  });

  it('are not added twice by two windows at once', async () => {
    const keys = await keysWith(memoryKeychain());
    const outcomes = await Promise.allSettled([keys.add(order), keys.add(order)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('are refused, without being quoted, when they cannot be keys', async () => {
    const keys = await keysWith(memoryKeychain());
    const refused = await keys.add({ ...order, secret: 'two words-secret' }).catch((error) => error);
    expect(refused.code).toBe('invalid-input');
    expect(JSON.stringify(refused.toData())).not.toContain('words-secret');
    await expect(keys.add({ ...order, vendor: 'sketch' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tell listeners when they change, until those stop listening', async () => {
    const keys = await keysWith(memoryKeychain());
    const heard: string[] = [];
    const stop = keys.onChange((vendor) => heard.push(vendor));
    const { id } = await keys.add(order);
    await keys.update(id, { label: 'Studio' });
    await keys.remove(id);
    stop();
    await keys.add({ ...order, session: true });
    expect(heard).toEqual(['replicate', 'replicate', 'replicate']);
  });
});

describe('where the keychain does not answer', () => {
  it('keys are kept for the session, and say so', async () => {
    const keys = await keysWith(lockedKeychain);
    expect(await keys.status()).toEqual({ available: false, reason: lockedKeychain.reason });
    const { id, place } = await keys.add(order);
    expect(place).toBe('session');
    expect(await keys.secret(id)).toBe(secret);
  });

  it('keys go into it once it was unlocked', async () => {
    const keys = await keysWith([lockedKeychain, memoryKeychain()]);
    expect(await keys.status()).toMatchObject({ available: false });
    expect(await keys.add(order)).toMatchObject({ place: 'keychain' });
    expect(await keys.status()).toEqual({ available: true, reason: null });
  });

  it('its keys stay in the ring and say what is wrong; others work', async () => {
    const dir = await temporaryFolder();
    const { id } = await (await keysWith(memoryKeychain(), { dir })).add(order);
    const keys = await keysWith(lockedKeychain, { dir, env: { [variable]: other } });
    expect(keys.ring('replicate').map((key) => key.id)).toEqual([id, idOf(other)]);
    const [locked, environment] = await keys.list();
    expect(locked).toMatchObject({ id, masked: '…', problem: lockedKeychain.reason });
    expect(environment).not.toHaveProperty('problem');
    await expect(keys.secret(id)).rejects.toMatchObject({
      code: 'keychain-unavailable',
      message: lockedKeychain.reason,
    });
    expect(await keys.secret(idOf(other))).toBe(other);
  });

  it('a key that it lost is said to be lost', async () => {
    const keychain = memoryKeychain();
    const keys = await keysWith(keychain);
    const { id } = await keys.add(order);
    keychain.items.clear();
    expect(await keys.list()).toMatchObject([{ id, problem: expect.stringContaining('add it again') }]);
    expect(await keys.secret(id)).toBeNull();
    await keys.remove(id);
    expect(await keys.list()).toEqual([]);
  });

  it('that it stopped answering is said from then on', async () => {
    const keychain = memoryKeychain();
    const keys = await keysWith(keychain);
    const { id } = await keys.add(order);
    keychain.silence('The keychain does not answer.');
    await expect(keys.secret(id)).rejects.toMatchObject({ code: 'keychain-unavailable' });
    expect(await keys.list()).toMatchObject([{ problem: 'The keychain does not answer.' }]);
    expect(await keys.status()).toEqual({ available: false, reason: 'The keychain does not answer.' });
  });

  it('a removed key is out of use at once, and its secret is deleted when the keychain is opened again', async () => {
    const keychain = memoryKeychain();
    const dir = await temporaryFolder();
    const keys = await keysWith(keychain, { dir });
    const { id } = await keys.add({ ...order, label: 'Studio' });
    const kept = await keys.add(second);
    keychain.silence('The keychain does not answer.');
    await expect(keys.remove(id)).rejects.toMatchObject({
      code: 'keychain-unavailable',
      message: expect.stringMatching(/“Studio” is not used any more.*does not answer/),
    });
    expect(keys.ring('replicate').map((key) => key.id)).toEqual([kept.id]);
    keychain.silence(null);
    expect([...keychain.items.keys()]).toEqual([id, kept.id]);
    await (await keysWith(keychain, { dir })).status();
    expect([...keychain.items.keys()]).toEqual([kept.id]);
  });
});

describe('the index', () => {
  it('takes over the one key of each vendor that the first version kept', async () => {
    const keychain = memoryKeychain();
    keychain.items.set('replicate', secret);
    const dir = await temporaryFolder();
    const keys = await keysWith(keychain, { dir });
    const heard: string[] = [];
    keys.onChange((vendor) => heard.push(vendor));
    expect(keys.ring('replicate')).toEqual([]);
    await keys.ready();
    const legacy = { id: 'replicate', vendor: 'replicate', label: 'Key 1', account: 'replicate', place: 'keychain' };
    expect(keys.ring('replicate')).toEqual([legacy]);
    expect(heard).toEqual(['replicate']);
    expect(await keys.secret('replicate')).toBe(secret);
    await keys.remove('replicate');
    expect(keychain.items.size).toBe(0);
  });

  it('asks the keychain for keys of before only once', async () => {
    const keychain = memoryKeychain();
    const dir = await temporaryFolder();
    await (await keysWith(keychain, { dir })).ready();
    keychain.items.set('replicate', secret);
    const keys = await keysWith(keychain, { dir });
    await keys.ready();
    expect(await keys.list()).toEqual([]);
  });

  it('asks again when the keychain did not answer the first time', async () => {
    const keychain = memoryKeychain();
    keychain.items.set('replicate', secret);
    const keys = await keysWith([lockedKeychain, keychain]);
    await keys.ready();
    expect(keys.ring('replicate')).toEqual([]);
    expect(await keys.add(second)).toMatchObject({ label: 'Key 2' });
    expect(keys.ring('replicate')).toMatchObject([{ id: 'replicate' }, { label: 'Key 2' }]);
  });

  it('that is damaged is set aside, said, and rebuilt from what can be read of it and the keychain has', async () => {
    const keychain = memoryKeychain();
    const dir = await temporaryFolder();
    const before = await keysWith(keychain, { dir });
    const first = await before.add({ ...order, label: 'Studio', account: 'ada' });
    const gone = await before.add({ ...second, vendor: 'runway' });
    const last = await before.add(second);
    keychain.items.delete(gone.id);
    const text = await indexOf(dir);
    await writeFile(join(dir, 'keys.json'), text.slice(0, text.indexOf(last.account)));
    const keys = await keysWith(keychain, { dir });
    expect(keys.notice).toMatch(/keys\.json” was damaged.*added again/);
    await keys.ready();
    expect(await keys.list()).toEqual([first]);
    expect((await readdir(dir)).filter((name) => name.startsWith('keys.damaged'))).toHaveLength(1);
  });

  it('leaves no secret behind when it cannot be written', async () => {
    const dir = await smallDisk(256);
    if (!dir) return;
    const keychain = memoryKeychain();
    await fillDisk(dir);
    const keys = await keysWith(keychain, { dir });
    expect(await keys.status()).toEqual({ available: true, reason: null });
    await expect(keys.add(order)).rejects.toMatchObject({ code: 'disk-full' });
    expect([keychain.items.size, keys.ring('replicate').length]).toEqual([0, 0]);
  });

  it('does not list a key whose adding was cut off, and deletes its secret', async () => {
    const keychain = memoryKeychain();
    const dir = await temporaryFolder();
    const cut = {
      ...keychain,
      set: (id: string, value: string) => keychain.set(id, value).then(() => new Promise<never>(() => {})),
    };
    void (await keysWith(cut, { dir })).add(order);
    await expect.poll(() => keychain.items.size).toBe(1);
    const keys = await keysWith(keychain, { dir });
    expect(await keys.list()).toEqual([]);
    expect(keychain.items.size).toBe(0);
  });
});
