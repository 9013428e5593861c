import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import { type Generator, type GeneratorView, generatorSchema, type VendorView } from '../../shared/generator.ts';
import type { Vendor } from '../vendors/define-vendor.ts';

/** The generators that this version knows, in the order they are offered. */
export type Catalogue = {
  readonly generators: readonly Generator[];
  readonly byId: ReadonlyMap<string, Generator>;
  /** Throws `not-found` for an id that is not in the catalogue, as in films of another version. */
  get(id: string): Generator;
};

const fileSchema = z.object({ version: z.literal(1), generators: z.array(z.unknown()) });

/** Reads `generators.json`. Throws `damaged`, naming the file and the row, when it cannot be used. */
export async function loadCatalogue(resourcesDir: string): Promise<Catalogue> {
  const file = join(resourcesDir, 'generators.json');
  const parsed = fileSchema.safeParse(await readJson(file));
  if (!parsed.success) throw unusable(file, z.prettifyError(parsed.error));
  const generators = parsed.data.generators.map((row, index) => readRow(file, row, index));
  const byId = new Map(generators.map((generator) => [generator.id, generator]));
  const twice = generators.find((generator) => byId.get(generator.id) !== generator);
  if (twice) throw unusable(file, `the id ${twice.id} is used twice`);
  return {
    generators,
    byId,
    get(id) {
      const generator = byId.get(id);
      if (generator) return generator;
      throw new AppError({
        code: 'not-found',
        message: `There is no generator ${id}.`,
        action: 'Choose another generator for the scene.',
        details: { generator: id },
      });
    },
  };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw unusable(file, error instanceof Error ? error.message : String(error));
  }
}

function readRow(file: string, row: unknown, index: number): Generator {
  const parsed = generatorSchema.safeParse(row);
  if (parsed.success) return parsed.data;
  const id = typeof row === 'object' && row !== null && 'id' in row ? ` (${row.id})` : '';
  const [issue] = parsed.error.issues;
  throw unusable(file, `row ${index + 1}${id}, ${issue?.path.join('.')}: ${issue?.message}`);
}

function unusable(file: string, reason: string): AppError {
  return new AppError({
    code: 'damaged',
    message: `The generator catalogue ${file} cannot be used: ${reason}.`,
    action: 'Install Circle Take again.',
  });
}

/** Every generator with whether it can be used now. `hasKey` is asked for vendors that are called over the network. */
export function generatorViews(
  catalogue: Catalogue,
  vendors: ReadonlyMap<string, Vendor>,
  hasKey: (vendor: string) => boolean,
): GeneratorView[] {
  return catalogue.generators.map(({ route: _, ...generator }) => {
    const vendor = vendors.get(generator.vendor);
    const hindrance = hindranceOf(vendor, hasKey);
    return { ...generator, vendorName: vendor?.name ?? generator.vendor, usable: hindrance === null, hindrance };
  });
}

function hindranceOf(vendor: Vendor | undefined, hasKey: (vendor: string) => boolean): string | null {
  if (!vendor) return 'not part of this version';
  if (vendor.kind === 'local' || hasKey(vendor.id)) return null;
  return `needs a ${vendor.name} key`;
}

/** Every vendor, for the key settings. */
export function vendorViews(vendors: ReadonlyMap<string, Vendor>): VendorView[] {
  return [...vendors.values()].map((vendor) => {
    const { id, name } = vendor;
    if (vendor.kind === 'local') return { id, name, needsKey: false, keyUrl: null, keyVariable: null };
    return { id, name, needsKey: true, keyUrl: vendor.keyUrl, keyVariable: vendor.keyVariable };
  });
}
