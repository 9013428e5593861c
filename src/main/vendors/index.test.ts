import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { vendors } from './index.ts';

/** Files of this folder that are not an adapter. */
const others = ['conformance.ts', 'define-vendor.ts', 'index.ts', 'scripted-server.ts', 'send.ts'];

it('lists the vendor of every file and folder here, each under its own id', async () => {
  const entries = await readdir(import.meta.dirname, { withFileTypes: true });
  const files = entries
    .filter(({ name }) => !name.endsWith('.test.ts') && !others.includes(name))
    .map((entry) => (entry.isDirectory() ? join(entry.name, `${entry.name}.ts`) : entry.name));
  const listed = new Set<unknown>(vendors.values());
  for (const file of files) {
    const exported = Object.values(await import(join(import.meta.dirname, file)));
    expect(
      exported.some((value) => listed.has(value)),
      `${file} exports a listed vendor`,
    ).toBe(true);
  }
  expect(vendors.size).toBe(files.length);
  for (const [id, vendor] of vendors) expect(vendor.id).toBe(id);
});
