import type { ErrorData } from '../../../shared/errors.ts';
import type { FoundFile } from '../../../shared/hand-off.ts';
import type { TakeView } from '../../../shared/take.ts';

/** What became of a file that was brought back. */
export type Result =
  | { readonly kind: 'take'; readonly name: string; readonly path: string; readonly take: TakeView }
  | { readonly kind: 'failed'; readonly name: string; readonly error: ErrorData };

/** A file of the watched folder with the take that it became, if any. */
export type FoundLine = FoundFile & { readonly take: TakeView | null };

/** The files of the folder as they are shown, and those that can be taken at once: whole, and not taken yet. */
export function foundLines(
  files: readonly FoundFile[],
  results: readonly Result[],
): { readonly lines: readonly FoundLine[]; readonly ready: readonly FoundFile[] } {
  const taken = new Map(results.flatMap((each) => (each.kind === 'take' ? [[each.path, each.take] as const] : [])));
  const lines = files.map((file) => ({ ...file, take: taken.get(file.path) ?? null }));
  return { lines, ready: lines.filter(({ settling, take }) => !settling && take === null) };
}
