import fs from 'node:fs/promises';
import { containedPath } from './contained-path.ts';
import { contentType } from './content-type.ts';

/**
 * Serves a file of the renderer's build, `/` being index.html. Files are read whole, since inside app.asar only Node's
 * plain reads work. GET and HEAD only. Throws `not-found` for anything that is not a file below `root`.
 */
export async function staticResponse(root: string, request: Request, policy: string): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
  }
  const { pathname } = new URL(request.url);
  const file = await containedPath(root, pathname === '/' ? '/index.html' : pathname);
  const body = await fs.readFile(file);
  const type = contentType(file);
  const headers = new Headers({
    'content-type': type,
    'content-length': String(body.byteLength),
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  if (type.startsWith('text/html')) headers.set('content-security-policy', policy);
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers });
}
