import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { errno } from './atomic-file.ts';

/** Which paths the contract may use: the page can name any, but only the user can allow one. */
export type PathGrants = {
  /** Allows a path that the user picked, dropped or typed, and everything below it. It need not exist yet. */
  grant(path: string): void;
  /** The real path, links resolved; throws `not-allowed` unless it was granted or lies below something that was. */
  check(path: string): Promise<string>;
};

/**
 * `roots` are folders that are always allowed, such as the library; asked at every check, as settings may change.
 * `advice` is the next step after a refusal: each door has its own way to allow a path.
 */
export function createPathGrants(
  roots: () => string[],
  advice: () => string = () => 'Choose it with the file dialog.',
): PathGrants {
  // Resolved when granted: a link put there later does not take the grant along.
  const granted = new Set<string>();
  return {
    grant: (path) => {
      granted.add(resolveReal(path));
    },
    check: async (path) => {
      const real = resolveReal(path);
      const allowed = [...granted, ...roots().map(resolveReal)];
      if (!allowed.some((root) => isWithin(root, real))) throw notAllowed(path, undefined, advice());
      return real;
    },
  };
}

function isWithin(root: string, path: string): boolean {
  const rest = relative(root, path);
  return rest === '' || (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest));
}

/** The real path of what exists, and of the nearest existing parent for what does not. */
function resolveReal(path: string): string {
  if (!isAbsolute(path) || path.includes('\0')) throw notAllowed(path);
  return resolveExisting(resolve(path), path);
}

function resolveExisting(path: string, asked: string): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    // A loop of links, a file in place of a folder, no right to look: what cannot be resolved cannot be allowed.
    if (errno(error) !== 'ENOENT') throw notAllowed(asked, error);
  }
  // A link to nothing would be followed by whoever writes there.
  if (lstatSync(path, { throwIfNoEntry: false })) throw notAllowed(asked);
  return join(resolveExisting(dirname(path), asked), basename(path));
}

function notAllowed(path: string, cause?: unknown, action?: string): AppError {
  return new AppError({
    code: 'not-allowed',
    message: `The studio may not touch “${path.replaceAll('\0', '')}”.`,
    ...(action && { action }),
    details: { path },
    cause,
  });
}
