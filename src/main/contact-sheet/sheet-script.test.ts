import { expect, test } from 'vitest';
import { newFilm, newScene } from '../../shared/film.ts';
import { testTake } from '../../shared/test-take.ts';
import { layOutSheet } from './sheet-layout.ts';
import { sheetScript } from './sheet-script.ts';
import { hiddenCaption, openCaption, type SheetTake, sheetMark, sheetTitle } from './sheet-words.ts';

const names = { generator: (id: string) => `Maker ${id}`, vendor: (id: string) => `House of ${id}` };
const scene = newScene({ title: 'The lamp' });
const take = testTake(
  'sc_00000001',
  'picture',
  { width: 1920, height: 1080, fps: 23.976 },
  {
    origin: {
      ...{ kind: 'generated', generator: 'kling', vendor: 'piapi', comparisonId: null },
      ...{ jobId: 'jb_00000001', attemptId: 'at_00000001' },
    },
    cost: { micros: 240_000, basis: 'reported' },
    tookMs: 72_000,
  },
);
const marked = {
  ...scene,
  circled: { picture: take.id, voice: null },
  marks: [{ takeId: take.id, star: true, rejected: false, note: '' }],
};
const film = newFilm({ title: 'Light {\\b1}house', scenes: [marked] });
const taken: SheetTake = { take, scene: marked };
const layout = layOutSheet([{ width: 16, height: 9 }], 2);
const script = (several = false) =>
  sheetScript(layout, sheetTitle(film, [taken], new Date(2026, 10, 20)), [
    openCaption(taken, '1', film, names, several),
  ]);

test('a caption says who, for how much, how large and how fast', () => {
  expect(openCaption(taken, '1', film, names, false)).toEqual({
    left: ['Maker kling', 'House of piapi'],
    right: ['$0.24', '1080p 23.98 · 1:12'],
    ...{ number: '1', circled: true, star: true },
  });
  expect(openCaption(taken, '1', film, names, true).left[1]).toBe('Scene 1 · House of piapi');
  const imported = { take: testTake('sc_00000001', 'picture', { width: 640, height: 480 }), scene: null };
  expect(openCaption(imported, '2', film, names, false)).toMatchObject({
    left: ['x', 'Imported'],
    right: ['', '480p 30'],
  });
});

test('the title names the film and its scene, or how many, and the day', () => {
  expect(sheetTitle(film, [taken], new Date(2026, 10, 20))).toEqual({
    ...{ film: 'Light {\\b1}house', about: 'Scene 1 · The lamp', date: '20 November 2026' },
  });
  expect(sheetTitle(film, [taken, { take, scene: newScene() }], new Date()).about).toBe('2 scenes');
});

test('what is written is never a command, and only a circled take has the pencil', () => {
  const text = script();
  expect(text).toContain('Light \\{\\\u2060b1\\}house');
  expect(text).toContain('&H30C4F4&');
  expect(sheetScript(layout, sheetTitle(film, [taken], new Date()), [hiddenCaption('A')])).not.toContain('&H30C4F4&');
});

test('with letters, nothing else is said of a take', () => {
  const text = sheetScript(layout, sheetTitle(film, [taken], new Date()), [hiddenCaption('AB')]);
  expect(text).toContain('}AB');
  expect(text).not.toMatch(/kling|piapi|0\.24|1080p|1:12/i);
});

test('a name that is too long for its cell ends in an ellipsis', () => {
  const long = { ...names, generator: () => 'A generator of a name '.repeat(9) };
  const cells = layOutSheet(
    Array.from({ length: 12 }, () => ({ width: 16, height: 9 })),
    2,
  );
  const text = sheetScript(cells, sheetTitle(film, [taken], new Date()), [openCaption(taken, '1', film, long, false)]);
  expect(text).toMatch(/A generator of a name A.*…$/m);
  expect(text).not.toContain('A generator of a name '.repeat(3));
});

test('takes are called as on their wall, else by their places on the sheet', () => {
  const takeIds = ['tk_1', 'tk_gone', 'tk_2'];
  expect(sheetMark({ takeIds, names: false, marks: ['A', 'B', 'D'] }, 'tk_2', 1)).toBe('D');
  expect(sheetMark({ takeIds, names: false }, 'tk_2', 1)).toBe('B');
  expect(sheetMark({ takeIds, names: true }, 'tk_2', 1)).toBe('2');
});
