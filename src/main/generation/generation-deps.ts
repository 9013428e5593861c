import type { StudioEvent } from '../../shared/events.ts';
import type { Generator } from '../../shared/generator.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import type { FilmSession } from '../films/film-session.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ForkHelper } from '../processes/helper-process.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import type { VendorSend } from '../vendors/send.ts';
import type { Clock } from './clock.ts';
import type { Download } from './download.ts';

/** What generation works with. It reaches nothing else. */
export type GenerationDeps = {
  readonly ledger: Ledger;
  readonly films: { find(filmId: string): FilmSession | null };
  readonly vendors: ReadonlyMap<string, Vendor>;
  readonly generators: ReadonlyMap<string, Generator>;
  /** The key to use for a vendor, or null when there is none. */
  readonly secret: (vendorId: string) => Promise<string | null>;
  readonly send: VendorSend;
  /** Throws `missing-tool`. */
  readonly tools: () => Promise<FfmpegTools>;
  readonly fork: ForkHelper;
  readonly resourcesDir: string;
  readonly publish: (event: StudioEvent) => void;
  /** Something of this film waits or runs from now on, so it is to stay open although its window may leave it. */
  readonly onBusy: (filmId: string) => void;
  /** Nothing of this film runs or waits any more, so it may be let go of. */
  readonly onIdle: (filmId: string) => void;
  /** `host:port` of vendors whose base URL was overridden: results may come from there although it is not public. */
  readonly allowPrivateHosts: ReadonlySet<string>;
  readonly download?: Download;
  /** 0 to 1, for seeds and jitter. */
  readonly random?: () => number;
  readonly clock?: Clock;
};
