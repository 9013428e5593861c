import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Generator } from '../../shared/generator.ts';
import { testRules } from '../../shared/test-generator.ts';
import { startSimulatedReplicate } from '../rehearsal/dialects/replicate.ts';
import type { RemoteInputs } from '../vendors/define-vendor.ts';
import { vendors } from '../vendors/index.ts';
import { createVendorSend } from '../vendors/kit/send.ts';
import { replicate, replicateRouteSchema } from '../vendors/replicate.ts';
import { loadCatalogue } from './catalogue.ts';
import { limitsInForce } from './vendor-limits.ts';
import { generatorViews, vendorViews } from './views.ts';

const resources = join(import.meta.dirname, '../../../resources');
const catalogue = await loadCatalogue(resources);

describe('the catalogue that is shipped', () => {
  it('starts with generators that need no key, and names only vendors that exist', () => {
    const views = generatorViews(catalogue, vendors, () => false);
    expect(views.slice(0, 2)).toMatchObject([
      { id: 'sketch', usable: true, hindrance: null, limits: { seconds: null, aspects: null, still: 'optional' } },
      { id: 'local-voice', usable: true, hindrance: null, voices: expect.arrayContaining([expect.anything()]) },
    ]);
    expect(views.filter(({ hindrance }) => hindrance === 'is not part of this version').map(({ id }) => id)).toEqual(
      [],
    );
    expect(views.find(({ id }) => id === 'kokoro')).toMatchObject({
      usable: false,
      hindrance: 'needs a Replicate key',
      vendorName: 'Replicate',
    });
    expect(views.some((view) => 'route' in view)).toBe(false);
  });

  it('makes everything usable once there are keys, but what nobody can order', () => {
    const ordered = ({ status }: Pick<Generator, 'status'>) => status.kind === 'live' || status.kind === 'preview';
    for (const view of generatorViews(catalogue, vendors, () => true))
      expect(view.usable, `${view.id}: ${view.hindrance}`).toBe(ordered(view));
  });

  it('gives every speech generator voices, and each voice once', () => {
    for (const { id, category, status, voices } of catalogue.generators) {
      if (status.kind === 'retired' || status.kind === 'hand-off') continue;
      const ids = voices.map((voice) => voice.id);
      expect(ids.length > 0, id).toBe(category === 'speech');
      expect(new Set(ids).size, id).toBe(ids.length);
    }
  });

  it('throws not-found for a generator of another version', () => {
    expect(() => catalogue.get('of-tomorrow')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});

describe('every Replicate row', () => {
  let vendor: Awaited<ReturnType<typeof startSimulatedReplicate>>;
  beforeAll(async () => {
    vendor = await startSimulatedReplicate({ media: { video: '/x', image: '/x', audio: '/x' } });
  });
  afterAll(() => vendor.close());

  const rows = catalogue.generators.filter((generator) => generator.vendor === 'replicate');
  it.each(rows.map((row) => [row.id, row] as const))('%s is addressed with inputs its model takes', async (_, row) => {
    expect(replicateRouteSchema.safeParse(row.route).error).toBeUndefined();
    const send = createVendorSend({ fetch, baseUrls: { replicate: vendor.baseUrl } });
    const { signal } = new AbortController();
    const lookUp = replicate.prepare.toRequest(row);
    const prepared = lookUp && replicate.prepare.read(await send(replicate, lookUp, 'rehearsal-key', signal));
    const { request } = replicate.submit.toRequest(row, inputsFor(row), prepared);
    const response = await send(replicate, request, 'rehearsal-key', signal);
    expect(response, JSON.stringify(response.body)).toMatchObject({ status: 201 });
  });
});

it('can end on a given picture, but not on this machine', () => {
  const pictures = catalogue.generators.filter(({ role }) => role === 'picture');
  expect(pictures.filter(({ limits }) => limits.lastFrame).length).toBeGreaterThan(5);
  expect(pictures.find(({ id }) => id === 'sketch')?.limits.lastFrame).toBe(false);
});

function inputsFor({ role, limits }: Generator): RemoteInputs {
  if (role === 'voice') return { role, text: 'Hello', voice: null, speed: 1.2 };
  const still = limits.still === 'no' ? null : 'data:image/png;base64,AA==';
  return {
    ...{
      role,
      prompt: 'a fox',
      script: 'Hello',
      title: 'Fox',
      kind: 'hook',
      seconds: 5,
      aspect: '16:9',
      fps: '30',
      seed: 7,
    },
    ...{ width: 1280, height: 720, still, endStill: null },
  };
}

describe('a catalogue that cannot be used', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'catalogue-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const sketch = catalogue.get('sketch');
  const file = (...generators: unknown[]) => ({ version: 1, generators });
  /** Loads what is shipped, with some of its files replaced. */
  const load = async (files: Record<string, unknown>) => {
    const home = await mkdtemp(join(dir, 'resources-'));
    for (const name of ['generators', 'ranking.json', 'vendor-limits.json'])
      await cp(join(resources, name), join(home, name), { recursive: true });
    for (const [name, content] of Object.entries(files))
      await writeFile(join(home, name), typeof content === 'string' ? content : JSON.stringify(content));
    return loadCatalogue(home);
  };

  it('names the file, the row and the field', async () => {
    const broken = load({
      'generators/acme.json': file({ ...sketch, id: 'acme' }, { ...sketch, id: 'b', quality: 120 }),
    });
    await expect(broken).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringMatching(/acme\.json cannot be used: row 2 \(b\), quality:/),
    });
  });

  it('names an id that is used twice, and where', async () => {
    await expect(load({ 'generators/sketch.json': file(sketch, sketch) })).rejects.toThrow(
      'the id sketch is used twice.',
    );
    await expect(load({ 'generators/acme.json': file(sketch) })).rejects.toThrow(
      /acme\.json cannot be used: the id sketch is used twice, in .*sketch\.json too/,
    );
  });

  it('says so when a file is no JSON, of another version, or missing', async () => {
    await expect(load({ 'generators/sketch.json': '{' })).rejects.toMatchObject({ code: 'damaged' });
    await expect(load({ 'generators/sketch.json': { version: 2, generators: [] } })).rejects.toThrow('version:');
    await expect(load({ 'ranking.json': { version: 1 } })).rejects.toThrow(/ranking\.json cannot be used: base:/);
    await expect(load({ 'vendor-limits.json': {} })).rejects.toThrow(/vendor-limits\.json cannot be used/);
    await expect(loadCatalogue(join(dir, 'nowhere'))).rejects.toThrow('ENOENT');
  });

  it('takes up one more file of generators, after those that need no key', async () => {
    const { generators } = await load({ 'generators/acme.json': file({ ...sketch, id: 'acme' }) });
    expect(generators.slice(0, 3).map(({ id }) => id)).toEqual(['sketch', 'local-voice', 'acme']);
  });
});

it('has the rules that tests rank by, and words besides', () => {
  const { words, ...points } = catalogue.rules;
  expect(words.length).toBeGreaterThan(0);
  expect({ ...points, words: [] }).toEqual(testRules);
});

it('reads every file of the folder', async () => {
  const vendorsOfFiles = (await readdir(join(resources, 'generators'))).map((name) => name.replace('.json', ''));
  expect(new Set(catalogue.generators.map(({ vendor }) => vendor))).toEqual(new Set(vendorsOfFiles));
});

describe('limits', () => {
  const { usualLimits } = catalogue;
  it('are those of the file, or the usual ones', () => {
    expect(usualLimits('gemini')).toEqual({ perMinute: 15, atOnce: 4, coolDownSeconds: 30 });
    expect(usualLimits('runway')).toMatchObject({ perMinute: 10, coolDownSeconds: 60 });
    expect(usualLimits('of-tomorrow')).toEqual({ perMinute: null, atOnce: 4, coolDownSeconds: 30 });
  });

  it('give way to the user’s at once', () => {
    const own: Record<string, ReturnType<typeof usualLimits>> = {};
    const limitsOf = limitsInForce(usualLimits, () => own);
    expect(limitsOf('runway')).toEqual(usualLimits('runway'));
    own.runway = { perMinute: 3, atOnce: 1, coolDownSeconds: 5 };
    expect(limitsOf('runway')).toEqual(own.runway);
  });
});

it('lists vendors for the key settings, with their limits', () => {
  const { usualLimits } = catalogue;
  const limits = { perMinute: 3, atOnce: 1, coolDownSeconds: 5 };
  const views = vendorViews(vendors, {
    usualLimits,
    limitsOf: limitsInForce(usualLimits, () => ({ replicate: limits })),
    urls: { replicate: 'https://gateway.example/r8' },
  });
  expect(views).toContainEqual({
    id: 'replicate',
    name: 'Replicate',
    needsKey: true,
    keyUrl: 'https://replicate.com/account/api-tokens',
    keyVariable: 'REPLICATE_API_TOKEN',
    afterCancel: expect.stringMatching(/\.$/),
    limits,
    usualLimits: usualLimits('replicate'),
    ...{ keyHint: null, serverHint: null },
    baseUrl: 'https://gateway.example/r8',
    usualBaseUrl: 'https://api.replicate.com/v1',
  });
  expect(views).toContainEqual(
    expect.objectContaining({ id: 'sketch', needsKey: false, keyUrl: null, afterCancel: null, limits: null }),
  );
});
