import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { replicate } from '../vendors/replicate.ts';
import type { Keychain, NoKeychain } from './keychain.ts';
import { createKeys } from './keys.ts';
import { mask } from './mask.ts';

const secret = 'rehearsal-key-0123456789-abcd';
const other = 'rehearsal-key-9876543210-wxyz';
const vendors = new Map([[replicate.id, replicate]]);

function memoryKeychain(): Keychain & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    available: true,
    items,
    get: async (account) => items.get(account) ?? null,
    set: async (account, value) => void items.set(account, value),
    remove: async (account) => void items.delete(account),
  };
}

const none: NoKeychain = { available: false, reason: 'The keychain is locked.' };

function keysWith(keychain: Keychain | NoKeychain, env: Record<string, string> = {}) {
  return createKeys({ openKeychain: async () => keychain, env, vendors });
}

describe('keys', () => {
  it('are kept in the keychain, shown masked, used and forgotten', async () => {
    const keychain = memoryKeychain();
    const keys = keysWith(keychain);
    expect(await keys.set('replicate', ` ${secret}\n`, { session: false })).toEqual({
      vendor: 'replicate',
      place: 'keychain',
      masked: 'rehe…abcd',
    });
    expect(keychain.items.get('replicate')).toBe(secret);
    expect(await keys.secret('replicate')).toBe(secret);
    expect(JSON.stringify(await keys.list())).not.toContain(secret);
    await keys.remove('replicate');
    expect(await keys.secret('replicate')).toBeNull();
    expect(keychain.items.size).toBe(0);
  });

  it('of the session come before those of the keychain, and those before the environment', async () => {
    const keys = keysWith(memoryKeychain(), { REPLICATE_API_TOKEN: 'from-the-environment-1' });
    expect(await keys.secret('replicate')).toBe('from-the-environment-1');
    await keys.set('replicate', secret, { session: false });
    expect(await keys.secret('replicate')).toBe(secret);
    await keys.set('replicate', other, { session: true });
    expect(await keys.secret('replicate')).toBe(other);
    expect((await keys.list()).map(({ place }) => place)).toEqual(['session', 'keychain', 'environment']);
    await keys.set('replicate', secret, { session: false });
    expect(await keys.secret('replicate')).toBe(secret);
  });

  it('are kept for the session, and say so, where no keychain answers', async () => {
    const keys = keysWith(none);
    expect(await keys.status()).toEqual({ available: false, reason: none.reason });
    expect(await keys.set('replicate', secret, { session: false })).toMatchObject({ place: 'session' });
    expect(await keys.secret('replicate')).toBe(secret);
  });

  it('go into a keychain that was unlocked meanwhile', async () => {
    const keychain = memoryKeychain();
    const answers = [none, keychain];
    const openKeychain = async () => answers.shift() ?? keychain;
    const keys = createKeys({ openKeychain, env: {}, vendors });
    expect(await keys.status()).toMatchObject({ available: false });
    expect(await keys.set('replicate', secret, { session: false })).toMatchObject({ place: 'keychain' });
    expect(await keys.status()).toEqual({ available: true, reason: null });
  });

  it('can still be listed and used when the keychain stops answering, and say so', async () => {
    const reason = 'The keychain does not answer.';
    const fail = () => Promise.reject(new AppError({ code: 'keychain-unavailable', message: reason }));
    const silent = { ...memoryKeychain(), get: fail };
    await expect(keysWith(silent).secret('replicate')).rejects.toMatchObject({ code: 'keychain-unavailable' });
    const keys = keysWith(silent, { REPLICATE_API_TOKEN: secret });
    expect(await keys.secret('replicate')).toBe(secret);
    expect(await keys.list()).toMatchObject([{ place: 'environment' }]);
    expect(await keys.status()).toEqual({ available: false, reason });
  });

  it('of the environment cannot be removed', async () => {
    const keys = keysWith(memoryKeychain(), { REPLICATE_API_TOKEN: secret });
    await expect(keys.remove('replicate')).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('REPLICATE_API_TOKEN'),
    });
  });

  it('are refused, without being quoted, when they cannot be keys', async () => {
    const keys = keysWith(memoryKeychain());
    const refused = await keys.set('replicate', 'two words-secret', { session: false }).catch((error) => error);
    expect(refused.code).toBe('invalid-input');
    expect(JSON.stringify(refused.toData())).not.toContain('words-secret');
    await expect(keys.set('sketch', secret, { session: false })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tell listeners when they change, until those stop listening', async () => {
    const keys = keysWith(memoryKeychain());
    const heard: string[] = [];
    const stop = keys.onChange((vendor) => heard.push(vendor));
    await keys.set('replicate', secret, { session: false });
    await keys.remove('replicate');
    stop();
    await keys.set('replicate', secret, { session: true });
    expect(heard).toEqual(['replicate', 'replicate']);
  });
});

describe('mask', () => {
  it.each([
    [`ab_${'x'.repeat(33)}4f2a`, 'ab_…4f2a'],
    ['x'.repeat(20), 'xxx…xxx'],
    ['12345678', '1…8'],
    ['12345', '…'],
  ])('shows little of %s', (text, shown) => {
    expect(mask(text)).toBe(shown);
  });
});
