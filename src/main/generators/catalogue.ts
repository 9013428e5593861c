import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { Generator } from '../../shared/generator.ts';
import { type RankRules, rankRulesSchema } from '../../shared/rank-wish.ts';
import { readResource, unusable } from './read-resource.ts';
import { readRow } from './read-row.ts';
import { type LimitsOf, limitsFileSchema } from './vendor-limits.ts';

/** The generators that there are, in the order they are offered, and how they are ranked and called. All as they are now. */
export type Catalogue = {
  readonly generators: readonly Generator[];
  /** Of own models that were taken out while the studio is open, too: takes of them may be under way. */
  readonly byId: ReadonlyMap<string, Generator>;
  /** Throws `not-found` for an id that is not in the catalogue, as in films of another version. */
  get(id: string): Generator;
  readonly rules: RankRules;
  /** How fast a vendor may be called unless the user says otherwise. */
  readonly usualLimits: LimitsOf;
};

/** What needs no key is offered first. */
const first = ['sketch.json', 'local-voice.json'];

/** A file of generators; its rows are read one by one. */
export const catalogueFileSchema = z.object({ version: z.literal(1), generators: z.array(z.unknown()) });

/**
 * Reads generators/*.json, ranking.json and vendor-limits.json. Throws `damaged`, naming the file and the row, when
 * they cannot be used.
 */
export async function loadCatalogue(resourcesDir: string): Promise<Catalogue> {
  const [generators, rules, limits] = await Promise.all([
    readGenerators(join(resourcesDir, 'generators')),
    readResource(join(resourcesDir, 'ranking.json'), rankRulesSchema),
    readResource(join(resourcesDir, 'vendor-limits.json'), limitsFileSchema),
  ]);
  const byId = new Map(generators.map((generator) => [generator.id, generator]));
  return {
    generators,
    byId,
    rules,
    usualLimits: (vendorId) => limits.vendors[vendorId] ?? limits.usual,
    get: (id) => byId.get(id) ?? unknownGenerator(id),
  };
}

async function readGenerators(dir: string): Promise<Generator[]> {
  const names = (await fileNames(dir)).filter((name) => name.endsWith('.json')).sort();
  const files = [...first.filter((name) => names.includes(name)), ...names.filter((name) => !first.includes(name))];
  const rows = (await Promise.all(files.map((name) => readRows(join(dir, name))))).flat();
  const seen = new Map<string, string>();
  for (const { file, generator } of rows) {
    const before = seen.get(generator.id);
    if (before !== undefined)
      throw unusable(file, `the id ${generator.id} is used twice${before === file ? '' : `, in ${before} too`}`);
    seen.set(generator.id, file);
  }
  return rows.map(({ generator }) => generator);
}

async function fileNames(dir: string): Promise<string[]> {
  try {
    return await readdir(dir);
  } catch (error) {
    throw unusable(dir, error instanceof Error ? error.message : String(error));
  }
}

async function readRows(file: string): Promise<{ file: string; generator: Generator }[]> {
  const { generators } = await readResource(file, catalogueFileSchema);
  return generators.map((row, index) => ({ file, generator: shippedRow(file, row, index) }));
}

function shippedRow(file: string, row: unknown, index: number): Generator {
  const read = readRow(row, index);
  if ('generator' in read) return read.generator;
  throw unusable(file, read.problem);
}

/** Throws `not-found` for a generator that no catalogue has. */
export function unknownGenerator(id: string): never {
  throw new AppError({
    code: 'not-found',
    message: `There is no generator ${id}.`,
    action: 'Choose another generator for the scene.',
    details: { generator: id },
  });
}
