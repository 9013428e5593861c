import { describe, expect, it } from 'vitest';
import { answersAtOnce, type OperationEnd } from '../vendors/define-vendor.ts';
import { chargedMicros } from './charge-book.ts';
import { checkPrice, itTellsKeysApart, simulatedBench, simulatedPairs, wishesFor } from './testing/simulated-bench.ts';

// Every vendor that takes jobs: its adapter and its simulation over real HTTP, and every fault between them.

const outputOf = (end: OperationEnd): string => (end.state === 'succeeded' ? (end.outputs[0] ?? '') : '');
/** Answers that come slower than this are none. */
const impatientMs = 150;
const saysNoTime = expect.not.objectContaining({ retryAfterMs: expect.any(Number) });

describe.each(simulatedPairs().filter(({ vendor }) => 'submit' in vendor))('$name', ({ vendor, dialect }) => {
  const at = simulatedBench(vendor, dialect);
  const rows = () => at.rows().filter((generator) => !answersAtOnce(vendor, generator));
  const row = () => {
    const found = rows().find(({ category }) => category === 'text-to-video') ?? rows()[0];
    if (found) return found;
    throw new Error(`${vendor.name} takes no jobs.`);
  };
  /** Files that come inside the answer cannot expire. */
  const isAddress = (output: string) => output.startsWith('http');

  it('makes every shipped generator, with no still, one and two, at the price of its own book', async () => {
    for (const generator of rows()) {
      for (const wish of wishesFor(generator)) {
        const before = at.simulated().book().length;
        const end = await at.bench().make(generator, wish);
        expect(end, `${generator.id}: ${JSON.stringify(end)}`).toMatchObject({ state: 'succeeded' });
        expect(at.simulated().book()).toHaveLength(before + 1);
        const { reportedMicros } = end;
        checkPrice({ generator, wish, reportedMicros }, at.simulated().book().at(-1));
      }
    }
  });

  it('follows a job from the queue to a file that can be fetched', async () => {
    at.simulated().sabotage.add({ kind: 'slow', ms: 200 });
    const operation = await at.bench().submit(row());
    const status = await at.bench().status(operation);
    expect(status).toMatchObject({ state: 'running', progress: { text: expect.any(String) } });
    const output = outputOf(await at.bench().end(operation, row()));
    if (isAddress(output)) expect(new URL(output).host).toBe(at.simulated().outputHost);
    const address = output.startsWith('/') ? `${at.simulated().origin}${output}` : output;
    expect((await (await fetch(address)).arrayBuffer()).byteLength).toBeGreaterThan(0);
    expect(at.simulated().counts()).toMatchObject({ submits: 1, charges: 1 });
  });

  it.each([
    ['unauthorized', { code: 'unauthorized' }],
    ['no-credit', { code: 'no-credit' }],
    ['refused-inside', { code: 'no-credit' }],
    ['rate-limited', { code: 'rate-limited' }],
    ['rate-limited-bare', { code: 'rate-limited', details: saysNoTime }],
    ['server-error', { code: 'provider-down' }],
    ['drop-before', { code: 'network', details: { sent: true } }],
  ] as const)('is refused by %s, at no cost', async (kind, error) => {
    const refusal = kind === 'rate-limited-bare' ? 'rate-limited' : kind === 'refused-inside' ? 'no-credit' : kind;
    if (refusal in dialect.refusals && Reflect.get(dialect.refusals, refusal) === null) return;
    at.simulated().sabotage.add({ kind });
    await expect(at.bench().submit(row())).rejects.toMatchObject(error);
    expect(at.simulated().book()).toEqual([]);
    expect(at.simulated().counts().submits).toBe(1);
  });

  it.each([
    ['drop', { code: 'network', details: { sent: true } }],
    ['hang', { code: 'timed-out', details: { sent: true } }],
    ['truncated', { code: 'network', details: { sent: true } }],
    ['malformed', { code: 'provider-down' }],
    ['wrong-type', { code: 'provider-down' }],
    ['empty', { code: 'provider-down' }],
    ['gateway', { code: 'provider-down', details: { status: 504 } }],
  ] as const)('loses the answer by %s and is charged', async (kind, error) => {
    at.simulated().sabotage.add({ kind, on: 'submit' });
    await expect(at.bench(kind === 'hang' ? impatientMs : undefined).submit(row())).rejects.toMatchObject(error);
    expect(at.simulated().book()).toMatchObject([{ state: 'charged', micros: expect.any(Number) }]);
  });

  it.each([
    ['fail-content', 'content-rejected'],
    ['fail-generic', 'provider-failed'],
  ] as const)('hears of %s', async (kind, code) => {
    if (kind === 'fail-content' && dialect.moderates === false) return;
    at.simulated().sabotage.add({ kind });
    const end = await at.bench().make(row());
    expect(end).toMatchObject({ state: 'failed', failure: { code } });
    // What the adapter calls free the vendor has given back, and the other way round.
    const [line] = at.simulated().book();
    if (end.state === 'failed' && end.charged === 'no') expect(line).toMatchObject({ state: 'refunded' });
    if (end.state === 'failed' && end.charged === 'yes') expect(line).toMatchObject({ state: 'charged' });
  });

  it.runIf('cancel' in vendor)('cancels what waits, and nobody pays for it', async () => {
    if (!('submit' in vendor) || !vendor.cancel) return;
    at.simulated().sabotage.add({ kind: 'slow', ms: 60_000 });
    const operation = await at.bench().submit(row());
    const { status } = await at.bench().call(vendor.cancel.toRequest(operation));
    expect(status).toBeLessThan(300);
    expect(at.simulated().jobs()).toMatchObject([{ state: 'cancelled' }]);
    expect(chargedMicros(at.simulated().book())).toBe(0);
  });

  itTellsKeysApart(vendor, at);

  it.runIf(dialect.refusals['rate-limited'])('is held to its windows', async () => {
    await at.restart({ perMinute: 2 });
    await at.bench().submit(row());
    await at.bench().submit(row());
    await expect(at.bench().submit(row())).rejects.toMatchObject({ code: 'rate-limited' });
    expect(at.simulated().book()).toHaveLength(2);
  });

  it('loses results that have expired', async () => {
    at.simulated().sabotage.add({ kind: 'expired' });
    const address = outputOf(await at.bench().make(row()));
    if (!isAddress(address) || !address.includes('/files/')) return;
    expect((await fetch(address)).status).toBe(403);
    expect((await fetch(address)).status).toBe(200);
  });
});
