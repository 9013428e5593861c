import { expect, it } from 'vitest';
import { runware } from '../../vendors/runware.ts';
import { asFrozen, inputsFor, ticket } from '../testing/adapter-bench.ts';
import { rowOf } from '../testing/catalogue-rows.ts';
import { simulatedBench } from '../testing/simulated-bench.ts';
import { runwareDialect } from './runware.ts';

// A task whose answer was lost is found again by its UUID, and nothing is paid twice.

const at = simulatedBench(runware, runwareDialect);

function wish() {
  const generator = rowOf(at.rows(), 'runware-kling-3-pro');
  const inputs = inputsFor(generator);
  const { request } = runware.submit.toRequest(generator, inputs, undefined, ticket);
  const sent = { generator, inputs: asFrozen(inputs), request, sentAt: '2026-11-20T10:00:00.000Z' };
  return { request, sent, generator };
}

it('finds a task whose answer was lost, and its file', async () => {
  const { request, sent, generator } = wish();
  at.simulated().sabotage.add({ kind: 'drop', on: 'submit' });
  await expect(at.bench().call(request)).rejects.toMatchObject({ code: 'network', details: { sent: true } });
  const listed = runware.recent.read(await at.bench().call(runware.recent.toRequest(sent)), sent);
  expect(listed).toMatchObject([{ operation: { id: ticket }, match: 'same', about: 'a red fox' }]);
  const [found] = listed;
  expect(await at.bench().end(found?.operation ?? {}, generator)).toMatchObject({ state: 'succeeded' });
  expect(at.simulated().book()).toHaveLength(1);
});

it('finds nothing where the task never arrived', async () => {
  const { request, sent } = wish();
  at.simulated().sabotage.add({ kind: 'drop-before', on: 'submit' });
  await expect(at.bench().call(request)).rejects.toMatchObject({ code: 'network' });
  expect(runware.recent.read(await at.bench().call(runware.recent.toRequest(sent)), sent)).toEqual([]);
});

it('takes a UUID once', async () => {
  const { request } = wish();
  await at.bench().call(request);
  const again = await at.bench().call(request);
  expect(runware.readFailure(again)).toMatchObject({ code: 'invalid-input' });
  expect(at.simulated().book()).toHaveLength(1);
});
