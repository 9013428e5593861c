import { join } from 'node:path';
import { undrawable } from '../assembly/captions/coverage.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function captionHandlers({ films, options }: Parts) {
  return {
    undrawable: os.captions.undrawable.handler(({ input }) =>
      undrawable(films.get(input.filmId).current().film, join(options.resourcesDir, 'fonts')),
    ),
  };
}
