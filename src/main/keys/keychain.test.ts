import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Keytar, openKeychain } from './keychain.ts';

const run = promisify(execFile);

/** The real keytar against a real Secret Service, in processes of their own: buses and keyrings belong to a session. */
describe.runIf(process.platform === 'linux')('with the Secret Service', () => {
  let home: string;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'keychain-'));
    const tools = ['dbus-run-session', 'gnome-keyring-daemon'];
    const looked = await Promise.allSettled(tools.map((tool) => run('which', [tool])));
    const missing = tools.filter((_, index) => looked[index]?.status === 'rejected');
    if (missing.length > 0) {
      throw new Error(`These tests need ${missing.join(' and ')}: apt-get install dbus gnome-keyring libsecret-1-dev.`);
    }
  });
  afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

  // No bus, no display and no keyring of the machine that runs the tests.
  const env = () => ({ PATH: process.env.PATH, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home });

  const program = (work: string) => `
    import { openKeychain } from '${pathToFileURL(join(import.meta.dirname, 'keychain.ts'))}';
    const keychain = await openKeychain('circle-take-test', { probeMs: 20000 });
    const say = (value) => console.log(JSON.stringify(value));
    ${work}`;
  const node = async (work: string) =>
    JSON.parse((await run(process.execPath, ['--input-type=module', '-e', program(work)], { env: env() })).stdout);

  /** Each piece of work in a process of its own, one after another, on one new bus. */
  async function inSession(unlock: 'unlocked' | 'locked', ...works: string[]): Promise<unknown[]> {
    const start =
      unlock === 'unlocked'
        ? 'printf pw | gnome-keyring-daemon --unlock --components=secrets'
        : 'gnome-keyring-daemon --start --components=secrets';
    const script = `${start} >/dev/null 2>&1; for work in "$@"; do "$0" --input-type=module -e "$work" || exit 1; done`;
    const args = ['--', 'bash', '-c', script, process.execPath, ...works.map(program)];
    const { stdout } = await run('dbus-run-session', args, { env: env() });
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  it('keeps a key for another process and another session, and forgets it', async () => {
    const first = await inSession(
      'unlocked',
      "await keychain.set('replicate', 'rehearsal-key'); say(keychain.available)",
      "say(await keychain.get('replicate'))",
    );
    expect(first).toEqual([true, 'rehearsal-key']);
    const second = await inSession(
      'unlocked',
      "say(await keychain.get('replicate')); await keychain.remove('replicate')",
      "say(await keychain.get('replicate'))",
    );
    expect(second).toEqual(['rehearsal-key', null]);
  });

  it('takes many calls at once', async () => {
    const work = `
      const names = Array.from({ length: 20 }, (_, index) => 'vendor-' + index);
      await Promise.all(names.map((name) => keychain.set(name, name)));
      say(await Promise.all(names.map((name) => keychain.get(name))));
      await Promise.all(names.map((name) => keychain.remove(name)));`;
    expect(await inSession('unlocked', work)).toEqual([Array.from({ length: 20 }, (_, index) => `vendor-${index}`)]);
  });

  it('holds several keys of a vendor, that of the first version among them, and says so while it is locked', async () => {
    const keys = `
      const { createKeys } = await import('${pathToFileURL(join(import.meta.dirname, 'keys.ts'))}');
      const { replicate } = await import('${pathToFileURL(join(import.meta.dirname, '../vendors/replicate.ts'))}');
      const openAgain = () => openKeychain('circle-take-test', { probeMs: 20000 });
      const vendors = new Map([['replicate', replicate]]);
      const open = () => createKeys({ userDataDir: '${home}/data', openKeychain: openAgain, env: {}, vendors });
      const order = { vendor: 'replicate', session: false };
      const shown = async (keys) => (await keys.list()).map((key) => [key.label, key.masked, key.problem ?? null]);`;
    const sessions = await inSession(
      'unlocked',
      `${keys} await keychain.set('replicate', 'rehearsal-key-number-one'); const keys = open(); await keys.ready();
       await keys.add({ ...order, secret: 'rehearsal-key-number-two', label: 'Studio' });
       await keys.add({ ...order, secret: 'rehearsal-key-number-tri' }); say(await shown(keys));`,
      `${keys} const keys = open(); const [first, , last] = keys.ring('replicate');
       const secrets = [await keys.secret(first.id), await keys.secret(last.id)];
       await keys.remove(first.id); say([secrets, await keychain.get(first.id), await shown(keys)]);`,
    );
    const [studio, third] = [
      ['Studio', 'rehe…-two'],
      ['Key 3', 'rehe…-tri'],
    ];
    expect(sessions).toEqual([
      [
        ['Key 1', 'rehe…-one', null],
        [...studio, null],
        [...third, null],
      ],
      [
        ['rehearsal-key-number-one', 'rehearsal-key-number-tri'],
        null,
        [
          [...studio, null],
          [...third, null],
        ],
      ],
    ]);
    const locked = expect.stringContaining('locked');
    expect(await inSession('locked', `${keys} say(await shown(open()))`)).toEqual([
      [
        ['Studio', '…', locked],
        ['Key 3', '…', locked],
      ],
    ]);
  }, 30_000);

  it('says that it is locked, although a locked keyring answers reads as if it were empty', async () => {
    await inSession('unlocked', 'say(keychain.available)');
    expect(await inSession('locked', 'say(keychain)')).toMatchObject([
      { available: false, reason: expect.stringContaining('locked') },
    ]);
  });

  it('says that nothing is running where there is no bus', async () => {
    expect(await node('say(keychain)')).toMatchObject({
      available: false,
      reason: expect.stringContaining('No keychain service is running'),
    });
  });
});

describe('with a keychain that misbehaves', () => {
  const never = () => new Promise<never>(() => {});
  const working = (): Keytar & { readonly items: Map<string, string> } => {
    const items = new Map<string, string>();
    return {
      items,
      getPassword: async (_, account) => items.get(account) ?? null,
      setPassword: async (_, account, password) => void items.set(account, password),
      deletePassword: async (_, account) => items.delete(account),
    };
  };

  it('does not wait for ever when it asks for its password while probed', async () => {
    const load = async () => ({ ...working(), setPassword: never });
    expect(await openKeychain('test', { load, probeMs: 20 })).toMatchObject({
      available: false,
      reason: expect.stringContaining('waiting for its password'),
    });
  });

  it('says that keytar is not installed', async () => {
    const load = () => Promise.reject(new Error("Cannot find package 'keytar' imported from /app/keychain.js"));
    expect(await openKeychain('test', { load })).toMatchObject({
      available: false,
      reason: expect.stringContaining('keytar is not installed'),
    });
  });

  it('takes a canary that does not come back for a locked keyring, and leaves none behind', async () => {
    const forgetful = working();
    const load = async () => ({ ...forgetful, getPassword: async () => null });
    expect(await openKeychain('test', { load })).toMatchObject({ available: false });
    expect(forgetful.items.size).toBe(0);
  });

  it('throws without the secret when it stops answering, and runs nothing late', async () => {
    const keytar = working();
    const prompt = Promise.withResolvers<void>();
    let locked = false;
    const getPassword: Keytar['getPassword'] = async (...args) => {
      if (locked) await prompt.promise;
      return keytar.getPassword(...args);
    };
    const keychain = await openKeychain('test', { load: async () => ({ ...keytar, getPassword }), callMs: 50 });
    if (!keychain.available) throw new Error(keychain.reason);
    locked = true;
    const calls = await Promise.allSettled([keychain.get('one'), keychain.set('two', 'rehearsal-key')]);
    for (const call of calls) {
      expect(call).toMatchObject({ status: 'rejected', reason: { code: 'keychain-unavailable' } });
      expect(JSON.stringify(call)).not.toContain('rehearsal-key');
    }
    prompt.resolve();
    expect(await keychain.get('two')).toBeNull();
    expect(keytar.items.size).toBe(0);
  });
});
