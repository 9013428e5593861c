import { expect, test } from 'vitest';
import { type Film, newFilm, newScene, type Scene } from '../../shared/film.ts';
import type { Generator } from '../../shared/generator.ts';
import { newId } from '../../shared/ids.ts';
import { testGeneratorView } from '../../shared/test-generator.ts';
import { freezeInputs } from './freeze-inputs.ts';

const still = newId('take');
type Changes = Parameters<typeof testGeneratorView>[1];
const clip = (changes: Changes = {}): Generator => ({
  ...testGeneratorView('clip', { name: 'Clip', ...changes }),
  route: {},
});
const speech = (): Generator =>
  clip({
    role: 'voice',
    category: 'speech',
    price: { micros: 15_000, per: 'thousand-characters', certainty: 'exact', asOf: '2026-11-01' },
    voices: [{ id: 'ada', name: 'Ada', language: 'en' }],
  });
const voiced = (voice: string, speed: number): Partial<Film> => ({
  voice: { ...newFilm({ title: 'Film' }).voice, generator: 'x', voice, speed },
});

function freeze(
  generator: Generator,
  scene: Partial<Scene> = {},
  film: Partial<Film> = {},
  onScreen = 6.2,
  seedAsked = false,
) {
  const whole = newScene({ title: 'Opening', prompt: ' A harbour ', narration: ' Good morning. ', still, ...scene });
  return freezeInputs({
    film: newFilm({ title: 'Film', look: { style: ' Warm ' }, ...film }),
    scene: whole,
    generator,
    onScreen,
    seed: { value: 7, asked: seedAsked },
  });
}

test('a picture asks for the prompt in the film’s look, long enough, with the still', () => {
  expect(freeze(clip())).toEqual({
    inputs: {
      role: 'picture',
      prompt: 'A harbour, Warm',
      script: '',
      title: 'Opening',
      kind: 'story',
      seconds: 10,
      aspect: '16:9',
      width: 1280,
      height: 720,
      fps: '30',
      seed: 7,
      stillTakeId: still,
      endStillTakeId: null,
    },
    priceCeilingMicros: 500_000,
    warnings: [],
  });
  expect(freeze(clip(), {}, { look: { style: '  ' } }).inputs).toMatchObject({ prompt: 'A harbour' });
});

test('says what cannot be had', () => {
  expect(freeze(clip(), {}, {}, 12).warnings).toEqual(['Clip makes at most 10.0 s; the scene is 12.0 s.']);
  const image = clip({ limits: { still: 'no' }, category: 'text-to-image' });
  const frozen = freeze(image, {}, {}, 12);
  expect(frozen.inputs).toMatchObject({ stillTakeId: null });
  expect(frozen.warnings).toEqual(["Clip takes no still, so the scene's still was left out."]);
});

test('a picture ends on the given one where the generator can and where it starts on one', () => {
  const endStill = newId('take');
  const able = clip({ limits: { lastFrame: true } });
  expect(freeze(able, { endStill })).toMatchObject({ inputs: { stillTakeId: still, endStillTakeId: endStill } });
  expect(freeze(able, { endStill }).warnings).toEqual([]);
  expect(freeze(able, { endStill, still: null })).toMatchObject({
    inputs: { stillTakeId: null, endStillTakeId: null },
    warnings: ['Clip ends on a picture only where it starts on one, so the picture to end on was left out.'],
  });
  expect(freeze(clip(), { endStill })).toMatchObject({
    inputs: { endStillTakeId: null },
    warnings: ['Clip cannot end on a given picture, so it was left out.'],
  });
});

test('a voice speaks the narration, in the film’s voice where the generator has it', () => {
  expect(freeze(speech(), {}, voiced('ada', 1.2))).toEqual({
    inputs: { role: 'voice', text: 'Good morning.', voice: 'ada', speed: 1.2 },
    priceCeilingMicros: 195,
    warnings: [],
  });
  const other = freeze(speech(), {}, voiced('bob', 1));
  expect(other.inputs).toMatchObject({ voice: null });
  expect(other.warnings).toEqual(['Clip has no voice bob; its first voice speaks.']);
});

test.each([
  [true, true, []],
  [false, false, []],
  [false, true, ['Clip takes no seed.']],
])('a generator that takes a seed (%s), where one was asked for (%s), warns %j', (seed, asked, warnings) => {
  const frozen = freeze(clip({ limits: { seed } }), {}, {}, 6.2, asked);
  expect(frozen.inputs).toMatchObject({ seed: 7 });
  expect(frozen.warnings).toEqual(warnings);
});
