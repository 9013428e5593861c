import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Grade } from '../../../shared/grade.ts';
import { looks } from '../../../shared/looks.ts';
import { cachedFile } from '../segments/cache-file.ts';
import { applyLook, lookSchema } from './built-in-look.ts';
import { cubeText, type Rgb, tableOf, weakened } from './colour-table.ts';
import type { Look } from './picture-types.ts';
import { readCube } from './read-cube.ts';

/** Where looks come from, and where the table that FFmpeg reads may lie. */
export type LookPlaces = {
  /** Folder of the studio's own looks: `resources/looks`. */
  readonly looksDir: string;
  readonly cacheDir: string;
  /** Absolute path of an asset of the film. */
  readonly assetPath: (file: string) => Promise<string>;
};

/** Points on a side of the studio's own tables: between them colours are nearly straight. */
const ownSize = 33;
/** A table of 65 points with six digits has 8 MB; more is no look. */
const mostBytes = 24 * 1024 * 1024;

/**
 * The film look as a file for FFmpeg, its strength worked in; null for none. The file holds only numbers that were
 * checked, whatever the film's own .cube file held. Throws `not-found` for looks that there are not, and as `readCube`.
 */
export async function lookFile(grade: Grade, places: LookPlaces): Promise<Look> {
  if (grade.look === null || grade.strength === 0) return null;
  const { size, change } = await (typeof grade.look === 'string'
    ? ownLook(grade.look, places.looksDir)
    : assetLook(await places.assetPath(grade.look.file), grade.look.name));
  const text = cubeText(tableOf(size, weakened(change, grade.strength)));
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return { cube: await cachedFile(places.cacheDir, `look-${digest}.cube`, (path) => writeFile(path, text)) };
}

type Change = { readonly size: number; readonly change: (colour: Rgb) => Rgb };

async function ownLook(id: string, looksDir: string): Promise<Change> {
  if (!looks.some((look) => look.id === id)) {
    const message = `There is no look named ${id} in this version of Circle Take.`;
    throw new AppError({ code: 'not-found', message, action: 'Choose another look.' });
  }
  const look = lookSchema.parse(JSON.parse(await readFile(join(looksDir, `${id}.json`), 'utf8')));
  return { size: ownSize, change: (colour) => applyLook(look, colour) };
}

/** `name` is what people called the file, for messages. */
async function assetLook(path: string, name: string): Promise<Change> {
  if ((await stat(path)).size > mostBytes) {
    const message = `${name} is too large for a look.`;
    throw new AppError({ code: 'unsupported', message, action: 'Save it with 33 points, then bring it in again.' });
  }
  return readCube(await readFile(path, 'utf8'), name);
}
