import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { errno, toFileError } from '../films/atomic-file.ts';
import { byteRange } from './byte-range.ts';
import { contentType } from './content-type.ts';
import { fileStream } from './file-stream.ts';

/**
 * Serves a media file with ranges to a player, in Electron's `media:` scheme as well as over HTTP. GET and HEAD only;
 * 206 answers start exactly at the offset asked for and are never capped, since Chromium ignores the status and
 * Content-Range of custom schemes and believes the offset and Content-Length. Throws `not-found` when there is no such
 * file; other read failures are thrown as they are.
 */
export async function mediaResponse(file: string, request: Request): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  }
  const handle = await openFile(file);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw notFound(file);
    const facts = { file, size: stats.size, etag: `"${stats.size.toString(36)}-${stats.mtimeMs.toString(36)}"` };
    return await answer(handle, facts, request);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

type Facts = { readonly file: string; readonly size: number; readonly etag: string };

async function answer(handle: FileHandle, { file, size, etag }: Facts, request: Request): Promise<Response> {
  const headers = new Headers({
    'content-type': mediaType(file),
    // Opened by itself in a tab, a film folder's file has our origin: it must not be able to do anything there.
    'content-security-policy':
      "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox",
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'x-content-type-options': 'nosniff',
    etag,
  });
  const empty = async (status: number): Promise<Response> => {
    await handle.close();
    return new Response(null, { status, headers });
  };
  if (request.headers.get('if-none-match') === etag) return empty(304);
  const ifRange = request.headers.get('if-range');
  const range = byteRange(ifRange === null || ifRange === etag ? request.headers.get('range') : null, size);
  if (range.kind === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`);
    return empty(416);
  }
  const [first, last] = range.kind === 'part' ? [range.first, range.last] : [0, size - 1];
  headers.set('content-length', String(last - first + 1));
  if (range.kind === 'part') headers.set('content-range', `bytes ${first}-${last}/${size}`);
  const status = range.kind === 'part' ? 206 : 200;
  if (request.method === 'HEAD' || size === 0) return empty(status);
  return new Response(fileStream(handle, first, last), { status, headers });
}

/** Film folders come from anywhere: what a browser would run as a page (HTML, SVG) is no media. */
function mediaType(file: string): string {
  const type = contentType(file);
  return /^(?:image|video|audio)\/(?!svg)/.test(type) ? type : 'application/octet-stream';
}

async function openFile(file: string): Promise<FileHandle> {
  try {
    return await open(file);
  } catch (error) {
    throw errno(error) === 'ENOENT' ? notFound(file, error) : toFileError(error, file);
  }
}

function notFound(file: string, cause?: unknown): AppError {
  return new AppError({
    code: 'not-found',
    message: `${basename(file)} is not there any more.`,
    action: 'Bring the file back, or remove what refers to it.',
    cause,
  });
}
