import { join } from 'node:path';
import type { StudioEvent } from '../../shared/events.ts';
import type { Generator } from '../../shared/generator.ts';
import type { Settings } from '../../shared/settings.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { FilmSession } from '../films/film-session.ts';
import { createDownload } from '../generation/download.ts';
import { createGeneration, type Generation } from '../generation/generation.ts';
import { createKeyRing } from '../generation/key-ring.ts';
import type { LimitsOf } from '../generators/vendor-limits.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { ForkHelper } from '../processes/helper-process.ts';
import type { LocalVendor, Vendor } from '../vendors/define-vendor.ts';
import { createVendorSend } from '../vendors/kit/send.ts';
import { localVoice } from '../vendors/local-voice.ts';
import { filesForFree } from './animatic.ts';
import { animaticMedia } from './animatic-media.ts';
import { castModels, type RehearsedCatalogue } from './cast-models.ts';
import { chargedMicros } from './charge-book.ts';
import { drawsQuickly } from './quick-sketch.ts';
import { rehearsalClock } from './rehearsal-clock.ts';
import { rehearsalKeys } from './rehearsal-keys.ts';
import type { Sabotage } from './sabotage.ts';
import { type SimulatedVendors, simulatedDialects, startSimulatedVendors } from './simulated-vendors.ts';
import { downloadOnly, fetchOnly } from './stay-here.ts';

/** What goes wrong at which vendor, by its id: for tests, and for the curious. */
export type Faults = Readonly<Record<string, readonly Sabotage[]>>;

/** What a rehearsal takes of the studio: nothing that costs money, and no key. */
export type EngineGround = {
  readonly vendors: ReadonlyMap<string, Vendor>;
  readonly catalogue: RehearsedCatalogue;
  readonly limitsOf: LimitsOf;
  readonly settings: () => Settings;
  readonly tools: () => Promise<FfmpegTools>;
  readonly fork: ForkHelper;
  readonly resourcesDir: string;
};

export type EngineOrder = {
  /** For its ledger and for what it draws; goes when the rehearsal is over. */
  readonly dir: string;
  readonly session: FilmSession;
  /** By vendor id: how many accounts to rehearse with. */
  readonly accountsAt: ReadonlyMap<string, number>;
  readonly faults?: Faults | undefined;
  readonly publish: (event: StudioEvent) => void;
};

export type RehearsalEngine = {
  readonly generation: Generation;
  /** What the simulated vendors put into their charge books so far. */
  chargedMicros(): number;
  /** Stops everything at once and lets go of everything but the film. */
  close(): Promise<void>;
};

/**
 * A minute of the vendors takes one and a half seconds. Faster, a vendor's patience (an hour) might end before a slow
 * machine has drawn what was ordered.
 */
const speed = 40;

/** Opens an engine of its own for one film: simulated vendors, a ledger, a key ring, and generation over them. */
export async function openRehearsalEngine(ground: EngineGround, order: EngineOrder): Promise<RehearsalEngine> {
  const { dir, session, accountsAt, faults = {} } = order;
  const { catalogue, resourcesDir, fork } = ground;
  const closing = new AbortController();
  const animatic = filesForFree(session);
  const servers = ownServers(ground.vendors);
  const keys = rehearsalKeys(accountsAt, servers);
  const speaker = catalogue.get('local-voice');
  const pictures = animaticMedia({
    ...{ film: session.current().film, speaker, dir: join(dir, 'media') },
    ...{ tools: await ground.tools(), fork, resourcesDir, signal: closing.signal },
  });
  const simulated = await startSimulatedVendors({ media: pictures.media, speed, keys: keys.accounts }, [
    ...accountsAt.keys(),
  ]);
  for (const [id, sabotages] of Object.entries(faults)) {
    for (const sabotage of sabotages) simulated.byId.get(id)?.sabotage.add(sabotage);
  }
  const clock = rehearsalClock(speed);
  const ledger = openLedger(join(dir, 'ledger.sqlite'), () => new Date(clock.now()));
  const cast = castOf(ground.vendors, speaker);
  const ring = createKeyRing({
    ...{ vendors: cast, keys, limitsOf: ground.limitsOf, clock },
    ...{ health: ledger.keyHealth, recent: ledger.attempts.recent },
  });
  const generation = createGeneration({
    ...{ ledger, vendors: cast, generators: castModels(catalogue), keys, rules: catalogue.rules, ring, clock },
    ...{ limitsOf: ground.limitsOf, tools: ground.tools, fork, resourcesDir, incomingDir: join(dir, 'incoming') },
    ...{ publish: order.publish, onBusy: () => {}, onIdle: () => {} },
    films: { find: (filmId) => (filmId === session.filmId ? animatic : null) },
    // Budgets are judged before; a sketch that stands still is none the worse for it.
    settings: () => ({ ...ground.settings(), budgets: { dayUsd: null, vendorUsd: {} }, failTakesThatAre: [] }),
    ...reachOf(simulated, clock, withFilesAtHome(ground.vendors)),
  });
  return {
    generation,
    chargedMicros: () => [...simulated.byId.values()].reduce((sum, { book }) => sum + chargedMicros(book()), 0),
    close: async () => {
      closing.abort();
      // Told to leave off before the vendors go, so that nobody takes that for an outage.
      const stopped = generation.stop();
      await simulated.close();
      await Promise.all([stopped, pictures.idle()]);
      ledger.close();
    },
  };
}

/** The vendors that can be rehearsed: those of this machine, and those that there is a simulation of. */
function castOf(vendors: ReadonlyMap<string, Vendor>, speaker: Generator): ReadonlyMap<string, Vendor> {
  const cast = [...vendors.values()].flatMap((vendor): Vendor[] => {
    if (vendor.kind === 'local') return [drawsQuickly(speaksHere(vendor, speaker))];
    return simulatedDialects.has(vendor.id) ? [vendor] : [];
  });
  return new Map(cast.map((vendor) => [vendor.id, vendor]));
}

/** A voice that comes over the network is stood in for by the one of this machine. */
function speaksHere(vendor: LocalVendor, speaker: Generator): LocalVendor {
  if (vendor.baseUrl === undefined || !vendor.voice) return vendor;
  const voice: LocalVendor['voice'] = (order) =>
    localVoice.voice({ ...order, generator: speaker, inputs: { ...order.inputs, voice: null } });
  return { ...vendor, voice };
}

const ownServers = (vendors: ReadonlyMap<string, Vendor>): ReadonlySet<string> =>
  new Set([...vendors.values()].flatMap((vendor) => (vendor.kind === 'remote' && vendor.server ? [vendor.id] : [])));

/** Vendors whose files are asked for at the address that the studio knows. */
const withFilesAtHome = (vendors: ReadonlyMap<string, Vendor>): ReadonlySet<string> =>
  new Set(
    [...vendors.values()].flatMap((vendor) =>
      vendor.kind === 'remote' && (vendor.server || vendor.filesAtHome) ? [vendor.id] : [],
    ),
  );

/** How far its calls reach: to the simulated vendors and no further. */
function reachOf(
  { byId, baseUrls }: SimulatedVendors,
  clock: ReturnType<typeof rehearsalClock>,
  atHome: ReadonlySet<string>,
) {
  const all = [...byId.values()];
  const origins = new Set(all.map(({ origin }) => origin));
  return {
    send: createVendorSend({ fetch: fetchOnly(origins), baseUrls }),
    // Where their files are; the others are polled as often as the vendor itself would be.
    vendorUrls: () => Object.fromEntries(Object.entries(baseUrls).filter(([id]) => atHome.has(id))),
    download: downloadOnly(origins, createDownload({ clock, random: Math.random })),
    allowPrivateHosts: new Set(all.map(({ outputHost }) => outputHost)),
  };
}
