import { expect, it } from 'vitest';
import { planCut } from '../../shared/cut.ts';
import { newFilm, newScene } from '../../shared/film.ts';
import { interchangeFormats } from '../../shared/interchange.ts';
import { testTake } from '../../shared/test-take.ts';
import { carryOver } from './carry-over.ts';
import { planHandOver } from './hand-over.ts';
import { testCut } from './test-hand-over.ts';

const reportOf = (format: (typeof interchangeFormats)[number], { film, takes } = testCut('30')) =>
  carryOver(planHandOver(film, planCut(film, takes), takes, { alternates: true }), format);

it('says nothing of a film that uses nothing special', () => {
  const scene = newScene({ seconds: 2 });
  const film = newFilm({ title: 'Plain', scenes: [scene] });
  const takes = [testTake(scene.id, 'picture', { width: 1280, height: 720 })];
  for (const format of interchangeFormats) {
    const report = reportOf(format, { film, takes });
    expect(report.filter(({ text }) => !text.startsWith('Loudness'))).toEqual([]);
  }
});

it('says, scene by scene, what each format cannot hold', () => {
  const of = (format: (typeof interchangeFormats)[number], scene: number | null) =>
    reportOf(format)
      .filter((line) => line.scene === scene)
      .map(({ text }) => text);
  expect(of('otio', 8)).toEqual(['Has no picture yet: its place stays empty']);
  expect(of('otio', 9)).toEqual(['Plays forwards again and again instead of to and fro']);
  expect(of('fcpxml', 2)).toContain('The transition becomes a cross dissolve');
  expect(of('xmeml', 2)).not.toContain('The transition becomes a cross dissolve');
  // Its clip lasts five seconds of six, and the transition half a second beyond the edit.
  expect(of('fcpxml', 5)).toContain('The transition becomes a cross dissolve');
  expect(of('edl', 5)).toContain('The held end is a speed of 0, which some readers ignore');
  expect(of('edl', null)).toEqual(
    expect.arrayContaining([
      'The narration is left out',
      'The music is left out',
      'Captions come as an SRT file beside it',
    ]),
  );
  expect(of('capcut', null)).toContain('The music does not step back under speech');
  expect(of('srt', 7)).toEqual(['Titles are left out']);
});
