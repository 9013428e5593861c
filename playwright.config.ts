import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './e2e/harness/chromium.ts';
import { electronBinary } from './e2e/harness/electron-binary.ts';
import type { StudioOptions } from './e2e/test.ts';

const noElectron = /no-electron\.spec\.ts/;
const commandLine = /film-command\.spec\.ts/;
/** Plays films and reads the clocks of what plays, so that it wants the machine to itself. */
const playing = /(wall|first-film|cut|captions)\.spec\.ts/;

const hasElectron = electronBinary() !== null;
const noElectronText = 'NO ELECTRON BINARY: the desktop door is not tested (npx install-electron)';
if (!hasElectron && process.env.REQUIRE_ELECTRON === '1') throw new Error(noElectronText);
// Workers load this file too; only the first process is to say it.
if (!hasElectron && process.env.TEST_WORKER_INDEX === undefined) process.stderr.write(`\n${noElectronText}\n\n`);

export default defineConfig<StudioOptions>({
  testDir: 'e2e',
  // Each test starts an engine of its own, which mostly waits for vendors: two at a time fill two cores.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  // A machine of strangers may stall anything once; what needed a second try is listed as flaky, and is a defect to mend.
  retries: process.env.CI === undefined ? 0 : 1,
  reporter: [['list']],
  outputDir: 'test-results',
  use: {
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    // Even without its film of the page a trace makes every test a tenth slower.
    trace: process.env.CIRCLE_TAKE_TRACE === '1' ? { mode: 'retain-on-failure', screenshots: false } : 'off',
    launchOptions: chromiumOptions,
  },
  projects: [
    { name: 'command-line', testMatch: commandLine },
    { name: 'browser', testIgnore: [commandLine, noElectron, playing], use: { door: 'browser' } },
    {
      ...{ name: 'playing', testMatch: playing, use: { door: 'browser' } },
      ...{ workers: 1, dependencies: ['command-line', 'browser'] },
    },
    hasElectron
      ? {
          ...{ name: 'desktop', testIgnore: [commandLine, noElectron], use: { door: 'desktop' } },
          ...{ workers: 1, dependencies: ['playing'] },
        }
      : { name: 'desktop', testMatch: noElectron },
  ],
});
