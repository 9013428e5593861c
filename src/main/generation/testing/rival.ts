import { type Fallback, usualFallback } from '../../../shared/chain.ts';
import type { Film } from '../../../shared/film.ts';
import type { benchForEachTest } from './bench-for-each-test.ts';
import { testKey } from './key-shelf.ts';
import type { Bench, BenchOptions } from './test-bench.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { testGenerator, testVendor } from './test-vendor.ts';

export type RivalOptions = Partial<BenchOptions> & {
  readonly afterRefusal?: boolean;
  readonly budgetUsd?: number | null;
  /** Of the rival's take, US dollars a second. */
  readonly rivalUsd?: number;
};

/** A film whose pictures may fall back from Testco to Otherco, which has a server of its own. */
export async function withRival(
  at: ReturnType<typeof benchForEachTest>,
  { afterRefusal = false, budgetUsd = null, rivalUsd = 0.04, ...options }: RivalOptions = {},
): Promise<{ bench: Bench; rival: TestServer }> {
  const rival = await startTestServer(at.media('clip.mp4'));
  at.atEnd(() => rival.close());
  const fallback: Fallback = { ...usualFallback.picture, mode: 'fixed', generators: ['otherco-clip'], afterRefusal };
  await at.makeFilm((film: Film) => ({ ...film, budgetUsd, picture: { ...film.picture, fallback } }));
  const price = { ...testGenerator().price, micros: rivalUsd * 1_000_000 };
  const bench = await at.open({
    vendors: [testVendor(rival.origin, { id: 'otherco', name: 'Otherco' })],
    generators: [testGenerator(), testGenerator({ id: 'otherco-clip', vendor: 'otherco', price })],
    keys: [testKey('k1'), testKey('o1', { vendor: 'otherco' })],
    ...options,
    deps: { allowPrivateHosts: new Set([at.server.host, rival.host]), ...options.deps },
  });
  return { bench, rival };
}
