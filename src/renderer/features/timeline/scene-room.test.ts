import { expect, test } from 'vitest';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { testTake } from '../../../shared/test-take.ts';
import { lanesOf } from './lanes.ts';
import { narrationFrames, roomForJoin } from './scene-room.ts';

const spoken = newScene({ narration: 'Hello there.', seconds: 20, join: { kind: 'crossfade', seconds: 3 } });
const after = newScene({ narration: 'And again.' });
const silent = newScene({ seconds: 4 });
const film = newFilm({ title: 'Test', scenes: [spoken, after, silent] });
const takes = [testTake(spoken.id, 'voice', { seconds: 2 })];

test('a scene needs its narration with the air before and after it, and more before a spoken one that fades in', () => {
  // 0.25 s before, 2 s of speech, and 2.75 s for a fade that the next voice must not fall into.
  expect(narrationFrames(film, takes, spoken.id)).toBe(8 + 60 + 82);
  expect(narrationFrames(film, takes, silent.id)).toBeNull();
  expect(narrationFrames(film, takes, 'sc_unknown')).toBeNull();
});

test('a transition has room for half of the shorter scene, and the last scene for none', () => {
  const cut = planCut(film, takes);
  expect(roomForJoin(cut, after.id)).toBe(Math.floor(Math.min(120, cut.scenes[1]?.frames ?? 0) / 2));
  expect(roomForJoin(cut, silent.id)).toBe(0);
});

test('lanes are there for what the film has; the switch of captions stays while they are left out', () => {
  const cut = planCut(film, takes);
  expect(lanesOf(cut, true)).toEqual(['ruler', 'picture', 'captions', 'voice', 'music']);
  const bare = planCut({ ...film, captions: { ...film.captions, on: false } }, []);
  expect(lanesOf(bare, false)).toContain('captions');
  const clip = testTake(silent.id, 'picture', { audioCodec: 'aac' });
  expect(lanesOf(planCut(film, [clip]), true)).toContain('clips');
});
