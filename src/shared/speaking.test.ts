import { describe, expect, it, test } from 'vitest';
import { planCut } from './cut.ts';
import { canvases, newFilm, newScene, type Scene } from './film.ts';
import { inputsDigest, isStale } from './inputs-digest.ts';
import { musicPoints } from './music-level.ts';
import { hasWordsFor, rolesWanted } from './speaking.ts';
import { testTake } from './test-take.ts';

const words = { prompt: 'A studio.', narration: 'Hello there.' };
const speaking = (scene: Scene, changes = {}) =>
  testTake(scene.id, 'picture', { seconds: 3, audioCodec: 'aac' }, { speaks: true, ...changes });
const voice = (scene: Scene) => testTake(scene.id, 'voice', { seconds: 2 });
const filmOf = (...scenes: Scene[]) => newFilm({ title: 'Test', scenes, canvas: { ...canvases['16:9'], fps: '30' } });
const first = (...order: Parameters<typeof planCut>) => planCut(...order).scenes[0];

describe('a picture that speaks', () => {
  it('takes the place of the voice: the scene is as long as it, and nothing is said twice or ducked', () => {
    const scene = newScene(words);
    const cut = first(filmOf(scene), [speaking(scene), voice(scene)]);
    expect(cut).toMatchObject({ frames: 90, voice: null, clipGainDb: 0, clip: { filling: { kind: 'once' } } });
    expect(cut?.captions[0]).toMatchObject({ text: 'Hello there.', start: 0, end: 90 });
    expect(cut?.notes).toEqual([]);
  });

  it('leaves the voice where its clip has no sound, or is muted', () => {
    const scene = newScene(words);
    const mute = speaking(scene, { probe: { ...speaking(scene).probe, audioCodec: null } });
    expect(first(filmOf(scene), [mute, voice(scene)])?.voice).not.toBeNull();
    const quiet = newScene({ ...words, levels: { ...scene.levels, clip: { gainDb: 0, muted: true } } });
    expect(first(filmOf(quiet), [speaking(quiet), voice(quiet)])).toMatchObject({ clipGainDb: null, voice: {} });
  });

  it('is never cut off, says everything once, and is over before a crossfade', () => {
    const scene = newScene({ ...words, seconds: 1, join: { kind: 'crossfade', seconds: 1 } });
    expect(first(filmOf(scene, newScene(words)), [speaking(scene)])).toMatchObject({
      frames: 120,
      notes: [{ code: 'voice-longer' }],
    });
    const long = newScene({ ...words, seconds: 10, reach: 'loop' });
    expect(first(filmOf(long), [speaking(long)])).toMatchObject({ frames: 300, clip: { filling: { kind: 'once' } } });
  });

  it('makes the music step back', () => {
    const scene = newScene({ ...words, seconds: 10 });
    const film = filmOf(scene);
    const asset = { file: 'a.mp3', name: 'a', seconds: 60, bytes: 1, sha256: 'a'.repeat(64) };
    const usual = { gainDb: 0, fadeIn: 0, fadeOut: 0, startAt: 0, loop: true, muted: false, duckDb: -12 };
    const music = { ...usual, asset } as unknown as NonNullable<typeof film.sound.music>;
    const scored = { ...film, sound: { ...film.sound, music } };
    const ducks = (take: ReturnType<typeof speaking>) =>
      musicPoints(planCut(scored, [take])).some(({ gain }) => Math.abs(gain - 10 ** (-12 / 20)) < 0.01);
    expect(ducks(speaking(scene))).toBe(true);
    expect(ducks(speaking(scene, { speaks: false }))).toBe(false);
  });

  it('is stale when the narration changes', () => {
    const scene = newScene(words);
    const film = filmOf(scene);
    const shape = { role: 'picture', prompt: 'A studio.', stillTakeId: null, endStillTakeId: null } as const;
    const made = inputsDigest({ ...shape, aspect: '16:9', script: 'Hello there.' });
    const origin = { kind: 'generated', generator: 'g', vendor: 'v', jobId: 'j', attemptId: 'a', comparisonId: null };
    const take = speaking(scene, { inputsDigest: made, origin });
    expect(isStale(film, scene, take)).toBe(false);
    expect(isStale(film, { ...scene, narration: 'Good bye.' }, take)).toBe(true);
  });
});

const avatar = { category: 'avatar' } as const;
const clips = { category: 'text-to-video' } as const;
const scene = newScene(words);

test.each([
  ['picture and voice', words, clips, null, ['picture', 'voice']],
  ['no voice beside an avatar to come', words, avatar, null, ['picture']],
  ['no voice beside an avatar in the cut', words, clips, speaking(scene), ['picture']],
  ['a voice for what an avatar did not speak', words, avatar, voice(scene), ['picture', 'voice']],
  ['an avatar without a prompt', { ...words, prompt: '' }, avatar, null, ['picture']],
  ['nothing of an avatar that has nothing to say', { ...words, narration: ' ' }, avatar, null, []],
  ['only the voice without a prompt', { ...words, prompt: '' }, undefined, null, ['voice']],
] as const)('a scene wants %s', (_, text, maker, inCut, roles) => {
  expect(rolesWanted(text, maker, inCut)).toEqual(roles);
});

test('a voice always needs the narration', () => {
  expect(hasWordsFor({ ...words, narration: '' }, 'voice', avatar)).toBe(false);
});
