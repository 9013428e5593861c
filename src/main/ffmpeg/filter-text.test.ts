import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filter, filterValue } from './filter-text.ts';
import { runFfmpeg } from './run.ts';
import { temporaryFolder } from './test-media.ts';
import { findTools } from './tools.ts';

test.each([
  ['plain', 'plain'],
  ['1:2', '1\\\\:2'],
  ["it's", "it\\\\\\'s"],
  ['a\\b', 'a\\\\\\\\b'],
  ['a,b;c', 'a\\,b\\;c'],
  ['[in]', '\\[in\\]'],
  ['100%', '100%'],
])('%s is written %s', (text, written) => {
  expect(filterValue(text)).toBe(written);
});

test('a filter is written with its options, without those left out', () => {
  expect(filter('scale', { w: 640, h: -2, flags: undefined })).toBe('scale=w=640:h=-2');
  expect(filter('null')).toBe('null');
  expect(filter('crop', { w: 'min(iw,640)' })).toBe('crop=w=min(iw\\,640)');
});

test('FFmpeg finds files behind nasty paths', async () => {
  const dir = join(temporaryFolder(), "it's 100%03d: [a,b;c] =é {x}");
  mkdirSync(dir);
  const file = join(dir, 'c:\'a",.ass');
  writeFileSync(
    file,
    '[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize\nStyle: Default,Inter,16\n',
  );
  const tools = await findTools({ env: process.env });
  const graph = `color=s=16x16:r=1:d=1,${filter('ass', { filename: file, fontsdir: dir })}`;
  await expect(runFfmpeg(tools, ['-f', 'lavfi', '-i', graph, '-f', 'null', '-'])).resolves.toBeTruthy();
  const wrong = `color=s=16x16:r=1:d=1,${filter('ass', { filename: `${file}x` })}`;
  await expect(runFfmpeg(tools, ['-f', 'lavfi', '-i', wrong, '-f', 'null', '-'])).rejects.toThrow();
});
