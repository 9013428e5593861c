import BetterSqlite3 from 'better-sqlite3';
import { AppError, type ErrorCode } from '../../shared/errors.ts';

/** SQLite's result codes (https://sqlite.org/rescode.html) and the file system's, as far as they are expected. */
const expected: readonly [RegExp, ErrorCode, string][] = [
  [/^SQLITE_FULL|^ENOSPC|^EDQUOT/, 'disk-full', 'The disk that holds the ledger'],
  [
    /^SQLITE_READONLY|^SQLITE_CANTOPEN|^SQLITE_PERM|^EACCES|^EROFS|^EPERM|^ENOTDIR|^EEXIST/,
    'not-writable',
    'The ledger cannot be written',
  ],
  [/^SQLITE_BUSY|^SQLITE_LOCKED/, 'locked', 'Another Circle Take holds the ledger'],
  [/^SQLITE_CORRUPT|^SQLITE_NOTADB/, 'damaged', 'The ledger is damaged'],
];

/** True when the file itself is broken, as opposed to being out of reach. */
export const isDamage = (error: unknown): boolean =>
  error instanceof BetterSqlite3.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);

/** A failure of SQLite or of the disk under it as an AppError that names the ledger; anything else unchanged. */
export function toLedgerError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const row = error instanceof AppError ? undefined : expected.find(([pattern]) => pattern.test(code));
  if (!row) return error;
  const message = row[1] === 'disk-full' ? `${row[2]} is full (${file}).` : `${row[2]} (${file}).`;
  return new AppError({ code: row[1], message, ...actions[row[1]], cause: error });
}

const actions: Partial<Record<ErrorCode, { readonly action: string }>> = {
  'not-writable': { action: 'Make its folder writable, then start Circle Take again.' },
  locked: { action: 'Close the other Circle Take, then try again.' },
  damaged: { action: 'Start Circle Take again: it sets the damaged ledger aside.' },
};
