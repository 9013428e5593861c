import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Cut } from '../../../shared/cut.ts';
import { AppError } from '../../../shared/errors.ts';
import type { ExportOptions } from '../../../shared/export.ts';
import { srtOf, vttOf } from '../../../shared/subtitles.ts';
import { partPath, takeName } from './export-destination.ts';
import { reportHead } from './export-report.ts';

const formats: readonly (readonly [extension: string, write: (cut: Cut) => string])[] = [
  ['.srt', srtOf],
  ['.vtt', vttOf],
];

const withEnd = (destination: string, end: string): string =>
  join(dirname(destination), basename(destination, extname(destination)) + end);

const wantsFiles = ({ captions }: Pick<ExportOptions, 'captions'>): boolean =>
  captions === 'beside' || captions === 'both';

/** The files of captions that an export leaves beside its destination. None where nothing is to be read. */
export function captionFiles(
  destination: string,
  options: Pick<ExportOptions, 'captions'>,
  cut: Cut,
): { readonly path: string; readonly text: string }[] {
  if (!wantsFiles(options) || cut.scenes.every(({ captions }) => captions.length === 0)) return [];
  return formats.map(([end, write]) => ({ path: withEnd(destination, end), text: write(cut) }));
}

/** Every file that an export writes for certain: the film, and captions beside it where they are asked for. */
export const filesOf = (destination: string, options: Pick<ExportOptions, 'captions'>): string[] => [
  destination,
  ...(wantsFiles(options) ? formats.map(([end]) => withEnd(destination, end)) : []),
];

/**
 * Writes a text under a temporary name and gives it its own. Resolves with null, or with the reason for people why it
 * could not be written: the film beside it is finished and stays.
 */
export async function writeBeside(
  path: string,
  text: string,
  { exportId, replace }: { readonly exportId: string; readonly replace: boolean },
): Promise<string | null> {
  const part = partPath(path, exportId);
  try {
    await writeFile(part, text);
    await takeName(part, path, replace);
    return null;
  } catch (error) {
    // Written before a crash, by this very export.
    if (await holds(path, text)) return null;
    const why = error instanceof AppError ? error.message : `${basename(path)} cannot be written.`;
    return `${basename(path)} was left out: ${why}`;
  } finally {
    await rm(part, { force: true });
  }
}

/** What cannot be read is not ours. */
const holds = (path: string, text: string): Promise<boolean> =>
  readFile(path, 'utf8').then(
    (there) => there === text,
    () => false,
  );

/** Where the report goes: over an earlier one of ours about the same file, never over anything else. */
export async function reportPath(destination: string): Promise<{ readonly path: string; readonly replace: boolean }> {
  for (let number = 1; ; number += 1) {
    const path = withEnd(destination, ` report${number === 1 ? '' : ` ${number}`}.txt`);
    const head = await headOf(path);
    if (head === null) return { path, replace: false };
    if (head.startsWith(reportHead(destination))) return { path, replace: true };
  }
}

/** Null where there is no such file; empty for what is no file, or cannot be read. */
async function headOf(path: string): Promise<string | null> {
  try {
    const handle = await open(path);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(500), 0, 500, 0).finally(() => handle.close());
    return buffer.toString('utf8', 0, bytesRead);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : '';
  }
}
