import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EventPublisher } from '@orpc/server';
import type { StudioEvent } from '../shared/events.ts';
import { createExports, type Exports } from './assembly/exports.ts';
import { findTools } from './ffmpeg/tools.ts';
import { withFileErrors } from './films/atomic-file.ts';
import { createOpenFilms } from './films/open-films.ts';
import { createPathGrants } from './films/path-grants.ts';
import { createRecentFilms } from './films/recent-films.ts';
import { createGeneration, type Generation } from './generation/generation.ts';
import { loadCatalogue } from './generators/catalogue.ts';
import type { Parts, StudioBus } from './handlers/parts.ts';
import { openKeychain } from './keys/keychain.ts';
import { createKeys } from './keys/keys.ts';
import { openLedger } from './ledger/ledger.ts';
import { createSettings } from './settings/settings-store.ts';
import type { StudioOptions } from './studio-options.ts';
import { vendors } from './vendors/index.ts';
import { createVendorSend } from './vendors/send.ts';

type Ground = Omit<Parts, 'generation' | 'exports'>;

/** Opens every part of the engine and connects them. Throws when the data folder cannot be used. */
export async function openParts(options: StudioOptions): Promise<Parts> {
  const ground = await openGround(options);
  return { ...ground, generation: generationOver(ground), exports: exportsOver(ground) };
}

/** What generation and export stand on. */
async function openGround(options: StudioOptions): Promise<Ground> {
  const { userDataDir, libraryDir, env } = options;
  await withFileErrors(userDataDir, () => mkdir(userDataDir, { recursive: true, mode: 0o700 }));
  const bus: StudioBus = new EventPublisher();
  const settings = createSettings(userDataDir, { theme: 'system', libraryDir, confirmAboveUsd: 1, ffmpegPath: null });
  const recent = createRecentFilms(userDataDir);
  const keys = createKeys({ openKeychain: () => openKeychain('Circle Take'), env, vendors });
  keys.onChange(() => bus.publish('event', { type: 'keys' }));
  const ledger = openLedger(join(userDataDir, 'ledger.sqlite'));
  const notices = [settings.notice, recent.notice, ...ledger.notices].filter((notice) => notice !== null);
  return {
    options,
    bus,
    notices,
    settings,
    recent,
    ledger,
    keys,
    vendors,
    catalogue: await loadCatalogue(options.resourcesDir),
    films: createOpenFilms(),
    // Films on the list of recent ones were opened by the user before; everything else must be picked or granted.
    grants: createPathGrants(
      () => [settings.get().libraryDir, ...recent.list().map((film) => film.dir)],
      () =>
        options.desktop
          ? 'Choose it with the file dialog.'
          : `Choose a place in ${settings.get().libraryDir}, or start the studio with --allow FOLDER.`,
    ),
    send: createVendorSend({ fetch: options.fetch, baseUrls: options.vendorUrls }),
    tools: () => findTools({ configured: settings.get().ffmpegPath, env }),
  };
}

const publisher = (bus: StudioBus) => (event: StudioEvent) => bus.publish('event', event);

/** Films open and close one after the other, in the order asked for, so nobody has to wait here. */
const logged = (work: Promise<unknown>): void => {
  work.catch((error: unknown) => console.error(error));
};

function generationOver({ options, ledger, films, catalogue, keys, send, tools, bus }: Ground): Generation {
  return createGeneration({
    ledger,
    films,
    vendors,
    generators: catalogue.byId,
    secret: (vendorId) => keys.secret(vendorId),
    send,
    tools,
    fork: options.fork,
    resourcesDir: options.resourcesDir,
    publish: publisher(bus),
    onBusy: (filmId) => logged(films.open(films.get(filmId).dir, 'jobs')),
    onIdle: (filmId) => logged(films.release(filmId, 'jobs')),
    allowPrivateHosts: new Set(Object.values(options.vendorUrls).map((url) => new URL(url).host)),
  });
}

function exportsOver({ options, ledger, films, tools, bus }: Ground): Exports {
  return createExports({
    journal: ledger.exports,
    film: (filmId) => films.get(filmId),
    hold: (filmId) => films.open(films.get(filmId).dir, 'export'),
    release: (filmId) => films.release(filmId, 'export'),
    tools,
    resourcesDir: options.resourcesDir,
    publish: publisher(bus),
  });
}
