import { expect, test } from 'vitest';
import { type AssTitle, captionScript, slateScript } from '../../../shared/ass.ts';
import { captionColumns, captionParts } from '../../../shared/captions.ts';
import { aspects, type Canvas, type CaptionStyleId } from '../../../shared/film.ts';
import { titlePlaces } from '../../../shared/title.ts';
import { drawScript, inkBox } from './test-drawing.ts';

/** What libass draws with the fonts of this repository: real FFmpeg, frames looked at. */
const canvas: Canvas = { width: 640, height: 360, aspect: '16:9', fps: '30' };

/** Each text for one frame. */
const drawn = (texts: readonly string[], on: Canvas = canvas, style: CaptionStyleId = 'plain') => {
  const captions = texts.map((text, at) => ({ text, start: at, end: at + 1 }));
  return drawScript(captionScript(captions, [], on, style), on, texts.length);
};

const languages = [
  'Größe, naïve façade, Žižek, Việt Nam, Ελλάδα, Привет.',
  'في الصباح الباكر، اشترى أحمد iPhone 15 بسعر 1,299.',
  'בבוקר מוקדם, איש לא הבחין (ב-2024) ב-Water.',
  'क्षत्रिय ज्ञान और श्रृंखला: सुबह की रोशनी।',
  'ক্ষুদ্র জ্ঞান স্ত্রী, সকালের আলো।',
  'காலை வெளிச்சம் மெதுவாக, ஸ்ரீ க்ஷ.',
  'แสงยามเช้าค่อยๆ ส่องข้ามเนินเขา ผู้ใหญ่ที่นี่',
  '夜明けの光が「AI 2026」を越えて。',
  '今天天气很好，我们走吧！',
  '아침 햇살이 언덕 너머로.',
];

test.each(['plain', 'bold'] as const)(
  '%s: every script is drawn by its bundled font, and by no font of the machine',
  async (style) => {
    const { frames, log } = await drawn(languages, canvas, style);
    const fonts = [...log.matchAll(/fontselect: \(([^,]+),[^)]*\) -> ([^,]+)/g)];
    expect(fonts.length).toBeGreaterThanOrEqual(8);
    for (const [, asked, got] of fonts) expect(got?.replaceAll('-', '')).toBe(asked?.replaceAll(' ', ''));
    expect(log).not.toMatch(/glyph .* not found|failed to find/i);
    for (const frame of frames) expect(inkBox(frame, canvas.width)).not.toBeNull();
  },
);

test.each(aspects)('at %s captions of every script and style stay in the safe area', async (aspect) => {
  const [width, height] = { '16:9': [480, 270], '9:16': [270, 480], '1:1': [300, 300], '4:5': [320, 400] }[aspect] as [
    number,
    number,
  ];
  const on: Canvas = { aspect, width, height, fps: '30' };
  const narration = [...languages, 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung'].join(' ');
  const texts = captionParts(narration, 60, null, captionColumns[aspect]).map(({ text }) => text);
  for (const style of ['bold', 'box'] as const) {
    const { frames } = await drawn(texts, on, style);
    frames.forEach((frame, at) => {
      const box = inkBox(frame, width);
      const inside = box && box.left >= width * 0.04 && box.right <= width * 0.96 && box.bottom <= height * 0.95;
      expect(inside && box.top >= height * 0.4, `${style}: ${texts[at]} ${JSON.stringify(box)}`).toBe(true);
    });
  }
});

test('text that looks like style commands is shown as it is written', async () => {
  const plain = ['{x}', 'C:/Nnew', 'a', '(fs90)Hello'];
  const traps = [
    '{\\pos(9,9)}',
    'C:\\Nnew',
    'a{\\fs90}',
    '\\{\\fs90}Hello',
    '{\\an8}{\\p1}m 0 0 l 9 9',
    '%{eif:1}: \'"',
  ];
  const { frames } = await drawn([...plain, ...traps]);
  const boxes = frames.map((frame) => inkBox(frame, canvas.width));
  const line = 24;
  for (const box of boxes) {
    expect(box?.top).toBeGreaterThan(canvas.height * 0.8);
    expect((box?.bottom ?? 0) - (box?.top ?? 0)).toBeLessThan(line * 1.5);
  }
  // Every letter is there: a command that is read as one would be missing.
  const width = (at: number): number => (boxes[at]?.right ?? 0) - (boxes[at]?.left ?? 0);
  expect(width(4)).toBeGreaterThan(width(0) * 3);
  expect(width(5)).toBeGreaterThan(width(1) - 4);
});

test('emoji, zero-width characters and controls leave nothing behind', async () => {
  const { frames } = await drawn([
    'One two',
    'One 🎬 two',
    'One\u200b\u2060 two\ufe0f',
    '\ufeffOne\u0007 two',
    'One\r\n two',
  ]);
  for (const frame of frames.slice(1)) expect(Buffer.compare(frame, frames[0] ?? frame)).toBe(0);
});

test('a segment draws what the film draws at the same moment', async () => {
  const captions = [
    { text: 'One two three.', start: 12, end: 30 },
    { text: 'Four five.', start: 30, end: 70 },
  ];
  const titles: AssTitle[] = [{ text: 'Chapter one\nThe sea', place: 'lower-third', start: 10, end: 50 }];
  const film = await drawScript(captionScript(captions, titles, canvas, 'plain'), canvas, 60);
  const shifted = <T extends { start: number; end: number }>(words: readonly T[]): T[] =>
    words.map((word) => ({ ...word, start: word.start - 25, end: word.end - 25 }));
  const script = captionScript(shifted(captions), shifted(titles), canvas, 'plain');
  const segment = await drawScript(script, canvas, 35);
  segment.frames.forEach((frame, at) => {
    const other = film.frames[at + 25] as Uint8Array;
    // ASS counts centiseconds, so that a fade may be one hundredth of a second off.
    const difference = frame.reduce((most, value, pixel) => Math.max(most, Math.abs(value - (other[pixel] ?? 0))), 0);
    expect(difference).toBeLessThanOrEqual(at + 25 > 42 ? 6 : 0);
  });
});

test('titles come and go softly, at their places, above captions of two lines', async () => {
  const caption = { text: 'Nobody noticed the boat until it had already reached the middle', start: 0, end: 60 };
  const tops: number[] = [];
  const below = await drawScript(captionScript([caption], [], canvas, 'plain'), canvas, 1);
  for (const place of titlePlaces) {
    const title: AssTitle = { text: 'The keeper\nA short film', place, start: 0, end: 60 };
    const { frames } = await drawScript(captionScript([], [title], canvas, 'plain'), canvas, 60);
    const most = frames.map((frame) => frame.reduce((whitest, value) => Math.max(whitest, value), 0));
    expect(most[0]).toBeLessThan(most[3] ?? 0);
    expect(most[3]).toBeLessThan(most[30] ?? 0);
    expect(most[59]).toBeLessThan(most[56] ?? 0);
    const box = inkBox(frames[30] as Uint8Array, canvas.width);
    tops.push(box?.top ?? 0);
    expect(box?.bottom).toBeLessThan(inkBox(below.frames[0] as Uint8Array, canvas.width)?.top ?? 0);
  }
  const [centre, lowerThird, top] = tops;
  expect([top, centre, lowerThird]).toEqual(tops.toSorted((one, other) => one - other));
});

test('two titles at one place in a transition do not push each other away', async () => {
  const one: AssTitle = { text: 'One', place: 'top', start: 0, end: 40 };
  const two: AssTitle = { text: 'Two', place: 'top', start: 10, end: 60 };
  const { frames } = await drawScript(captionScript([], [one, two], canvas, 'plain'), canvas, 60);
  const at = (frame: number): number => inkBox(frames[frame] as Uint8Array, canvas.width)?.top ?? 0;
  expect(Math.abs(at(25) - at(55))).toBeLessThanOrEqual(1);
});

test('a slate is drawn with bundled fonts too', async () => {
  const { frames, log } = await drawScript(slateScript({ number: 3, title: 'Harbour 港 مرفأ' }, canvas), canvas, 1);
  expect(inkBox(frames[0] as Uint8Array, canvas.width)).not.toBeNull();
  expect(log).not.toMatch(/fontselect: .* -> (?!Circle)/);
});
