import LumaAI, { AuthenticationError, BadRequestError, NotFoundError, RateLimitError } from 'lumaai';
import { expect, it } from 'vitest';
import { lumaDreamMachine } from '../../vendors/luma-dream-machine.ts';
import { lumaDreamMachineDialect } from '../dialects/luma-dream-machine.ts';
import { inputsFor } from '../testing/adapter-bench.ts';
import { rowOf } from '../testing/catalogue-rows.ts';
import { expectSameOrder } from '../testing/same-order.ts';
import { simulatedBench } from '../testing/simulated-bench.ts';

// Luma's own SDK as a witness that the older API is asked, and answers, as Luma does.

const at = simulatedBench(lumaDreamMachine, lumaDreamMachineDialect);

const sdk = () => new LumaAI({ authToken: 'rehearsal-key', baseURL: at.simulated().baseUrl, maxRetries: 0 });
const wish: LumaAI.Generations.VideoCreateParams = {
  model: 'ray-2',
  prompt: 'a red fox',
  aspect_ratio: '16:9',
  duration: '5s',
  resolution: '720p',
};

it('is asked by the adapter just as by the SDK', async () => {
  await sdk().generations.video.create(wish);
  const generator = rowOf(at.rows(), 'luma-ray-2');
  await at.bench().pay(generator, inputsFor(generator));
  expectSameOrder(at.simulated());
});

it('submits, follows, lists and gets a clip', async () => {
  const { id = '' } = await sdk().generations.create(wish);
  await expect.poll(async () => (await sdk().generations.get(id)).state, { interval: 10 }).toBe('completed');
  const { assets } = await sdk().generations.get(id);
  expect((await fetch(assets?.video ?? '')).headers.get('content-type')).toBe('video/mp4');
  const { generations } = await sdk().generations.list({ limit: 5, offset: 0 });
  expect(generations).toMatchObject([{ id, request: { prompt: 'a red fox' } }]);
  expect(await sdk().credits.get()).toEqual({ credit_balance: 1250 });
});

it('takes refusals for what they are', async () => {
  await expect(sdk().generations.get('none')).rejects.toBeInstanceOf(NotFoundError);
  for (const [kind, error] of [
    ['unauthorized', AuthenticationError],
    ['no-credit', BadRequestError],
    ['rate-limited', RateLimitError],
  ] as const) {
    at.simulated().sabotage.add({ kind });
    await expect(sdk().generations.video.create(wish)).rejects.toBeInstanceOf(error);
  }
});
