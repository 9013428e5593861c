import { join } from 'node:path';
import type { StudioEvent } from '../../../shared/events.ts';
import { canvases, type Film, newFilm, newScene } from '../../../shared/film.ts';
import type { Generator } from '../../../shared/generator.ts';
import { isSettled, type Job, type JobState } from '../../../shared/job.ts';
import { createFilmFolder, type FilmSession, openFilmSession } from '../../films/film-session.ts';
import { openLedger } from '../../ledger/ledger.ts';
import type { Vendor } from '../../vendors/define-vendor.ts';
import { createVendorSend } from '../../vendors/send.ts';
import { type Clock, systemClock } from '../clock.ts';
import { createGeneration } from '../generation.ts';
import type { GenerationDeps } from '../generation-deps.ts';
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

export async function makeFilm(dir: string, edit: (film: Film) => Film = (film) => film): Promise<string> {
  const scene = newScene({ title: 'Opening', prompt: 'A harbour at dawn', seconds: 1 });
  const film = newFilm({
    title: 'Test',
    canvas: { ...canvases['16:9'], width: 160, height: 90 },
    look: { style: 'Warm light' },
    picture: { generator: 'testco-clip' },
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
  readonly secret?: string | null;
  readonly deps?: Partial<GenerationDeps>;
};

/** A whole engine over a real film, a real ledger and real HTTP. */
export async function openBench({
  dir,
  origin,
  generators,
  vendors,
  secret = 'test-secret',
  deps,
  ...options
}: BenchOptions) {
  const ledger = openLedger(join(dir, 'ledger.sqlite'));
  const session: FilmSession = await openFilmSession(join(dir, options.film ?? 'Test.film'));
  const events: StudioEvent[] = [];
  const idle: string[] = [];
  const listeners = new Set<() => void>();
  const { clock, slept } = fastClock();
  const all: Vendor[] = [testVendor(origin), ...(vendors ?? [])];
  const generation = createGeneration({
    ledger,
    films: { find: (filmId) => (filmId === session.filmId ? session : null) },
    vendors: new Map(all.map((vendor) => [vendor.id, vendor])),
    generators: new Map((generators ?? [testGenerator()]).map((generator) => [generator.id, generator])),
    secret: async () => secret,
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
