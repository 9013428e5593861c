import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Generator } from '../../shared/generator.ts';
import { startSimulatedReplicate } from '../rehearsal/simulated-replicate.ts';
import type { RemoteInputs } from '../vendors/define-vendor.ts';
import { vendors } from '../vendors/index.ts';
import { replicate, replicateRouteSchema } from '../vendors/replicate.ts';
import { createVendorSend } from '../vendors/send.ts';
import { generatorViews, loadCatalogue, vendorViews } from './catalogue.ts';

const resources = join(import.meta.dirname, '../../../resources');
const catalogue = await loadCatalogue(resources);

describe('the catalogue that is shipped', () => {
  it('starts with generators that need no key, and names only vendors that exist', () => {
    const views = generatorViews(catalogue, vendors, () => false);
    expect(views.slice(0, 2)).toMatchObject([
      { id: 'sketch', usable: true, hindrance: null, limits: { seconds: null, aspects: null, still: 'optional' } },
      { id: 'local-voice', usable: true, hindrance: null, voices: expect.arrayContaining([expect.anything()]) },
    ]);
    expect(views.filter(({ hindrance }) => hindrance === 'not part of this version')).toEqual([]);
    expect(views.find(({ id }) => id === 'kokoro')).toMatchObject({
      usable: false,
      hindrance: 'needs a Replicate key',
      vendorName: 'Replicate',
    });
    expect(views.some((view) => 'route' in view)).toBe(false);
  });

  it('makes everything usable once there are keys', () => {
    expect(generatorViews(catalogue, vendors, () => true).every(({ usable }) => usable)).toBe(true);
  });

  it('gives every speech generator voices, and each voice once', () => {
    for (const { id, category, voices } of catalogue.generators) {
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

function inputsFor({ role, limits }: Generator): RemoteInputs {
  if (role === 'voice') return { role, text: 'Hello', voice: null, speed: 1.2 };
  const still = limits.still === 'no' ? null : 'data:image/png;base64,AA==';
  return {
    ...{ role, prompt: 'a fox', title: 'Fox', kind: 'hook', seconds: 5, aspect: '16:9', fps: '30', seed: 7, still },
    ...{ width: 1280, height: 720 },
  };
}

describe('a catalogue that cannot be used', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'catalogue-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const load = async (content: unknown) => {
    await writeFile(join(dir, 'generators.json'), typeof content === 'string' ? content : JSON.stringify(content));
    return loadCatalogue(dir);
  };
  const sketch = catalogue.get('sketch');

  it('names the row and the field', async () => {
    const generators = [sketch, { ...sketch, id: 'other', typicalSeconds: 0 }];
    await expect(load({ version: 1, generators })).rejects.toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('row 2 (other), typicalSeconds:'),
    });
  });

  it('names an id that is used twice', async () => {
    const twice = load({ version: 1, generators: [sketch, sketch] });
    await expect(twice).rejects.toThrow('the id sketch is used twice');
  });

  it('says so when it is no JSON, of another version, or missing', async () => {
    await expect(load('{')).rejects.toMatchObject({ code: 'damaged' });
    await expect(load({ version: 2, generators: [] })).rejects.toMatchObject({ code: 'damaged' });
    await expect(loadCatalogue(join(dir, 'nowhere'))).rejects.toThrow('ENOENT');
  });
});

it('lists vendors for the key settings', () => {
  expect(vendorViews(vendors)).toContainEqual({
    id: 'replicate',
    name: 'Replicate',
    needsKey: true,
    keyUrl: 'https://replicate.com/account/api-tokens',
    keyVariable: 'REPLICATE_API_TOKEN',
  });
  expect(vendorViews(vendors)).toContainEqual(expect.objectContaining({ id: 'sketch', needsKey: false, keyUrl: null }));
});
