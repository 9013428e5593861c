import type { Generator } from '../../shared/generator.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import { type OwnFile, readOwnFile } from './own-file.ts';
import { readRow, rowName } from './read-row.ts';
import { troubleOfRow } from './try-row.ts';

/** The user's own generators that can be used, and what is wrong with the others, for people. */
export type OwnRows = { readonly generators: readonly Generator[]; readonly problems: readonly string[] };

type Surroundings = {
  readonly vendors: ReadonlyMap<string, Vendor>;
  readonly isShipped: (id: string) => boolean;
};

/** Reads the user's own file. A row that cannot be used is left out, and one of a shipped id changes nothing of it. */
export function readOwnRows(file: string, surroundings: Surroundings): OwnRows {
  const read = readOwnFile(file);
  if ('damage' in read) return { generators: [], problems: [sentence(file, read)] };
  const generators: Generator[] = [];
  const problems: string[] = [];
  for (const [index, row] of read.rows.entries()) {
    const one = readRow(row, index);
    const problem = 'problem' in one ? one.problem : clash(one.generator, index, generators, surroundings);
    if (problem !== null) problems.push(`${problem}.`);
    else if ('generator' in one) generators.push(one.generator);
  }
  return { generators, problems };
}

const sentence = (file: string, { damage }: Extract<OwnFile, { damage: string }>): string =>
  `${file} cannot be used: ${damage}.`;

function clash(row: Generator, index: number, before: readonly Generator[], around: Surroundings): string | null {
  const trouble = around.isShipped(row.id)
    ? 'id: a generator of the catalogue has this id already'
    : before.some(({ id }) => id === row.id)
      ? 'id: a row above has this id already'
      : row.status.kind === 'retired' || row.status.kind === 'hand-off'
        ? null
        : troubleOfRow(row, around.vendors);
  return trouble === null ? null : `${rowName(row, index)}, ${trouble}`;
}
