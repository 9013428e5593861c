import fs from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { AppError } from '../../shared/errors.ts';

/**
 * The real path of the file below `root` that a URL's pathname names. Throws `not-found` for whatever does not exist or
 * leads out of `root`, by `..` (encoded or not), absolute or device names, or symbolic links.
 */
export async function containedPath(root: string, pathname: string): Promise<string> {
  const decoded = decode(pathname);
  if (decoded === null || isSuspicious(decoded)) throw notFound(pathname);
  const wanted = resolve(root, `.${decoded}`);
  if (!isInside(root, wanted)) throw notFound(pathname);
  const [realRoot, real] = await Promise.all([fs.realpath(root), fs.realpath(wanted)]).catch((cause: unknown) => {
    throw notFound(pathname, cause);
  });
  if (!isInside(realRoot, real) || !(await fs.stat(real)).isFile()) throw notFound(pathname);
  return real;
}

function decode(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    // A malformed escape names nothing.
    return null;
  }
}

/** Names that some system reads as a drive, a stream, a device or another name. We ship none of them, so all refuse. */
function isSuspicious(path: string): boolean {
  if (!path.startsWith('/') || /[\0\\:]/.test(path)) return true;
  return path.split('/').some((part) => /[. ]$/.test(part) || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part));
}

function isInside(root: string, path: string): boolean {
  const inside = relative(root, path);
  return inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

function notFound(pathname: string, cause?: unknown): AppError {
  return new AppError({ code: 'not-found', message: `There is nothing at ${pathname}.`, cause });
}
