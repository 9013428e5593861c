import { expect, it } from 'vitest';
import { createVendorSend } from '../../vendors/kit/send.ts';
import { kling } from '../../vendors/kling.ts';
import { asFrozen, inputsFor, ticket } from '../testing/adapter-bench.ts';
import { rowOf } from '../testing/catalogue-rows.ts';
import { simulatedBench } from '../testing/simulated-bench.ts';
import { klingDialect } from './kling.ts';

const at = simulatedBench(kling, klingDialect);

const call = (request: Parameters<ReturnType<typeof createVendorSend>>[1], secret: string) =>
  createVendorSend({ fetch, baseUrls: at.simulated().baseUrls })(kling, request, secret, new AbortController().signal);

const askFor = (row: string) => {
  const generator = rowOf(at.rows(), row);
  const inputs = inputsFor(generator);
  return { generator, inputs, ...kling.submit.toRequest(generator, inputs, undefined, ticket) };
};

it('lets a signed pair of keys reach the older dialect, and only that', async () => {
  expect((await call(askFor('kling-1.6').request, 'access:secret')).status).toBe(200);
  expect((await call(kling.testKey.toRequest(), 'access:secret')).status).toBe(200);
  const refused = await call(askFor('kling-3.0').request, 'access:secret');
  expect(kling.readFailure(refused)).toMatchObject({ code: 'unauthorized' });
  expect(at.simulated().book()).toMatchObject([{ model: 'text2video/kling-v1-6' }]);
});

it.each(['kling-3.0', 'kling-1.6'])('finds work of %s whose answer was lost by its ticket', async (row) => {
  const { generator, inputs, request } = askFor(row);
  const { method, path, body } = request;
  const sent = {
    ...{ generator, inputs: asFrozen(inputs), sentAt: new Date().toISOString() },
    request: { method, path, body },
  };
  const look = async () => kling.recent.read(await call(kling.recent.toRequest(sent), 'rehearsal-key'), sent);
  expect(await look()).toEqual([]);
  const response = await call(request, 'rehearsal-key');
  expect(await look()).toMatchObject([{ operation: kling.submit.readOperation(response, request), match: 'same' }]);
});
