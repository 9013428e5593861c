import { expect, test } from 'vitest';
import { type ExportJob, type ExportResult, presets } from '../../../shared/export.ts';
import { canvases } from '../../../shared/film.ts';
import {
  fileName,
  folderOf,
  formatBytes,
  presetText,
  resultText,
  sizeText,
  withExtension,
  workingText,
  workText,
} from './export-text.ts';

const job = (more: Partial<ExportJob>) =>
  ({ state: 'rendering', fraction: 0.619, secondsLeft: 22, ...more }) as ExportJob;

test('says how far, what and how long', () => {
  expect(workingText(job({}))).toBe('61 % · renders the scenes · 0:22 left');
  expect(workingText(job({ secondsLeft: null, state: 'checking', fraction: 1 }))).toBe('100 % · checks the file');
  expect(workingText(job({ state: 'queued', secondsLeft: null }))).toBe('waits for the export before it');
  expect(workingText(job({ state: 'paused' }))).toBe('61 % · paused, what was rendered is kept');
});

const result = { width: 1920, height: 1080, seconds: 47.4, bytes: 12_345_678 } as ExportResult;

test('says what came of it', () => {
  expect(resultText(result)).toBe('1920 × 1080 · 47.4 s · 12.3 MB');
  expect(resultText({ ...result, width: null, height: null })).toBe('47.4 s · 12.3 MB');
  expect(workText({ ...result, encoder: 'libx264', rendered: 1, reused: 11 })).toBe(
    '1 piece rendered, 11 kept from before · libx264',
  );
  expect(workText({ ...result, encoder: 'copy', rendered: 0, reused: 0 })).toMatch(/Copied/);
  expect(workText({ ...result, encoder: null, rendered: 0, reused: 0 })).toBeNull();
});

test.each([
  [999, '999 bytes'],
  [1000, '1.0 kB'],
  [12_345_678, '12.3 MB'],
  [4_200_000_000_000, '4200.0 GB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test('a preset gives its short side to every aspect', () => {
  expect(sizeText(canvases['16:9'], 1080)).toBe('1920 × 1080');
  expect(sizeText(canvases['9:16'], 1080)).toBe('1080 × 1920');
  expect(sizeText(canvases['4:5'], 360)).toBe('360 × 450');
});

const preset = (id: string) => presets.find((each) => each.id === id) ?? expect.fail(id);

test.each([
  ['hd', null, '1920 × 1080'],
  ['hd', '1:1', '1080 × 1080'],
  ['vertical', null, '1080 × 1920'],
  ['vertical', '16:9', '1920 × 1080'],
  ['audio', null, '256 kb/s'],
  ['wav', null, '24 bit'],
] as const)('%s in %s gives %s', (id, aspect, text) =>
  expect(presetText(preset(id), canvases['16:9'], aspect)).toBe(text),
);

test('file names and folders of both kinds of paths', () => {
  expect(fileName('/home/ada/Lamp.mp4')).toBe('Lamp.mp4');
  expect(fileName('C:\\Films\\Lamp.mp4')).toBe('Lamp.mp4');
  expect(folderOf('/home/ada/Lamp.mp4')).toBe('/home/ada');
  expect(folderOf('C:\\Films\\Lamp.mp4')).toBe('C:\\Films');
  expect(folderOf('/Lamp.mp4')).toBe('/');
});

test.each([
  ['/a.b/Lamp.mp4', 'mov', '/a.b/Lamp.mov'],
  ['/a.b/Lamp', 'gif', '/a.b/Lamp.gif'],
  ['C:\\Films\\Part 1.2.mp4', 'wav', 'C:\\Films\\Part 1.2.wav'],
])('%s becomes %s', (path, extension, other) => expect(withExtension(path, extension)).toBe(other));
