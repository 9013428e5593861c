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

/** Sums over indexes that hold all they need (see migrations.ts). */
export function budgetSums(db: BetterSQLite3Database): BudgetSums {
  const sumWhere = (condition: SQL | undefined): number =>
    db
      .select({ micros: sql<number>`coalesce(sum(${entries.micros}), 0)` })
      .from(entries)
      .where(condition)
      .get()?.micros ?? 0;
  return {
    film: (filmId) => ({
      spentMicros: sumWhere(and(eq(entries.filmId, filmId), spent)),
      reservedMicros: sumWhere(and(eq(entries.filmId, filmId), reserved)),
    }),
    day: (day) => ({
      spentMicros: sumWhere(and(eq(entries.day, day), spent)),
      reservedMicros: sumWhere(reserved),
    }),
    vendor(vendor, day) {
      const { first, last } = monthOf(day);
      return {
        spentMicros: sumWhere(and(eq(entries.vendor, vendor), between(entries.day, first, last), spent)),
        reservedMicros: sumWhere(and(eq(entries.vendor, vendor), reserved)),
      };
    },
  };
}
