import { join } from 'node:path';
import { usualFallback } from '../../../shared/chain.ts';
import type { StudioEvent } from '../../../shared/events.ts';
import { canvases, type Film, newFilm, newScene } from '../../../shared/film.ts';
import type { Generator, VendorLimits } from '../../../shared/generator.ts';
import { isSettled, type Job, type JobState } from '../../../shared/job.ts';
import { type RankRules, usualRankWish } from '../../../shared/rank-wish.ts';
import type { Settings } from '../../../shared/settings.ts';
import { testRules } from '../../../shared/test-generator.ts';
import { createFilmFolder, type FilmSession, openFilmSession } from '../../films/film-session.ts';
import { openLedger } from '../../ledger/ledger.ts';
import { defaultSettings } from '../../settings/default-settings.ts';
import type { Vendor } from '../../vendors/define-vendor.ts';
import { createVendorSend } from '../../vendors/kit/send.ts';
import { systemAlarmClock } from '../alarm-clock.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createGeneration } from '../generation.ts';
import type { GenerationDeps } from '../generation-deps.ts';
import { createKeyRing } from '../key-ring.ts';
import { createKeyShelf, type TestKey, testKey } from './key-shelf.ts';
import { testGenerator, testVendor } from './test-vendor.ts';

/** Debian's FFmpeg, as the whole test suite uses it. */
export const tools = { ffmpeg: '/usr/bin/ffmpeg', ffprobe: '/usr/bin/ffprobe', version: '5.1' };

/** A clock in which waiting takes no time but is remembered: `now` runs ahead by what was slept. */
export function fastClock() {
  let ahead = 0;
  const slept: number[] = [];
  const clock: Clock = {
    now: () => Date.now() + ahead,
    sleep: async (ms, signal) => {
      slept.push(ms);
      ahead += ms;
      await systemClock.sleep(2, signal);
    },
  };
  return { clock, slept };
}

export const noRules: RankRules = testRules;

export const testSettings = defaultSettings('/nowhere');

export async function makeFilm(dir: string, edit: (film: Film) => Film = (film) => film): Promise<string> {
  const scene = newScene({ title: 'Opening', prompt: 'A harbour at dawn', seconds: 1 });
  const film = newFilm({
    title: 'Test',
    canvas: { ...canvases['16:9'], width: 160, height: 90 },
    look: { style: 'Warm light' },
    picture: { generator: 'testco-clip', wish: usualRankWish, fallback: usualFallback.picture },
    scenes: [scene],
  });
  const path = join(dir, 'Test.film');
  await createFilmFolder(path, edit(film));
  return path;
}

export type BenchOptions = {
  /** Holds `Test.film` and the ledger. */
  readonly dir: string;
  /** Another folder in `dir` than `Test.film`. */
  readonly film?: string;
  readonly origin: string;
  readonly generators?: readonly Generator[];
  readonly vendors?: readonly Vendor[];
  /** Of the vendor testco, unless they say otherwise; one healthy key by default. */
  readonly keys?: readonly TestKey[];
  readonly limits?: Partial<VendorLimits>;
  readonly settings?: Partial<Settings>;
  readonly deps?: Partial<GenerationDeps>;
};

/** A whole engine over a real film, a real ledger and real HTTP. */
export async function openBench({
  dir,
  origin,
  generators,
  vendors,
  keys = [testKey('k1')],
  limits,
  settings,
  deps,
  ...options
}: BenchOptions) {
  const ledger = openLedger(join(dir, 'ledger.sqlite'));
  const session: FilmSession = await openFilmSession(join(dir, options.film ?? 'Test.film'));
  const events: StudioEvent[] = [];
  const idle: string[] = [];
  const listeners = new Set<() => void>();
  const { clock, slept } = fastClock();
  // One of the same id takes the place of the usual one.
  const all: Vendor[] = [testVendor(origin), ...(vendors ?? [])];
  const vendorsById = new Map(all.map((vendor) => [vendor.id, vendor]));
  const limitsOf = () => ({ perMinute: null, atOnce: 2, coolDownSeconds: 1, ...limits });
  const keyShelf = createKeyShelf(keys);
  const ring = createKeyRing({
    health: ledger.keyHealth,
    recent: ledger.attempts.recent,
    vendors: vendorsById,
    keys: keyShelf,
    limitsOf,
    // Its alarms do not make the time run ahead: nobody may be waiting for them.
    clock: { now: clock.now, after: systemAlarmClock.after },
    random: () => 0.5,
  });
  const generation = createGeneration({
    ledger,
    films: { find: (filmId) => (filmId === session.filmId ? session : null) },
    vendors: vendorsById,
    generators: new Map((generators ?? [testGenerator()]).map((generator) => [generator.id, generator])),
    keys: keyShelf,
    ring,
    limitsOf,
    rules: noRules,
    settings: () => ({ ...testSettings, ...settings }),
    incomingDir: join(dir, 'incoming'),
    send: createVendorSend({ fetch, baseUrls: {}, timeoutMs: 5000 }),
    tools: async () => tools,
    fork: () => {
      throw new Error('no helper in these tests');
    },
    resourcesDir: '/nowhere',
    publish: (event) => {
      events.push(structuredClone(event));
      for (const listener of listeners) listener();
    },
    onBusy: () => {},
    onIdle: (filmId) => {
      idle.push(filmId);
      for (const listener of listeners) listener();
    },
    allowPrivateHosts: new Set([new URL(origin).host]),
    clock,
    random: () => 0.5,
    ...deps,
  });
  const until = (reached: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!reached()) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
    });
  const { film } = session.current();
  const job = (id: string): Job => {
    const record = ledger.jobs.get(id);
    const told = events.findLast((event) => event.type === 'job' && event.job.id === id);
    if (!record || told?.type !== 'job') throw new Error(`no job ${id}`);
    return told.job;
  };
  return {
    generation,
    ledger,
    ring,
    keys: keyShelf,
    session,
    film,
    scene: film.scenes[0] ?? newScene(),
    events,
    idle,
    slept,
    job,
    /** Resolves with the job as soon as it was told to be in one of these states. */
    async reaches(id: string, ...states: JobState[]): Promise<Job> {
      await until(() => states.includes(job(id).state));
      return job(id);
    },
    /** The states that were told, each once in a row. */
    states(id: string): JobState[] {
      const told = events.flatMap((event) => (event.type === 'job' && event.job.id === id ? [event.job.state] : []));
      return told.filter((state, index) => state !== told[index - 1]);
    },
    async settled(id: string): Promise<Job> {
      await until(() => isSettled(job(id).state) && !generation.hasRunning(session.filmId));
      return job(id);
    },
    async start(generator?: string, role: 'picture' | 'voice' = 'picture'): Promise<Job> {
      const wish = { sceneId: film.scenes[0]?.id ?? '', role, ...(generator ? { generator } : {}) };
      const [made] = await generation.generate(film.id, [wish]);
      if (!made) throw new Error('no job');
      return made;
    },
    async close(): Promise<void> {
      await generation.stop();
      await session.close();
      ledger.close();
    },
  };
}
export type Bench = Awaited<ReturnType<typeof openBench>>;
