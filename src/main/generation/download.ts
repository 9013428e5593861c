import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/errors.ts';
import { errno, toFileError } from '../films/atomic-file.ts';
import type { VendorFailure } from '../vendors/define-vendor.ts';
import type { Clock } from './clock.ts';
import { connectionError, type OpenOptions, openUrl } from './open-url.ts';
import { retryDelay } from './poll-delay.ts';

export type DownloadOrder = Omit<OpenOptions, 'idleMs'> & {
  readonly url: string;
  /** Absolute path; made or overwritten. */
  readonly file: string;
  /** 0 to 1, or null where the length is not known. */
  readonly onProgress: (fraction: number | null) => void;
};

/**
 * Fetches a result whole. Throws `provider-failed` (too large, empty, gone, or at an address that may not be fetched),
 * `network`, `disk-full`, `not-writable` or `cancelled`.
 */
export type Download = (order: DownloadOrder) => Promise<void>;

type DownloadSettings = {
  readonly clock: Clock;
  readonly random: () => number;
  /** 2 GB: more than any generator makes, less than fills a disk unseen. */
  readonly mostBytes?: number;
  readonly idleMs?: number;
};

/** Tries in a row that may bring no byte; about ten minutes, since the result is paid for. */
const emptyTries = 15;

/** The studio's own download: goes on where a connection broke off, as long as it is still the same file. */
export function createDownload(settings: DownloadSettings): Download {
  return async (order) => {
    const state: Part = { bytes: 0, validator: null };
    for (let failures = 1; ; failures++) {
      const before = state.bytes;
      try {
        await fetchRest(order, state, settings);
        return await refuseEmpty(order.file);
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
        if (state.bytes > before) failures = 1;
        if (failures >= emptyTries) throw error.reason;
        await settings.clock.sleep(retryDelay(error, failures, settings.random()), order.signal);
      }
    }
  };
}

/** What is on disk, and how the server calls that version of the file. */
type Part = { bytes: number; validator: string | null };

/** A failure that may pass. */
class Interrupted extends Error {
  readonly reason: AppError;
  readonly retryAfterMs?: number;

  constructor(reason: AppError, retryAfterMs?: VendorFailure['retryAfterMs']) {
    super(reason.message);
    this.reason = reason;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

async function fetchRest(order: DownloadOrder, state: Part, settings: DownloadSettings): Promise<void> {
  // Without a validator the file may have changed in between: then everything is fetched again.
  const resume = state.bytes > 0 && state.validator !== null;
  const range: Record<string, string> = resume
    ? { range: `bytes=${state.bytes}-`, 'if-range': state.validator ?? '' }
    : {};
  const headersFor = (url: URL) => ({ ...order.headersFor(url), ...range, 'accept-encoding': 'identity' });
  const response = await openUrl(order.url, { ...order, headersFor, idleMs: settings.idleMs ?? 60_000 }).catch(mayPass);
  const from = startOf(response, state);
  state.bytes = from;
  state.validator = validatorOf(response);
  await save(response, order, state, settings.mostBytes ?? 2 * 1024 ** 3);
}

function mayPass(error: unknown): never {
  throw error instanceof AppError && error.code === 'network' ? new Interrupted(error) : error;
}

/** Byte at which the answer's body starts. Throws for answers that are not the file. */
function startOf(response: IncomingMessage, state: Part): number {
  const status = response.statusCode ?? 0;
  if (status === 200) return 0;
  const start = Number(/^bytes (\d+)-/.exec(response.headers['content-range'] ?? '')?.[1] ?? Number.NaN);
  if (status === 206 && start === state.bytes) return start;
  response.destroy();
  const message = `The vendor's result cannot be fetched (HTTP ${status}).`;
  if (status === 206 || status === 416) {
    state.bytes = 0;
    throw new Interrupted(new AppError({ code: 'network', message }), 0);
  }
  if (status === 408 || status === 429 || status >= 500) {
    const seconds = Number(response.headers['retry-after'] ?? Number.NaN);
    const wait = Number.isFinite(seconds) ? seconds * 1000 : undefined;
    throw new Interrupted(new AppError({ code: 'network', message }), wait);
  }
  // Signed addresses expire: asking the vendor again, which costs nothing, gives a new one.
  throw new AppError({ code: 'network', message, action: 'Retry: the vendor is asked for the result again.' });
}

/** A strong ETag, else the date: weak ETags may not be used with If-Range (RFC 9110, 13.1.5). */
function validatorOf({ headers }: IncomingMessage): string | null {
  const { etag } = headers;
  return etag?.startsWith('"') ? etag : (headers['last-modified'] ?? null);
}

async function save(response: IncomingMessage, order: DownloadOrder, state: Part, mostBytes: number): Promise<void> {
  const total = state.bytes + Number(response.headers['content-length'] ?? Number.NaN);
  if (total > mostBytes) {
    response.destroy();
    throw tooLarge(mostBytes);
  }
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (state.bytes + chunk.length > mostBytes) return done(tooLarge(mostBytes));
      state.bytes += chunk.length;
      order.onProgress(Number.isNaN(total) ? null : Math.min(1, state.bytes / total));
      done(null, chunk);
    },
  });
  const sink = createWriteStream(order.file, state.bytes === 0 ? {} : { flags: 'r+', start: state.bytes });
  try {
    await pipeline(response, meter, sink, { signal: order.signal });
  } catch (error) {
    // What reached the disk, not what went through the meter, is what may be built on.
    state.bytes = await sizeOf(order.file);
    throw interruption(error, order);
  }
}

function interruption(error: unknown, order: DownloadOrder): unknown {
  const known = toFileError(error, order.file);
  if (known instanceof AppError) return known;
  const reason = connectionError(error, new URL(order.url).hostname, order.signal);
  return reason.code === 'cancelled' ? reason : new Interrupted(reason);
}

/** 0 when the connection broke before the file was made. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errno(error) === 'ENOENT') return 0;
    throw error;
  }
}

async function refuseEmpty(file: string): Promise<void> {
  if ((await sizeOf(file)) > 0) return;
  throw new AppError({ code: 'provider-failed', message: 'The vendor gave an empty file.' });
}

function tooLarge(mostBytes: number): AppError {
  const message = `The vendor's result is larger than ${Math.round(mostBytes / 1024 ** 3)} GB, so it was not fetched.`;
  return new AppError({ code: 'provider-failed', message, action: 'Ask for a shorter take.' });
}
