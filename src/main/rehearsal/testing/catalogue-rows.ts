import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Generator, generatorSchema } from '../../../shared/generator.ts';

const folder = join(import.meta.dirname, '../../../../resources/generators');

/** The shipped rows of one vendor. Throws a ZodError for a row that is none. */
export async function catalogueRows(vendor: string): Promise<Generator[]> {
  const text = await readFile(join(folder, `${vendor}.json`), 'utf8');
  return z.object({ generators: z.array(generatorSchema) }).parse(JSON.parse(text)).generators;
}

/** One of them. Throws RangeError when it is not there. */
export function rowOf(rows: readonly Generator[], id: string): Generator {
  const row = rows.find((each) => each.id === id);
  if (row) return row;
  throw new RangeError(`There is no generator ${id}, only ${rows.map((each) => each.id).join(', ')}.`);
}
