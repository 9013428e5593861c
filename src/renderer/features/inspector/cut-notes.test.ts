import { describe, expect, it } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene, type Scene } from '../../../shared/film.ts';
import { testTake } from '../../../shared/test-take.ts';
import { clipSoundNote, isSaidByClip, joinNote, motionNote, reachNote, shapeNote } from './cut-notes.ts';

const placed = (init: Partial<Scene>, seconds = 5, audioCodec: string | null = 'aac', speaks = false) => {
  const scene = newScene(init);
  const film = newFilm({ title: 'Test', scenes: [scene, newScene({ seconds: 1 })] });
  const takes = [
    testTake(scene.id, 'picture', { seconds, audioCodec }, { speaks }),
    testTake(scene.id, 'voice', { seconds: 2 }, { prompt: 'Hello.' }),
  ];
  const [cut] = planCut(film, takes).scenes;
  if (!cut) throw new Error('one scene');
  return { scene, cut };
};

describe('what a clip does to reach its scene', () => {
  it.each([
    ['loop', 'it loops'],
    ['hold', 'its last frame is held'],
    ['slow', 'slowed to 50 %'],
    ['ping-pong', 'it runs to and fro'],
  ] as const)('%s', (reach, text) => {
    expect(reachNote(placed({ seconds: 10, reach }).cut, '30')).toContain(`5.0 s of clip for 10.0 s of scene: ${text}`);
  });

  it('is nothing where it is as long', () => {
    expect(reachNote(placed({ seconds: 5 }).cut, '30')).toBe('The clip is as long as its scene.');
  });

  it('is cut where it is long enough', () => {
    expect(reachNote(placed({ seconds: 4, speed: 0.5 }).cut, '30')).toBe(
      '10.0 s of clip for 4.0 s of scene: the rest is left off.',
    );
  });
});

it('says why a choice changes nothing', () => {
  const { cut } = placed({});
  expect(shapeNote(cut, { width: 1280, height: 720 })).toContain('has the shape of the film');
  expect(shapeNote(cut, { width: 720, height: 1280 })).toBeNull();
  expect(motionNote({ fit: 'blur', motion: 'in' })).toContain('fills the frame');
  expect(motionNote({ fit: 'fill', motion: 'in' })).toBeNull();
});

it('says what became of a transition', () => {
  const { scene, cut } = placed({ seconds: 4, join: { kind: 'wipe', seconds: 2 } });
  expect(joinNote(scene, cut, { last: false, rate: '30' })).toBe('0.5 s: the two scenes have no room for more.');
  expect(joinNote(scene, cut, { last: true, rate: '30' })).toContain('ends with a cut');
  expect(joinNote({ join: { kind: 'cut' } }, cut, { last: false, rate: '30' })).toBeNull();
});

it('says that a clip speaks the narration, which it does once; muted it does not', () => {
  const { cut } = placed({ narration: 'Hello.', seconds: 10, reach: 'loop' }, 5, 'aac', true);
  expect(isSaidByClip(cut)).toBe(true);
  expect(reachNote(cut, '30')).toBe('5.0 s of clip for 10.0 s of scene: it speaks once, then its last frame is held.');
  expect(clipSoundNote(cut)).toContain('speaks the narration');
  const levels = { voice: { gainDb: 0, muted: false }, clip: { gainDb: 0, muted: true } };
  expect(isSaidByClip(placed({ narration: 'Hello.', levels }, 5, 'aac', true).cut)).toBe(false);
});

it('says why the clip is not heard', () => {
  expect(clipSoundNote(placed({}, 5, null).cut)).toBe('This clip has no sound.');
  expect(clipSoundNote(placed({ seconds: 10, reach: 'slow' }).cut)).toContain('silent');
  expect(clipSoundNote(placed({ narration: 'Hello.' }).cut)).toContain('18 dB');
  expect(clipSoundNote(placed({}).cut)).toBeNull();
});
