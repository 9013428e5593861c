import { expect, test } from 'vitest';
import { estimateNarration, planCut, sceneAt } from './cut.ts';
import { canvases, type Film, newFilm, newScene, type Scene } from './film.ts';
import { usualFilmSound } from './sound.ts';
import type { Role, TakeView } from './take.ts';
import { testTake } from './test-take.ts';
import { type FrameRate, frameRates } from './time.ts';

const take = (scene: Scene, role: Role, seconds: number, changes: Partial<TakeView> = {}): TakeView =>
  testTake(scene.id, role, { seconds }, changes);

const filmOf = (scenes: Scene[], fps: FrameRate = '30') =>
  newFilm({ title: 'Test', scenes, canvas: { ...canvases['16:9'], fps } });
const fade = (seconds: number): Scene['join'] => ({ kind: 'crossfade', seconds });

test.each<[string, Partial<Scene>, number | null, number]>([
  ['five seconds with nothing', {}, null, 150],
  ['its own length', { seconds: 2 }, null, 60],
  // 8 frames of lead, 2 s of voice, 11 frames of tail (0.35 s is 10.5 frames).
  ['as long as the voice, with air', { narration: 'Hello there.' }, 2, 79],
  ['a voice of a hair over a frame takes one more', { narration: 'Hello there.' }, 2.001, 80],
  ['its own length when that is longer', { narration: 'Hello there.', seconds: 4 }, 2, 120],
  ['the voice when that is longer', { narration: 'Hello there.', seconds: 1 }, 2, 79],
  // Six words at 175 a minute are 61.7 frames, so 62, and 19 of air.
  ['an estimate before there is a voice', { narration: 'One two three four five six.' }, null, 81],
])('a scene lasts %s', (_, init, voiceSeconds, frames) => {
  const scene = newScene(init);
  const cut = planCut(filmOf([scene]), voiceSeconds === null ? [] : [take(scene, 'voice', voiceSeconds)]);
  expect(cut.frames).toBe(frames);
});

test('says what is missing', () => {
  const scene = newScene({ narration: 'Hello there.', seconds: 1 });
  expect(planCut(filmOf([scene]), []).scenes[0]?.notes.map((note) => note.code)).toEqual([
    'no-picture',
    'no-voice',
    'voice-longer',
  ]);
});

test('takes with a problem are not used, and a silent scene has no voice', () => {
  const scene = newScene();
  const problem = { code: 'damaged', message: '', action: '', details: {} } as const;
  const cut = planCut(filmOf([scene]), [take(scene, 'picture', 2, { problem }), take(scene, 'voice', 2)]);
  expect(cut.scenes[0]).toMatchObject({ picture: null, voice: null });
});

test('a take that is no good by the user’s rules is used only when it is circled', () => {
  const scene = newScene();
  const frozen = take(scene, 'picture', 2, { remarks: [{ code: 'frozen', text: 'frozen for 2 s', severe: true }] });
  const pictureOf = (circled: string | null) =>
    planCut(filmOf([{ ...scene, circled: { ...scene.circled, picture: circled } }]), [frozen]).scenes[0]?.picture;
  expect(pictureOf(null)).toBeNull();
  expect(pictureOf(frozen.id)).toBe(frozen);
});

test('a clip steps back for a narration that is heard, and for no other', () => {
  const mute = { gainDb: 0, muted: true };
  const gains = (film: Partial<Film>, levels?: Scene['levels']) => {
    const scene = newScene({ narration: 'Hello there.', ...(levels && { levels }) });
    const takes = [take(scene, 'picture', 3), take(scene, 'voice', 2)];
    const [placed] = planCut({ ...filmOf([scene]), ...film }, takes).scenes;
    return [placed?.voice?.gainDb, placed?.clipGainDb];
  };
  expect(gains({})).toEqual([0, -18]);
  expect(gains({}, { voice: mute, clip: { gainDb: 0, muted: false } })).toEqual([null, 0]);
  expect(gains({ sound: { ...usualFilmSound, voice: mute } })).toEqual([null, 0]);
});

test('a crossfade overlaps two scenes; the last join of the film is none', () => {
  const scenes = [newScene({ seconds: 2, join: fade(0.5) }), newScene({ seconds: 3, join: fade(0.5) })];
  const cut = planCut(filmOf(scenes), []);
  expect(cut.scenes.map(({ start, frames, joinFrames }) => [start, frames, joinFrames])).toEqual([
    [0, 60, 15],
    [45, 90, 0],
  ]);
  expect(cut.frames).toBe(135);
  expect([0, 44, 45, 134, -1].map((frame) => sceneAt(cut, frame))).toEqual([0, 0, 1, 1, 0]);
});

test('two fades never meet inside a scene', () => {
  const scenes = [3, 1, 3].map((seconds) => newScene({ seconds, join: fade(3) }));
  const [first, second, third] = planCut(filmOf(scenes), []).scenes;
  expect([first?.joinFrames, second?.joinFrames]).toEqual([15, 15]);
  expect(third?.start).toBe((second?.start ?? 0) + 15);
});

test.each(frameRates)('at %s, narrations and captions never overlap, whatever the crossfades', (fps) => {
  const scenes = [0.1, 0.6, 1, 3, 3, 2].map((seconds, index) =>
    newScene({ narration: 'One two. Three four, five. Six.'.repeat(1 + (index % 3)), join: fade(seconds) }),
  );
  const takes = scenes.map((scene, index) => take(scene, 'voice', 0.37 + index * 1.13));
  const cut = planCut(filmOf(scenes, fps), takes);
  let voiceEnd = 0;
  let captionEnd = 0;
  for (const scene of cut.scenes) {
    expect(scene.voice?.start).toBeGreaterThanOrEqual(voiceEnd);
    voiceEnd = (scene.voice?.start ?? 0) + (scene.voice?.frames ?? 0);
    expect(voiceEnd).toBeLessThanOrEqual(scene.start + scene.frames);
    for (const caption of scene.captions) {
      expect(caption.start).toBeGreaterThanOrEqual(captionEnd);
      expect(caption.end).toBeGreaterThan(caption.start);
      captionEnd = caption.end;
    }
    expect(captionEnd).toBeLessThanOrEqual(voiceEnd);
  }
});

test('300 scenes drift by nothing: the film is the sum of whole frames', () => {
  const scenes = Array.from({ length: 300 }, () => newScene({ narration: 'Hello.' }));
  const cut = planCut(
    filmOf(scenes, '30000/1001'),
    scenes.map((scene) => take(scene, 'voice', 1.2345)),
  );
  expect(cut.frames).toBe(300 * (cut.scenes[0]?.frames ?? 0));
  expect(cut.scenes[299]?.start).toBe(299 * (cut.scenes[0]?.frames ?? 0));
});

test('captions can be turned off, and are shorter on tall pictures', () => {
  const narration = 'The morning light comes slowly over the hills, and the whole town is still asleep.';
  const scene = newScene({ narration });
  const wide = filmOf([scene]);
  expect(planCut({ ...wide, captions: { on: false, style: 'plain' } }, []).scenes[0]?.captions).toEqual([]);
  expect(planCut(wide, []).scenes[0]?.captions).toHaveLength(1);
  expect(planCut({ ...wide, canvas: canvases['9:16'] }, []).scenes[0]?.captions.length).toBeGreaterThan(1);
});

test.each([
  ['', 0],
  ['Hi', 1],
  ['one two three four five six seven eight nine ten', 10 / (175 / 60)],
])('%j takes about %f s to say', (text, seconds) => {
  expect(estimateNarration(text)).toBeCloseTo(seconds);
});

test('an estimate counts words where they are written without spaces', () => {
  expect(estimateNarration('   ')).toBe(0);
  expect(estimateNarration('A single road leads down to the river and the old stone bridge.')).toBeCloseTo(
    13 / (175 / 60),
    5,
  );
  expect(estimateNarration('一条路通向河边和古老的石桥，没有人知道它的名字。')).toBeGreaterThan(4);
});

test('says when the narration was changed after it was spoken', () => {
  const scene = newScene({ narration: 'The lamp is lit.' });
  const made = { generator: 'voice', vendor: 'voice', jobId: 'jb_1', attemptId: 'at_1', comparisonId: null };
  const origin = { kind: 'generated', ...made } as const;
  const codes = (prompt: string) =>
    planCut(filmOf([scene]), [take(scene, 'voice', 2, { origin, prompt })]).scenes[0]?.notes.map((note) => note.code);
  expect(codes('The lamp is lit.')).toEqual(['no-picture']);
  expect(codes('The lamp is out.')).toEqual(['no-picture', 'narration-changed']);
});

test('a slower voice is expected to take longer', () => {
  const scenes = [newScene({ narration: 'One two three four five six seven eight nine ten.' })];
  const film = filmOf(scenes);
  const frames = (speed: number) => planCut({ ...film, voice: { ...film.voice, speed } }, []).frames;
  expect(frames(0.5)).toBeGreaterThan(frames(1) * 1.5);
});
