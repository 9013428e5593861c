import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, extname } from 'node:path';
import BetterSqlite3, { type Database } from 'better-sqlite3';
import { migrate } from './migrations.ts';
import { isDamage, toLedgerError } from './sqlite-errors.ts';

/** An opened ledger file. `notices` say what had to be set aside. */
export type OpenDatabase = { readonly database: Database; readonly notices: readonly string[] };

/**
 * Opens the SQLite file, making it and its folder when missing. A damaged file is moved beside itself under another
 * name, with a notice, and a new one is begun. Throws `unsupported` (written by a newer Circle Take), `not-writable`,
 * `disk-full` or `locked`.
 */
export function openDatabase(file: string, now: () => Date): OpenDatabase {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    return { database: open(file), notices: [] };
  } catch (error) {
    if (!isDamage(error)) throw toLedgerError(error, file);
  }
  const aside = setAside(file, now());
  const notice = `The ledger of jobs and costs was damaged and is kept as ${aside}. Films and takes are not affected; jobs that were under way are no longer known here, so look at the vendor before you start them again.`;
  return { database: open(file), notices: [notice] };
}

function open(file: string): Database {
  const database = new BetterSqlite3(file);
  try {
    database.pragma('busy_timeout = 5000');
    // FULL: in WAL mode every commit is fsynced, so a receipt survives a power cut. https://sqlite.org/pragma.html#pragma_synchronous
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    const verdict = database.pragma('quick_check(1)', { simple: true });
    if (verdict !== 'ok') throw new BetterSqlite3.SqliteError(String(verdict), 'SQLITE_CORRUPT');
    migrate(database, file);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Moves the file and its journals together: the write-ahead log may hold what a repair needs. */
function setAside(file: string, now: Date): string {
  const extension = extname(file);
  const stem = file.slice(0, file.length - extension.length);
  const aside = `${stem}.damaged-${now.toISOString().replace(/[:.]/g, '-')}${extension}`;
  for (const tail of ['', '-wal', '-shm']) if (existsSync(file + tail)) renameSync(file + tail, aside + tail);
  return aside;
}
