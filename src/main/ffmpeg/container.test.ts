import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { containerOf, isAnimatedWebp, readContainer } from './container.ts';
import { temporaryFolder } from './test-media.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'png_pipe', true],
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR....acTL....IDAT', 'apng', false],
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'jpeg_pipe', true],
  ['GIF89a', 'gif', false],
  ['RIFF\0\0\0\0WEBPVP8 ', 'webp_pipe', true],
  ['RIFF\xff\xff\xff\xffWAVEfmt ', 'wav', false],
  ['RIFF\0\0\0\0AVI LIST', 'avi', false],
  ['\0\0\0\x20ftypisom', 'mov', false],
  ['\0\0\0\x08wide\0\0\0\0mdat', 'mov', false],
  ['\x1a\x45\xdf\xa3', 'matroska', false],
  ['ID3\x04', 'mp3', false],
  ['\xff\xfb\x90', 'mp3', false],
  ['\xff\xf1\x50', 'aac', false],
  ['OggS', 'ogg', false],
  ['fLaC', 'flac', false],
])('%j is read by %s', (head, demuxer, still) => {
  expect(containerOf(bytes(head))).toEqual({ demuxer, still });
});

test.each([
  '#EXTM3U\n#EXTINF:2,\nfile:///etc/passwd\n',
  "ffconcat version 1.0\nfile 'other.mp4'\n",
  'v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\n',
  '<?xml version="1.0"?><MPD></MPD>',
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'plain text',
])('%j is no media', async (text) => {
  expect(containerOf(bytes(text))).toBeNull();
  const file = join(temporaryFolder(), 'clip.mp4');
  writeFileSync(file, text);
  await expect(readContainer(file)).rejects.toMatchObject({ code: 'unsupported' });
});

test('an empty and a missing file are told apart', async () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'empty.mp4'), '');
  await expect(readContainer(join(dir, 'empty.mp4'))).rejects.toMatchObject({ code: 'damaged' });
  await expect(readContainer(join(dir, 'gone.mp4'))).rejects.toMatchObject({ code: 'not-found' });
});

test('an animated WebP is known by its header', () => {
  const head = (flags: string): Uint8Array => bytes(`RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0${flags}`);
  expect(isAnimatedWebp(head('\x02'))).toBe(true);
  expect(isAnimatedWebp(head('\x10'))).toBe(false);
});
