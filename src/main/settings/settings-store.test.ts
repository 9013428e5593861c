import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Settings } from '../../shared/settings.ts';
import { fillDisk, smallDisk, temporaryFolder, withoutRights } from '../films/testing/sabotage.ts';
import { defaultSettings } from './default-settings.ts';
import { createSettings } from './settings-store.ts';

const defaults: Settings = defaultSettings('/films');

describe('createSettings', () => {
  it('gives the defaults until something is chosen, and remembers only that', async () => {
    const data = join(await temporaryFolder(), 'new', 'folder');
    const settings = createSettings(data, defaults);
    expect(settings.get()).toEqual(defaults);
    expect(settings.set({ theme: 'dark' })).toEqual({ ...defaults, theme: 'dark' });
    expect(settings.notice).toBeNull();
    const later = { ...defaults, confirmAboveUsd: 5 };
    expect(createSettings(data, later).get()).toEqual({ ...later, theme: 'dark' });
    expect(JSON.parse(await readFile(join(data, 'config.json'), 'utf8'))).toEqual({ theme: 'dark' });
    expect((await stat(join(data, 'config.json'))).mode & 0o777).toBe(0o600);
  });

  it('refuses values that cannot be used, and changes nothing', async () => {
    const settings = createSettings(await temporaryFolder(), defaults);
    const invalid = expect.objectContaining({ code: 'invalid-input' });
    expect(() => settings.set({ confirmAboveUsd: -1 })).toThrow(invalid);
    expect(() => settings.set({ libraryDir: 'films' })).toThrow(invalid);
    expect(settings.set({ theme: undefined })).toEqual(defaults);
  });

  it.each(['', '{"theme":', '[]', '{"theme": "purple"}'])('sets a damaged file aside and says so: %s', async (text) => {
    const data = await temporaryFolder();
    await writeFile(join(data, 'config.json'), text);
    const settings = createSettings(data, defaults);
    expect(settings.get()).toEqual(defaults);
    expect(settings.notice).toContain('config.json');
    const [kept = ''] = (await readdir(data)).filter((name) => name.startsWith('config.damaged-'));
    expect(await readFile(join(data, kept), 'utf8')).toBe(text);
    settings.set({ theme: 'light' });
    expect(createSettings(data, defaults)).toMatchObject({ notice: null });
  });

  it('goes on with a file of before there were budgets', async () => {
    const data = await temporaryFolder();
    const before = { theme: 'dark', libraryDir: '/elsewhere', confirmAboveUsd: 3, ffmpegPath: null };
    await writeFile(join(data, 'config.json'), JSON.stringify(before));
    const settings = createSettings(data, defaults);
    expect(settings.notice).toBeNull();
    expect(settings.get()).toEqual({ ...defaults, ...before });
    settings.set({ budgets: { dayUsd: 5, vendorUsd: { replicate: 20 } } });
    expect(createSettings(data, defaults).get()).toEqual({
      ...defaults,
      ...before,
      budgets: { dayUsd: 5, vendorUsd: { replicate: 20 } },
    });
  });

  it('keeps limits, priorities and rules, and refuses those that make no sense', async () => {
    const data = await temporaryFolder();
    const settings = createSettings(data, defaults);
    const chosen: Partial<Settings> = {
      vendorLimits: { replicate: { perMinute: null, atOnce: 2, coolDownSeconds: 5 } },
      generatorPriorities: { kling: 1 },
      failTakesThatAre: ['black', 'silent'],
    };
    settings.set(chosen);
    const invalid = expect.objectContaining({ code: 'invalid-input' });
    expect(() => settings.set({ budgets: { dayUsd: -1, vendorUsd: {} } })).toThrow(invalid);
    expect(() => settings.set({ budgets: { dayUsd: null, vendorUsd: { fal: Number.NaN } } })).toThrow(invalid);
    expect(() =>
      settings.set({ vendorLimits: { replicate: { perMinute: 0, atOnce: 1, coolDownSeconds: 1 } } }),
    ).toThrow(invalid);
    expect(() => settings.set({ generatorPriorities: { kling: 0 } })).toThrow(invalid);
    expect(createSettings(data, defaults).get()).toEqual({ ...defaults, ...chosen });
  });

  it('learns from verdicts and has no sets of generators in a file of before there were any', async () => {
    const data = await temporaryFolder();
    const before = { theme: 'dark', cacheGb: 5, failTakesThatAre: ['black'] };
    await writeFile(join(data, 'config.json'), JSON.stringify(before));
    const settings = createSettings(data, defaults);
    expect(settings.notice).toBeNull();
    expect(settings.get()).toEqual({ ...defaults, ...before, learnFromVerdicts: true, generatorSets: [] });
    const generatorSets = [{ name: 'The usual', generators: ['kling', 'veo'] }];
    settings.set({ learnFromVerdicts: false, generatorSets: [{ name: ' The usual ', generators: ['kling', 'veo'] }] });
    const kept = { ...defaults, ...before, learnFromVerdicts: false, generatorSets };
    expect(createSettings(data, defaults).get()).toEqual(kept);
    const invalid = expect.objectContaining({ code: 'invalid-input' });
    for (const sets of [
      [{ name: ' ', generators: ['kling'] }],
      [{ name: 'None', generators: [] }],
      [{ name: 'Too many', generators: Array.from({ length: 13 }, (_, index) => `g${index}`) }],
    ])
      expect(() => settings.set({ generatorSets: sets })).toThrow(invalid);
    expect(settings.get()).toEqual(kept);
  });

  it('says that the folder cannot be written to', async () => {
    const data = await temporaryFolder();
    const settings = createSettings(data, defaults);
    await withoutRights(data, async () => {
      expect(() => settings.set({ theme: 'dark' })).toThrow(expect.objectContaining({ code: 'not-writable' }));
      expect(() => createSettings(join(data, 'deeper'), defaults)).toThrow(
        expect.objectContaining({ code: 'not-writable' }),
      );
    });
    expect(settings.get()).toEqual(defaults);
  });

  it('keeps the old settings on a full disk', async (context) => {
    const disk = await smallDisk(64);
    if (!disk) return context.skip();
    const data = join(disk, 'data');
    await mkdir(data);
    const settings = createSettings(data, defaults);
    settings.set({ theme: 'dark' });
    await fillDisk(disk);
    expect(() => settings.set({ ffmpegPath: '/x'.repeat(5000) })).toThrow(
      expect.objectContaining({ code: 'disk-full' }),
    );
    expect(settings.get()).toEqual({ ...defaults, theme: 'dark' });
    expect(createSettings(data, defaults).get()).toEqual({ ...defaults, theme: 'dark' });
    expect(await readdir(data)).toEqual(['config.json']);
  });
});
