import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EventPublisher } from '@orpc/server';
import type { StudioEvent } from '../shared/events.ts';
import type { Settings } from '../shared/settings.ts';
import { createExports, type Exports } from './assembly/exports/exports.ts';
import { createErrands } from './errands.ts';
import { findTools } from './ffmpeg/tools.ts';
import { withFileErrors } from './films/atomic-file.ts';
import { createOpenFilms } from './films/open-films.ts';
import { createPathGrants } from './films/path-grants.ts';
import { createRecentFilms } from './films/recent-films.ts';
import { createGeneration, type Generation } from './generation/generation.ts';
import { createKeyRing, type KeyRing } from './generation/key-ring.ts';
import { createRingNews } from './generation/ring-news.ts';
import { loadCatalogue } from './generators/catalogue.ts';
import { openLiveCatalogue } from './generators/live-catalogue.ts';
import { limitsInForce } from './generators/vendor-limits.ts';
import type { Parts, StudioBus } from './handlers/parts.ts';
import { openKeychain } from './keys/keychain.ts';
import { createKeys } from './keys/keys.ts';
import { openLedger } from './ledger/ledger.ts';
import { createMoneyTicker } from './ledger/money-ticker.ts';
import { createPreviews } from './previews/previews.ts';
import { createRehearsals } from './rehearsal/rehearsals.ts';
import { defaultSettings } from './settings/default-settings.ts';
import { createSettings } from './settings/settings-store.ts';
import type { StudioOptions } from './studio-options.ts';
import { createUploads } from './uploads.ts';
import { vendors } from './vendors/index.ts';
import { createVendorSend } from './vendors/kit/send.ts';

type Ground = Omit<Parts, 'generation' | 'exports' | 'waitingOf' | 'rehearsals' | 'previews' | 'errands'>;

/** Opens every part of the engine and connects them. Throws when the data folder cannot be used. */
export async function openParts(options: StudioOptions): Promise<Parts> {
  const ground = await openGround(options);
  const generation = generationOver(ground);
  const rehearsals = createRehearsals({ ...ground, judge: generation.judge, publish: publisher(ground.bus) });
  const errands = createErrands();
  const previews = createPreviews({ tools: ground.tools, fontsDir: join(options.resourcesDir, 'fonts'), errands });
  const exports = exportsOver(ground);
  return { ...ground, generation, waitingOf: generation.waitingOf, exports, rehearsals, previews, errands };
}

/** What generation and export stand on. */
async function openGround(options: StudioOptions): Promise<Ground> {
  const { userDataDir, libraryDir, env } = options;
  await withFileErrors(userDataDir, () => mkdir(userDataDir, { recursive: true, mode: 0o700 }));
  const bus: StudioBus = new EventPublisher();
  const settings = createSettings(userDataDir, defaultSettings(libraryDir));
  const recent = createRecentFilms(userDataDir);
  const keys = createKeys({ userDataDir, openKeychain: () => openKeychain('Circle Take'), env, vendors });
  keys.onChange(() => bus.publish('event', { type: 'keys' }));
  const ledger = openLedger(join(userDataDir, 'ledger.sqlite'));
  ledger.entries.onChange(createMoneyTicker((event) => bus.publish('event', event)).moved);
  ledger.verdicts.onChange(() => bus.publish('event', { type: 'verdicts' }));
  const catalogue = openLiveCatalogue({
    ...{ shipped: await loadCatalogue(options.resourcesDir), userDataDir, vendors },
    prices: () => settings.get().generatorPrices,
    onChange: () => bus.publish('event', { type: 'catalogue' }),
  });
  // Who starts the studio with other addresses means them, whatever is set.
  const vendorUrls = () => ({ ...settings.get().vendorUrls, ...options.vendorUrls });
  const limitsOf = limitsInForce(catalogue.usualLimits, () => settings.get().vendorLimits);
  const maybe = [settings.notice, recent.notice, keys.notice, ...ledger.notices, ...catalogue.notices];
  // Films on the list of recent ones were opened by the user before; everything else must be picked or granted.
  const grants = createPathGrants(
    () => [settings.get().libraryDir, ...handOffDirs(settings.get()), ...recent.list().map((film) => film.dir)],
    () =>
      options.desktop
        ? 'Choose it with the file dialog.'
        : `Choose a place in ${settings.get().libraryDir}, or start the studio with --allow FOLDER.`,
  );
  const notices = maybe.filter((notice) => notice !== null);
  return {
    options,
    bus,
    notices,
    settings,
    recent,
    ledger,
    keys,
    vendors,
    catalogue,
    limitsOf,
    ring: ringOver({ keys, ledger, limitsOf }),
    films: createOpenFilms(),
    grants,
    uploads: createUploads(grants),
    send: createVendorSend({ fetch: options.fetch, baseUrls: vendorUrls }),
    vendorUrls,
    tools: () => findTools({ configured: settings.get().ffmpegPath, env }),
  };
}

/** What the user brings back from tools without an API lies there. */
const handOffDirs = ({ handOffDir }: Settings): string[] => (handOffDir === null ? [] : [handOffDir]);

const publisher = (bus: StudioBus) => (event: StudioEvent) => bus.publish('event', event);

/** Films open and close one after the other, in the order asked for, so nobody has to wait here. */
const logged = (work: Promise<unknown>): void => {
  work.catch((error: unknown) => console.error(error));
};

function ringOver({ keys, ledger, limitsOf }: Pick<Ground, 'keys' | 'ledger' | 'limitsOf'>): KeyRing {
  const remote = new Map([...vendors].filter(([, vendor]) => vendor.kind === 'remote'));
  return createKeyRing({ vendors: remote, keys, limitsOf, health: ledger.keyHealth, recent: ledger.attempts.recent });
}

function generationOver(ground: Ground): Generation {
  const { options, films, catalogue, settings, ring, bus } = ground;
  const publish = publisher(bus);
  const generation = createGeneration({
    ...ground,
    generators: catalogue.byId,
    rules: catalogue.rules,
    settings: settings.get,
    fork: options.fork,
    resourcesDir: options.resourcesDir,
    incomingDir: join(options.userDataDir, 'incoming'),
    publish,
    onBusy: (filmId) => logged(films.open(films.get(filmId).dir, 'jobs')),
    onIdle: (filmId) => logged(films.release(filmId, 'jobs')),
    onLine: (vendorId) => news.touch(vendorId),
  });
  const news = createRingNews({
    ring,
    waitingOf: generation.waitingOf,
    publish: (vendorRing) => publish({ type: 'ring', ring: vendorRing }),
  });
  return generation;
}

function exportsOver({ options, ledger, films, tools, bus, settings }: Ground): Exports {
  return createExports({
    journal: ledger.exports,
    film: (filmId) => films.get(filmId),
    hold: (filmId) => films.open(films.get(filmId).dir, 'export'),
    release: (filmId) => films.release(filmId, 'export'),
    tools,
    resourcesDir: options.resourcesDir,
    cacheBytes: () => settings.get().cacheGb * 1e9,
    publish: publisher(bus),
  });
}
