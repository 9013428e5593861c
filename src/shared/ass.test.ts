import { expect, test } from 'vitest';
import { captionScript, slateScript } from './ass.ts';
import { fontFilesOf, fontRuns } from './ass-fonts.ts';
import { emojiIn, escapeText, isRightToLeft, setLines, writable } from './ass-text.ts';
import { captionStyles } from './film.ts';

const canvas = { width: 1280, height: 720, aspect: '16:9', fps: '30' } as const;
const eventsOf = (script: string): string[] => script.split('\n').filter((line) => line.startsWith('Dialogue'));
const caption = (text: string, start = 0, end = 30): string[] =>
  eventsOf(captionScript([{ text, start, end }], [], canvas, 'plain'));
const title = (text: string, start = 0, end = 60): string =>
  eventsOf(captionScript([], [{ text, place: 'centre', start, end }], canvas, 'plain')).join('\n');

test.each([
  ['It\'s "100%": yes, no; ok', 'It\'s "100%": yes, no; ok'],
  ['{\\b1}', '\\{\\\u2060b1\\}'],
  ['C:\\new \\N', 'C:\\\u2060new \\\u2060N'],
  ['two\nlines\r\nand\ttabs', 'two lines and tabs'],
])('%j is written %j', (text, written) => {
  expect(escapeText(text)).toBe(written);
});

test.each([
  ['Done 🎬👍🏽 here ❤️', 'Done here'],
  ['🏴󠁧󠁢󠁥󠁮󠁧󠁿 5️⃣ # * ©', '5 # * ©'],
  ['a\u200bb\ufeffc\u0007', 'abc'],
  ['cafe\u0301', 'café'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
])('%j can be written as %j', (text, written) => {
  expect(writable(text)).toBe(written);
});

test('emoji are told, each once', () => {
  expect(emojiIn('🎬 a 👍🏽 b 🎬 ©')).toEqual(['🎬', '👍🏽']);
});

test('times are half a frame early, on the clock of the script', () => {
  expect(caption('a', 0, 30)[0]).toContain(',0:00:00.00,0:00:00.98,');
  expect(caption('a', -20, 30)[0]).toContain(',0:00:00.00,0:00:00.98,');
  expect(caption('a', 1, 108_000)[0]).toContain(',0:00:00.01,0:59:59.98,');
  const ntsc = captionScript([{ text: 'a', start: 30, end: 60 }], [], { ...canvas, fps: '30000/1001' }, 'plain');
  expect(ntsc).toContain(',0:00:00.98,0:00:01.98,');
});

test('long captions become two lines; captions of emoji alone, or before the clock, are left out', () => {
  expect(caption('The morning light comes slowly over the hills of the town')[0]).toContain('\\N');
  expect(caption('🎬')).toEqual([]);
  expect(caption('a', -30, 0)).toEqual([]);
});

test('a caption is one event in every style, and only a box is drawn as a shadow: every layer costs in every frame', () => {
  for (const style of captionStyles) {
    const script = captionScript([{ text: 'A boat', start: 0, end: 30 }], [], canvas, style);
    expect(eventsOf(script)).toHaveLength(1);
    const shadow = Number(/Style: Caption(?:,[^,]*){16},([\d.]+)/.exec(script)?.[1]);
    expect(shadow > 0).toBe(style === 'box');
  }
});

test.each([
  ['16:9', 1920, 1080],
  ['9:16', 1080, 1920],
  ['1:1', 1080, 1080],
  ['4:5', 1080, 1350],
] as const)('letters at %s are readable and fit into the picture', (aspect, width, height) => {
  for (const style of captionStyles) {
    const script = captionScript([{ text: 'a', start: 0, end: 1 }], [], { width, height, aspect, fps: '30' }, style);
    const size = Number(/Style: Caption,[^,]+,([\d.]+)/.exec(script)?.[1]);
    expect(size / Math.min(width, height)).toBeGreaterThan(0.045);
    expect(size / Math.min(width, height)).toBeLessThan(0.1);
  }
});

const families = (text: string): string[] => fontRuns(text).map(({ font, text: run }) => `${font.family}|${run}`);

test('every run has the font of its script, and what belongs to none stays with its neighbours', () => {
  expect(families('Hello, “world” – 100 %')).toEqual(['Circle Latin|Hello, “world” – 100 %']);
  expect(families('(مرحبا، iPhone 15)')).toEqual(['Circle Arabic|(مرحبا، ', 'Circle Latin|iPhone 15)']);
  expect(families('नमस्ते। ok')).toEqual(['Circle Devanagari|नमस्ते। ', 'Circle Latin|ok']);
  expect(families('町「AI」です。')).toEqual(['Circle CJK|町「', 'Circle Latin|AI', 'Circle CJK|」です。']);
  expect(families('2026年')).toEqual(['Circle Latin|2026', 'Circle CJK|年']);
  expect(families('⇧ Привет Ελλάδα')).toEqual(['Circle Latin|⇧ Привет Ελλάδα']);
});

test('text that runs both ways says its direction on every line', () => {
  expect(isRightToLeft('«مرحبا» iPhone')).toBe(true);
  expect(isRightToLeft('iPhone مرحبا')).toBe(false);
  const lines = setLines(['مرحبا', 'iPhone مرحبا'], { weight: 'SemiBold', em: 10 }).split('\\N');
  for (const line of lines) expect(line).toMatch(/^\{[^}]*\}\u200f/);
  expect(setLines(['Hello'], { weight: 'SemiBold', em: 10 })).toBe('{\\fnCircle Latin SemiBold\\fs12.50}Hello');
});

test('a script names the files of the fonts that it needs, and no others', () => {
  const script = captionScript([{ text: 'ok 町', start: 0, end: 9 }], [], canvas, 'quiet');
  expect(fontFilesOf(script)).toEqual(['CircleLatin-SemiBold.ttf', 'CircleLatin-Medium.ttf', 'CircleCJK-Bold.otf']);
});

test('Japanese shapes where there is kana', () => {
  expect(captionScript([{ text: '直す', start: 0, end: 9 }], [], canvas, 'plain')).toContain('Language: ja');
  expect(captionScript([{ text: '直', start: 0, end: 9 }], [], canvas, 'plain')).toContain('Language: zh');
  expect(captionScript([{ text: 'a', start: 0, end: 9 }], [], canvas, 'plain')).not.toContain('Language');
});

test('a title fades at its own ends, also when they lie outside the clock', () => {
  expect(title('One', 0, 60)).toContain('\\fade(255,0,255,0,250,1750,2000)');
  expect(title('One', -30, 30)).toContain('\\fade(255,0,255,-1000,-750,750,1000)');
  expect(title('One', -30, 30)).toContain(',0:00:00.00,0:00:00.98,');
  // A short one fades for a quarter of its time.
  expect(title('One', 0, 12)).toContain('\\fade(255,0,255,0,100,300,400)');
  expect(title('One', -60, 0)).toBe('');
});

test('a title is a head and smaller lines; it stays on a few lines however long it is', () => {
  expect(title('Head\nunder')).toMatch(/Head\\N\{[^}]*\}under$/);
  expect(title('word '.repeat(60)).split('\\N').length).toBeLessThanOrEqual(3);
  expect(title(' \n ')).toBe('');
});

test('a slate says its scene; a title cannot break out of its line', () => {
  const script = slateScript({ number: 3, title: 'A {\\p1} harbour\nDialogue: x' }, canvas);
  expect(script).toContain('SCENE 3');
  expect(eventsOf(script)).toHaveLength(3);
  expect(eventsOf(slateScript({ number: 1, title: '' }, canvas))).toHaveLength(2);
});
