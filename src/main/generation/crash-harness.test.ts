import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomFrom } from '../../shared/random.ts';
import type { RehearsalMedia } from '../rehearsal/simulated-jobs.ts';
import { startSimulatedVendor } from '../rehearsal/simulated-vendor.ts';
import { simulatedDialects } from '../rehearsal/simulated-vendors.ts';
import { smallMedia } from '../rehearsal/testing/small-media.ts';
import { bundleLife, type LifeScript } from './testing/crash/bundle-life.ts';
import { accounts, crashFilm } from './testing/crash/crash-film.ts';
import { killEverywhere } from './testing/crash/kill-everywhere.ts';
import { reckon } from './testing/crash/reckon.ts';
import { type Shape, shapes } from './testing/crash/shapes.ts';
import { storyOf, withStory } from './testing/crash/story.ts';

/** Another order of kills: `CRASH_SEED=7 vitest run crash-harness`. */
const seed = Number(process.env.CRASH_SEED ?? 20_261_120);
/** Two cores: one life computes while another waits for its vendor. */
const gate = new PQueue({ concurrency: 3 });

let dir: string;
let script: LifeScript;
let media: RehearsalMedia;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'crash-harness-'));
  [script, media] = await Promise.all([bundleLife(), smallMedia(dir)]);
});
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await script.remove();
});

async function openFilm(shape: Shape, random: () => number) {
  const dialect = simulatedDialects.get(shape.vendor);
  if (!dialect) throw new Error(`There is no simulated ${shape.vendor}.`);
  const vendor = await startSimulatedVendor(dialect, { media, latencyMs: 20, keys: accounts });
  return crashFilm({ shape, vendor, script: script.file, dir: join(dir, shape.name), random });
}

test.concurrent.for(shapes)(
  '$name: engines die at every step of the journal, and every charge is a take or a loss that has a name',
  { timeout: 600_000 },
  (shape, { annotate }) =>
    gate.add(async () => {
      const random = randomFrom(seed + shapes.indexOf(shape));
      const film = await openFilm(shape, random);
      try {
        const havoc = await killEverywhere(film, random).catch((error: unknown) => {
          throw withStory(film, seed, error);
        });
        const { problems, ...counts } = await reckon(film);
        await annotate(`${havoc.hit} steps and ${havoc.struck} other moments: ${JSON.stringify(counts)}`);
        expect(problems, storyOf(film, seed, problems)).toEqual([]);
        expect(havoc.missed).toEqual([]);
        expect(counts.charges).toBe(counts.takes + counts.losses.ended + counts.losses.unreceipted);
        // The harness did its work: there was something to lose.
        expect(havoc.hit).toBeGreaterThan(shape.twin ? 10 : 20);
        expect(havoc.struck).toBeGreaterThanOrEqual(3);
        expect(counts.takes).toBeGreaterThan(shape.twin ? 5 : 10);
        expect(film.bereft.size).toBeGreaterThan(0);
      } finally {
        await film.vendor.close();
      }
    }),
);
