import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ExportJob } from '../../../shared/export.ts';

export type Drafts = {
  /** A draft that has ended. Once one is whole, it takes the place of the film's earlier ones. */
  keep(draft: ExportJob): Promise<void>;
  get(exportId: string): ExportJob | null;
  newest(filmId: string): ExportJob | null;
};

/** Finished drafts, the newest of each film. They are looks, not works: no ledger knows them. */
export function createDrafts(): Drafts {
  const newest = new Map<string, ExportJob>();
  return {
    get: (exportId) => [...newest.values()].find(({ id }) => id === exportId) ?? null,
    newest: (filmId) => newest.get(filmId) ?? null,
    keep: async (draft) => {
      if (draft.state !== 'done' && newest.get(draft.filmId)?.state === 'done') return;
      newest.set(draft.filmId, draft);
      if (draft.state === 'done') await removeOthers(draft.destination);
    },
  };
}

/** Those of before, and what a killed studio left half written. */
async function removeOthers(kept: string): Promise<void> {
  const dir = dirname(kept);
  for (const name of await readdir(dir)) {
    if (name === basename(kept)) continue;
    await rm(join(dir, name), { force: true }).catch(() => {
      // Windows keeps what a player still shows; the next draft clears it.
    });
  }
}
