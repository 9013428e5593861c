import type { EventPublisher } from '@orpc/server';
import type { StudioEvent } from '../../shared/events.ts';
import type { Exports } from '../assembly/exports/exports.ts';
import type { Errands } from '../errands.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { OpenFilms } from '../films/open-films.ts';
import type { PathGrants } from '../films/path-grants.ts';
import type { RecentFilms } from '../films/recent-films.ts';
import type { Generation } from '../generation/generation.ts';
import type { KeyRing, WaitingOf } from '../generation/key-ring.ts';
import type { LiveCatalogue } from '../generators/live-catalogue.ts';
import type { LimitsOf } from '../generators/vendor-limits.ts';
import type { Keys } from '../keys/keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Previews } from '../previews/previews.ts';
import type { Rehearsals } from '../rehearsal/rehearsals.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import type { StudioOptions } from '../studio-options.ts';
import type { Uploads } from '../uploads.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import type { VendorSend } from '../vendors/kit/send.ts';
import type { VendorUrls } from '../vendors/kit/vendor-address.ts';

export type StudioBus = EventPublisher<{ event: StudioEvent }>;

/** The opened parts of the engine, as the handlers use them. */
export type Parts = {
  readonly options: StudioOptions;
  readonly bus: StudioBus;
  /** What was set aside while opening, for people. */
  readonly notices: readonly string[];
  readonly settings: SettingsStore;
  readonly ledger: Ledger;
  readonly films: OpenFilms;
  readonly recent: RecentFilms;
  readonly grants: PathGrants;
  /** What the page sent, until it is copied into a film. */
  readonly uploads: Uploads;
  readonly keys: Keys;
  readonly catalogue: LiveCatalogue;
  /** How fast each vendor may be called, as the user has it. */
  readonly limitsOf: LimitsOf;
  readonly ring: KeyRing;
  /** What a vendor's waiting jobs wait for. */
  readonly waitingOf: WaitingOf;
  readonly vendors: ReadonlyMap<string, Vendor>;
  readonly send: VendorSend;
  /** Addresses that are used instead of vendors' own, as they are now. */
  readonly vendorUrls: () => VendorUrls;
  readonly generation: Generation;
  readonly exports: Exports;
  readonly rehearsals: Rehearsals;
  readonly previews: Previews;
  readonly errands: Errands;
  /** FFmpeg as the settings name it, found once. Throws `missing-tool`. */
  readonly tools: () => Promise<FfmpegTools>;
};
