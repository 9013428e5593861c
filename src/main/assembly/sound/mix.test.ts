import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Cut, planCut } from '../../../shared/cut.ts';
import { canvases, newFilm, newScene, type Scene } from '../../../shared/film.ts';
import { testTake } from '../../../shared/test-take.ts';
import { frameRates } from '../../../shared/time.ts';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import { addSamples } from './add-samples.ts';
import { gainFor, planMix } from './mix.ts';

function cutOf(init: Partial<Scene>, clip: number | null, voice: number | null, fps = canvases['16:9'].fps): Cut {
  const scenes = [newScene({ ...init, join: { kind: 'crossfade', seconds: 0.5 } }), newScene({ seconds: 2 })];
  const [scene] = scenes as [Scene, Scene];
  const takes = [
    ...(clip === null ? [] : [testTake(scene.id, 'picture', { seconds: clip, audioCodec: 'aac' })]),
    ...(voice === null ? [] : [testTake(scene.id, 'voice', { seconds: voice })]),
  ];
  return planCut(newFilm({ title: 'x', scenes, canvas: { ...canvases['16:9'], fps } }), takes);
}

test('a narration is heard in full, between absolute frames', () => {
  const { pieces, samples } = planMix(cutOf({ narration: 'Hello.' }, null, 2));
  expect(pieces).toMatchObject([{ start: 12_800, samples: 96_000, gainDb: 0, loop: false }]);
  expect(samples).toBe(((79 - 15 + 60) * 48_000) / 30);
});

test.each<[string, Partial<Scene>, number, number | null, object[]]>([
  [
    'alone it is heard as it is',
    { seconds: 4 },
    5,
    null,
    [{ samples: 192_000, gainDb: 0, loop: false, fadeOut: 24_000 }],
  ],
  ['under a narration it steps back', { narration: 'Hello.' }, 5, 2, [{ gainDb: 0 }, { start: 0, gainDb: -18 }]],
  ['a loop goes on', { seconds: 4, reach: 'loop' }, 1, null, [{ samples: 192_000, loop: true }]],
  ['a held clip falls silent', { seconds: 4, reach: 'hold' }, 1, null, [{ samples: 48_000, loop: false }]],
  ['a slowed clip is silent', { seconds: 4, reach: 'slow' }, 1, null, []],
])('clip sound: %s', (_, init, clip, voice, pieces) => {
  const found = planMix(cutOf(init, clip, voice)).pieces;
  expect(found).toHaveLength(pieces.length);
  expect(found).toMatchObject(pieces);
});

test.each(frameRates)('at %s the sound is as long as the picture to the sample', (fps) => {
  const cut = cutOf({ narration: 'Hello.' }, null, 1.234, fps);
  const [num = 0, den = 1] = fps.split('/').map(Number);
  expect(planMix(cut).samples).toBe(Math.round((cut.frames * den * 48_000) / num));
});

test('a picture change leaves the mix alone, a voice change does not', () => {
  const narration = 'Hello.';
  const base = planMix(cutOf({ narration, seconds: 4 }, null, 2)).hash;
  expect(planMix(cutOf({ narration, seconds: 4, fit: 'fit', title: 'x' }, null, 2)).hash).toBe(base);
  expect(planMix(cutOf({ narration, seconds: 4 }, null, 2.5)).hash).not.toBe(base);
  expect(planMix(cutOf({ narration, seconds: 5 }, null, 2)).hash).not.toBe(base);
});

test.each([
  ['    I:         -23.4 LUFS', 9.4],
  ['    I:          -8.0 LUFS', -6],
  ['    I:         -50.0 LUFS', 20],
  ['    I:         -70.0 LUFS', 0],
  ['no figures', 0],
])('%j gets %f dB', (log, gain) => {
  expect(gainFor(log)).toBeCloseTo(gain);
});

test('samples are added, also over what is there and past the end', async () => {
  const dir = temporaryFolder();
  const file = async (name: string, samples: number[]) => {
    const handle = await open(join(dir, name), 'w+');
    await handle.write(new Uint8Array(new Float32Array(samples).buffer), 0, samples.length * 4, 0);
    return handle;
  };
  const into = await file('into', [1, 1, 1]);
  const from = await file('from', [0.5, 0.25, 0.125]);
  await addSamples(into, 8, from);
  const bytes = await into.readFile().then(() => into.read(new Uint8Array(20), 0, 20, 0));
  expect([...new Float32Array(bytes.buffer.buffer)]).toEqual([1, 1, 1.5, 0.25, 0.125]);
  await Promise.all([into.close(), from.close()]);
});
