import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FfmpegTools } from '../src/main/ffmpeg/tools.ts';
import { openFilmSession } from '../src/main/films/film-session.ts';
import { createGeneration } from '../src/main/generation/generation.ts';
import { createKeyRing } from '../src/main/generation/key-ring.ts';
import { createRingNews } from '../src/main/generation/ring-news.ts';
import { createKeyShelf, testKey } from '../src/main/generation/testing/key-shelf.ts';
import { loadCatalogue } from '../src/main/generators/catalogue.ts';
import { openLedger } from '../src/main/ledger/ledger.ts';
import type { VendorRequest } from '../src/main/vendors/define-vendor.ts';
import { vendors } from '../src/main/vendors/index.ts';
import { createVendorSend } from '../src/main/vendors/kit/send.ts';
import type { StudioEvent } from '../src/shared/events.ts';
import type { Settings } from '../src/shared/settings.ts';
import { createGate } from './gate.ts';

/** So many jobs run at once, in the engine and in the straight loop. */
export const lanes = 8;

const settings: Settings = {
  theme: 'system',
  libraryDir: '/nowhere',
  confirmAboveUsd: 1,
  ffmpegPath: null,
  budgets: { dayUsd: 1_000_000, vendorUsd: { replicate: 1_000_000 } },
  vendorLimits: {},
  generatorPrices: {},
  vendorUrls: {},
  handOffDir: null,
  generatorPriorities: {},
  cacheGb: 20,
  learnFromVerdicts: true,
  generatorSets: [],
  failTakesThatAre: [],
};

export type BenchEngineOptions = {
  readonly dir: string;
  readonly filmDir: string;
  readonly vendorUrl: string;
  readonly tools: FfmpegTools;
};

/** What the studio wires together for jobs, with budgets in force, and a gate before each paid call. */
export async function openBenchEngine({ dir, filmDir, vendorUrl, tools }: BenchEngineOptions) {
  const resourcesDir = join(import.meta.dirname, '../resources');
  const ledgerFile = join(dir, 'ledger.sqlite');
  const [ledger, session, catalogue] = [
    openLedger(ledgerFile),
    await openFilmSession(filmDir),
    await loadCatalogue(resourcesDir),
  ];
  const gate = createGate();
  const told = { events: 0, done: 0, failed: 0 };
  const counted: { writes: number; submit: VendorRequest | null } = { writes: 0, submit: null };
  const listeners = new Set<() => void>();
  const publish = (event: StudioEvent): void => {
    told.events += 1;
    if (event.type !== 'job') return;
    if (event.job.state === 'done') told.done += 1;
    if (event.job.state === 'failed') {
      told.failed += 1;
      console.error(event.job.error);
    }
    for (const listener of listeners) listener();
  };
  const health = {
    ...ledger.keyHealth,
    save: (record: Parameters<typeof ledger.keyHealth.save>[0]) => {
      counted.writes += 1;
      ledger.keyHealth.save(record);
    },
  };
  const keys = createKeyShelf([testKey('k1', { vendor: 'replicate' })]);
  const limitsOf = () => ({ perMinute: null, atOnce: lanes, coolDownSeconds: 1 });
  const remote = new Map([...vendors].filter(([, vendor]) => vendor.kind === 'remote'));
  const ring = createKeyRing({ vendors: remote, keys, limitsOf, health, recent: ledger.attempts.recent });
  const send = createVendorSend({ fetch, baseUrls: { replicate: vendorUrl } });
  const generation = createGeneration({
    ledger,
    films: { find: (filmId) => (filmId === session.filmId ? session : null) },
    vendors,
    generators: catalogue.byId,
    keys,
    ring,
    limitsOf,
    rules: catalogue.rules,
    settings: () => settings,
    incomingDir: join(dir, 'incoming'),
    send: async (vendor, request, secret, signal, timeoutMs) => {
      if (request.method === 'POST') {
        counted.submit ??= request;
        await gate.pass(signal);
      }
      return send(vendor, request, secret, signal, timeoutMs);
    },
    tools: async () => tools,
    fork: () => {
      throw new Error('Nothing is made on this machine here.');
    },
    resourcesDir,
    publish,
    onBusy: () => {},
    onIdle: () => {},
    onLine: (vendorId) => news.touch(vendorId),
    allowPrivateHosts: new Set([new URL(vendorUrl).host]),
    onJournal: (_step, when) => {
      if (when === 'after') counted.writes += 1;
    },
  });
  const news = createRingNews({
    ring,
    waitingOf: generation.waitingOf,
    publish: (vendorRing) => publish({ type: 'ring', ring: vendorRing }),
  });
  return {
    generation,
    session,
    told,
    counted,
    /** Lets so many jobs make their call, and resolves when they are done. */
    async run(jobs: number): Promise<void> {
      const goal = told.done + told.failed + jobs;
      const reached = new Promise<void>((resolve) => {
        const look = () => {
          if (told.done + told.failed < goal) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
      });
      gate.let(jobs);
      await reached;
    },
    ledgerBytes: async () => (await stat(ledgerFile)).size,
    async close(): Promise<void> {
      await generation.stop();
      await session.close();
      ledger.close();
    },
  };
}
export type BenchEngine = Awaited<ReturnType<typeof openBenchEngine>>;
