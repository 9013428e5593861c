import { getTableColumns, type InferInsertModel, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';

/**
 * Inserts whole rows with one statement, prepared once: building it anew for each of a thousand rows takes longer than
 * writing them. Throws what SQLite throws.
 */
export function preparedInsert<T extends SQLiteTable>(
  db: BetterSQLite3Database,
  table: T,
): (row: T['$inferSelect']) => void {
  const names = Object.keys(getTableColumns(table));
  // Every column has its placeholder, so the row is whole; drizzle's type does not know names that are worked out.
  const row = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)])) as InferInsertModel<T>;
  const insert = db.insert(table).values(row).prepare();
  return (values) => void insert.run(values);
}
