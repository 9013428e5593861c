import { readFileSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { errno, toFileError, writeFileAtomic } from '../films/atomic-file.ts';
import { catalogueFileSchema } from './catalogue.ts';

/** The rows of the user's own catalogue file as they stand in it, or why it cannot be read, to follow its name. */
export type OwnFile = { readonly rows: readonly unknown[] } | { readonly damage: string };

/** Reads `generators.json` of the user's data folder; without one there are no rows. Throws file errors other than that. */
export function readOwnFile(file: string): OwnFile {
  const text = textOf(file);
  if (text === null) return { rows: [] };
  try {
    const parsed = catalogueFileSchema.safeParse(JSON.parse(text));
    if (parsed.success) return { rows: parsed.data.generators };
    const [issue] = parsed.error.issues;
    return { damage: `${issue?.path.join('.') || 'the file'}: ${issue?.message}` };
  } catch (error) {
    return { damage: `it is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errno(error) === 'ENOENT') return null;
    throw toFileError(error, file);
  }
}

/**
 * Changes the rows of the file as it is now, whoever wrote it; rows that cannot be used stay in it. Throws `damaged` for one
 * that cannot be read, which stays as it is, `disk-full` or `not-writable`.
 */
export async function changeOwnFile(file: string, change: (rows: readonly unknown[]) => unknown[]): Promise<void> {
  const now = readOwnFile(file);
  if ('damage' in now)
    throw new AppError({
      code: 'damaged',
      message: `“${file}” cannot be changed: ${now.damage}.`,
      action: 'Correct the file or move it away, then try again.',
    });
  const text = `${JSON.stringify({ version: 1, generators: change(now.rows) }, null, 2)}\n`;
  await writeFileAtomic(file, text, 0o600);
}

/** The id of a row, as it stands in the file. */
export const idOfRow = (row: unknown): unknown =>
  typeof row === 'object' && row !== null && 'id' in row ? row.id : undefined;
