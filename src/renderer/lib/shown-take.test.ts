import { expect, test } from 'vitest';
import { testTake } from '../../shared/test-take.ts';
import { shownFirst } from './shown-take.ts';

const clip = (videoCodec: string, audioCodec: string | null = null) =>
  testTake('sc_00000001', 'picture', { videoCodec, audioCodec });
const still = (width: number, height: number, videoCodec = 'png') =>
  testTake('sc_00000001', 'picture', { kind: 'image', seconds: null, width, height, videoCodec });

test('what every Chromium plays is shown as it is', () => {
  for (const take of [clip('h264', 'aac'), clip('vp9', 'opus'), clip('av1'), still(4000, 3000)])
    expect(shownFirst(take)).toBe('media');
});

test('what it plays nowhere, in sound or picture, is shown as a preview at once', () => {
  for (const take of [clip('prores'), clip('h264', 'ac3'), still(800, 600, 'tiff')])
    expect(shownFirst(take)).toBe('preview');
});

test('a still of more than 20 megapixels is shown as a preview', () => {
  expect(shownFirst(still(8000, 6000))).toBe('preview');
});

test('HEVC is tried where the machine says that it plays it', () => {
  expect(shownFirst(clip('hevc'))).toBe('preview');
  expect(shownFirst(clip('hevc'), true)).toBe('media');
});
