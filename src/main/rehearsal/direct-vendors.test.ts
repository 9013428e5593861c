import { describe, expect, it } from 'vitest';
import { answersAtOnce } from '../vendors/define-vendor.ts';
import { checkPrice, itTellsKeysApart, simulatedBench, simulatedPairs, wishesFor } from './testing/simulated-bench.ts';

// Every vendor whose answer is the file: its adapter and its simulation over real HTTP, and every fault between them.

const impatientMs = 150;
const saysNoTime = expect.not.objectContaining({ retryAfterMs: expect.any(Number) });

describe.each(simulatedPairs().filter(({ vendor }) => 'direct' in vendor))('$name', ({ vendor, dialect }) => {
  const at = simulatedBench(vendor, dialect);
  const rows = () => at.rows().filter((generator) => answersAtOnce(vendor, generator));
  const row = () => {
    const [found] = rows();
    if (found) return found;
    throw new Error(`${vendor.name} answers nothing at once.`);
  };

  it('makes every shipped generator, with no still, one and two, at the price of its own book', async () => {
    for (const generator of rows()) {
      for (const wish of wishesFor(generator)) {
        const before = at.simulated().book().length;
        const { media, reportedMicros } = await at.bench().directly(generator, wish);
        expect(media.length, generator.id).toBeGreaterThan(0);
        expect(at.simulated().book()).toHaveLength(before + 1);
        checkPrice({ generator, wish, reportedMicros }, at.simulated().book().at(-1));
      }
    }
  });

  it.each([
    ['unauthorized', { code: 'unauthorized' }],
    ['no-credit', { code: 'no-credit' }],
    ['rate-limited', { code: 'rate-limited' }],
    ['rate-limited-bare', { code: 'rate-limited', details: saysNoTime }],
    ['server-error', { code: 'provider-down' }],
    ['drop-before', { code: 'network', details: { sent: true } }],
  ] as const)('is refused by %s, at no cost', async (kind, error) => {
    const refusal = kind === 'rate-limited-bare' ? 'rate-limited' : kind;
    if (refusal in dialect.refusals && Reflect.get(dialect.refusals, refusal) === null) return;
    at.simulated().sabotage.add({ kind });
    await expect(at.bench().directly(row())).rejects.toMatchObject(error);
    expect(at.simulated().book()).toEqual([]);
  });

  it.each([
    ['drop', { code: 'network', details: { sent: true } }],
    ['hang', { code: 'timed-out', details: { sent: true } }],
    ['truncated', { code: 'network', details: { sent: true } }],
    ['gateway', { code: 'provider-down', details: { status: 504 } }],
    ['empty', { code: 'provider-down' }],
  ] as const)('loses the answer by %s and is charged', async (kind, error) => {
    at.simulated().sabotage.add({ kind, on: 'submit' });
    await expect(at.bench(kind === 'hang' ? impatientMs : undefined).directly(row())).rejects.toMatchObject(error);
    expect(at.simulated().book()).toMatchObject([{ state: 'charged', micros: expect.any(Number) }]);
  });

  itTellsKeysApart(vendor, at);
});
