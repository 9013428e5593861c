import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { temporaryPrefix } from '../films/atomic-file.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { testKey } from './testing/key-shelf.ts';
import type { BenchOptions } from './testing/test-bench.ts';
import { testDirectVendor } from './testing/test-direct-vendor.ts';
import { type Answer, drop, json } from './testing/test-server.ts';
import { testGenerator } from './testing/test-vendor.ts';

const at = benchForEachTest();

const price = { micros: 30_000, per: 'thousand-characters', certainty: 'exact', asOf: '2026-11-01' } as const;
const generator = testGenerator({ id: 'sayco-voice', vendor: 'sayco', role: 'voice', category: 'speech', price });

async function sayco({ remembers = false, ...options }: Partial<BenchOptions> & { remembers?: boolean } = {}) {
  at.server.file = at.media('voice.wav');
  const vendors = [testDirectVendor(at.server.origin, { remembers })];
  return at.open({ vendors, generators: [generator], keys: [testKey('s1', { vendor: 'sayco' })], ...options });
}
const fresh = async (options: Parameters<typeof sayco>[0] = {}) => {
  const spoken = (scene: object) => ({ ...scene, narration: 'Good morning.' });
  await at.makeFilm((film) => ({ ...film, scenes: film.scenes.map((scene) => ({ ...scene, ...spoken(scene) })) }));
  return sayco(options);
};
const incoming = () => (existsSync(join(at.dir, 'incoming')) ? readdirSync(join(at.dir, 'incoming')) : []);
const speak = ['sayco-voice', 'voice'] as const;

test('the answer is on disk, then in the journal, then a take', async () => {
  const steps: string[] = [];
  const onJournal = (step: string, when: string) => {
    if (when === 'before') steps.push(`${step} ${incoming().length}`);
  };
  const bench = await fresh({ deps: { onJournal } });
  const job = await bench.settled((await bench.start(...speak)).id);
  expect(job).toMatchObject({ state: 'done', charged: 'yes', keyLabel: 'Key s1' });
  expect(steps).toEqual(['reserve 0', 'submitting 0', 'incoming 0', 'received 1', 'settled:done 1']);
  expect(incoming()).toEqual([]);
  const take = await bench.session.takes.get(job.takeId ?? '');
  expect(take).toMatchObject({ words: [{ text: 'Good', start: 0, end: 0.5 }], probe: { kind: 'audio' } });
  const [receipt] = bench.generation.receipts(job.id);
  expect(receipt).toMatchObject({ state: 'settled', micros: 390, basis: 'computed', sha256: take.media.sha256 });
});

test.each([
  ['before the journal knows of it', 'incoming', 'after'],
  ['after the journal knows of it', 'received', 'after'],
] as const)('stopped with the file on disk, %s, it goes on from the file', async (_, step, when) => {
  const reached = Promise.withResolvers<void>();
  const onJournal = (name: string, moment: string) => {
    if (name !== step || moment !== when) return;
    reached.resolve();
    // As far as the disk is concerned, this is the end of that process.
    throw new AppError({ code: 'internal' });
  };
  const first = await fresh({ deps: { onJournal } });
  const { id } = await first.start(...speak);
  await reached.promise;
  expect(incoming()).toHaveLength(1);
  await first.settled(id);
  first.ledger.jobs.update(id, { state: step === 'incoming' ? 'submitting' : 'fetching' });
  const attempt = first.ledger.attempts.latest(id);
  first.ledger.attempts.update(attempt?.id ?? '', { state: step === 'incoming' ? 'submitting' : 'fetching' });
  await first.close();
  const second = await sayco();
  await second.generation.resumeFilm(second.film.id);
  expect(await second.settled(id)).toMatchObject({ state: 'done' });
  expect(second.ledger.attempts.latest(id)?.operation).toMatchObject({ id: 'p1' });
  expect(at.server.counts.direct).toBe(1);
  expect(incoming()).toEqual([]);
});

test('an answer that is an address is paid once, however often it has to be fetched', async () => {
  const { direct, ...vendor } = testDirectVendor(at.server.origin);
  const readResult = () => ({ media: `${at.server.origin}/files/p1`, words: null });
  const options = { vendors: [{ ...vendor, direct: { ...direct, readResult } }] };
  const first = await fresh(options);
  at.server.next('download', json(403, {}));
  const { id } = await first.start(...speak);
  const failed = await first.settled(id);
  expect(failed).toMatchObject({ state: 'failed', charged: 'yes', error: { code: 'network' } });
  expect(failed.error?.action).toContain('nothing is paid again');
  await first.close();
  const second = await sayco(options);
  await second.generation.resumeFilm(second.film.id);
  expect(incoming()).toHaveLength(1);
  await second.generation.retry(id);
  expect(await second.settled(id)).toMatchObject({ state: 'done', charged: 'yes' });
  expect(second.generation.receipts(id)).toMatchObject([{ state: 'settled', micros: 390 }]);
  expect(at.server.counts.direct).toBe(1);
  expect(incoming()).toEqual([]);
});

test.each(['-5', 'Infinity', '1e300'])(
  'a voice whose cost is reported as %s is a take at the price of the table',
  async (cost) => {
    const bench = await fresh();
    at.server.next('direct', ({ response }) => {
      response.writeHead(200, { 'x-id': 'p1', 'x-micros': cost }).end(readFileSync(at.server.file));
    });
    const { id } = await bench.start(...speak);
    expect(await bench.settled(id)).toMatchObject({ state: 'done' });
    expect(bench.generation.receipts(id)).toMatchObject([{ state: 'settled', micros: 390, basis: 'computed' }]);
  },
);

test('what cannot be cleared away keeps no film from opening', async () => {
  const bench = await fresh();
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const folder = join(at.dir, 'incoming', `${temporaryPrefix}folder.tmp`);
  mkdirSync(folder, { recursive: true });
  utimesSync(folder, 0, 0);
  await bench.generation.resumeFilm(bench.film.id);
  expect(console.warn).toHaveBeenCalledOnce();
});

test.each([
  ['the connection is lost', drop],
  ['the yes is empty', (({ response }) => void response.writeHead(200).end()) satisfies Answer],
])('when %s, the fate is unknown and nothing is sent again', async (_, answer) => {
  const bench = await fresh();
  at.server.next('direct', answer);
  const { id } = await bench.start(...speak);
  expect(await bench.settled(id)).toMatchObject({ state: 'unknown', charged: 'maybe' });
  expect(() => bench.generation.lost.adopt(id, { id: 'p1' })).toThrow(expect.objectContaining({ code: 'unsupported' }));
  expect(at.server.counts.direct).toBe(1);
});

test('what the vendor made and remembers is fetched from its history', async () => {
  const bench = await fresh({ remembers: true });
  at.server.next('direct', drop);
  const { id } = await bench.start(...speak);
  await bench.reaches(id, 'unknown');
  await bench.reaches(id, 'done');
  expect(at.server.counts).toMatchObject({ direct: 1, recent: 1, history: 1 });
  expect(bench.generation.receipts(id)).toMatchObject([{ state: 'settled', micros: 390 }]);
});

/** Speaks the same words twice; the second call never reaches the vendor's list. */
const speakTwice = async (bench: Awaited<ReturnType<typeof fresh>>) => {
  await bench.settled((await bench.start(...speak)).id);
  at.server.next('direct', (call) => {
    at.server.submitted.pop();
    drop(call);
  });
  const { id } = await bench.start(...speak);
  await bench.reaches(id, 'unknown');
  return { id, ...(await bench.generation.lost.ask(id)) };
};

test('a finished take is no lost work of the same words', async () => {
  const bench = await fresh({ remembers: true });
  const { id, asked } = await speakTwice(bench);
  expect(asked).toMatchObject({ orphans: [], problem: null });
  expect(bench.job(id).state).toBe('unknown');
});

test('what may be a finished take, of which the vendor said no name, is left to the user', async () => {
  const bench = await fresh({ remembers: true });
  at.server.next('direct', ({ response }) => void response.writeHead(200).end(readFileSync(at.server.file)));
  const { id, asked } = await speakTwice(bench);
  expect(asked).toMatchObject({ orphans: [{ name: 'p1', match: 'same' }] });
  expect(bench.job(id).state).toBe('unknown');
});

test('a file that is no good is paid, and not kept', async () => {
  const bench = await fresh();
  at.server.file = join(at.dir, 'broken.wav');
  writeFileSync(at.server.file, 'RIFF and no more');
  const job = await bench.settled((await bench.start(...speak)).id);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'bad-output' }, charged: 'yes' });
  expect(bench.generation.receipts(job.id)).toMatchObject([{ state: 'settled', micros: 390, basis: 'assumed' }]);
  expect(incoming()).toEqual([]);
});

test('a refusal costs nothing', async () => {
  const bench = await fresh();
  at.server.next('direct', json(422, { code: 'content-rejected', message: 'Not that.' }));
  const job = await bench.settled((await bench.start(...speak)).id);
  expect(job).toMatchObject({ state: 'failed', error: { message: 'Not that.' }, charged: 'no' });
});

test('files of attempts that are over are swept, others are kept', async () => {
  const bench = await fresh();
  const { id } = await bench.settled((await bench.start(...speak)).id);
  const attempt = bench.ledger.attempts.latest(id);
  await bench.close();
  mkdirSync(join(at.dir, 'incoming'), { recursive: true });
  const names = [attempt?.id ?? '', 'at_00000000000000000000', '.circle-take-old.tmp', '.circle-take-new.tmp'];
  for (const name of names) writeFileSync(join(at.dir, 'incoming', name), 'x');
  utimesSync(join(at.dir, 'incoming', '.circle-take-old.tmp'), 1, 1);
  const next = await sayco();
  await next.generation.resumeFilm(next.film.id);
  expect(incoming().sort()).toEqual(['.circle-take-new.tmp', 'at_00000000000000000000']);
});

test('an answer that only says where the file is counts as received, and is fetched from there', async () => {
  const vendor = testDirectVendor(at.server.origin);
  const readResult = () => ({ media: `${at.server.origin}/files/p1.wav`, words: null });
  const bench = await fresh({ vendors: [{ ...vendor, direct: { ...vendor.direct, readResult } }] });
  const job = await bench.settled((await bench.start(...speak)).id);
  expect(job).toMatchObject({ state: 'done', charged: 'yes' });
  expect(at.server.counts).toMatchObject({ direct: 1, download: 1 });
  expect(incoming()).toEqual([]);
});
