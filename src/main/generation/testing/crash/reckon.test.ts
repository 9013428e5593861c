import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';
import { replicateDialect } from '../../../rehearsal/dialects/replicate.ts';
import { startSimulatedVendor } from '../../../rehearsal/simulated-vendor.ts';
import { smallMedia } from '../../../rehearsal/testing/small-media.ts';
import { accounts, crashFilm } from './crash-film.ts';
import { reckon } from './reckon.ts';
import { scenarios, shapes } from './shapes.ts';

/** One life without a kill, from the sources. */
async function oneTake(dir: string) {
  const [shape, scenario] = [shapes[0], scenarios[0]];
  if (!shape || !scenario) throw new Error('There is nothing to try.');
  const media = await smallMedia(dir);
  const vendor = await startSimulatedVendor(replicateDialect, { media, latencyMs: 20, keys: accounts });
  const script = join(import.meta.dirname, 'life.ts');
  const film = await crashFilm({ shape, vendor, script, dir: join(dir, 'film'), random: Math.random });
  await film.live(scenario);
  return { film, vendor };
}

test('the reckoning sees a call that is made twice, and money and takes that do not agree', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'reckon-'));
  const { film, vendor } = await oneTake(dir);
  try {
    expect(await reckon(film)).toMatchObject({ charges: 1, takes: 1, problems: [] });
    const [job] = vendor.jobs();
    await fetch(`${vendor.baseUrl}/models/${job?.model}/predictions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${Object.keys(accounts)[0]}`, 'content-type': 'application/json' },
      body: JSON.stringify({ input: job?.input }),
    });
    const twice = await reckon(film);
    expect(twice.charges).toBe(2);
    expect(twice.problems.join()).toContain('was sent 2 times');
    expect(twice.problems.join()).toContain('micros, and the studio says');
    const ledger = new BetterSqlite3(join(film.dir, 'ledger.sqlite'));
    ledger.exec("UPDATE attempts SET state = 'failed'; UPDATE entries SET micros = 0; UPDATE jobs SET charged = 'no'");
    ledger.close();
    const untrue = (await reckon(film)).problems.join();
    expect(untrue).toContain('the job says that it was not');
    expect(untrue).toContain('0 calls are done, and there are 1 takes');
    expect(untrue).toContain('The ledger knows of 0 micros');
  } finally {
    await vendor.close();
    rmSync(dir, { recursive: true });
  }
});
