import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filmFormat, filmVersion } from '../../shared/film.ts';
import { usualMusic } from '../../shared/sound.ts';
import { type MigrationTable, migrateFilm, parseFilm, serializeFilm } from './migrations.ts';
import { sampleFilm } from './testing/samples.ts';

const refused = (text: string) => {
  try {
    parseFilm(text);
  } catch (error) {
    return error;
  }
  throw new Error('It was read.');
};

describe('parseFilm', () => {
  it('reads what serializeFilm wrote, whatever the order of the keys', () => {
    const film = sampleFilm();
    const shuffled = Object.fromEntries(Object.entries(film).reverse());
    expect(parseFilm(serializeFilm(film))).toEqual(film);
    expect(serializeFilm(parseFilm(JSON.stringify(shuffled)))).toBe(serializeFilm(film));
  });

  it('refuses a newer version, naming it and the next step', () => {
    expect(refused(JSON.stringify({ ...sampleFilm(), version: filmVersion + 1 }))).toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/newer Circle Take \(version 5/),
      action: expect.stringContaining('Update'),
    });
  });

  it.each([
    ['an empty file', '', 'empty'],
    ['a file of zeros', '\0\0\0\0', 'garbled'],
    ['a cut off file', serializeFilm(sampleFilm()).slice(0, 200), 'cut off'],
    ['a list', '[]', 'garbled'],
    ['something else', '{"name":"package"}', 'not a Circle Take film'],
    ['no version', JSON.stringify({ format: filmFormat }), 'which version'],
    ['a made-up version', JSON.stringify({ format: filmFormat, version: 0.5 }), 'which version'],
  ])('calls %s damaged', (_name, text, words) => {
    expect(refused(text)).toMatchObject({ code: 'damaged', message: expect.stringContaining(words) });
  });

  it('names the place of a mistake for people', () => {
    const film = sampleFilm();
    const scenes = film.scenes.map((scene, index) => (index === 1 ? { ...scene, seconds: 0 } : scene));
    expect(refused(JSON.stringify({ ...film, scenes }))).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('scene 2, seconds'),
    });
  });
});

it('refuses music whose digest is a path: names of handed-over files are made of it', () => {
  const asset = { file: `${'a'.repeat(16)}.mp3`, kind: 'music', name: 'x', bytes: 1, seconds: 1 };
  const music = { ...usualMusic, asset: { ...asset, sha256: '/../../..'.padEnd(64, 'a') } };
  const film = sampleFilm();
  expect(refused(JSON.stringify({ ...film, sound: { ...film.sound, music } }))).toMatchObject({
    code: 'damaged',
    message: expect.stringContaining('not a SHA-256'),
  });
});

describe('a film of version 1', () => {
  const text = readFileSync(join(import.meta.dirname, 'testing/film-v1.json'), 'utf8');

  it('keeps what it says, and gets the usual fallbacks, wishes and no budget', () => {
    const film = parseFilm(text);
    expect(film).toMatchObject(omitVersion(JSON.parse(text)));
    expect(film).toMatchObject({
      version: filmVersion,
      picture: {
        generator: 'veo-3-fast',
        wish: { mode: 'fit', freeOnly: false, maxUsd: null, minQuality: null, sound: false },
        fallback: { mode: 'auto', generators: [], afterRefusal: false },
      },
      voice: { generator: 'kokoro', fallback: { mode: 'never', generators: [], afterRefusal: false } },
      budgetUsd: null,
    });
    expect(film.scenes.map(({ fallback }) => fallback)).toEqual(Array(2).fill({ picture: null, voice: null }));
    expect(film.scenes.map(({ endStill }) => endStill)).toEqual([null, null]);
  });

  it('is still named where it is damaged', () => {
    const broken = (change: object) => refused(JSON.stringify({ ...JSON.parse(text), ...change }));
    expect(broken({ scenes: 7 })).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('expected array'),
    });
    expect(broken({ scenes: [null] })).toMatchObject({ code: 'damaged', message: expect.stringContaining('scene 1') });
    expect(broken({ picture: 'kling' })).toMatchObject({
      code: 'damaged',
      message: expect.stringContaining('picture'),
    });
  });
});

const omitVersion = ({ version: _, ...film }: Record<string, unknown>) => film;

describe('a film of version 2', () => {
  const before = JSON.parse(readFileSync(join(import.meta.dirname, 'testing/film-v2.json'), 'utf8'));

  it('keeps what it says, and looks and sounds as it did', () => {
    const film = parseFilm(JSON.stringify(before));
    expect(film).toMatchObject(omitVersion(before));
    expect(film).toMatchObject({
      version: filmVersion,
      captions: { on: false, style: 'plain' },
      grade: { look: null },
      sound: { music: null, loudnessLufs: -14, voice: { gainDb: 0, muted: false } },
    });
    for (const scene of film.scenes)
      expect(scene).toMatchObject({ trim: { start: 0, end: null }, speed: 1, motion: 'auto', titles: [] });
  });
});

describe('a film of version 3', () => {
  const before = JSON.parse(readFileSync(join(import.meta.dirname, 'testing/film-v3.json'), 'utf8'));

  it('keeps what it says, with nothing compared and nothing marked', () => {
    const film = parseFilm(JSON.stringify(before));
    expect(film).toMatchObject(omitVersion(before));
    expect(film).toMatchObject({ version: filmVersion, comparisons: [] });
    for (const scene of film.scenes) expect(scene.marks).toEqual([]);
  });
});

describe('migrateFilm', () => {
  const table: MigrationTable = {
    1: ({ name, ...rest }) => ({ ...rest, title: name }),
    2: ({ title, ...rest }) => ({ ...rest, title: String(title).toUpperCase() }),
  };

  it('steps through every version between', () => {
    const old = { format: filmFormat, version: 1, name: 'wave' };
    expect(migrateFilm(old, table, 3)).toEqual({ format: filmFormat, version: 3, title: 'WAVE' });
    expect(migrateFilm({ ...old, version: 2, title: 'sea' }, table, 3)).toMatchObject({ version: 3, title: 'SEA' });
    expect(old).toEqual({ format: filmFormat, version: 1, name: 'wave' });
  });

  it('leaves a film of today as it is', () => {
    const film = { format: filmFormat, version: 3, title: 'as is' };
    expect(migrateFilm(film, table, 3)).toEqual(film);
  });

  it('fails loudly when a step is missing from the table', () => {
    expect(() => migrateFilm({ format: filmFormat, version: 1 }, {}, 2)).toThrow('version 1');
  });
});
