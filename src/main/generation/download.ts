import type { AppError } from '../../shared/errors.ts';
import { badOutput } from './bad-output.ts';
import type { Clock } from './clock.ts';
import { Expired, fetchRest, Interrupted, type Part, sizeOf } from './fetch-rest.ts';
import type { OpenOptions } from './open-url.ts';
import { retryDelay } from './poll-delay.ts';

export type DownloadOrder = Omit<OpenOptions, 'idleMs'> & {
  /** https; results that came inside an answer (`data:`, base64) are not downloads. */
  readonly url: string;
  /** Absolute path; made or overwritten. */
  readonly file: string;
  /** Whose result it is, for messages: `Kling 3.0`. */
  readonly maker?: string;
  /** 0 to 1, or null where the length is not known. */
  readonly onProgress: (fraction: number | null) => void;
  /**
   * Asks the vendor, at no cost, for the address of a result whose address is refused (they expire); null when it has
   * none. Called at most once; what it throws ends the download.
   */
  readonly refresh?: () => Promise<string | null>;
};

/**
 * Fetches a result whole. Throws `bad-output` (empty, too large, cut off, or a message instead of media),
 * `provider-failed` (at an address that may not be fetched), `network`, `disk-full`, `not-writable` or `cancelled`.
 */
export type Download = (order: DownloadOrder) => Promise<void>;

type DownloadSettings = {
  readonly clock: Clock;
  readonly random: () => number;
  /** 2 GB: more than any generator makes, less than fills a disk unseen. */
  readonly mostBytes?: number;
  readonly idleMs?: number;
};

/** Tries in a row that may bring nothing new; about ten minutes, since the result is paid for. */
const emptyTries = 15;
/** So often a body has to end early at the very same byte until the vendor's own file is taken to end there. */
const sameEnds = 3;

/** The studio's own download: goes on where a connection broke off, as long as it is still the same file. */
export function createDownload(settings: DownloadSettings): Download {
  const { mostBytes = 2 * 1024 ** 3, idleMs = 60_000 } = settings;
  return async (order) => {
    const part: Part = { bytes: 0, validator: null };
    const tries = countTries();
    let { url, refresh } = order;
    for (;;) {
      try {
        await fetchRest({ ...order, url, mostBytes, idleMs }, part);
        return await refuseEmpty(order);
      } catch (error) {
        if (error instanceof Expired) {
          url = (await refresh?.()) ?? fail(error.reason);
          refresh = undefined;
        } else if (error instanceof Interrupted) {
          const failures = tries(error, part.bytes, order);
          await settings.clock.sleep(retryDelay(error, failures, settings.random()), order.signal);
        } else throw error;
      }
    }
  };
}

/** Counts failures since something new last came; throws when there have been enough of them. */
function countTries() {
  let failures = 0;
  let most = 0;
  const ends = new Map<number, number>();
  return ({ reason, endedAt }: Interrupted, bytes: number, { maker = 'The vendor' }: DownloadOrder): number => {
    // Not merely more than before: a file that begins again each time would never be given up.
    failures = bytes > most ? 1 : failures + 1;
    most = Math.max(most, bytes);
    if (endedAt !== null) ends.set(endedAt, (ends.get(endedAt) ?? 0) + 1);
    if (endedAt !== null && ends.get(endedAt) === sameEnds)
      throw badOutput(maker, `it breaks off after ${endedAt} bytes`);
    if (failures >= emptyTries) throw reason;
    return failures;
  };
}

function fail(error: AppError): never {
  throw error;
}

async function refuseEmpty({ file, maker = 'The vendor' }: DownloadOrder): Promise<void> {
  if ((await sizeOf(file)) === 0) throw badOutput(maker, 'it is empty');
}
