import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StudioEvent } from '../../shared/events.ts';
import type { OwnModel } from '../../shared/own-generator.ts';
import { createStudioClient, errorDataOf, type StudioClient } from '../cli/studio-client.ts';
import { temporaryFolder } from '../films/testing/sabotage.ts';
import { nodeStudioOptions } from '../node-studio.ts';
import { startSimulatedFal } from '../rehearsal/dialects/fal.ts';
import { startSimulatedReplicate } from '../rehearsal/dialects/replicate.ts';
import type { SimulatedVendor } from '../rehearsal/simulated-vendor.ts';
import { openStudio, type Studio } from '../studio.ts';

const media = { video: '/x', image: '/x', audio: '/x' };
let simulated: SimulatedVendor[];
beforeAll(async () => {
  simulated = [await startSimulatedReplicate({ media }), await startSimulatedFal({ media })];
});
afterAll(() => Promise.all(simulated.map((vendor) => vendor.close())));

let studio: Studio;
let client: StudioClient;
let dataDir: string;
let events: StudioEvent['type'][];

async function open(): Promise<void> {
  const urls = Object.assign({}, ...simulated.map(({ baseUrls }) => baseUrls)) as Record<string, string>;
  const env = {
    ...{ CIRCLE_TAKE_USER_DATA: dataDir, CIRCLE_TAKE_LIBRARY: join(dataDir, 'films'), PATH: process.env.PATH },
    CIRCLE_TAKE_VENDOR_URLS: Object.entries(urls)
      .map((pair) => pair.join('='))
      .join(','),
    REPLICATE_API_TOKEN: 'rehearsal-key',
  };
  studio = await openStudio(nodeStudioOptions('cli', env));
  client = createStudioClient(studio);
  events = [];
  studio.subscribe(({ type }) => events.push(type));
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  await studio.close();
  await open();
  return work();
}

const generator = async (id: string) => (await client.generators.list()).generators.find((each) => each.id === id);
const refusal = (call: Promise<unknown>) => call.then(() => null, errorDataOf);

const price: OwnModel['price'] = { micros: 80_000, per: 'second', certainty: 'exact', asOf: '2026-11-20' };
const model: OwnModel = {
  ...{
    vendor: 'replicate',
    model: 'minimax/hailuo-02',
    name: 'My Hailuo',
    category: 'text-to-video',
    quality: 85,
    price,
  },
  fields: { prompt: 'prompt', seconds: 'duration', still: 'first_frame_image', endStill: 'last_frame_image' },
  ...{ fixed: { resolution: '1080p' }, seconds: [6, 10], aspects: null, workflow: null },
};

beforeEach(async (context) => {
  dataDir = await temporaryFolder();
  await open();
  context.onTestFinished(() => studio.close());
});

describe('looking up a model', () => {
  it('reads what Replicate says of it, whatever was pasted', async () => {
    const pasted = 'https://replicate.com/minimax/hailuo-02?input=form';
    const sheet = await client.catalogue.lookUp({ vendor: 'replicate', model: pasted });
    expect(sheet).toMatchObject({
      ...{ vendor: 'replicate', model: 'minimax/hailuo-02', title: 'Hailuo 02', category: 'text-to-video' },
      url: 'https://replicate.com/minimax/hailuo-02',
      guess: { prompt: 'prompt', seconds: 'duration', still: 'first_frame_image', endStill: 'last_frame_image' },
      draft: {
        id: 'own-replicate-minimax-hailuo-02',
        limits: { seconds: [5, 10], still: 'optional', lastFrame: true, seed: false },
        route: { model: 'minimax/hailuo-02', official: true },
      },
      problems: [expect.stringContaining('price')],
    });
    expect(sheet.fields[0]).toMatchObject({ name: 'prompt', type: 'text', required: true });
  });

  it('runs a community model by its version', async () => {
    const sheet = await client.catalogue.lookUp({ vendor: 'replicate', model: 'jaaari/kokoro-82m' });
    expect(sheet).toMatchObject({ category: 'speech', guess: { prompt: 'text', voice: 'voice', speed: 'speed' } });
    expect(sheet.draft).toMatchObject({
      ...{ role: 'voice', voices: [{ id: 'af_bella' }, { id: 'af_heart' }, { id: 'am_adam' }] },
      route: { official: false, version: expect.stringMatching(/^f559560/) },
    });
  });

  it('asks fal’s site, without a key', async () => {
    const pasted = 'https://fal.ai/models/fal-ai/veo3.1/image-to-video/api';
    const sheet = await client.catalogue.lookUp({ vendor: 'fal', model: pasted });
    expect(sheet).toMatchObject({
      ...{ model: 'fal-ai/veo3.1/image-to-video', category: 'image-to-video' },
      guess: { prompt: 'prompt', seconds: 'duration', still: 'image_url' },
      draft: { limits: { seconds: [4, 6, 8], still: 'required' }, route: { secondsAs: 'text-s' } },
    });
    const flux = await client.catalogue.lookUp({ vendor: 'fal', model: 'fal-ai/flux/dev' });
    expect(flux.draft).toMatchObject({
      ...{ category: 'text-to-image', limits: { aspects: ['16:9', '9:16', '1:1'] } },
      route: { aspects: { '16:9': 'landscape_16_9' } },
    });
  });

  it('says what is wrong', async () => {
    const lookUp = (vendor: 'replicate' | 'fal', name: string) =>
      refusal(client.catalogue.lookUp({ vendor, model: name }));
    expect(await lookUp('replicate', 'nobody/nothing')).toMatchObject({ code: 'not-found' });
    expect(await lookUp('fal', 'fal-ai/nothing')).toMatchObject({ code: 'not-found' });
    expect(await lookUp('replicate', 'not a model')).toMatchObject({ code: 'invalid-input' });
    expect(await lookUp('fal', '../../etc')).toMatchObject({ code: 'invalid-input' });
  });
});

describe('a model of one’s own', () => {
  it('is offered at once and after a restart, is replaced, and is taken out', async () => {
    const { id } = await client.catalogue.keep({ id: null, model });
    expect(events).toContain('catalogue');
    const shown = { source: 'own', vendorName: 'Replicate', usable: true, maker: 'minimax', usualPrice: null };
    expect(await generator(id)).toMatchObject({ ...shown, limits: { still: 'optional', lastFrame: true } });
    expect(await again(() => generator(id))).toMatchObject(shown);
    await client.catalogue.keep({ id, model: { ...model, quality: 40 } });
    expect(await generator(id)).toMatchObject({ quality: 40 });
    expect((await client.catalogue.own()).generators).toEqual([
      { id, name: 'My Hailuo', vendor: 'replicate', model: { ...model, quality: 40 } },
    ]);
    await client.catalogue.remove({ generator: id });
    expect(await generator(id)).toBeUndefined();
    expect(await refusal(client.catalogue.remove({ generator: id }))).toMatchObject({ code: 'not-found' });
    await client.catalogue.putBack({ generator: id });
    expect(await again(() => generator(id))).toMatchObject({ ...shown, quality: 40 });
    expect(await refusal(client.catalogue.putBack({ generator: id }))).toMatchObject({ code: 'not-found' });
  });

  it('has an id of its own beside another name', async () => {
    const first = await client.catalogue.keep({ id: null, model });
    const second = await client.catalogue.keep({ id: null, model: { ...model, name: 'Cheaper' } });
    expect(second.id).toBe(`${first.id}-2`);
  });

  it('is refused where its vendor would refuse it', async () => {
    const keep = (change: Partial<OwnModel>) =>
      refusal(client.catalogue.keep({ id: null, model: { ...model, ...change } }));
    expect(await keep({ fields: { prompt: 'words' } })).toMatchObject({
      message: 'My Hailuo has no input called “words”.',
    });
    expect(await keep({ fields: { seconds: 'duration' } })).toMatchObject({
      message: 'My Hailuo needs “prompt”, and nothing is sent for it.',
    });
    expect(await keep({ vendor: 'runway' })).toMatchObject({ code: 'unsupported' });
    expect(await refusal(client.catalogue.keep({ id: 'sketch', model }))).toMatchObject({ code: 'conflict' });
    expect((await client.catalogue.own()).generators).toEqual([]);
  });
});

describe('the user’s own file', () => {
  const row = { id: 'mine', vendor: 'fal', name: 'Mine', maker: 'Me', family: 'mine', role: 'picture' };
  const rest = {
    category: 'text-to-video',
    priority: 5,
    quality: 50,
    price,
    strengths: [],
    typicalSeconds: 9,
    voices: [],
  };
  const limits = {
    seconds: null,
    aspects: null,
    still: 'no',
    lastFrame: false,
    references: 0,
    sound: false,
    characters: null,
  };
  const good = { ...row, ...rest, limits, route: { endpoint: 'fal-ai/mine', fields: { prompt: 'prompt' } } };
  const write = (content: unknown) =>
    writeFile(join(dataDir, 'generators.json'), typeof content === 'string' ? content : JSON.stringify(content));

  it('may be edited by hand: rows that cannot be used are left out, and said', async () => {
    await write({
      version: 1,
      generators: [
        good,
        { ...good, id: 'poor', quality: 120 },
        { ...good, id: 'lost', route: { endpoint: 'fal-ai/mine', fields: {}, colour: 1 } },
        { ...good, id: 'sketch' },
        { ...good, id: 'strange', vendor: 'acme' },
        good,
      ],
    });
    const { generators, problems, file } = await client.catalogue.reload();
    expect(generators).toMatchObject([{ id: 'mine', name: 'Mine', vendor: 'fal', model: { model: 'fal-ai/mine' } }]);
    expect(problems).toEqual([
      expect.stringMatching(/^row 2 \(poor\), quality: /),
      expect.stringMatching(/^row 3 \(lost\), route: .*colour/),
      'row 4 (sketch), id: a generator of the catalogue has this id already.',
      'row 5 (strange), vendor: there is no vendor acme.',
      'row 6 (mine), id: a row above has this id already.',
    ]);
    // What cannot be used is not thrown away.
    await client.catalogue.keep({ id: null, model });
    expect(JSON.parse(await readFile(file, 'utf8')).generators).toHaveLength(7);
    expect(await again(() => client.catalogue.own())).toMatchObject({ problems: { length: 5 } });
  });

  it('keeps nothing from opening, and is not written over, while it is broken', async () => {
    await write('{ not JSON');
    expect(await again(() => client.catalogue.own())).toMatchObject({
      generators: [],
      problems: [expect.stringMatching(/generators\.json cannot be used: it is not JSON/)],
    });
    expect(await refusal(client.catalogue.keep({ id: null, model }))).toMatchObject({ code: 'damaged' });
    expect(await readFile(join(dataDir, 'generators.json'), 'utf8')).toBe('{ not JSON');
  });
});

it('counts with a corrected price at once, and shows the catalogue’s beside it', async () => {
  const before = await generator('hailuo-02');
  const own = { ...price, micros: 1 };
  await client.settings.set({ generatorPrices: { 'hailuo-02': own } });
  expect(await generator('hailuo-02')).toMatchObject({ price: own, usualPrice: before?.price });
  expect(events).toEqual(expect.arrayContaining(['catalogue', 'settings']));
  await client.settings.set({ generatorPrices: {} });
  expect(await generator('hailuo-02')).toEqual(before);
});

describe('an address of one’s own', () => {
  it('is used at once, but what the studio was started with counts more', async () => {
    await client.settings.set({
      vendorUrls: { runway: 'https://gateway.example/runway', fal: 'https://gateway.example' },
    });
    const { vendors } = await client.generators.list();
    const address = (id: string) => vendors.find((vendor) => vendor.id === id)?.baseUrl;
    expect(address('runway')).toBe('https://gateway.example/runway');
    expect(address('fal')).toBe(simulated[1]?.baseUrl);
    expect(events).toContain('catalogue');
  });

  it.each([
    [{ runway: 'http://gateway.example' }, 'would send the key readable'],
    [{ sketch: 'https://gateway.example' }, 'is not called over the network'],
    [{ acme: 'https://gateway.example' }, 'is not called over the network'],
    [{ runway: 'https://gateway.example/?key=1' }, 'more than a host and a path'],
  ])('%j is refused', async (vendorUrls, said) => {
    expect(await refusal(client.settings.set({ vendorUrls }))).toMatchObject({
      message: expect.stringContaining(said),
    });
  });
});

it('has nothing to say of vendors that were never called', async () => {
  expect(await client.catalogue.health()).toEqual([]);
});
