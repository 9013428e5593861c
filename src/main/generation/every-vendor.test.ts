import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sabotage } from '../rehearsal/sabotage.ts';
import type { RehearsalMedia } from '../rehearsal/simulated-jobs.ts';
import { type SimulatedVendors, startSimulatedVendors } from '../rehearsal/simulated-vendors.ts';
import { catalogueRows, rowOf } from '../rehearsal/testing/catalogue-rows.ts';
import { smallMedia } from '../rehearsal/testing/small-media.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import { vendors } from '../vendors/index.ts';
import { createVendorSend } from '../vendors/kit/send.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { testKey } from './testing/key-shelf.ts';
import type { Bench } from './testing/test-bench.ts';

const at = benchForEachTest();

let dir: string;
let media: RehearsalMedia;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'every-vendor-'));
  media = await smallMedia(dir);
});
afterAll(() => rmSync(dir, { recursive: true }));

const shapes = [
  ['replicate', 'hailuo-02'],
  ['fal', 'fal-hailuo-02'],
  ['piapi', 'piapi-hailuo-2.3'],
  ['runway', 'runway-gen-4.5'],
  ['elevenlabs', 'elevenlabs-flash-v2.5'],
  ['openai', 'gpt-image-2'],
  // With files at the vendor itself, a token instead of the key, and at once where others of its models queue.
  ['gemini', 'gemini-omni-1.2-flash'],
  ['firefly', 'firefly-video-1'],
  ['zai', 'zai-cogview-4'],
] as const;
const free = [['own-server', 'own-server-clip-job']] as const;

/** Longer than any answer takes on a machine that is busy with everything else. */
const patientMs = 30_000;

/** A server of the user's own has an address and a word, credentials are an id and a secret. */
function secretFor(vendor: Vendor, id: string): string {
  if (vendor.kind === 'remote' && vendor.server) return `http://test.invalid test-${id}`;
  return vendor.kind === 'remote' && vendor.session ? `test-client-${id} test-${id}` : `test-secret-${id}`;
}

/** A real adapter at one end and its simulated vendor at the other, with the whole engine between them. */
async function open(vendorId: string, generatorId: string, { submitMs = patientMs } = {}) {
  const simulated: SimulatedVendors = await startSimulatedVendors({ media, latencyMs: 20 }, [vendorId]);
  at.atEnd(() => simulated.close());
  const server = simulated.byId.get(vendorId);
  const vendor = vendors.get(vendorId);
  if (!server || !vendor) throw new Error(`no vendor ${vendorId}`);
  const send = createVendorSend({ fetch, baseUrls: simulated.baseUrls });
  const generator = rowOf(await catalogueRows(vendorId), generatorId);
  await at.makeFilm((film) => ({
    ...film,
    scenes: film.scenes.map((scene) => ({ ...scene, narration: 'Good morning, harbour.' })),
  }));
  const bench = await at.open({
    vendors: [vendor],
    generators: [generator],
    limits: { atOnce: 30 },
    keys: ['a', 'b', 'c', 'd'].map((id) => testKey(id, { vendor: vendorId, secret: secretFor(vendor, id) })),
    deps: {
      // Their own patience is longer than that of a test.
      send: (to, request, secret, signal) =>
        send(to, request, secret, signal, request.method === 'POST' ? submitMs : patientMs),
      allowPrivateHosts: new Set([server.outputHost]),
      vendorUrls: () => simulated.baseUrls,
    },
  });
  const generate = (count: number) => {
    const wish = { sceneId: bench.scene.id, role: generator.role, generator: generator.id };
    return bench.generation.generate(
      bench.film.id,
      Array.from({ length: count }, () => wish),
    );
  };
  return { bench, server, generate };
}

/** Nothing waits or runs, and no vendor is still to be asked for what got lost. */
function over({ generation }: Bench): Promise<void> {
  const left = () => generation.busy() + generation.lost.list().filter(({ canAsk, asked }) => canAsk && !asked).length;
  return expect.poll(left, { timeout: 25_000 }).toBe(0);
}

test.each([...shapes, ...free])('%s: a take is paid once, and both books agree', async (vendorId, generatorId) => {
  const { bench, server, generate } = await open(vendorId, generatorId);
  const [job] = await generate(1);
  await over(bench);
  expect(bench.job(job?.id ?? '')).toMatchObject({ state: 'done', error: null, vendor: vendorId });
  const [line] = bench.generation.receipts(job?.id ?? '');
  expect(line).toMatchObject({ state: 'settled', takeId: bench.job(job?.id ?? '').takeId, keyLabel: 'Key a' });
  expect(server.book()).toMatchObject([{ state: 'charged' }]);
});

const mishaps: Sabotage[] = [
  { kind: 'unauthorized' },
  { kind: 'rate-limited', ms: 50 },
  { kind: 'rate-limited-bare' },
  { kind: 'refused-inside' },
  { kind: 'server-error' },
  { kind: 'server-error', status: 503 },
  { kind: 'drop-before' },
  { kind: 'drop' },
  { kind: 'gateway' },
  { kind: 'malformed' },
  { kind: 'fail-content' },
  { kind: 'fail-generic' },
  { kind: 'output-removed' },
  { kind: 'truncated' },
  { kind: 'empty' },
  { kind: 'wrong-type' },
  { kind: 'expired' },
  { kind: 'redirect' },
  { kind: 'server-error', on: 'poll' },
  { kind: 'drop', on: 'poll' },
  { kind: 'malformed', on: 'result' },
  { kind: 'no-credit', on: 'poll' },
];

test.each(shapes)(
  '%s: whatever goes wrong, no charge is repeated and every loss has a line',
  async (vendorId, generatorId) => {
    const { bench, server, generate } = await open(vendorId, generatorId);
    for (const mishap of mishaps) server.sabotage.add(mishap);
    const jobs = await generate(24);
    await over(bench);
    const lines = jobs.flatMap(({ id }) => bench.generation.receipts(id));
    const paid = lines.filter(({ micros }) => micros > 0);
    const takes = await bench.session.takes.list();
    expect(takes.length).toBeGreaterThan(3);
    // Each job calls again only after a call that cost nothing.
    for (const { id } of jobs) expect(paid.filter(({ jobId }) => jobId === id).length).toBeLessThanOrEqual(1);
    // Everything in the vendor's book is a take, or a loss with a line of ours.
    expect(server.book().length).toBeGreaterThan(takes.length);
    expect(server.book().filter(({ state }) => state === 'charged').length).toBeLessThanOrEqual(paid.length);
    expect(lines.filter(({ takeId }) => takeId !== null)).toHaveLength(takes.length);
    const unknown = bench.generation.lost.list().length;
    expect(lines.filter(({ state }) => state === 'reserved' || state === 'unsure').length).toBeGreaterThanOrEqual(
      unknown,
    );
  },
);

test.each([...shapes, ...free])(
  '%s: a call that is never answered is lost or found, and made once',
  async (vendorId, generatorId) => {
    const { bench, server, generate } = await open(vendorId, generatorId, { submitMs: 1000 });
    server.sabotage.add({ kind: 'hang' });
    const [job] = await generate(1);
    await over(bench);
    const lines = bench.generation.receipts(job?.id ?? '');
    const found = bench.job(job?.id ?? '').state === 'done';
    expect(lines).toMatchObject([found ? { state: 'settled', takeId: expect.any(String) } : { state: 'unsure' }]);
    expect(bench.generation.lost.list()).toHaveLength(found ? 0 : 1);
    expect(bench.states(job?.id ?? '')).toContain('unknown');
    expect(server.counts().submits).toBe(1);
  },
);
