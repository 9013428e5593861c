import { describe, expect, it } from 'vitest';
import { type Cut, planCut } from '../../shared/cut.ts';
import { type Film, filmSchema, type Scene } from '../../shared/film.ts';
import type { TakeView } from '../../shared/take.ts';
import type { FrameRate } from '../../shared/time.ts';
import { applyEdits } from './apply-edits.ts';
import type { EditedTimeline } from './edited-timeline.ts';
import { readFcpxml } from './fcpxml/read-fcpxml.ts';
import { writeFcpxml } from './fcpxml/write-fcpxml.ts';
import type { HandOver } from './hand-over.ts';
import { readOtio } from './otio/read-otio.ts';
import { writeOtio } from './otio/write-otio.ts';
import { testCut, testHandOver } from './test-hand-over.ts';

type Format = { write: (over: HandOver) => string; read: (text: string, rate: FrameRate) => EditedTimeline };
const formats: [string, Format][] = [
  ['OTIO', { write: writeOtio, read: readOtio }],
  ['FCPXML', { write: writeFcpxml, read: readFcpxml }],
];
const rates: FrameRate[] = ['24000/1001', '24', '25', '30000/1001', '30', '60000/1001'];

/** What of a cut an editor can have changed. */
const layout = (cut: Cut) =>
  cut.scenes.map(({ sceneId, start, frames, joinFrames, transition, picture, clip }) => ({
    ...{ sceneId, start, frames, joinFrames, transition, picture: picture?.id },
    clip: clip && { from: Math.round(clip.from * 10), speed: Math.round(clip.speed * 100) },
  }));

/** The same scenes as if nobody had cut them yet. */
function uncut(film: Film): Film {
  const plain = (scene: Scene): Scene => ({
    ...scene,
    seconds: null,
    circled: { picture: null, voice: null },
    trim: { start: 0, end: null },
    speed: 1,
    join: { kind: 'cut' },
  });
  return { ...film, scenes: film.scenes.toReversed().map(plain) };
}

/** Circles the first takes, so that not the newest ones are chosen. */
function circleFirst(film: Film, takes: readonly TakeView[]): Film {
  const scenes = film.scenes.map((scene) => {
    const first = takes.find(({ sceneId, role, number }) => sceneId === scene.id && role === 'picture' && number === 1);
    return { ...scene, circled: { ...scene.circled, picture: first?.id ?? null } };
  });
  return { ...film, scenes };
}

describe.each(formats)('%s there and back', (_, { write, read }) => {
  it.each(rates)('changes nothing in a film at %s that nobody changed', (rate) => {
    const { film, takes } = testCut(rate);
    const back = applyEdits(film, takes, read(write(testHandOver({ film, takes })), rate));
    expect(back.report).toEqual([]);
    expect(back.film).toEqual(film);
  });

  it.each(rates)('counts from the timecode of cameras at %s', (rate) => {
    const { film, takes } = testCut(rate);
    const text = write(testHandOver({ film, takes, start: 36_000.5 }));
    expect(applyEdits(film, takes, read(text, rate))).toEqual({ film, report: [] });
  });

  it.each(rates)('brings order, lengths, trims, speeds, takes and transitions back at %s', (rate) => {
    const made = testCut(rate);
    const film = circleFirst(made.film, made.takes);
    const text = write(testHandOver({ film, takes: made.takes }));
    const back = applyEdits(uncut(film), made.takes, read(text, rate));
    expect(filmSchema.parse(back.film)).toEqual(back.film);
    const slowed = film.scenes.findIndex(({ reach }) => reach === 'slow');
    const before = layout(planCut(film, made.takes));
    const after = layout(planCut(back.film, made.takes));
    // A scene that was slowed to its length now has that speed itself.
    expect(after.toSpliced(slowed, 1)).toEqual(before.toSpliced(slowed, 1));
    expect(after[slowed]?.frames).toBe(before[slowed]?.frames);
  });
});
