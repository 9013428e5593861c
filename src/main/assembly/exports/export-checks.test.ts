import { expect, test } from 'vitest';
import type { Cut, CutScene } from '../../../shared/cut.ts';
import { planCut } from '../../../shared/cut.ts';
import { newFilm, newScene } from '../../../shared/film.ts';
import { testTake } from '../../../shared/test-take.ts';
import type { MixMeasured } from '../sound/loudness.ts';
import { soundMusic } from '../sound/test-sound.ts';
import { checksOf, type MeasuredFilm } from './export-checks.ts';
import { tiny } from './test-film.ts';

const film = {
  ...newFilm({ title: 'Tea', canvas: tiny }),
  scenes: [newScene({ seconds: 4 }), newScene({ seconds: 4 })],
};
const plain = planCut(film, []);
const withScene = (change: Partial<CutScene>): Cut => ({
  ...plain,
  scenes: plain.scenes.map((scene, index) => (index === 0 ? { ...scene, ...change } : scene)),
});
const moving = withScene({ motion: 'in' });
const music = soundMusic('x.mp3', 60);
const heard: MixMeasured & { seconds: number } = {
  ...{ lufs: -14.1, rangeLu: 3, truePeakDb: -1.2, silences: [], silentSeconds: 0, seconds: 8 },
};
const good: MeasuredFilm = {
  cut: { ...plain, music },
  picture: { frames: 240, seconds: 8, step: 1 },
  sound: heard,
  findings: { black: [], frozen: [] },
};
const said = (change: Partial<MeasuredFilm>) =>
  Object.fromEntries(
    checksOf({ ...good, ...change }).map(({ name, ok, text }) => [name, `${ok ? 'fine' : 'look'}: ${text}`]),
  );

test('a good film has nothing to look at', () => {
  expect(said({})).toEqual({
    length: 'fine: 8.0 s, as planned',
    frames: 'fine: 240 frames, as planned',
    sync: 'fine: Sound and picture end 0.0 ms apart',
    loudness: 'fine: -14.1 LUFS, aimed at -14',
    peak: 'fine: True peak at -1.2 dB',
    silence: 'fine: Silent only where nothing sounds',
    black: 'fine: Nowhere black',
    frozen: 'fine: Stands still only where it is meant to',
  });
});

test.each<[string, Partial<MeasuredFilm>, Record<string, string>]>([
  [
    'a length beyond a frame',
    { picture: { frames: 242, seconds: 8.067, step: 1 } },
    { length: 'look: 8.1 s instead of 8.0 s', frames: 'look: 242 instead of 240' },
  ],
  [
    'a loop may end where its own frames do',
    { picture: { frames: null, seconds: 8.1, step: 3 } },
    { length: 'fine: 8.1 s instead of 8.0 s' },
  ],
  [
    'sound that ends early',
    { sound: { ...heard, seconds: 7.9 } },
    { sync: 'look: Sound and picture end 100.0 ms apart' },
  ],
  ['loudness off its aim', { sound: { ...heard, lufs: -17 } }, { loudness: 'look: -17.0 LUFS, aimed at -14' }],
  [
    'whispers',
    { sound: { ...heard, lufs: null, truePeakDb: null } },
    { loudness: 'look: Too quiet to measure, aimed at -14 LUFS' },
  ],
  ['peaks', { sound: { ...heard, truePeakDb: -0.2 } }, { peak: 'look: True peak at -0.2 dB' }],
  [
    'silence under music',
    { sound: { ...heard, silences: [{ start: 1, end: 4 }] } },
    { silence: 'look: Silent for 3.0 s, first at 0:01.0' },
  ],
  [
    'black',
    { findings: { black: [{ from: 30, to: 60 }], frozen: [] } },
    { black: 'look: Black for 1.0 s, first at 0:01.0' },
  ],
  [
    'a frozen clip',
    { cut: { ...moving, music }, findings: { black: [], frozen: [{ from: 0, to: 60 }] } },
    { frozen: 'look: Stands still for 2.0 s, first at 0:00.0' },
  ],
])('%s', (_, change, expected) => {
  expect(said(change)).toMatchObject(expected);
});

test('what the film means to do is no finding', () => {
  const dip = withScene({ transition: 'dip-black', joinFrames: 30 });
  const black = { black: [{ from: 100, to: 110 }], frozen: [] };
  expect(said({ cut: { ...dip, music }, findings: black })).toMatchObject({ black: 'fine: Nowhere black' });
  const held = withScene({ motion: 'none', clip: { from: 0, length: 1, speed: 1, filling: { kind: 'once' } } });
  const frozen = { black: [], frozen: [{ from: 30, to: 119 }] };
  expect(said({ cut: held, findings: frozen }).frozen).toMatch(/^fine/);
  const looped = withScene({ motion: 'none', clip: { from: 0, length: 1, speed: 1, filling: { kind: 'loop' } } });
  expect(said({ cut: looped, findings: frozen }).frozen).toMatch(/^look/);
});

test('silence after music that ends, and where a clip is held, is no finding', () => {
  const silent = (start: number) => ({ sound: { ...heard, silences: [{ start, end: 8 }] } });
  const short = { ...plain, music: soundMusic('x.mp3', 3, { loop: false }) };
  expect(said({ cut: short, ...silent(3) }).silence).toMatch(/^fine/);
  expect(said({ cut: short, ...silent(1) }).silence).toMatch(/^look/);
  const scene = newScene({ seconds: 8, reach: 'hold' });
  const clip = testTake(scene.id, 'picture', { seconds: 2, audioCodec: 'aac' });
  const held = planCut(newFilm({ title: 'Tea', canvas: tiny, scenes: [scene] }), [clip]);
  expect(said({ cut: held, ...silent(2) }).silence).toMatch(/^fine/);
  const looped = planCut(newFilm({ title: 'Tea', canvas: tiny, scenes: [{ ...scene, reach: 'loop' }] }), [clip]);
  expect(said({ cut: looped, ...silent(2) }).silence).toMatch(/^look/);
});

test('a film without sound is not measured for loudness, and silent files have no word on it', () => {
  expect(said({ cut: plain, sound: { ...heard, lufs: null, silences: [{ start: 0, end: 8 }] } })).toMatchObject({
    sound: 'fine: Nothing in the film sounds',
  });
  expect(Object.keys(said({ sound: null }))).toEqual(['length', 'frames', 'black', 'frozen']);
  expect(Object.keys(said({ picture: null, findings: null }))).toEqual(['length', 'loudness', 'peak', 'silence']);
});
