import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { vendors } from '../../src/main/vendors/index.ts';
import { operationsOf, vendorsDoc } from './vendors-doc.ts';

const root = join(import.meta.dirname, '../..');

it('docs/vendors.md says what the code says; else run node scripts/vendors-doc.ts', async () => {
  const written = await readFile(join(root, 'docs/vendors.md'), 'utf8');
  expect(written).toBe(await vendorsDoc());
});

it('names as witnesses only packages of just that version that a test calls', async () => {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const tests = new Set(await readdir(join(root, 'src/main/rehearsal/witnesses')));
  for (const { id, evidence } of vendors.values()) {
    if (!evidence?.witness) continue;
    const [, name = '', version] = /^(\S+) (\S+)$/.exec(evidence.witness) ?? [];
    expect([id, devDependencies[name]]).toEqual([id, version]);
    expect(tests, id).toContain(`${id}.test.ts`);
  }
});

it('says of every vendor that is called over the network what it rests on', () => {
  for (const vendor of vendors.values()) {
    if (vendor.kind === 'local' && vendor.baseUrl === undefined) continue;
    expect(vendor.evidence?.sources.length, vendor.id).toBeGreaterThan(0);
    expect(vendor.evidence?.asOf, vendor.id).toMatch(/^2026-\d\d-\d\d$/);
    for (const sentence of vendor.evidence?.open ?? []) expect(sentence, vendor.id).toMatch(/^[A-Z0-9].*\.$/);
  }
});

it('tells what an adapter does from what it has', () => {
  const runway = vendors.get('runway');
  expect(runway && operationsOf(runway)).toEqual(['submit, poll, cancel', 'key check']);
  const elevenlabs = vendors.get('elevenlabs');
  expect(elevenlabs && operationsOf(elevenlabs)).toEqual(['answers with the file', 'lists lost work', 'key check']);
});
