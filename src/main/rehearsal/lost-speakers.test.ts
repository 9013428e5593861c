import { describe, expect, it } from 'vitest';
import { prepareAt } from '../generation/prepare-at.ts';
import { paidRequest } from '../vendors/define-vendor.ts';
import { elai } from '../vendors/elai.ts';
import { heygen } from '../vendors/heygen.ts';
import { synthesia } from '../vendors/synthesia.ts';
import { elaiDialect } from './dialects/elai.ts';
import { heygenDialect } from './dialects/heygen.ts';
import { synthesiaDialect } from './dialects/synthesia.ts';
import { asFrozen, inputsFor, ticket } from './testing/adapter-bench.ts';
import { simulatedBench } from './testing/simulated-bench.ts';

// Presenters cost the most of all that is slow: what was paid for and whose answer was lost is found again.

describe.each([
  ['HeyGen', heygen, heygenDialect],
  ['Synthesia', synthesia, synthesiaDialect],
  ['Elai', elai, elaiDialect],
] as const)('%s', (_, vendor, dialect) => {
  const at = simulatedBench(vendor, dialect);

  it('finds work whose answer was lost, and no other', async () => {
    const [generator] = at.rows();
    if (!generator) throw new Error('There is no row.');
    const inputs = inputsFor(generator);
    const { call, submit, end } = at.bench();
    await submit(generator);
    const prepared = await prepareAt(vendor, { generator, inputs }, call);
    const { request } = paidRequest(vendor, generator)(generator, inputs, prepared, `${ticket.slice(0, 7)}0`);
    at.simulated().sabotage.add({ kind: 'drop', on: 'submit' });
    await expect(call(request)).rejects.toMatchObject({ code: 'network' });
    const sent = { generator, inputs: asFrozen(inputs), request, sentAt: '2026-11-20T10:00:00.000Z' };
    const listed = vendor.recent.read(await call(vendor.recent.toRequest(sent)), sent);
    const found = listed.filter(({ match }) => match === 'same');
    expect(found).toHaveLength(1);
    const operation = found[0]?.operation ?? {};
    expect(await end(operation, generator)).toMatchObject({ state: 'succeeded' });
  });
});
