import { expect, it } from 'vitest';
import { Client } from 'wavespeed';
import { wavespeed } from '../../vendors/wavespeed.ts';
import { wavespeedDialect } from '../dialects/wavespeed.ts';
import { adapterBench, inputsFor, still } from '../testing/adapter-bench.ts';
import { catalogueRows, rowOf } from '../testing/catalogue-rows.ts';
import { expectSameOrder } from '../testing/same-order.ts';
import { simulationForEachTest } from '../testing/simulation-for-each-test.ts';

// WaveSpeedAI's own SDK as a witness that the simulation answers as WaveSpeedAI does.

const { vendor } = simulationForEachTest(wavespeedDialect);

const sdk = (key = 'rehearsal-key') => new Client(key, { baseUrl: vendor().baseUrl, maxRetries: 0 });
const model = 'wavespeed-ai/wan-2.1/t2v-480p';
const kling = 'kwaivgi/kling-v3.0-pro/image-to-video';
const flux = 'wavespeed-ai/flux-dev';
const ends = ['image', 'last_image'];
const quick = { pollInterval: 0.02 };

it('runs a model to its file', async () => {
  const { outputs } = await sdk().run(model, { prompt: 'a fox', size: '832*480', duration: 5, seed: 7 }, quick);
  expect((await fetch(String(outputs[0]))).headers.get('content-type')).toBe('video/mp4');
});

const film = { prompt: 'a red fox', size: '832*480', duration: 5, seed: 7 };
// Uploads of both differ, and their addresses do: the SDK gets the adapter's.
it.each([
  ['text', 'wavespeed-wan-2.1', model, {}, film, []],
  ['both ends', 'wavespeed-wan-2.1-i2v', 'wavespeed-ai/wan-2.1/i2v-480p', { still, endStill: still }, film, ends],
  ['a still', 'wavespeed-kling-3-pro-i2v', kling, { still }, { prompt: 'a red fox', duration: 5 }, ['image']],
  ['a picture', 'wavespeed-flux-dev', flux, {}, { prompt: 'a red fox', size: '1280*720', seed: 7 }, []],
])('sends what the adapter sends for the same wish: %s', async (_, id, path, more, wish, pictures) => {
  const row = rowOf(await catalogueRows('wavespeed'), id);
  await adapterBench(wavespeed, vendor()).submit(row, { ...inputsFor(row), ...more });
  const uploaded = pictures.map((name) => [name, vendor().jobs()[0]?.input[name]]);
  await sdk().run(path, { ...wish, ...Object.fromEntries(uploaded) }, quick);
  expectSameOrder(vendor());
});

it('hears of failed work and of refusals', async () => {
  vendor().sabotage.add({ kind: 'fail-content' });
  const wish = { prompt: 'a fox', size: '832*480', duration: 5 };
  await expect(sdk().run(model, wish, quick)).rejects.toThrow(/content policy/);
  vendor().sabotage.add({ kind: 'no-credit' });
  await expect(sdk().run(model, wish, quick)).rejects.toThrow(/Insufficient credits/);
  await expect(sdk('other').run(model, wish, quick)).rejects.toThrow(/401|Unauthorized/);
  expect(vendor().counts().charges).toBe(1);
});
