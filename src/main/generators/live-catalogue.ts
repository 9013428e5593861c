import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import type { Price } from '../../shared/money.ts';
import type { OwnCatalogue } from '../../shared/own-generator.ts';
import type { Vendor } from '../vendors/define-vendor.ts';
import { type Catalogue, unknownGenerator } from './catalogue.ts';
import { takenOutNote } from './hindrance.ts';
import { changeOwnFile, idOfRow } from './own-file.ts';
import { ownModelOf } from './own-model-of.ts';
import { type OwnRows, readOwnRows } from './own-rows.ts';

/** What is shipped, what the user added, and the prices that the user corrected: as they are now. */
export type LiveCatalogue = Catalogue & {
  /** What cannot be used of the user's own file, for people. */
  readonly notices: readonly string[];
  sourceOf(id: string): 'shipped' | 'own';
  /** The catalogue's price where the user corrected it, else null. */
  usualPriceOf(id: string): Price | null;
  /** Call when the corrected prices changed. */
  pricesChanged(): void;
  own(): OwnCatalogue;
  /** Adds a row to the user's file, or replaces the one of its id. Throws `conflict` for a shipped id, and as `changeOwnFile`. */
  keep(row: Generator): Promise<void>;
  /** Throws `not-found` for a row that is not the user's own, and as `changeOwnFile`. */
  remove(id: string): Promise<void>;
  /** Puts back a row that was removed since the catalogue was opened. Throws `not-found`, and as `keep`. */
  putBack(id: string): Promise<void>;
  /** Reads the user's file again. */
  reload(): OwnCatalogue;
};

type LiveOptions = {
  readonly shipped: Catalogue;
  readonly userDataDir: string;
  readonly vendors: ReadonlyMap<string, Vendor>;
  /** By generator id: prices that the user corrected. */
  readonly prices: () => Readonly<Record<string, Price>>;
  /** Rows or prices changed. */
  readonly onChange: () => void;
};

/** Opens the catalogue over `<userDataDir>/generators.json`. A file that cannot be used keeps nothing from opening. */
export function openLiveCatalogue({ shipped, userDataDir, vendors, prices, onChange }: LiveOptions): LiveCatalogue {
  const file = join(userDataDir, 'generators.json');
  const isShipped = (id: string) => shipped.byId.has(id);
  const read = () => readOwnRows(file, { vendors, isShipped });
  let rows = readSafely(read);
  const notices = rows.problems.map((problem) => `Your own catalogue: ${problem}`);
  let generators: readonly Generator[] = [];
  let corrected = prices();
  const byId = new Map<string, Generator>();
  /** As they stood in the file. */
  const removed = new Map<string, unknown>();

  const layOut = () => {
    corrected = prices();
    const now = [...shipped.generators, ...rows.generators].map((row) => withPrice(row, corrected[row.id]));
    const kept = new Set(now.map(({ id }) => id));
    for (const gone of generators.filter(({ id }) => !kept.has(id))) byId.set(gone.id, takenOut(gone));
    for (const row of now) byId.set(row.id, row);
    generators = now;
  };
  const own = (): OwnCatalogue => ({
    file,
    generators: rows.generators.map((row) => ({
      ...{ id: row.id, name: row.name, vendor: row.vendor },
      model: ownModelOf(withPrice(row, corrected[row.id])),
    })),
    problems: [...rows.problems],
  });
  const reload = () => {
    rows = readSafely(read);
    layOut();
    onChange();
    return own();
  };
  layOut();
  return {
    ...{ rules: shipped.rules, usualLimits: shipped.usualLimits, byId, notices, own, reload },
    get generators() {
      return generators;
    },
    get: (id) => byId.get(id) ?? unknownGenerator(id),
    sourceOf: (id) => (isShipped(id) ? 'shipped' : 'own'),
    usualPriceOf: (id) => {
      const row = shipped.byId.get(id) ?? rows.generators.find((each) => each.id === id);
      return row && corrected[id] ? row.price : null;
    },
    pricesChanged: () => {
      layOut();
      onChange();
    },
    async keep(row) {
      if (isShipped(row.id)) throw taken(row.id);
      await changeOwnFile(file, (before) => replaced(before, row));
      reload();
    },
    async remove(id) {
      if (!rows.generators.some((row) => row.id === id)) throw notOwn(id);
      await changeOwnFile(file, (before) => {
        removed.set(
          id,
          before.find((row) => idOfRow(row) === id),
        );
        return before.filter((row) => idOfRow(row) !== id);
      });
      reload();
    },
    async putBack(id) {
      const row = removed.get(id);
      if (row === undefined) throw notOwn(id);
      await changeOwnFile(file, (before) =>
        before.some((each) => idOfRow(each) === id) ? [...before] : [...before, row],
      );
      removed.delete(id);
      reload();
    },
  };
}

const withPrice = (row: Generator, price: Price | undefined): Generator => (price ? { ...row, price } : row);

/** A drive that does not answer must not keep the studio from opening. */
function readSafely(read: () => OwnRows): OwnRows {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) return { generators: [], problems: [error.message] };
    throw error;
  }
}

function replaced(rows: readonly unknown[], row: Generator): unknown[] {
  const at = rows.findIndex((each) => idOfRow(each) === row.id);
  return at < 0 ? [...rows, row] : rows.with(at, row);
}

/** Its takes under way go on, and nobody asks it for new ones. */
const takenOut = (row: Generator): Generator => ({
  ...row,
  status: { kind: 'retired', since: new Date().toISOString().slice(0, 10), successor: null, note: takenOutNote },
});

const taken = (id: string): AppError =>
  new AppError({
    code: 'conflict',
    message: `The catalogue has a generator ${id} already.`,
    action: 'Choose another name for the model.',
  });

const notOwn = (id: string): AppError =>
  new AppError({
    code: 'not-found',
    message: `There is no generator ${id} of your own.`,
    action: 'Look at your own models again.',
  });
