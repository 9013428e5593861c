import { importAsset } from '../films/assets.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';
import { whileOpen } from './while-open.ts';

export function assetHandlers({ films, grants, tools }: Parts) {
  return {
    import: os.assets.import.handler(async ({ input }) => {
      const path = await grants.check(input.path);
      return whileOpen(films, input.filmId, async (session) => importAsset(session, await tools(), { ...input, path }));
    }),
  };
}
