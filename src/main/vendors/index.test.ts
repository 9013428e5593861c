import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { vendors } from './index.ts';

it('lists the vendor of every file and folder here, each under its own id', async () => {
  const entries = await readdir(import.meta.dirname, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && /^(?!.*\.test)(?!conformance).*\.ts$/.test(entry.name));
  const modules = await Promise.all(files.map(({ parentPath, name }) => import(join(parentPath, name))));
  const found = modules.flatMap((module) => Object.values(module)).filter(isVendor);
  expect(new Set(found)).toEqual(new Set(vendors.values()));
  expect(found).toHaveLength(vendors.size);
  for (const [id, vendor] of vendors) expect(vendor.id).toBe(id);
});

const isVendor = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'kind' in value && 'id' in value && 'name' in value;
