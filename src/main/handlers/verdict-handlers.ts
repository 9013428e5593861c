import PQueue from 'p-queue';
import { ratingsCsv } from '../ledger/ratings-csv.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';
import { wholeVerdict } from './whole-verdict.ts';

type VerdictParts = Pick<Parts, 'films'> & {
  readonly ledger: Pick<Parts['ledger'], 'verdicts' | 'ratings'>;
  readonly vendors: ReadonlyMap<string, { readonly name: string }>;
  readonly catalogue: { readonly byId: ReadonlyMap<string, { readonly name: string; readonly vendor: string }> };
};

/** What people found when they set takes side by side, and what it teaches. */
export function verdictHandlers({ ledger, films, vendors, catalogue }: VerdictParts) {
  const { verdicts } = ledger;
  // A verdict is written when its takes have been looked up: of quick clicks, the last must still be the last.
  const inTurn = new PQueue({ concurrency: 1 });
  const nameOf = (id: string) => {
    const { name = id, vendor = '' } = catalogue.byId.get(id) ?? {};
    return { name, vendor: vendors.get(vendor)?.name ?? vendor };
  };
  return {
    list: os.verdicts.list.handler(({ input }) => verdicts.list(input)),
    add: os.verdicts.add.handler(({ input }) =>
      inTurn.add(async () => verdicts.add(await wholeVerdict(films.get(input.filmId), input))),
    ),
    change: os.verdicts.change.handler(({ input }) => inTurn.add(() => verdicts.change(input.verdictId, input.best))),
    forget: os.verdicts.forget.handler(({ input }) => inTurn.add(() => verdicts.forget(input))),
    restore: os.verdicts.restore.handler(({ input }) => inTurn.add(() => verdicts.restore(input.verdicts))),
    ratings: os.verdicts.ratings.handler(() => [...ledger.ratings()]),
    csv: os.verdicts.csv.handler(() => ({
      name: 'Circle Take ratings.csv',
      text: ratingsCsv(ledger.ratings(), nameOf),
    })),
  };
}
