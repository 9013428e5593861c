import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../films/testing/sabotage.ts';
import { comfyui } from '../vendors/comfyui.ts';
import type { RemoteVendor } from '../vendors/define-vendor.ts';
import { replicate } from '../vendors/replicate.ts';
import { createKeys } from './keys.ts';
import { maskServer } from './mask.ts';
import { memoryKeychain } from './testing/memory-keychain.ts';

const paired: RemoteVendor = {
  ...replicate,
  ...{ id: 'paired', name: 'Paired' },
  keyForm: { hint: 'Type the name and the word.', fits: (secret) => /^\S+ \S+$/.test(secret) },
};
const vendors = new Map([replicate, paired, comfyui].map((vendor) => [vendor.id, vendor]));

async function bench() {
  const keychain = memoryKeychain();
  const userDataDir = await temporaryFolder();
  const keys = createKeys({ userDataDir, openKeychain: async () => keychain, env: {}, vendors });
  const add = (vendor: string, secret: string) => keys.add({ vendor, secret, session: false });
  return { keys, add };
}

describe('a key of several words', () => {
  it('is kept with one space between them', async () => {
    const { keys, add } = await bench();
    const { id } = await add('paired', ' ada   rehearsal-word\n');
    expect(await keys.secret(id)).toBe('ada rehearsal-word');
  });

  it('is refused with the vendor’s own hint, and without its text', async () => {
    const { add } = await bench();
    const refused = add('paired', 'rehearsal-word');
    await expect(refused).rejects.toMatchObject({
      code: 'invalid-input',
      message: 'This is not a Paired key. Type the name and the word.',
    });
    await expect(add('replicate', 'two words')).rejects.toThrow('one word without spaces');
  });
});

describe('a server of the user’s own', () => {
  it('is known by its address, and its word is never shown', async () => {
    const { keys, add } = await bench();
    const first = await add('comfyui', 'http://127.0.0.1:8188/');
    expect(first).toMatchObject({ label: 'Server 1', masked: 'http://127.0.0.1:8188' });
    const second = await add('comfyui', 'https://gpu.example/comfy  open-sesame-rehearsal');
    expect(second).toMatchObject({ label: 'Server 2', masked: 'https://gpu.example/comfy …' });
    expect(await keys.secret(second.id)).toBe('https://gpu.example/comfy open-sesame-rehearsal');
    expect(maskServer('http://127.0.0.1:8188 word')).not.toContain('word');
    await expect(keys.update(second.id, { label: 'Server 1' })).rejects.toThrow(
      'There is an address of ComfyUI called “Server 1” already.',
    );
  });

  it.each([
    ['http://gpu.example', false],
    ['http://8.8.8.8:8188', false],
    ['https://gpu.example', true],
    ['http://192.168.1.20:8188', true],
    ['http://attic.local:8188', true],
    ['http://attic:8188', true],
    ['http://[::1]:8188', true],
  ])('is told its word at %s: %s', async (address, told) => {
    const { add } = await bench();
    await add('comfyui', address);
    const adding = add('comfyui', `${address} open-sesame-rehearsal`);
    if (told) await expect(adding).resolves.toMatchObject({ masked: `${address} …` });
    else
      await expect(adding).rejects.toMatchObject({
        code: 'invalid-input',
        message: 'The word for ComfyUI would travel readable over the internet.',
      });
  });

  it.each([
    'rehearsal-key-0123',
    'ftp://127.0.0.1',
    'http://',
    'http://user:word@host.example',
    'http://host.example/?a=1',
  ])('is not %s', async (text) => {
    const { add } = await bench();
    await expect(add('comfyui', text)).rejects.toMatchObject({
      message: 'This is no address of ComfyUI.',
      action: expect.stringContaining('http://127.0.0.1:8188'),
    });
  });
});
