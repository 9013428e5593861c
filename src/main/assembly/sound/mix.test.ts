import { expect, test } from 'vitest';
import { type Cut, planCut } from '../../../shared/cut.ts';
import { canvases, type Film, newFilm, newScene, type Scene } from '../../../shared/film.ts';
import { usualFilmSound } from '../../../shared/sound.ts';
import { testTake } from '../../../shared/test-take.ts';
import { frameRates } from '../../../shared/time.ts';
import { planMix, type SoundEncoding } from './mix.ts';
import { soundMusic } from './test-sound.ts';

const aac: SoundEncoding = { codec: 'aac', kbps: 192 };
const muted = { gainDb: 0, muted: true };

function cutOf(init: Partial<Scene>, clip: number | null, voice: number | null, film: Partial<Film> = {}): Cut {
  const scenes = [newScene({ join: { kind: 'crossfade', seconds: 0.5 }, ...init }), newScene({ seconds: 2 })];
  const [scene] = scenes as [Scene, Scene];
  const takes = [
    ...(clip === null ? [] : [testTake(scene.id, 'picture', { seconds: clip, audioCodec: 'aac' })]),
    ...(voice === null ? [] : [testTake(scene.id, 'voice', { seconds: voice })]),
  ];
  return planCut(newFilm({ title: 'x', scenes, ...film }), takes);
}

const narration = 'Hello.';
const piecesOf = (cut: Cut) => planMix(cut, aac).pieces;

test('a narration is heard in full, between absolute frames', () => {
  const { pieces, samples } = planMix(cutOf({ narration }, null, 2), aac);
  const rounds = [{ start: 12_800, offset: 0, samples: 96_000, fadeIn: 240, fadeOut: 240 }];
  expect(pieces).toMatchObject([{ from: 0, seconds: 2, speed: 1, rounds, level: [{ gain: 1 }] }]);
  expect(samples).toBe(((79 - 15 + 60) * 48_000) / 30);
});

test.each<[string, Partial<Scene>, number, object]>([
  ['only as much as is seen', { seconds: 4 }, 5, { from: 0, seconds: 4, speed: 1, rounds: [{ samples: 192_000 }] }],
  ['a held clip falls silent', { seconds: 4, reach: 'hold' }, 1, { rounds: [{ samples: 48_000 }] }],
  [
    'a loop goes on in rounds',
    { seconds: 2.5, reach: 'loop' },
    1,
    { rounds: [{ samples: 48_000 }, { start: 48_000 }, { start: 96_000, offset: 0, samples: 24_000 }] },
  ],
  [
    'so does the loop of a trimmed part, at its speed',
    { seconds: 1, reach: 'loop', trim: { start: 1, end: 2 }, speed: 2 },
    5,
    { from: 1, seconds: 1, speed: 2, rounds: [{ samples: 24_000 }, { start: 24_000, samples: 24_000 }] },
  ],
])('clip sound: %s', (_, init, clip, piece) => {
  expect(piecesOf(cutOf(init, clip, null))).toMatchObject([piece]);
});

test.each(['slow', 'ping-pong'] as const)('a clip that reaches by %s is silent', (reach) => {
  expect(piecesOf(cutOf({ seconds: 4, reach }, 1, null))).toEqual([]);
});

test('levels of scene and film add up; what is muted is not decoded', () => {
  const levels = { voice: { gainDb: -6, muted: false }, clip: muted };
  const sound = { ...usualFilmSound, voice: { gainDb: -14, muted: false } };
  const pieces = piecesOf(cutOf({ narration, levels }, 5, 2, { sound }));
  expect(pieces).toHaveLength(1);
  expect(pieces[0]?.level[0]?.gain).toBeCloseTo(0.1);
  expect(piecesOf(cutOf({ narration }, 5, 2, { sound: { ...sound, voice: muted, clips: muted } }))).toEqual([]);
});

test('clip sound goes as the picture’s transition does, equally loud throughout', () => {
  const [piece] = piecesOf(cutOf({ seconds: 4 }, 5, null));
  const end = 4 * 48_000;
  expect(piece?.level.at(0)).toEqual({ sample: end - 24_000, gain: 1 });
  expect(piece?.level.at(8)?.gain).toBeCloseTo(Math.SQRT1_2);
  expect(piece?.level.at(-1)).toEqual({ sample: end, gain: expect.closeTo(0) });
});

test('music lies under the whole film, in rounds that overlap', () => {
  const sound = { ...usualFilmSound, music: soundMusic('m.mp3', 3, { startAt: 1 }) };
  const [first, piece] = piecesOf(cutOf({ seconds: 4, join: { kind: 'cut' } }, null, null, { sound }));
  expect(first).toMatchObject({ from: 1, seconds: 2, source: { kind: 'asset', file: 'm.mp3' } });
  expect(piece).toMatchObject({ from: 0, seconds: 3, source: { kind: 'asset', file: 'm.mp3' } });
  expect(first?.rounds).toMatchObject([{ start: 0, offset: 0, samples: 96_000, fadeIn: 240, fadeOut: 960 }]);
  expect(piece?.rounds).toMatchObject([
    { start: 96_000 - 960, offset: 0, samples: 144_000, fadeIn: 960, fadeOut: 960 },
    { start: 240_000 - 1920, offset: 0, samples: 48_000 + 1920, fadeIn: 960 },
  ]);
});

test('of long music only what is heard is decoded', () => {
  const sound = { ...usualFilmSound, music: soundMusic('m.mp3', 600, { startAt: 100 }) };
  expect(piecesOf(cutOf({ seconds: 4, join: { kind: 'cut' } }, null, null, { sound }))).toMatchObject([
    { from: 100, seconds: 6, rounds: [{ offset: 0, samples: 288_000 }] },
  ]);
});

test.each(frameRates)('at %s the sound is as long as the picture to the sample', (fps) => {
  const cut = cutOf({ narration }, null, 1.234, { canvas: { ...canvases['16:9'], fps } });
  const [num = 0, den = 1] = fps.split('/').map(Number);
  expect(planMix(cut, aac).samples).toBe(Math.round((cut.frames * den * 48_000) / num));
});

test('a picture change leaves the mix alone, a change of sound does not', () => {
  const hashOf = (init: Partial<Scene>, voice = 2, encoding = aac, film: Partial<Film> = {}) =>
    planMix(cutOf({ narration, seconds: 4, ...init }, 5, voice, film), encoding).hash;
  const base = hashOf({});
  expect(hashOf({ fit: 'fit', title: 'x', focus: { x: 0, y: 0 }, motion: 'in' })).toBe(base);
  const others = [
    hashOf({}, 2.5),
    hashOf({ seconds: 5 }),
    hashOf({ speed: 1.1 }),
    hashOf({ trim: { start: 0.5, end: null } }),
    hashOf({ levels: { voice: { gainDb: 1, muted: false }, clip: muted } }),
    hashOf({}, 2, { codec: 'mp3', kbps: 192 }),
    hashOf({}, 2, aac, { sound: { ...usualFilmSound, loudnessLufs: -23 } }),
    hashOf({}, 2, aac, { sound: { ...usualFilmSound, music: soundMusic('m.mp3', 60) } }),
  ];
  expect(new Set([base, ...others]).size).toBe(others.length + 1);
});

test('music that begins inside a long piece and goes round is decoded only where it is heard', () => {
  const music = soundMusic('x.mp3', 3600, { startAt: 3599, loop: true });
  const cut = cutOf({ seconds: 8, join: { kind: 'cut' } }, null, null, { sound: { ...usualFilmSound, music } });
  const pieces = piecesOf(cut);
  expect(pieces.map(({ from }) => from)).toEqual([3599, 0]);
  expect(pieces.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(10.02, 2);
  expect(pieces[1]?.rounds).toMatchObject([{ start: 0.98 * 48_000, offset: 0 }]);
});
