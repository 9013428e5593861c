import { describe, expect, test } from 'vitest';
import type { Asset } from '../../../shared/asset.ts';
import { filmSchema, newFilm, newScene } from '../../../shared/film.ts';
import * as edits from './cut-edits.ts';
import type { Edit } from './edits.ts';

const scene = newScene({ title: 'Dawn' });
const film = newFilm({ title: 'The Lighthouse Keeper', scenes: [scene] });
const done = (...all: Edit[]) => filmSchema.parse(all.reduce((before, edit) => edit(before), film));

const song = (file: string): Asset => ({
  ...{ file, kind: 'music', name: 'harbour.wav', sha256: 'a'.repeat(64), bytes: 10, seconds: 60 },
});
const [harbour, storm] = [song('0123456789abcdef.wav'), song('fedcba9876543210.wav')];

describe('titles', () => {
  const first = edits.addTitle(scene.id, { ...edits.newTitle, text: 'Ingrid' });
  test('are added, changed and removed one by one', () => {
    const two = done(first, edits.addTitle(scene.id), edits.updateTitle(scene.id, 1, { text: 'Keeper', from: 1 }));
    expect(two.scenes[0]?.titles.map(({ text }) => text)).toEqual(['Ingrid', 'Keeper']);
    expect(edits.removeTitle(scene.id, 0)(two).scenes[0]?.titles).toMatchObject([{ text: 'Keeper', from: 1 }]);
  });

  test('end where the format ends', () => {
    const full = done(...Array.from({ length: 9 }, () => edits.addTitle(scene.id)));
    expect(full.scenes[0]?.titles).toHaveLength(8);
  });
});

describe('sound', () => {
  test('has levels for scenes and for the film', () => {
    const quiet = done(
      edits.setSceneLevel(scene.id, 'clip', { gainDb: -6 }),
      edits.setTrackLevel('voice', { muted: true }),
      edits.setLoudness(-23),
    );
    expect(quiet.scenes[0]?.levels).toEqual({ voice: { gainDb: 0, muted: false }, clip: { gainDb: -6, muted: false } });
    expect(quiet.sound).toMatchObject({ voice: { gainDb: 0, muted: true }, loudnessLufs: -23 });
  });

  test('keeps levels and fades for another piece of music, which begins at its beginning', () => {
    const changed = done(
      edits.chooseMusic(harbour),
      edits.updateMusic({ gainDb: -12, startAt: 20 }),
      edits.chooseMusic(storm),
    );
    expect(changed.sound.music).toMatchObject({ asset: { file: storm.file }, gainDb: -12, startAt: 0 });
    expect(edits.removeMusic(changed).sound.music).toBeNull();
  });
});

test('an edit that changes nothing gives the same film', () => {
  const nothing = [
    edits.updateTitle(scene.id, 0, { text: 'x' }),
    edits.removeTitle(scene.id, 3),
    edits.addTitle('sc_unknown'),
    edits.setSceneLevel(scene.id, 'voice', { gainDb: 0 }),
    edits.setTrackLevel('clips', { muted: false }),
    edits.setLoudness(-14),
    edits.updateMusic({ gainDb: -3 }),
    edits.removeMusic,
    edits.setGrade({ strength: 1 }),
  ];
  for (const edit of nothing) expect(edit(film)).toBe(film);
});
