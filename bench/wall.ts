import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumOptions } from '../e2e/harness/chromium.ts';
import { type FfmpegTools, findTools } from '../src/main/ffmpeg/tools.ts';
import { type BenchStudio, startBenchStudio } from './bench-studio.ts';
import { median, ms, ratio, report } from './figures.ts';
import { makeClips, makeWallFilm } from './wall-film.ts';
import { type Played, watchWall } from './wall-watch.ts';
import { buildPage } from './window.ts';

type Options = { readonly quick: boolean; readonly pairs: number };

const frame = 1 / 30;
/** The lengths of walls whose opening is compared. */
const [few, many] = [10, 200];

/** How walls play in step, and how a wall of 200 takes opens against one of ten. */
export async function benchWall({ quick, pairs }: Options): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'circle-take-bench-'));
  const tools = await findTools({ env: process.env });
  try {
    const renderer = join(dir, 'renderer');
    await buildPage(renderer, true);
    const studio = await startBenchStudio(renderer, environment(dir));
    const browser = await chromium.launch(chromiumOptions);
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      // The address carries a token that lets one in once; the context keeps what it got for it.
      await (await context.newPage()).goto(studio.url);
      const ground = { studio, context, tools, dir };
      await benchPlaying(ground, quick ? 8 : 60);
      await benchOpening(ground, pairs);
    } finally {
      await browser.close();
      await studio.end();
    }
  } finally {
    await rm(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

type Ground = {
  readonly studio: BenchStudio;
  readonly context: BrowserContext;
  readonly tools: FfmpegTools;
  readonly dir: string;
};

const environment = (dir: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: dir,
  CIRCLE_TAKE_USER_DATA: join(dir, 'data'),
  CIRCLE_TAKE_LIBRARY: join(dir, 'library'),
});

const walls = [
  { title: '8 takes of 720 lines', size: '1280x720', count: 8 },
  { title: '12 takes of 1080 lines', size: '1920x1080', count: 12 },
] as const;

async function benchPlaying({ studio, context, tools, dir }: Ground, seconds: number): Promise<void> {
  for (const { title, size, count } of walls) {
    const clips = await makeClips(tools, dir, size, count);
    const page = await openFilm(context, studio, await makeWallFilm(tools, join(dir, 'library'), clips, count));
    await showWall(page);
    await untilLight(page);
    await page.getByRole('button', { name: 'Play all takes' }).click();
    await page.waitForFunction(() => document.querySelector('video[data-state=playing]') !== null);
    const played = await watchWall(page, seconds, frame);
    report(`${title} in step for ${seconds} s`, playedRows(played));
    await page.close();
  }
}

const playedRows = (played: Played): [string, string][] => [
  ['players at once', String(played.players)],
  ['off the clock, median and worst', `${ms(played.median * 1000)}, ${ms(played.worst * 1000)}`],
  ['samples off by more than a frame', `${(played.beyondFrame * 100).toFixed(2)} % of ${played.samples}`],
  ['speed reached, of what is asked', ratio(played.speed, 1)],
  ['loops, and the clock standing for them', `${played.loops}, ${played.standing.toFixed(1)} s`],
  ['frames left out, first and second half', played.dropped.map((share) => `${(share * 100).toFixed(1)} %`).join(', ')],
];

/** Until all that is in view plays small copies: how fast they are made is not what is measured. */
async function untilLight(page: Page): Promise<void> {
  const isLight = () => {
    const videos = [...document.querySelectorAll<HTMLVideoElement>('[data-in-step] video')];
    return videos.length > 0 && videos.every(({ src, readyState }) => src.includes('/tile') && readyState >= 3);
  };
  await page.waitForFunction(isLight, undefined, { timeout: 180_000, polling: 500 });
}

async function openFilm(context: BrowserContext, studio: BenchStudio, filmDir: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${new URL(studio.url).origin}/#${new URLSearchParams({ film: filmDir })}`);
  await page.locator('[data-card]').first().waitFor();
  return page;
}

async function showWall(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Wall' }).first().click();
  await page.locator('[data-in-step] img, [data-in-step] video').first().waitFor();
}

/** From the press to the first frame after which nothing has held the page for a while, and what held it longest. */
type Opening = { readonly untilFree: number; readonly longestTask: number };

async function benchOpening({ studio, context, tools, dir }: Ground, pairs: number): Promise<void> {
  const clips = await makeClips(tools, dir, '320x180', 4);
  const folders = new Map<number, string>();
  for (const count of [few, many]) folders.set(count, await makeWallFilm(tools, join(dir, 'library'), clips, count));
  const seen = new Map<number, Opening[]>([
    [few, []],
    [many, []],
  ]);
  for (let pair = 0; pair < pairs; pair += 1) {
    for (const count of pair % 2 === 0 ? [few, many] : [many, few]) {
      const page = await openFilm(context, studio, folders.get(count) ?? '');
      seen.get(count)?.push(await measureOpening(page));
      await page.close();
    }
  }
  const of = (count: number, what: keyof Opening) => median((seen.get(count) ?? []).map((opening) => opening[what]));
  const row = (name: string, what: keyof Opening): [string, string] => [
    name,
    `${ms(of(many, what))} against ${ms(of(few, what))}: ${ratio(of(many, what), of(few, what))}`,
  ];
  report(`Opening a wall of ${many} takes, to one of ${few}`, [
    row('until the page is free again', 'untilFree'),
    row('longest task', 'longestTask'),
  ]);
}

const quietMs = 500;

async function measureOpening(page: Page): Promise<Opening> {
  const watching = await page.evaluateHandle(() => {
    const tasks: { readonly end: number; readonly length: number }[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries())
        tasks.push({ end: startTime + duration, length: duration });
    });
    observer.observe({ entryTypes: ['longtask'] });
    const state = { tasks, pressed: 0 };
    addEventListener('pointerdown', () => Object.assign(state, { pressed: performance.now() }), { once: true });
    return state;
  });
  await showWall(page);
  return watching.evaluate(async ({ tasks, pressed }, quiet) => {
    const drawn = await new Promise<number>((done) =>
      requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))),
    );
    while (performance.now() - Math.max(drawn, tasks.at(-1)?.end ?? 0) < quiet) {
      await new Promise((done) => setTimeout(done, 50));
    }
    return {
      untilFree: Math.max(drawn, tasks.at(-1)?.end ?? 0) - pressed,
      longestTask: Math.max(50, ...tasks.map(({ length }) => length)),
    };
  }, quietMs);
}
