import { z } from 'zod';
import { usualFallback } from '../../shared/chain.ts';
import { AppError } from '../../shared/errors.ts';
import { type Film, filmFormat, filmSchema, filmVersion, middle } from '../../shared/film.ts';
import { noGrade } from '../../shared/grade.ts';
import { usualRankWish } from '../../shared/rank-wish.ts';
import { asMade, usualFilmSound } from '../../shared/sound.ts';
import { describeIssue } from './describe-issue.ts';

export type FilmJson = Readonly<Record<string, unknown>>;
/** `table[n]` turns a film of version n into one of version n + 1; it does not write the version. */
export type MigrationTable = Readonly<Record<number, (film: FilmJson) => FilmJson>>;

/** One entry per version that came after the first. */
const filmMigrations: MigrationTable = { 1: toVersion2, 2: toVersion3, 3: toVersion4 };

/**
 * Version 2: wishes for the ranking, where jobs fall back to, a budget, and pictures that scenes end on. What is no film
 * is left for the schema to name.
 */
function toVersion2(film: FilmJson): FilmJson {
  const { picture, voice, scenes } = film;
  return {
    ...film,
    picture: isRecord(picture) ? { wish: usualRankWish, fallback: usualFallback.picture, ...picture } : picture,
    voice: isRecord(voice) ? { fallback: usualFallback.voice, ...voice } : voice,
    budgetUsd: null,
    scenes: Array.isArray(scenes) ? scenes.map(sceneToVersion2) : scenes,
  };
}

const sceneToVersion2 = (scene: unknown): unknown =>
  isRecord(scene) ? { fallback: { picture: null, voice: null }, endStill: null, ...scene } : scene;

/** Version 3: everything that the cut came to know; a film looks and sounds as it did before. */
function toVersion3(film: FilmJson): FilmJson {
  const { captions, scenes } = film;
  return {
    ...film,
    grade: noGrade,
    sound: usualFilmSound,
    captions: isRecord(captions) ? { style: 'plain', ...captions } : captions,
    scenes: Array.isArray(scenes) ? scenes.map(sceneToVersion3) : scenes,
  };
}

const sceneToVersion3 = (scene: unknown): unknown =>
  isRecord(scene)
    ? {
        focus: middle,
        trim: { start: 0, end: null },
        speed: 1,
        motion: 'auto',
        titles: [],
        levels: { voice: asMade, clip: asMade },
        ...scene,
      }
    : scene;

/** Version 4: comparisons, and what people think of takes. */
function toVersion4(film: FilmJson): FilmJson {
  const { scenes } = film;
  return {
    ...film,
    comparisons: [],
    scenes: Array.isArray(scenes) ? scenes.map(sceneToVersion4) : scenes,
  };
}

const sceneToVersion4 = (scene: unknown): unknown => (isRecord(scene) ? { marks: [], ...scene } : scene);

const isRecord = (value: unknown): value is FilmJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The film in the text of a film.json, brought up to today's version. Throws `unsupported` for a version that is newer
 * than this studio and `damaged`, naming the place for people, for anything else that is no film.
 */
export function parseFilm(text: string): Film {
  const film = filmSchema.safeParse(migrateFilm(parseJson(text), filmMigrations, filmVersion));
  if (film.success) return film.data;
  throw damaged(`film.json has a mistake in ${describeIssue(film.error)}.`, film.error);
}

/** Steps `film` from its own version up to `target`. Throws like `parseFilm`. */
export function migrateFilm(film: FilmJson, table: MigrationTable, target: number): FilmJson {
  const { format, version } = film;
  if (format !== filmFormat) throw damaged('film.json is not a Circle Take film.');
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    throw damaged('film.json does not say which version it is.');
  }
  if (version > target) throw newerVersion(version);
  const steps = Array.from({ length: target - version }, (_, index) => version + index);
  return steps.reduce((current, from) => ({ ...step(table, from)(current), version: from + 1 }), film);
}

/** The text of a film.json: the same film always gives the same text, whatever the order of its keys. */
export function serializeFilm(film: Film): string {
  return `${JSON.stringify(filmSchema.parse(film), null, 2)}\n`;
}

function step(table: MigrationTable, version: number): (film: FilmJson) => FilmJson {
  const migration = table[version];
  if (!migration) throw new Error(`No migration leads on from film version ${version}.`);
  return migration;
}

function parseJson(text: string): FilmJson {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch (cause) {
    const end = text.trim() === '' ? 'is empty' : 'is cut off or garbled';
    throw damaged(`film.json ${end}.`, cause);
  }
}

function newerVersion(version: number): AppError {
  return new AppError({
    code: 'unsupported',
    message: `This film was made by a newer Circle Take (version ${version} of film.json).`,
    action: 'Update Circle Take, then open the film again.',
    details: { version },
  });
}

function damaged(message: string, cause?: unknown): AppError {
  return new AppError({ code: 'damaged', message, action: 'Restore the last good revision.', cause });
}
