import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/errors.ts';
import { errno, toFileError } from '../films/atomic-file.ts';
import { badOutput, foreignKind, foreignType, headBytes } from './bad-output.ts';
import type { DownloadOrder } from './download.ts';
import { connectionError, openUrl } from './open-url.ts';

/** What is on disk, and how the server calls that version of the file. */
export type Part = { bytes: number; validator: string | null };

export type FetchOrder = DownloadOrder & { readonly mostBytes: number; readonly idleMs: number };

/** A failure that may pass. */
export class Interrupted extends Error {
  readonly reason: AppError;
  /** Where a body that brought something ended early; else null. */
  readonly endedAt: number | null;
  readonly retryAfterMs?: number;

  constructor(
    reason: AppError,
    { endedAt = null, retryAfterMs }: { endedAt?: number | null; retryAfterMs?: number } = {},
  ) {
    super(reason.message);
    this.reason = reason;
    this.endedAt = endedAt;
    if (retryAfterMs !== undefined) this.retryAfterMs = retryAfterMs;
  }
}

/** The address is refused, as signed addresses are when their time is over. */
export class Expired extends Error {
  readonly reason: AppError;

  constructor(reason: AppError) {
    super(reason.message);
    this.reason = reason;
  }
}

/** One try: fetches what `part` lacks, and keeps `part` true. Throws `Interrupted`, `Expired`, or an AppError for good. */
export async function fetchRest(order: FetchOrder, part: Part): Promise<void> {
  // Without a validator the file may have changed in between: then everything is fetched again.
  const resume = part.bytes > 0 && part.validator !== null;
  const range: Record<string, string> = resume
    ? { range: `bytes=${part.bytes}-`, 'if-range': part.validator ?? '' }
    : {};
  const headersFor = (url: URL) => ({ ...order.headersFor(url), ...range, 'accept-encoding': 'identity' });
  const response = await openUrl(order.url, { ...order, headersFor }).catch(mayPass);
  part.bytes = startOf(response, part);
  part.validator = validatorOf(response);
  await save(response, order, part);
}

function mayPass(error: unknown): never {
  throw error instanceof AppError && error.code === 'network' ? new Interrupted(error) : error;
}

/** Signed addresses are refused with any of these when they have expired (Google's with 400). */
const refusals = [400, 401, 403, 404, 410];

/** Byte at which the answer's body starts. Throws for answers that are not the file. */
function startOf(response: IncomingMessage, part: Part): number {
  const status = response.statusCode ?? 0;
  if (status === 200) return 0;
  const start = Number(/^bytes (\d+)-/.exec(response.headers['content-range'] ?? '')?.[1] ?? Number.NaN);
  if (status === 206 && start === part.bytes) return start;
  response.destroy();
  const message = `The vendor's result cannot be fetched (HTTP ${status}).`;
  if (status === 206 || status === 416) {
    part.bytes = 0;
    throw new Interrupted(new AppError({ code: 'network', message }), { retryAfterMs: 0 });
  }
  if (status === 408 || status === 429 || status >= 500) {
    const seconds = Number(response.headers['retry-after'] ?? Number.NaN);
    const wait = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
    throw new Interrupted(new AppError({ code: 'network', message }), wait);
  }
  const refused = new AppError({
    code: 'network',
    message,
    action: 'Retry: it is asked for again and nothing is paid again; if it stays away, look for it at the vendor.',
  });
  throw refusals.includes(status) ? new Expired(refused) : refused;
}

/** A strong ETag, else the date: weak ETags may not be used with If-Range (RFC 9110, 13.1.5). */
function validatorOf({ headers }: IncomingMessage): string | null {
  const { etag } = headers;
  return etag?.startsWith('"') ? etag : (headers['last-modified'] ?? null);
}

/** Length of the whole file, or null where the server does not say. */
function totalOf({ headers }: IncomingMessage, start: number): number | null {
  const whole = /\/(\d+)$/.exec(headers['content-range'] ?? '')?.[1];
  const rest = headers['content-length'];
  if (whole !== undefined) return Number(whole);
  return rest === undefined ? null : start + Number(rest);
}

async function save(response: IncomingMessage, order: FetchOrder, part: Part): Promise<void> {
  const start = part.bytes;
  const total = totalOf(response, start);
  if (total !== null && total > order.mostBytes) {
    response.destroy();
    throw tooLarge(order);
  }
  const sink = createWriteStream(order.file, start === 0 ? {} : { flags: 'r+', start });
  const meter = meterFor(order, part, total);
  const checks = start === 0 ? [headCheck(response.headers['content-type'], order)] : [];
  try {
    await pipeline([response, ...checks, meter, sink], { signal: order.signal });
  } catch (error) {
    // What reached the disk, not what went through the meter, is what may be built on.
    part.bytes = await sizeOf(order.file);
    throw interruption(error, order, part, start);
  }
  if (total !== null && part.bytes < total) throw interruption(new Error('ended early'), order, part, start);
}

function meterFor(order: FetchOrder, part: Part, total: number | null): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (part.bytes + chunk.length > order.mostBytes) return done(tooLarge(order));
      part.bytes += chunk.length;
      order.onProgress(total === null ? null : Math.min(1, part.bytes / total));
      done(null, chunk);
    },
  });
}

/** Lets nothing through until the beginning has been looked at, so that a web page is not saved to its last byte. */
function headCheck(contentType: string | undefined, { maker = 'The vendor' }: FetchOrder): Transform {
  let head: Buffer | null = Buffer.alloc(0);
  const look = (held: Buffer): AppError | null => {
    const found = foreignKind(held) ?? foreignType(contentType, held);
    return held.length > 0 && found ? badOutput(maker, `${found} instead of media`) : null;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (head === null) return done(null, chunk);
      head = Buffer.concat([head, chunk]);
      if (head.length < headBytes) return done();
      const held = head;
      head = null;
      done(look(held), held);
    },
    flush(done) {
      done(head && look(head), head?.length ? head : undefined);
    },
  });
}

function interruption(error: unknown, order: FetchOrder, part: Part, start: number): unknown {
  const known = toFileError(error, order.file);
  if (known instanceof AppError) return known;
  const reason = connectionError(error, new URL(order.url).hostname, order.signal);
  if (reason.code === 'cancelled') return reason;
  if (part.bytes > start) return new Interrupted(reason, { endedAt: part.bytes });
  // Going on brought nothing: what is there may be all that this version of the file has, so the next try begins anew.
  part.validator = null;
  return new Interrupted(reason);
}

function tooLarge({ maker = 'The vendor', mostBytes }: FetchOrder): AppError {
  return badOutput(maker, `it is larger than ${Math.round(mostBytes / 1024 ** 3)} GB`);
}

/** Bytes on disk; 0 when the connection broke before the file was made. */
export async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (errno(error) === 'ENOENT') return 0;
    throw error;
  }
}
