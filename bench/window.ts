import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { chromiumOptions } from '../e2e/harness/chromium.ts';
import { rehearsalKey } from '../e2e/harness/simulator.ts';
import config from '../electron.vite.config.ts';
import { findTools } from '../src/main/ffmpeg/tools.ts';
import { filmSchema } from '../src/shared/film.ts';
import { lanes } from './bench-engine.ts';
import { type BenchStudio, startBenchStudio } from './bench-studio.ts';
import { megabytes, ms, ratio, report } from './figures.ts';
import { type Frames, framesDuring, hotSpots, pageHeap } from './frames.ts';
import { type InstantVendor, startInstantVendor } from './instant-vendor.ts';
import { recordTools } from './replayed-tools.ts';
import { makeLongFilm } from './thousand-scenes.ts';

const idleMs = 5000;
/** A job that takes longer has failed. */
const longestQuietMs = 60_000;
/** Twelve lines are enough to see what a window is busy with. */
const spotsShown = 12;

/** How well the window of a film of `jobs` scenes draws while that many jobs are at work, against the same window idle. */
export async function benchWindow(jobs: number): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'circle-take-bench-'));
  const vendor = await startInstantVendor(dir);
  try {
    const renderer = join(dir, 'renderer');
    const profiled = process.env.BENCH_PROFILE === '1';
    await buildPage(renderer, !profiled);
    const filmDir = await makeLongFilm(join(dir, 'library'), jobs);
    const studio = await startBenchStudio(renderer, studioEnvironment(dir, vendor));
    try {
      const { dir: ffmpegPath } = await recordTools(
        await findTools({ env: process.env }),
        vendor.clip,
        join(dir, 'library/tools'),
      );
      const limits = { perMinute: null, atOnce: lanes, coolDownSeconds: 1 };
      await studio.call('PATCH', '/settings', { ffmpegPath, vendorLimits: { replicate: limits } });
      await watch({ studio, vendor, filmDir, jobs, profiled });
    } finally {
      await studio.end();
    }
  } finally {
    await vendor.end();
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Builds the page as it is released; with its functions' own names for a profile. */
export async function buildPage(outDir: string, minify: boolean): Promise<void> {
  const { renderer } = config as { renderer: { build: object } };
  const output = { ...renderer.build, outDir, emptyOutDir: true, minify };
  await build({ ...renderer, configFile: false, base: './', logLevel: 'error', build: output });
}

const studioEnvironment = (dir: string, vendor: InstantVendor): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: dir,
  CIRCLE_TAKE_USER_DATA: join(dir, 'data'),
  CIRCLE_TAKE_LIBRARY: join(dir, 'library'),
  CIRCLE_TAKE_VENDOR_URLS: `replicate=${vendor.baseUrl}`,
  REPLICATE_API_TOKEN: rehearsalKey,
});

type Scene = {
  readonly studio: BenchStudio;
  readonly vendor: InstantVendor;
  readonly filmDir: string;
  readonly jobs: number;
  readonly profiled: boolean;
};

async function watch(scene: Scene): Promise<void> {
  const browser = await chromium.launch(chromiumOptions);
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const devtools = await page.context().newCDPSession(page);
    await openFilm(page, scene);
    for (const panel of ['board', 'activity'] as const) {
      if (panel === 'activity') await page.keyboard.press('a');
      await measure(page, devtools, scene, panel);
    }
  } finally {
    await browser.close();
  }
}

async function openFilm(page: Page, { studio, filmDir, jobs }: Scene): Promise<void> {
  await page.goto(studio.url);
  await page.goto(`${new URL(studio.url).origin}/#${new URLSearchParams({ film: filmDir })}`);
  await page.reload();
  await page
    .locator('[data-card]')
    .nth(jobs - 1)
    .waitFor({ state: 'attached', timeout: 120_000 });
}

/** A take of each scene, started at once, with the board alone or the activity panel over it. */
async function measure(page: Page, devtools: CDPSession, scene: Scene, panel: 'board' | 'activity'): Promise<void> {
  const { film } = await readFilm(scene.filmDir);
  const before = await pageHeap(devtools);
  const idle = await framesDuring(page, () => sleep(idleMs));
  const sceneIds = film.scenes.map(({ id }) => id);
  let seconds = 0;
  const work = async () => {
    const began = performance.now();
    await runJobs(scene, film.id, sceneIds);
    seconds = (performance.now() - began) / 1000;
  };
  let spots: [string, number][] = [];
  const busy = await framesDuring(page, async () => {
    if (scene.profiled) spots = await hotSpots(devtools, work);
    else await work();
  });
  const after = await pageHeap(devtools);
  report(`The window of ${scene.jobs} scenes while ${sceneIds.length} jobs are at work, ${panel} shown`, [
    ['the jobs took', `${seconds.toFixed(0)} s`],
    ...frameRows(idle, busy),
    ['memory of the page', `${megabytes(before)} before, ${megabytes(after)} after: ${ratio(after, before)}`],
    ...spots.slice(0, spotsShown).map(([name, share]) => [`  ${name}`, `${(share * 100).toFixed(1)} %`] as const),
  ]);
}

const frameRows = (idle: Frames, busy: Frames): [string, string][] =>
  (['p50', 'p95', 'p99', 'longest'] as const).map((of) => [
    `between frames, ${of}`,
    `${ms(busy[of])} against ${ms(idle[of])} idle: ${ratio(busy[of], idle[of])}`,
  ]);

async function readFilm(filmDir: string) {
  const text = await readFile(join(filmDir, 'film.json'), 'utf8');
  return { film: filmSchema.parse(JSON.parse(text)) };
}

/** Resolves when the vendor has handed out every result, and a moment later for what follows in the window. */
async function runJobs({ studio, vendor }: Scene, filmId: string, sceneIds: readonly string[]): Promise<void> {
  const { downloads } = await vendor.calls();
  const wishes = sceneIds.map((sceneId) => ({ sceneId, role: 'picture' }));
  await studio.call('POST', `/films/${filmId}/jobs`, { wishes });
  let [made, quietSince] = [0, Date.now()];
  while (made < sceneIds.length) {
    await sleep(500);
    const now = (await vendor.calls()).downloads - downloads;
    if (now > made) quietSince = Date.now();
    if (Date.now() - quietSince > longestQuietMs) throw new Error(`Only ${now} of ${sceneIds.length} jobs were done.`);
    made = now;
  }
  await sleep(2000);
}
