import { expect, test } from 'vitest';
import type { ExportJob } from '../../../shared/export.ts';
import { canvases } from '../../../shared/film.ts';
import { fileName, formatBytes, sizeText, workingText } from './export-text.ts';

const job = (more: Partial<ExportJob>) =>
  ({ state: 'rendering', fraction: 0.619, secondsLeft: 22, ...more }) as ExportJob;

test('says how far, what and how long', () => {
  expect(workingText(job({}))).toBe('61 % · renders the scenes · 0:22 left');
  expect(workingText(job({ secondsLeft: null, state: 'checking', fraction: 1 }))).toBe('100 % · checks the file');
  expect(workingText(job({ state: 'queued', secondsLeft: null }))).toBe('waits for the export before it');
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

test('file names of both kinds of paths', () => {
  expect(fileName('/home/ada/Lamp.mp4')).toBe('Lamp.mp4');
  expect(fileName('C:\\Films\\Lamp.mp4')).toBe('Lamp.mp4');
});
