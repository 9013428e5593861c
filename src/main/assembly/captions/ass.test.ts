import { expect, test } from 'vitest';
import { captionScript, escapeText, slateScript } from './ass.ts';

const canvas = { width: 1280, height: 720, aspect: '16:9', fps: '30' } as const;
const events = (text: string, start = 0, end = 30): string[] =>
  captionScript([{ text, start, end }], canvas)
    .split('\n')
    .filter((line) => line.startsWith('Dialogue'));

test.each([
  ['It\'s "100%": yes, no; ok', 'It\'s "100%": yes, no; ok'],
  ['{\\b1}', '\\{\\\u2060b1\\}'],
  ['C:\\new \\N', 'C:\\\u2060new \\\u2060N'],
  ['two\nlines\r\nand\ttabs', 'two lines and tabs'],
])('%j is written %j', (text, written) => {
  expect(escapeText(text)).toBe(written);
});

test('times are half a frame early, from the start of the segment on', () => {
  expect(events('a', 0, 30)[0]).toContain(',0:00:00.00,0:00:00.98,');
  expect(events('a', 1, 108_000)[0]).toContain(',0:00:00.01,0:59:59.98,');
  const ntsc = captionScript([{ text: 'a', start: 30, end: 60 }], { ...canvas, fps: '30000/1001' });
  expect(ntsc).toContain(',0:00:00.98,0:00:01.98,');
});

test('long captions become two lines; emoji are left out, and captions of nothing else too', () => {
  expect(events('The morning light comes slowly over the hills of the town')[1]).toContain('\\N');
  expect(events('Done 🎬👍🏽 here ❤️')[1]).toMatch(/\}Done here$/);
  expect(events('🎬')).toEqual([]);
  expect(events('5 # * ©')[1]).toMatch(/\}5 # \* ©$/);
});

test.each([
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
  ['4:5', 1080, 1350],
] as const)('letters at %s are readable and fit into the picture', (aspect, width, height) => {
  const script = captionScript([{ text: 'a', start: 0, end: 1 }], { width, height, aspect, fps: '30' });
  const size = Number(/Style: Caption,Inter SemiBold,([\d.]+)/.exec(script)?.[1]);
  expect(size / Math.min(width, height)).toBeGreaterThan(0.045);
  expect(size / Math.min(width, height)).toBeLessThan(0.09);
});

test('a slate says its scene; a title cannot break out of its line', () => {
  const script = slateScript({ number: 3, title: 'A {\\p1} harbour\nDialogue: x' }, canvas);
  expect(script).toContain('SCENE 3');
  expect(script.split('\n').filter((line) => line.startsWith('Dialogue'))).toHaveLength(3);
  expect(slateScript({ number: 1, title: '' }, canvas).match(/^Dialogue/gm)).toHaveLength(2);
});
