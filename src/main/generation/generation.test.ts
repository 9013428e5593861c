import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newScene } from '../../shared/film.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { testKey } from './testing/key-shelf.ts';
import { failed, json } from './testing/test-server.ts';
import { testGenerator } from './testing/test-vendor.ts';

const at = benchForEachTest();

test('a wish becomes a take, with every step on disk before it has an effect', async () => {
  const bench = await at.fresh();
  const seen: unknown[] = [];
  const watch = (step: 'submit' | 'poll' | 'download') =>
    at.server.always(step, ({ normal }) => {
      const [job] = at.onDisk((ledger) => ledger.jobs.unsettled(bench.film.id));
      const attempt = at.onDisk((ledger) => ledger.attempts.latest(job?.id ?? ''));
      seen.push([step, job?.state, attempt?.state, attempt?.operation]);
      normal();
    });
  for (const step of ['submit', 'poll', 'download'] as const) watch(step);
  const { id } = await bench.start();
  const job = await bench.settled(id);
  expect(seen).toEqual([
    ['submit', 'submitting', 'submitting', null],
    ['poll', 'running', 'running', { id: 'p1' }],
    ['poll', 'running', 'running', { id: 'p1' }],
    ['download', 'fetching', 'fetching', { id: 'p1' }],
  ]);
  expect(bench.states(id)).toEqual(['queued', 'submitting', 'running', 'fetching', 'done']);
  expect(job).toMatchObject({ error: null, charged: 'yes', priceCeilingMicros: 50_000, progress: { fraction: 1 } });
  const take = await bench.session.takes.get(job.takeId ?? '');
  expect(take).toMatchObject({
    role: 'picture',
    number: 1,
    prompt: 'A harbour at dawn, Warm light',
    cost: { micros: 50_000, basis: 'computed' },
    probe: { kind: 'video', width: 160, height: 90 },
    remarks: [],
    origin: { kind: 'generated', generator: 'testco-clip', vendor: 'testco', jobId: id },
    problem: null,
  });
  expect(take.media.file).toMatch(/\.mp4$/);
  expect(take.poster).not.toBeNull();
  expect(bench.events.filter((event) => event.type === 'take')).toHaveLength(1);
  expect(bench.ledger.attempts.ofJob(id)).toMatchObject([
    { n: 1, state: 'done', costMicros: 50_000, costBasis: 'computed', request: { method: 'POST', path: '/jobs' } },
  ]);
  expect(bench.idle).toEqual([bench.film.id]);
  expect(bench.generation.busy()).toBe(0);
});

test('no secret reaches the ledger or the windows', async () => {
  const bench = await at.fresh({ keys: [testKey('k1', { secret: 'sekret-sekret-sekret-sekret' }), testKey('k2')] });
  at.server.next('submit', json(401, { code: 'unauthorized', message: 'Testco refused the key.' }));
  const first = await bench.settled((await bench.start()).id);
  expect(first).toMatchObject({ state: 'done', keyLabel: 'Key k2' });
  expect(bench.ring.ring('testco').keys).toMatchObject([{ state: 'refused' }, { state: 'healthy' }]);
  const everything = JSON.stringify([
    bench.events,
    bench.ledger.attempts.ofJob(first.id),
    bench.generation.list(bench.film.id),
    bench.generation.receipts(first.id),
  ]);
  expect(everything).not.toContain('sekret-sekret');
});

test('what the vendor reports as its price is what the take cost', async () => {
  const bench = await at.fresh();
  at.server.next('poll', json(200, { state: 'succeeded', output: `${at.server.origin}/files/x`, micros: 1234 }));
  const job = await bench.settled((await bench.start()).id);
  expect((await bench.session.takes.get(job.takeId ?? '')).cost).toEqual({ micros: 1234, basis: 'reported' });
});

test('an image generator gives a still, with what was prepared and what the vendor warns of', async () => {
  await at.makeFilm((film) => ({ ...film, scenes: film.scenes.map((scene) => ({ ...scene, kind: 'brand' })) }));
  const price = { micros: 3000, per: 'image', certainty: 'exact', asOf: '2026-11-01' } as const;
  const generator = testGenerator({ category: 'text-to-image', price, route: { prepare: true } });
  const bench = await at.open({ generators: [generator] });
  at.server.file = at.media('still.png');
  const job = await bench.settled((await bench.start()).id);
  const take = await bench.session.takes.get(job.takeId ?? '');
  expect(take).toMatchObject({ probe: { kind: 'image', seconds: null }, cost: { micros: 3000 } });
  expect(take.media.file).toMatch(/\.png$/);
  expect(take.warnings).toEqual(['Testco makes no brands.']);
  expect(at.server.submitted[0]).toMatchObject({ prepared: { version: 'v7' } });
});

const jpeg = /^data:image\/jpeg;base64,\/9j/;

test('a still goes along as a JPEG, and the ledger keeps only its length', async () => {
  await at.makeFilm();
  const painter = testGenerator({ id: 'testco-image', category: 'text-to-image' });
  const mover = testGenerator();
  const generators = [{ ...mover, limits: { ...mover.limits, lastFrame: true } }, painter];
  const bench = await at.open({ generators });
  at.server.file = at.media('still.png');
  const first = await bench.settled((await bench.start('testco-image')).id);
  const stills = { still: first.takeId, endStill: first.takeId };
  const scenes = bench.film.scenes.map((scene) => ({ ...scene, ...stills }));
  await bench.session.save({ ...bench.film, scenes }, 1);
  at.server.file = at.media('clip.mp4');
  const second = await bench.settled((await bench.start()).id);
  expect(second.state).toBe('done');
  expect(at.server.submitted[1]).toMatchObject({
    inputs: { still: expect.stringMatching(jpeg), endStill: expect.stringMatching(jpeg) },
  });
  expect(JSON.stringify(bench.ledger.attempts.latest(second.id)?.request)).not.toContain('base64');
});

test('nothing is written when a key is missing or one wish is impossible', async () => {
  await at.makeFilm((film) => ({ ...film, scenes: [...film.scenes, newScene({ title: 'Blank' })] }));
  const keyless = await at.open({ keys: [] });
  await expect(keyless.start()).rejects.toMatchObject({
    code: 'unauthorized',
    message: 'There is no Testco key, and 1 take needs one.',
    details: { hurdles: [{ vendor: 'testco' }] },
  });
  await keyless.close();
  const bench = await at.open();
  const wishes = bench.film.scenes.map(({ id }) => ({ sceneId: id, role: 'picture' as const }));
  await expect(bench.generation.generate(bench.film.id, wishes)).rejects.toMatchObject({
    code: 'invalid-input',
    message: 'Scene 2, “Blank” has no prompt.',
  });
  await expect(bench.start('nope')).rejects.toMatchObject({ code: 'unsupported' });
  await expect(bench.start('testco-clip', 'voice')).rejects.toMatchObject({ code: 'invalid-input' });
  expect(bench.generation.list(bench.film.id)).toEqual([]);
  expect(at.server.counts.submit).toBe(0);
});

test.each([
  ['an empty file', ''],
  ['a web page', '<html>Sorry</html>'],
  ['sound only', 'voice.wav'],
  ['half a clip', 'half'],
])('%s is never a success', async (_, content) => {
  const bench = await at.fresh();
  at.server.file = join(at.dir, 'broken');
  if (content.endsWith('.wav')) at.server.file = at.media('voice.wav');
  else if (content === 'half') writeFileSync(at.server.file, readFileSync(at.media('clip.mp4')).subarray(0, 20_000));
  else writeFileSync(at.server.file, content);
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'bad-output' }, charged: 'yes', takeId: null });
  expect(await bench.session.takes.list()).toEqual([]);
});

test('a result that cannot be fetched now can be fetched later, without paying again', async () => {
  const bench = await at.fresh();
  let gone = true;
  at.server.always('download', (call) => (gone ? json(403, {})(call) : call.normal()));
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code: 'network' }, charged: 'yes' });
  gone = false;
  await bench.generation.retry(id);
  expect((await bench.settled(id)).state).toBe('done');
  expect(at.server.counts.submit).toBe(1);
});

test('progress is told at most ten times a second', async () => {
  const bench = await at.fresh({ deps: { clock: { now: () => 0, sleep: async () => undefined } } });
  let polls = 0;
  at.server.always('poll', ({ normal, ...call }) =>
    ++polls < 30
      ? json(200, { state: 'running', fraction: polls / 30 })({ ...call, normal })
      : failed({ ...call, normal }),
  );
  const { id } = await bench.start();
  await bench.settled(id);
  const told = bench.events.filter((event) => event.type === 'job' && event.job.state === 'running');
  expect(told.length).toBe(1);
  expect(polls).toBe(30);
});

test('a waiting job says what for, and goes before others when the user wants it sooner', async () => {
  const bench = await at.fresh({ limits: { atOnce: 1 } });
  at.server.always('poll', failed);
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const jobs = await bench.generation.generate(bench.film.id, [wish, wish, wish], 'low');
  const [first, second, third] = jobs.map(({ id }) => id) as [string, string, string];
  expect(bench.generation.list(bench.film.id)[1]?.progress).toMatchObject({
    text: 'Waiting: 1 job runs at Testco already',
    until: null,
  });
  expect(bench.generation.waitingOf('testco')).toMatchObject({ waiting: 2, wait: { until: null } });
  expect(bench.generation.prioritise(third, 'high')).toMatchObject({ priority: 'high', state: 'queued' });
  expect(at.onDisk((ledger) => ledger.jobs.get(third)?.priority)).toBe('high');
  for (const id of [first, second, third]) await bench.settled(id);
  const started = bench.events.flatMap((event) =>
    event.type === 'job' && event.job.state === 'submitting' ? [event.job.id] : [],
  );
  expect([...new Set(started)]).toEqual([first, third, second]);
});

test('a window is waited for as long as it takes, and the job says until when', async () => {
  const bench = await at.fresh({ limits: { perMinute: 1 } });
  at.server.always('poll', failed);
  const wish = { sceneId: bench.scene.id, role: 'picture' as const };
  const jobs = await bench.generation.generate(bench.film.id, [wish, wish]);
  const [, waiting] = bench.generation.list(bench.film.id);
  expect(waiting?.progress).toMatchObject({ text: 'Waiting: Key k1 is at 1 call a minute' });
  expect(Date.parse(waiting?.progress.until ?? '')).toBeGreaterThan(Date.now() + 50_000);
  for (const { id } of jobs) await bench.settled(id);
  expect(bench.slept.some((ms) => ms > 50_000 && ms <= 60_000)).toBe(true);
});

test('a long batch is told of in parts, in which other things have their turn', async () => {
  const bench = await at.fresh({ limits: { atOnce: 1 } });
  at.server.always('poll', json(200, { state: 'running' }));
  const wishes = Array.from({ length: 120 }, () => ({ sceneId: bench.scene.id, role: 'picture' as const }));
  const before = bench.events.length;
  const told = () => bench.events.slice(before).flatMap((event) => (event.type === 'job' ? [event.job] : []));
  const batch = bench.generation.generate(bench.film.id, wishes);
  const ids = () => bench.generation.list(bench.film.id).map(({ id }) => id);
  // The batch is written and in line before the windows know all of it; one that is stopped until then stays stopped.
  await expect.poll(() => told().length, { interval: 0 }).toBeGreaterThan(0);
  const [last = ''] = ids().slice(-1);
  bench.generation.cancel(last);
  const jobs = await batch;
  expect(jobs.map(({ id }) => id)).toEqual(ids());
  expect(new Set(told().map(({ id }) => id))).toEqual(new Set(ids()));
  expect(told().findLast(({ id }) => id === last)?.state).toBe('cancelled');
  // What was told last of one that began meanwhile is not that it waits.
  await bench.reaches(jobs[0]?.id ?? '', 'running');
  expect(told().filter(({ id, state }) => id === jobs[60]?.id && state === 'queued')).toHaveLength(1);
});
