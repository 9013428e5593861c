import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { vendorsDoc } from './vendors-doc/vendors-doc.ts';

/** Writes docs/vendors.md from the adapters and the catalogue: `node scripts/vendors-doc.ts`. */
const file = join(import.meta.dirname, '../docs/vendors.md');
await writeFile(file, await vendorsDoc());
console.log(file);
