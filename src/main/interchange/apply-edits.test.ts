import { expect, it } from 'vitest';
import { planCut } from '../../shared/cut.ts';
import { filmSchema } from '../../shared/film.ts';
import { applyEdits } from './apply-edits.ts';
import type { EditedPiece, EditedTimeline } from './edited-timeline.ts';
import { readFcpxml } from './fcpxml/read-fcpxml.ts';
import { writeFcpxml } from './fcpxml/write-fcpxml.ts';
import { readOtio } from './otio/read-otio.ts';
import { testCut, testHandOver } from './test-hand-over.ts';

const { film, takes } = testCut('30');
const timeline = readFcpxml(writeFcpxml(testHandOver({ film, takes })), '30');
const isPiece = (item: EditedTimeline['items'][number]): item is EditedPiece => item.kind !== 'join';
const texts = (report: readonly { text: string }[]) => report.map(({ text }) => text);

it('keeps a place for what is not of the film, and says so', () => {
  const link = { name: 'Drone.mov', sceneId: null, takeId: null, file: 'file:///media/Drone.mov' };
  const drone: EditedPiece = { kind: 'clip', link, frames: 75, from: 0, speed: 1 };
  const back = applyEdits(film, takes, { items: [drone, ...timeline.items], notes: [] });
  expect(back.film.scenes).toHaveLength(film.scenes.length + 1);
  expect(back.film.scenes[0]).toMatchObject({ title: 'Drone.mov', seconds: 2.5 });
  expect(back.report).toContainEqual({
    scene: 1,
    text: '“Drone.mov” is not of this film: an empty scene of 2.5 s keeps its place',
  });
  expect(filmSchema.safeParse(back.film).success).toBe(true);
});

it('leaves out what was taken off the timeline, but not scenes that have no picture yet', () => {
  const kept = timeline.items.filter((item) => isPiece(item) && item.link.name === 'Still');
  const back = applyEdits(film, takes, { items: kept, notes: [] });
  expect(back.film.scenes.map(({ title }) => title)).toEqual(['Still', 'To be made']);
  expect(texts(back.report)).toContain('Scene 2 “Trimmed” is not on the timeline, so it is left out of the film');
});

it('knows a scene again by its file alone', () => {
  const bare = timeline.items.map((item) =>
    isPiece(item) ? { ...item, link: { ...item.link, sceneId: null, takeId: null } } : item,
  );
  const back = applyEdits(film, takes, { items: bare, notes: [] });
  const named = film.scenes.filter(({ title }) => title !== 'To be made').map(({ id }) => id);
  expect(back.film.scenes.map(({ id }) => id)).toEqual(expect.arrayContaining(named));
});

it('makes a second scene of a second use, without its words', () => {
  const first = timeline.items.find(isPiece) as EditedPiece;
  const back = applyEdits(film, takes, { items: [...timeline.items, first], notes: [] });
  expect(back.film.scenes.at(-1)).toMatchObject({ title: film.scenes[0]?.title, narration: '', trim: { start: 0 } });
  expect(back.film.scenes.at(-1)?.circled.picture).toBe(planCut(film, takes).scenes[0]?.picture?.id);
});

it('takes the pick of an audition and a new trim over, and leaves the rest alone', () => {
  const other = takes.find(({ sceneId, number }) => sceneId === film.scenes[1]?.id && number === 1);
  const items = timeline.items.map((item) =>
    isPiece(item) && item.link.name === 'Trimmed'
      ? { ...item, from: 20, frames: item.frames + 10, link: { ...item.link, takeId: other?.id ?? null } }
      : item,
  );
  const back = applyEdits(film, takes, { items, notes: [] });
  const scene = back.film.scenes[1];
  expect(scene?.circled.picture).toBe(other?.id);
  // The transition before it shows eight frames from before the edit.
  expect(scene?.trim.start).toBeCloseTo(12 / 30, 6);
  expect(scene?.seconds).toBeCloseTo(70 / 30, 6);
  expect(back.film.scenes.toSpliced(1, 1)).toEqual(film.scenes.toSpliced(1, 1));
});

it('says where narration keeps a scene longer than the timeline has it', () => {
  const items = timeline.items.map((item, index) => (isPiece(item) && index === 0 ? { ...item, frames: 40 } : item));
  const { report } = applyEdits(film, takes, { items, notes: [] });
  expect(report).toContainEqual({ scene: 1, text: 'Lasts 4.3 s instead of 1.6 s: the narration needs it' });
});

it('reads a timeline that another program wrote, in an older schema and another rate', () => {
  const scene = film.scenes[2];
  const take = takes.find(({ sceneId, number }) => sceneId === scene?.id && number === 2);
  const time = (value: number) => ({ OTIO_SCHEMA: 'RationalTime.1', rate: 25, value });
  const range = (start: number, length: number) => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: time(start),
    duration: time(length),
  });
  const clip = {
    OTIO_SCHEMA: 'Clip.1',
    name: 'Fast',
    source_range: range(90_025, 50),
    media_reference: {
      OTIO_SCHEMA: 'ExternalReference.1',
      target_url: `media/x%20${take?.media.sha256.slice(0, 16)}.mp4`,
      available_range: range(90_000, 125),
    },
  };
  const track = { OTIO_SCHEMA: 'Track.1', kind: 'Video', name: 'V1', children: [clip] };
  const text = JSON.stringify({ OTIO_SCHEMA: 'Timeline.1', tracks: { OTIO_SCHEMA: 'Stack.1', children: [track] } });
  expect(readOtio(text, '30').items).toMatchObject([{ kind: 'clip', from: 30, frames: 60, speed: 1 }]);
  const back = applyEdits(film, takes, readOtio(text, '30'));
  expect(back.film.scenes.map(({ title }) => title)).toEqual(['Fast', 'To be made']);
  expect(back.film.scenes[0]).toMatchObject({ id: scene?.id, seconds: 2, speed: 1, trim: { start: 1, end: null } });
});

it('names what was added around the pictures and cannot be taken over', () => {
  const foreign =
    '<asset id="z1" name="Boom" start="0s" duration="2s"><media-rep src="file:///Boom.wav"/></asset></resources>';
  const boom = '$&<asset-clip ref="z1" lane="-3" offset="0s" name="Boom" duration="2s"/>';
  const text = writeFcpxml(testHandOver({ film, takes })).replace('</resources>', foreign);
  expect(readFcpxml(text, '30').notes).toEqual([]);
  const added = text.replace(/<adjust-volume amount="-18dB"\/>/, boom);
  expect(readFcpxml(added, '30').notes).toEqual(['“Boom”, connected to the storyline, is left out']);
});

it('says no more than a line or two, however long the names in the file are', () => {
  const link = { name: 'x'.repeat(1_000_000), sceneId: null, takeId: null, file: null };
  const items = [{ kind: 'clip', link, frames: 30, from: 0, speed: 1 } as const];
  const { report } = applyEdits(film, takes, { items, notes: [] });
  expect(Math.max(...report.map(({ text }) => text.length))).toBe(300);
});

it('takes over what was moved by a single frame', () => {
  const items = timeline.items.map((item) =>
    isPiece(item) && item.link.name === 'Looped' ? { ...item, from: item.from + 1 } : item,
  );
  const back = applyEdits(film, takes, { items, notes: [] });
  expect(back.film.scenes[3]?.trim).toEqual({ start: 1 / 30, end: null });
});

it('says what has no length, what is nested and what is empty', () => {
  const range = (frames: number) => ({
    OTIO_SCHEMA: 'TimeRange.1',
    start_time: { OTIO_SCHEMA: 'RationalTime.1', rate: 30, value: 0 },
    duration: { OTIO_SCHEMA: 'RationalTime.1', rate: 30, value: frames },
  });
  const children = [
    { OTIO_SCHEMA: 'Stack.1', name: 'Compound', source_range: range(60) },
    { OTIO_SCHEMA: 'Gap.1', name: '', source_range: range(30) },
    { OTIO_SCHEMA: 'Clip.2', name: 'Bare' },
  ];
  const track = { OTIO_SCHEMA: 'Track.1', kind: 'Video', children };
  const text = JSON.stringify({ OTIO_SCHEMA: 'Timeline.1', tracks: { OTIO_SCHEMA: 'Stack.1', children: [track] } });
  expect(texts(applyEdits(film, takes, readOtio(text, '30')).report)).toEqual(
    expect.arrayContaining([
      '“Compound” is not of this film: an empty scene of 2.0 s keeps its place',
      'An empty stretch of 1.0 s became a scene',
      '“Bare” says no length, so it is left out',
    ]),
  );
});
