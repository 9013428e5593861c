import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { SimulatedDialect } from '../simulated-dialect.ts';
import type { RehearsalMedia } from '../simulated-jobs.ts';
import { type SimulatedVendor, type SimulatedVendorOptions, startSimulatedVendor } from '../simulated-vendor.ts';
import { smallMedia } from './small-media.ts';

/**
 * A fresh simulation for each test, with real files of a second to give. Call it at the top of a file or inside
 * `describe`. `options` stand in place of the usual ones, which take one key and are done with a job in 20 ms.
 */
export function simulationForEachTest(
  dialect: SimulatedDialect,
  options: Omit<SimulatedVendorOptions, 'media'> = { latencyMs: 20, token: 'rehearsal-key' },
) {
  let dir: string;
  let media: RehearsalMedia;
  let vendor: SimulatedVendor;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'simulation-'));
    media = await smallMedia(dir);
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  const start = async (more: Partial<SimulatedVendorOptions> = {}) => {
    vendor = await startSimulatedVendor(dialect, { media, ...options, ...more });
  };
  beforeEach(() => start());
  afterEach(() => vendor.close());
  return {
    vendor: () => vendor,
    media: () => media,
    /** A fresh one in the middle of a test, with other options besides. */
    async restart(more: Partial<SimulatedVendorOptions>) {
      await vendor.close();
      await start(more);
    },
  };
}
