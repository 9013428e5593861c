import { describe, expect, test } from 'vitest';
import { type Film, newFilm, newScene, type Scene } from './film.ts';
import { newId } from './ids.ts';
import { inputsDigest, isStale, staleRoles, type TakeShape } from './inputs-digest.ts';
import type { Role, TakeView } from './take.ts';
import { testGeneratorView } from './test-generator.ts';
import { testTake } from './test-take.ts';

const picture = {
  role: 'picture',
  prompt: 'A fox, Warm',
  stillTakeId: null,
  endStillTakeId: null,
  aspect: '16:9',
} as const;
const voice = { role: 'voice', text: 'Hello.', voice: 'ada', speed: 1 } as const;

describe('the digest', () => {
  test('is the same for ever: takes on disk hold it', () => {
    expect(inputsDigest(picture)).toBe('04afb7973dda6b0657c89f3659d4');
    expect(inputsDigest(voice)).toBe('0c0a2ca738da4b0f99a829ab1239');
  });

  test('leaves seed, length and size aside', () => {
    const inputs = { ...picture, title: 'Fox', kind: 'hook', seconds: 5, width: 2, height: 2, fps: '30', seed: 7 };
    expect(inputsDigest(inputs)).toBe(inputsDigest(picture));
  });

  test('differs for whatever shapes the take, and for thousands of prompts', () => {
    const taken = newId('take');
    const shapes: TakeShape[] = [
      picture,
      { ...picture, prompt: 'A fox, warm' },
      { ...picture, stillTakeId: taken },
      { ...picture, stillTakeId: taken, endStillTakeId: taken },
      { ...picture, endStillTakeId: taken },
      { ...picture, aspect: '9:16' },
      voice,
      { ...voice, text: 'Hello!' },
      { ...voice, voice: null },
      { ...voice, speed: 1.1 },
      ...Array.from({ length: 20_000 }, (_, index) => ({ ...picture, prompt: `A fox ${index}` })),
    ];
    const digests = shapes.map(inputsDigest);
    expect(new Set(digests).size).toBe(shapes.length);
    expect(digests.every((digest) => /^[0-9a-f]{28}$/.test(digest))).toBe(true);
  });
});

const origin = {
  kind: 'generated',
  generator: 'g',
  vendor: 'v',
  jobId: newId('job'),
  attemptId: newId('attempt'),
  comparisonId: null,
} as const;
const scene = newScene({ prompt: 'A fox', narration: 'Hello.' });
const film = { ...newFilm({ title: 'Film', look: { style: 'Warm' }, scenes: [scene] }) };
const spoken: Film = { ...film, voice: { ...film.voice, voice: 'ada' } };
const made = (shape: TakeShape, changes: Partial<TakeView> = {}): TakeView =>
  testTake(scene.id, shape.role, {}, { origin, inputsDigest: inputsDigest(shape), ...changes });

describe('a take', () => {
  test.each<[string, TakeShape, Film, Scene, boolean]>([
    ['of what the scene asks', picture, film, scene, false],
    ['of other words', picture, film, { ...scene, prompt: 'A wolf' }, true],
    ['of another look', picture, { ...film, look: { style: 'Cold' } }, scene, true],
    ['of another shape', picture, { ...film, canvas: { ...film.canvas, aspect: '1:1' } }, scene, true],
    ['of another still', { ...picture, stillTakeId: newId('take') }, film, { ...scene, still: newId('take') }, true],
    ['of a scene that was renamed', picture, film, { ...scene, title: 'Fox', seconds: 9, kind: 'hook' }, false],
    ['that says what is to be said', voice, spoken, scene, false],
    ['that says something else', voice, spoken, { ...scene, narration: 'Bye.' }, true],
    ['at another pace', voice, { ...spoken, voice: { ...spoken.voice, speed: 1.5 } }, scene, true],
    ['in another voice', voice, { ...spoken, voice: { ...spoken.voice, voice: 'bob' } }, scene, true],
  ])('%s', (_, shape, nowFilm, nowScene, stale) => {
    expect(isStale(nowFilm, nowScene, made(shape))).toBe(stale);
  });

  test('whose generator takes no still, or lacks the voice, is judged by what reached it', () => {
    const still = { ...scene, still: newId('take') };
    const generator = (limits: 'no' | 'optional') => () =>
      testGeneratorView('g', { limits: { still: limits }, voices: [{ id: 'bob', name: 'Bob', language: 'en' }] });
    expect(isStale(film, still, made(picture))).toBe(false);
    expect(isStale(film, still, made(picture), generator('no'))).toBe(false);
    expect(isStale(film, still, made(picture), generator('optional'))).toBe(true);
    const ending = { ...still, endStill: newId('take') };
    const started = made({ ...picture, stillTakeId: ending.still });
    expect(isStale(film, ending, started)).toBe(false);
    expect(isStale(film, ending, started, generator('optional'))).toBe(false);
    const able = () => testGeneratorView('g', { limits: { lastFrame: true } });
    expect(isStale(film, ending, started, able)).toBe(true);
    const ended = made({ ...picture, stillTakeId: ending.still, endStillTakeId: ending.endStill });
    expect(isStale(film, ending, ended, able)).toBe(false);
    expect(isStale(film, ending, ended)).toBe(false);
    expect(isStale(film, { ...ending, endStill: null }, ended)).toBe(true);
    const first = made({ ...voice, voice: null });
    expect(isStale(spoken, scene, first, generator('no'))).toBe(false);
    expect(isStale({ ...spoken, voice: { ...spoken.voice, voice: 'bob' } }, scene, first, generator('no'))).toBe(true);
    expect(isStale(film, scene, first, generator('no'))).toBe(false);
  });

  test.each<[Role, string, boolean]>([
    ['picture', 'A fox, Warm', false],
    ['picture', 'A fox', true],
    ['voice', 'Hello.', false],
    ['voice', 'Bye.', true],
  ])('of before there were digests: %s %j', (role, prompt, stale) => {
    expect(isStale(film, scene, testTake(scene.id, role, {}, { origin, prompt }))).toBe(stale);
  });

  test('that was imported, or taken from another scene, is never stale', () => {
    expect(isStale(film, { ...scene, prompt: 'A wolf' }, testTake(scene.id, 'picture', {}, { prompt: 'x' }))).toBe(
      false,
    );
    expect(isStale(film, newScene({ prompt: 'A wolf' }), made(picture))).toBe(false);
  });
});

test('a scene is stale when the take in the cut is', () => {
  const old = made({ ...picture, prompt: 'A wolf, Warm' }, { number: 1 });
  const fresh = made(picture, { number: 2 });
  const voiced = made({ ...voice, text: 'Bye.' });
  expect(staleRoles(film, scene, [])).toEqual([]);
  expect(staleRoles(film, scene, [old, fresh])).toEqual([]);
  expect(staleRoles(film, { ...scene, circled: { picture: old.id, voice: null } }, [old, fresh, voiced])).toEqual([
    'picture',
    'voice',
  ]);
  expect(staleRoles(film, { ...scene, narration: '' }, [fresh, voiced])).toEqual([]);
});
