import type { StudioEvent } from '../../shared/events.ts';
import type { Generator } from '../../shared/generator.ts';
import type { RankRules } from '../../shared/rank-wish.ts';
import type { Settings } from '../../shared/settings.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { LimitsOf } from '../generators/vendor-limits.ts';
import type { Keys } from '../keys/keys.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ForkHelper } from '../processes/helper-process.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import type { VendorSend } from '../vendors/kit/send.ts';
import type { VendorUrls } from '../vendors/kit/vendor-address.ts';
import type { Clock } from './clock.ts';
import type { Download } from './download.ts';
import type { KeyRing } from './key-ring.ts';

/** What generation works with. It reaches nothing else. */
export type GenerationDeps = {
  readonly ledger: Ledger;
  readonly films: { find(filmId: string): FilmSession | null };
  readonly vendors: ReadonlyMap<string, Vendor>;
  readonly generators: ReadonlyMap<string, Generator>;
  readonly keys: Pick<Keys, 'ring' | 'secret'>;
  /** How generators are ranked: resources/ranking.json. */
  readonly rules: RankRules;
  /** As they are in force now. */
  readonly limitsOf: LimitsOf;
  readonly ring: KeyRing;
  /** As they are now: budgets, priorities and what fails a take. */
  readonly settings: () => Settings;
  readonly send: VendorSend;
  /** Throws `missing-tool`. */
  readonly tools: () => Promise<FfmpegTools>;
  readonly fork: ForkHelper;
  readonly resourcesDir: string;
  /** Where answers that are the file itself are kept until they are takes; absolute, made when needed. */
  readonly incomingDir: string;
  readonly publish: (event: StudioEvent) => void;
  /** Something of this film waits or runs from now on, so it is to stay open although its window may leave it. */
  readonly onBusy: (filmId: string) => void;
  /** Nothing of this film runs or waits any more, so it may be let go of. */
  readonly onIdle: (filmId: string) => void;
  /** A vendor's line of waiting jobs changed. */
  readonly onLine?: (vendorId: string) => void;
  /** `host:port` besides those of `vendorUrls` that results may come from although it is not public: rehearsals and tests. */
  readonly allowPrivateHosts?: ReadonlySet<string>;
  /** Addresses of vendors that the user set, as they are now. */
  readonly vendorUrls?: () => VendorUrls;
  readonly download?: Download;
  /** 0 to 1, for seeds and jitter. */
  readonly random?: () => number;
  readonly clock?: Clock;
  /** Told just before and after each step is written: where the crash harness ends the process. */
  readonly onJournal?: OnJournal;
};

/** What is written: `reserve`, `submitting`, `taken`, `received`, `fetching`, `settled`, `again`, `next` … */
export type OnJournal = (step: string, when: 'before' | 'after') => void;
