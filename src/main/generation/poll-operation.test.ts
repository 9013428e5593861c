import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { QueueVendor } from '../vendors/define-vendor.ts';
import { benchForEachTest } from './testing/bench-for-each-test.ts';
import { testKey } from './testing/key-shelf.ts';
import { type Answer, drop, failed, json } from './testing/test-server.ts';
import { testVendor } from './testing/test-vendor.ts';

const at = benchForEachTest();

test('an outage while polling is sat out', async () => {
  const bench = await at.fresh();
  const down = json(503, { code: 'provider-down', message: 'Testco is down.' });
  at.server.next(
    'poll',
    down,
    drop,
    down,
    json(200, 'garbage'),
    json(429, { code: 'rate-limited', retryAfterMs: 4000 }),
    down,
    failed,
  );
  const job = await bench.settled((await bench.start()).id);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'provider-failed' }, charged: 'yes' });
  expect(at.server.counts).toMatchObject({ submit: 1, poll: 7 });
  expect(bench.slept).toContain(4000);
});

test.each([
  ['unauthorized', 'the key is refused', json(401, { code: 'unauthorized', message: 'No key.' })],
  ['timed-out', 'the vendor never ends', json(200, { state: 'running' })],
] as const)('%s: when %s, the same operation is taken up again at no cost', async (code, _, answer) => {
  const bench = await at.fresh();
  let broken = true;
  at.server.always('poll', (call) => (broken ? answer(call) : call.normal()));
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code }, charged: 'maybe' });
  broken = false;
  expect(await bench.generation.retry(id)).toMatchObject({ id, state: 'running', error: null });
  expect(await bench.settled(id)).toMatchObject({ state: 'done' });
  expect(at.server.counts.submit).toBe(1);
});

test('a job that only lacks its key goes on by itself when the key is there', async () => {
  const bench = await at.fresh();
  at.server.next('poll', json(401, { code: 'unauthorized', message: 'No key.' }));
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code: 'unauthorized' } });
  await bench.generation.keyArrived('another');
  expect(bench.generation.hasRunning(bench.film.id)).toBe(false);
  await bench.generation.keyArrived('testco');
  expect(bench.generation.hasRunning(bench.film.id)).toBe(true);
  expect(await bench.settled(id)).toMatchObject({ id, state: 'done', error: null });
  expect(at.server.counts.submit).toBe(1);
});

test('a job that only lacks its key goes on when its film is opened and the key came meanwhile', async () => {
  const bench = await at.fresh();
  at.server.next('poll', json(401, { code: 'unauthorized', message: 'No key.' }));
  const { id } = await bench.start();
  await bench.settled(id);
  await bench.close();
  const keyless = await at.open({ keys: [] });
  await keyless.generation.resumeFilm(bench.film.id);
  expect(keyless.generation.busy()).toBe(0);
  await keyless.close();
  const next = await at.open();
  await next.generation.resumeFilm(bench.film.id);
  expect(await next.settled(id)).toMatchObject({ id, state: 'done', error: null });
  expect(at.server.counts.submit).toBe(1);
});

test('a job that is retried twice at once, or again later, is paid for once', async () => {
  const bench = await at.fresh();
  at.server.always('poll', failed);
  const { id } = await bench.settled((await bench.start()).id);
  const retries = await Promise.allSettled([bench.generation.retry(id), bench.generation.retry(id)]);
  expect(retries).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'conflict' } }]);
  await expect(bench.generation.retry(id)).rejects.toMatchObject({ code: 'conflict' });
  await expect.poll(() => bench.generation.busy(), { timeout: 10_000 }).toBe(0);
  expect(at.server.counts.submit).toBe(2);
});

test('what the vendor says at the end is the last word, and a retry is a new job', async () => {
  const bench = await at.fresh();
  at.server.next('poll', json(200, { state: 'failed', code: 'content-rejected', charged: 'no' }));
  const { id } = await bench.start();
  const failed = await bench.settled(id);
  expect(failed).toMatchObject({ state: 'failed', error: { code: 'content-rejected' }, charged: 'no' });
  const again = await bench.generation.retry(id);
  expect(again.id).not.toBe(id);
  await expect(bench.generation.retry(again.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(() => bench.generation.dismiss(again.id)).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect((await bench.settled(again.id)).state).toBe('done');
  expect(bench.generation.list(bench.film.id).map((job) => job.id)).toEqual([again.id]);
});

test('an address that has expired is asked for again, once', async () => {
  const bench = await at.fresh();
  const paths: (string | undefined)[] = [];
  const gone: Answer = ({ request, response }) => {
    paths.push(request.url);
    response.writeHead(403).end();
  };
  const output = (name: string) => json(200, { state: 'succeeded', output: `${at.server.origin}/files/${name}` });
  at.server.next('poll', output('old'), output('new'));
  at.server.next('download', gone, ({ request, normal }) => {
    paths.push(request.url);
    normal();
  });
  expect(await bench.settled((await bench.start()).id)).toMatchObject({ state: 'done' });
  expect(paths).toEqual(['/files/old', '/files/new']);
  at.server.always('download', gone);
  at.server.always('poll', output('old'));
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code: 'network' }, charged: 'yes' });
  expect(paths).toHaveLength(4);
  at.server.always('download', ({ normal }) => normal());
  await bench.generation.retry(id);
  expect(await bench.settled(id)).toMatchObject({ id, state: 'done' });
  expect(at.server.counts.submit).toBe(2);
});

test.each([
  ['does not know the job any more', json(404, { code: 'not-found', message: 'Testco does not know it.' })],
  ['calls it failed now', failed],
])('an address that has expired leaves the result to be asked for later where the vendor %s', async (_, answer) => {
  const bench = await at.fresh();
  at.server.next('poll', json(200, { state: 'succeeded', output: `${at.server.origin}/files/p1` }), answer);
  at.server.next('download', ({ response }) => void response.writeHead(403).end());
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'failed', error: { code: 'network' }, charged: 'yes' });
  expect(bench.ledger.attempts.latest(id)).toMatchObject({ state: 'stalled' });
});

test('a result that is no good names whose it is', async () => {
  const bench = await at.fresh();
  at.server.next('download', ({ response }) => void response.writeHead(200).end());
  const { error } = await bench.settled((await bench.start()).id);
  expect(error).toMatchObject({ code: 'bad-output', message: expect.stringMatching(/^Clip gave/) });
});

test('a vendor that does not know its own job is believed after a minute', async () => {
  const bench = await at.fresh();
  const lost = json(404, { code: 'not-found', message: 'Testco does not know it.' });
  at.server.next('poll', lost, lost, lost, lost, failed);
  expect((await bench.settled((await bench.start()).id)).error?.code).toBe('provider-failed');
  const before = bench.slept.length;
  at.server.always('poll', lost);
  expect(await bench.settled((await bench.start()).id)).toMatchObject({
    state: 'failed',
    error: { code: 'not-found' },
    charged: 'maybe',
  });
  expect(bench.slept.slice(before).reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(60_000);
});

test('a job is asked for with keys of the account that paid for it; while none is there, only the yes of another counts', async () => {
  const keys = [
    testKey('a1', { account: 'ada' }),
    testKey('b1', { account: 'ben' }),
    testKey('a2', { account: 'ada' }),
  ];
  const bench = await at.fresh({ keys, limits: { atOnce: 1 } });
  const asked: (string | undefined)[] = [];
  at.server.always('poll', ({ request, ...call }) => {
    asked.push(request.headers.authorization);
    if (asked.length === 1) bench.keys.remove('a1');
    if (asked.length === 2) bench.keys.remove('a2');
    const isOwn = request.headers.authorization !== 'Bearer test-secret-b1';
    json(isOwn ? 200 : 404, isOwn ? { state: 'running' } : { error: 'no such job' })({ request, ...call });
  });
  const { id } = await bench.start();
  const stalled = await bench.settled(id);
  expect(asked).toEqual(['Bearer test-secret-a1', 'Bearer test-secret-a2', 'Bearer test-secret-b1']);
  expect(stalled.error).toMatchObject({
    code: 'unauthorized',
    message: 'Testco still holds the job, but there is no key of the account that it was sent with (“Key a1”).',
  });
  await bench.generation.keyArrived('testco');
  await bench.settled(id);
  expect(asked).toHaveLength(4);
  at.server.always('poll', ({ normal, request, ...call }) =>
    request.headers.authorization === 'Bearer test-secret-b1'
      ? json(404, { error: 'no such job' })({ normal, request, ...call })
      : normal(),
  );
  // The key of before, added again: nobody has said whose it is.
  bench.keys.add(testKey('a3'));
  await bench.generation.keyArrived('testco');
  expect(await bench.settled(id)).toMatchObject({ state: 'done' });
  expect(at.server.counts.submit).toBe(1);
});

test('a job goes on with its own key although that key has moved to another account', async () => {
  const bench = await at.fresh({ keys: [testKey('a1', { account: 'ada' })] });
  at.server.next('poll', (call) => {
    bench.keys.remove('a1');
    bench.keys.add(testKey('a1', { account: 'ben' }));
    json(200, { state: 'running' })(call);
  });
  expect(await bench.settled((await bench.start()).id)).toMatchObject({ state: 'done' });
});

test('how work ended may be said elsewhere, with any status', async () => {
  await at.makeFilm();
  const result: QueueVendor['result'] = {
    toRequest: () => ({ method: 'GET', path: '/versions' }),
    read: ({ status }) => {
      if (status === 503) throw new AppError({ code: 'provider-down' });
      const failure = { code: 'content-rejected' as const, message: 'Not that.' };
      return { state: 'failed', failure, charged: 'yes', reportedMicros: 700 };
    },
  };
  const bench = await at.open({ vendors: [{ ...testVendor(at.server.origin), result }] });
  at.server.always('poll', json(200, { state: 'ended' }));
  at.server.next('versions', json(503, {}), json(422, {}));
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ error: { message: 'Not that.' }, charged: 'yes' });
  expect(at.server.counts).toMatchObject({ submit: 1, poll: 2, versions: 2 });
  expect(bench.generation.receipts(id)).toMatchObject([{ state: 'settled', micros: 700, basis: 'reported' }]);
});

test('a vendor that forgets what it cancelled has cancelled it', async () => {
  await at.makeFilm();
  const vendor = testVendor(at.server.origin);
  if (!vendor.cancel) throw new Error('the test vendor can cancel');
  const bench = await at.open({ vendors: [{ ...vendor, cancel: { ...vendor.cancel, forgets: true } }] });
  at.server.always('poll', json(200, { state: 'running' }));
  at.server.always('cancel', ({ normal }) => {
    at.server.always('poll', json(404, { code: 'not-found', message: 'There is no such job.' }));
    normal();
  });
  const { id } = await bench.start();
  await bench.reaches(id, 'running');
  bench.generation.cancel(id);
  expect(await bench.settled(id)).toMatchObject({ state: 'cancelled', charged: 'maybe' });
});

test('what polling found is asked for at the other address, until it is to be had', async () => {
  await at.makeFilm();
  const asked: string[] = [];
  let looks = 0;
  const vendor: QueueVendor = {
    ...testVendor(at.server.origin),
    result: {
      toRequest: ({ id, file }) => {
        asked.push(`${id} ${file}`);
        return { method: 'GET', path: '/versions' };
      },
      read: () => {
        looks += 1;
        if (looks < 3) return { state: 'running', progress: { text: 'Testco is putting it away' } };
        return { state: 'succeeded', outputs: [`${at.server.origin}/files/p1.mp4`] };
      },
    },
  };
  const poll = { ...vendor.poll, readStatus: () => ({ state: 'ended' as const, found: { file: 'f7' } }) };
  const bench = await at.open({ vendors: [{ ...vendor, poll }] });
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'done', charged: 'yes' });
  expect(asked).toEqual(['p1 f7', 'p1 f7', 'p1 f7']);
});

test('a file inside the last word needs no download', async () => {
  await at.makeFilm();
  const file = `data:video/mp4;base64,${readFileSync(at.media('clip.mp4')).toString('base64')}`;
  const vendor = testVendor(at.server.origin);
  const poll = { ...vendor.poll, readStatus: () => ({ state: 'succeeded' as const, outputs: [file] }) };
  const bench = await at.open({ vendors: [{ ...vendor, poll }] });
  const { id } = await bench.start();
  expect(await bench.settled(id)).toMatchObject({ state: 'done' });
  expect(at.server.counts.download).toBe(0);
});

test('a gateway on this machine is asked more often than the vendor itself', async () => {
  await at.makeFilm();
  const vendor = { ...testVendor(at.server.origin), pollEveryMs: 9000 };
  const pauses = async (vendorUrls: Record<string, string>) => {
    const bench = await at.open({ vendors: [vendor], deps: { vendorUrls: () => vendorUrls } });
    at.server.next('poll', json(200, { state: 'running' }), json(200, { state: 'running' }));
    await bench.settled((await bench.start()).id);
    await bench.close();
    return Math.max(...bench.slept);
  };
  expect(await pauses({})).toBeGreaterThan(8000);
  expect(await pauses({ testco: at.server.origin })).toBeLessThan(1000);
});
