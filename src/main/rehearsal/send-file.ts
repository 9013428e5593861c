import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';

const types: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.wav': 'audio/wav',
};

/**
 * Serves a file as a vendor's CDN does, with single byte ranges (RFC 9110, section 14). `cutShort` promises the whole
 * length and breaks the connection half-way.
 */
export async function sendFile(
  file: string,
  range: string | undefined,
  response: ServerResponse,
  { cutShort }: { readonly cutShort: boolean },
): Promise<void> {
  const { size } = await stat(file);
  const part = rangeOf(range, size);
  if (part === 'unsatisfiable') return void response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
  const { start, end } = part ?? { start: 0, end: size - 1 };
  response.writeHead(part ? 206 : 200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-length': end - start + 1,
    'accept-ranges': 'bytes',
    ...(part ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
  });
  if (!cutShort) return pipeline(createReadStream(file, { start, end }), response);
  const half = createReadStream(file, { start, end: start + Math.floor((end - start) / 2) });
  await pipeline(half, response, { end: false });
  response.destroy();
}

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | 'unsatisfiable' | null {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (!match) return null;
  const start = Number(match[1]);
  const end = match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  return start <= end && start < size ? { start, end } : 'unsatisfiable';
}
