import { AppError } from '../../shared/errors.ts';
import type { Budget, SpendingGroup, SpendingRow } from '../../shared/spending.ts';
import { handOffVendor } from '../generators/hindrance.ts';
import { capMicros, capMicrosOrNone } from '../ledger/caps.ts';
import { spendingCsv } from '../ledger/spending-csv.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

type Named = ReadonlyMap<string, { readonly name: string }>;

type SpendingParts = Pick<Parts, 'ledger' | 'films' | 'settings'> & {
  readonly vendors: Named;
  readonly catalogue: { readonly byId: Named };
};

/** What was paid, to whom and for what, and what the budgets still hold. */
export function spendingHandlers(parts: SpendingParts) {
  const { ledger } = parts;
  return {
    summary: os.spending.summary.handler(({ input: { by, ...query } }) => {
      const { total, rows } = ledger.spending.summary(query, by);
      return { total, rows: rows.map((row) => ({ ...row, name: nameOf(parts, by, row) })) };
    }),
    entries: os.spending.entries.handler(({ input }) => ledger.spending.lines(input, input.limit)),
    csv: os.spending.csv.handler(({ input }) => ({
      name: csvName(input),
      text: spendingCsv(ledger.spending.lines(input)),
    })),
    state: os.spending.state.handler(({ input }) => {
      ledger.entries.state(input.entryId, input.micros);
      const line = ledger.spending.line(input.entryId);
      if (line) return line;
      throw new AppError({ code: 'internal' });
    }),
    budgets: os.spending.budgets.handler(({ input }) => budgets(parts, input.filmId)),
  };
}

/** Titles as they are now where the film is open, else as the ledger knows them. */
function nameOf({ films, vendors, catalogue }: SpendingParts, by: SpendingGroup, { key, name }: SpendingRow): string {
  switch (by) {
    case 'film':
      return films.find(key)?.current().film.title ?? (name || 'Untitled film');
    case 'scene':
      return name || 'Untitled scene';
    case 'vendor':
      return key === handOffVendor ? 'By hand' : (vendors.get(key)?.name ?? name);
    case 'generator':
      return catalogue.byId.get(key)?.name ?? name;
    case 'day':
      return name;
  }
}

function budgets({ ledger, films, settings, vendors }: SpendingParts, filmId: string | null): Budget[] {
  const { dayUsd, vendorUsd } = settings.get().budgets;
  return ledger.budgets({
    film:
      filmId === null ? null : { id: filmId, capMicros: capMicrosOrNone(films.get(filmId).current().film.budgetUsd) },
    dayMicros: capMicrosOrNone(dayUsd),
    vendors: Object.entries(vendorUsd).map(([id, usd]) => ({
      id,
      name: vendors.get(id)?.name ?? id,
      capMicros: capMicros(usd),
    })),
  });
}

/** `Circle Take spending.csv`, with the days where they were chosen. */
function csvName({ from, to }: { readonly from: string | null; readonly to: string | null }): string {
  const days = from || to ? ` ${from ?? 'start'} to ${to ?? 'now'}` : '';
  return `Circle Take spending${days}.csv`;
}
