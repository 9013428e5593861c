import { and, between, eq, ne, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { monthOf } from './local-day.ts';
import { entries } from './tables.ts';

/** How full a budget is, micro-dollars. `spent`: settled and unsure. */
export type BudgetSum = { readonly spentMicros: number; readonly reservedMicros: number };

/** The sums that budgets are held against, taken from the lines themselves: nothing is kept that could drift. */
export type BudgetSums = {
  /** Everything that the film ever cost or may still cost. */
  film(filmId: string): BudgetSum;
  /** Spent on this local day; whatever is reserved may still be spent today. */
  day(day: string): BudgetSum;
  /** Spent in this day's month; whatever is reserved may still be spent in it. */
  vendor(vendor: string, day: string): BudgetSum;
};

// A literal, since SQLite takes up a partial index only where it can see the value. https://sqlite.org/partialindex.html
const reserved = sql`${entries.state} = 'reserved'`;
const spent = ne(entries.state, sql`'reserved'`);

/** Sums over indexes that hold all they need (see migrations.ts), prepared once: every reservation asks six times. */
export function budgetSums(db: BetterSQLite3Database): BudgetSums {
  const sumWhere = (condition: SQL | undefined) => {
    const query = db
      .select({ micros: sql<number>`coalesce(sum(${entries.micros}), 0)` })
      .from(entries)
      .where(condition)
      .prepare();
    return (given: Record<string, string> = {}): number => query.get(given)?.micros ?? 0;
  };
  const ofFilm = eq(entries.filmId, sql.placeholder('filmId'));
  const ofVendor = eq(entries.vendor, sql.placeholder('vendor'));
  const inMonth = between(entries.day, sql.placeholder('first'), sql.placeholder('last'));
  const sums = {
    filmSpent: sumWhere(and(ofFilm, spent)),
    filmReserved: sumWhere(and(ofFilm, reserved)),
    daySpent: sumWhere(and(eq(entries.day, sql.placeholder('day')), spent)),
    allReserved: sumWhere(reserved),
    vendorSpent: sumWhere(and(ofVendor, inMonth, spent)),
    vendorReserved: sumWhere(and(ofVendor, reserved)),
  };
  return {
    film: (filmId) => ({ spentMicros: sums.filmSpent({ filmId }), reservedMicros: sums.filmReserved({ filmId }) }),
    day: (day) => ({ spentMicros: sums.daySpent({ day }), reservedMicros: sums.allReserved() }),
    vendor: (vendor, day) => ({
      spentMicros: sums.vendorSpent({ vendor, ...monthOf(day) }),
      reservedMicros: sums.vendorReserved({ vendor }),
    }),
  };
}

/** Sums that are kept up with what is reserved, instead of being taken again for each reservation of a batch. */
export type RunningSums = BudgetSums & {
  /** A line was written that reserves so much. */
  reserve(line: { readonly filmId: string; readonly vendor: string; readonly micros: number }): void;
};

/**
 * Takes each sum of `sums` once. True for one day, and while nobody else can write: for the rest of a transaction that
 * holds the right to write.
 */
export function runningSums(sums: BudgetSums): RunningSums {
  const taken = new Map<string, { readonly spentMicros: number; reservedMicros: number }>();
  const once = (key: string, take: () => BudgetSum): BudgetSum => {
    const sum = taken.get(key) ?? { ...take() };
    taken.set(key, sum);
    return sum;
  };
  return {
    film: (filmId) => once(`film ${filmId}`, () => sums.film(filmId)),
    day: (day) => once('day', () => sums.day(day)),
    vendor: (vendor, day) => once(`vendor ${vendor}`, () => sums.vendor(vendor, day)),
    reserve({ filmId, vendor, micros }) {
      // One that was not asked for yet will have this line in it.
      for (const key of [`film ${filmId}`, 'day', `vendor ${vendor}`]) {
        const sum = taken.get(key);
        if (sum) sum.reservedMicros += micros;
      }
    },
  };
}
