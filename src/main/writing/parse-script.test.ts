import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planCut } from '../../shared/cut.ts';
import { filmSchema } from '../../shared/film.ts';
import { formatOf, parseScript } from './parse-script.ts';
import { storyboardText } from './storyboard-text.ts';

const golden = join(import.meta.dirname, 'golden');
const sample = join(import.meta.dirname, '../../../resources/sample/lighthouse.md');
const scenesOf = (text: string, name = 'film.md') => parseScript({ name, text }).film.scenes;

describe('golden storyboards', () => {
  const scripts = readdirSync(golden).filter((name) => !name.endsWith('.storyboard.txt'));
  it.each(scripts)('%s', async (name) => {
    const { film, notices } = parseScript({ name, text: readFileSync(join(golden, name), 'utf8') });
    filmSchema.parse(film);
    await expect(storyboardText(film, notices)).toMatchFileSnapshot(join(golden, `${name}.storyboard.txt`));
  });
});

describe('the sample film', () => {
  const { film, notices } = parseScript({ name: 'lighthouse.md', text: readFileSync(sample, 'utf8') });

  it('is a whole film without anything left out', () => {
    expect(notices).toEqual([]);
    expect(film.title).toBe('The Lighthouse Keeper');
    expect(film.scenes).toHaveLength(8);
    expect(film.scenes.every((scene) => scene.prompt && scene.narration)).toBe(true);
  });

  it('lasts between 45 and 60 seconds', () => {
    const seconds = planCut(film, []).frames / 30;
    expect(seconds).toBeGreaterThan(45);
    expect(seconds).toBeLessThan(60);
  });
});

describe('formats', () => {
  it.each([
    ['a.md', 'anything', 'markdown'],
    ['a.FOUNTAIN', 'anything', 'fountain'],
    ['a.txt', '## A heading\ntext', 'markdown'],
    ['a.txt', 'Title: x\n\nEXT. HARBOUR - DAY\n\nFog.', 'fountain'],
    ['a', 'Once there was a #1 sea.', 'plain'],
  ] as const)('%s with %j is %s', (name, text, format) => expect(formatOf(name, text)).toBe(format));
});

describe('what cannot be used', () => {
  it.each([
    ['an empty file', '', /empty/],
    ['only spaces and a byte order mark', '\uFEFF \n\t', /empty/],
    ['NUL bytes', 'PK\0\0', /not a text file/],
    ['settings without a scene', 'title: A\naspect: 16:9\n', /no scenes/],
    ['a line without end', `one\n${'x'.repeat(20_001)}`, /^Line 2 of .* longer than 20,000/],
    ['quotes in quotes in quotes', '> '.repeat(9000), /too deep/],
    ['only comments', '<!-- nothing -->', /no scenes/],
  ])('%s', (_, text, message) => {
    expect(() => parseScript({ name: 'a.md', text })).toThrow(
      expect.objectContaining({ code: 'invalid-input', message: expect.stringMatching(message) }),
    );
  });
});

describe('what is shortened', () => {
  it('keeps long text and many scenes inside the limits of a film', () => {
    const many = Array.from(
      { length: 1003 },
      (_, index) => `## ${'t'.repeat(250)}\n\n${index === 0 ? 'word '.repeat(2000) : ''}`,
    );
    const { film, notices } = parseScript({ name: 'a.md', text: many.join('\n') });
    filmSchema.parse(film);
    expect(film.scenes).toHaveLength(1000);
    expect(notices).toEqual([
      expect.stringMatching(/narration is longer than 8,000 characters/),
      'A film has at most 1,000 scenes: the last 3 were left out.',
    ]);
  });
});

describe('details', () => {
  it('reads Windows and old Macintosh line ends alike', () => {
    const text = '## A\nkind: hook\n\nOne.\n\n## B\n\nTwo.';
    const strip = (source: string) => scenesOf(source).map(({ id: _, ...scene }) => scene);
    expect(strip(text.replaceAll('\n', '\r\n'))).toEqual(strip(text));
    expect(strip(text.replaceAll('\n', '\r'))).toEqual(strip(text));
  });

  it('takes the title from the file where the script has none', () => {
    expect(parseScript({ name: '/a/my_first-film.txt', text: 'It begins here.' }).film.title).toBe('My first film');
  });

  it('says where bytes were lost', () => {
    expect(parseScript({ name: 'a.txt', text: 'One.\nTwo \uFFFD.' }).notices[0]).toMatch(/^Line 2: .*UTF-8/);
  });

  it('derives a prompt only where there is none', () => {
    const [given, derived] = scenesOf('## A\n> A red boat\n\nHello.\n\n## The pier\n\nIt waits.');
    expect([given?.prompt, derived?.prompt]).toEqual(['A red boat', 'The pier. It waits.']);
  });

  it('keeps speech that looks like a setting', () => {
    expect(scenesOf('## A\nKeeper: I never left.\n\n## B\nx')[0]?.narration).toBe('Keeper: I never left.');
  });

  it('closes with a call to action and opens with a hook', () => {
    const kinds = scenesOf(
      'One day it rained a lot on us all.\n\nIt was a wet and windy day for everyone.\n\nSubscribe for more true stories like this one.',
      'a.txt',
    );
    expect(kinds.map((scene) => scene.kind)).toEqual(['hook', 'story', 'cta']);
  });
});
