import { expect, test } from 'vitest';
import type { ModelField, ModelSheet } from '../../../shared/own-generator.ts';
import {
  draftOf,
  type ModelDraft,
  readSeconds,
  remainingFields,
  secondsText,
  withWord,
  wordName,
  wordsFor,
} from './model-draft.ts';
import { readDraft, readValue } from './read-draft.ts';

const field = (name: string, more: Partial<ModelField> = {}): ModelField => ({
  ...{ name, title: name, about: '', type: 'text', choices: [], least: null, most: null, usual: null, required: false },
  ...more,
});
const sheet: ModelSheet = {
  ...{ vendor: 'fal', model: 'fal-ai/wan', title: 'Wan', about: '', url: null, category: 'text-to-video' },
  fields: [
    field('prompt', { required: true }),
    field('duration', { type: 'choice', choices: [5, 10] }),
    field('steps', { type: 'integer', least: 1, most: 50, usual: 28 }),
    field('style', { required: true }),
    field('fast', { type: 'switch', usual: true }),
    field('image_url', { type: 'file' }),
  ],
  guess: { prompt: 'prompt', seconds: 'duration' },
  draft: {
    quality: 70,
    price: { micros: 200_000, per: 'second', certainty: 'estimate', asOf: '2026-11-20' },
    limits: { seconds: [5, 10], aspects: null },
  },
  problems: [],
};
const today = '2026-11-20';
const ready = (more: Partial<ModelDraft> = {}): ModelDraft => ({
  ...draftOf(sheet, null),
  ...{ price: { usd: '0.05', per: 'second' }, fixed: { style: 'noir' } },
  ...more,
});
const problems = (draft: ModelDraft) => {
  const read = readDraft(draft, today);
  return 'problems' in read ? Object.keys(read.problems) : [];
};

test('the form begins with what the schema says; a price that was only assumed is left to the user', () => {
  expect(draftOf(sheet, null)).toMatchObject({
    name: 'Wan',
    quality: '70',
    seconds: '5, 10',
    price: { usd: '', per: 'second' },
  });
});

test('a model that is decided anew begins as it was decided, without the inputs that it lost', () => {
  const read = readDraft(ready({ name: 'My Wan', quality: '88', fixed: { style: 'noir', fast: false } }), today);
  if (!('model' in read)) throw new Error('The draft cannot be read.');
  const { model } = read;
  const lost = { ...model, fields: { ...model.fields, seed: 'gone' }, fixed: { ...model.fixed, other: [1] } };
  const again = draftOf({ ...sheet, problems: ['Its price is not known.'] }, null, lost);
  expect(readDraft(again, today)).toEqual(read);
  expect(again.sheet.problems).toEqual([]);
  // Of another model nothing but what is said of it stays.
  expect(draftOf({ ...sheet, model: 'fal-ai/other' }, null, model)).toMatchObject({ name: 'My Wan', fixed: {} });
});

test('what is kept is the model with its inputs under our words, and what is always sent', () => {
  const read = readDraft(ready({ fixed: { style: 'noir', steps: '30', fast: false } }), today);
  expect(read).toEqual({
    model: {
      ...{ vendor: 'fal', model: 'fal-ai/wan', name: 'Wan', category: 'text-to-video', quality: 70 },
      price: { micros: 50_000, per: 'second', certainty: 'exact', asOf: today },
      ...{ fields: sheet.guess, fixed: { style: 'noir', steps: 30, fast: false } },
      ...{ seconds: [5, 10], aspects: null, workflow: null },
    },
  });
});

test('everything that is wrong is said at once, each where it is put right', () => {
  expect(problems(ready())).toEqual([]);
  expect(
    problems(
      ready({
        name: ' ',
        quality: '101',
        price: { usd: '', per: 'run' },
        seconds: 'long',
        fields: {},
        fixed: { steps: '99' },
      }),
    ),
  ).toEqual(['name', 'quality', 'price', 'seconds', 'prompt', 'fixed prompt', 'fixed steps', 'fixed style']);
});

test('a model’s own limits bind what is always sent', () => {
  const steps = field('steps', { type: 'integer', least: 1, most: 50 });
  expect(readValue(steps, '28')).toEqual({ value: 28 });
  expect(readValue(steps, '2.5')).toEqual({ problem: 'Write a whole number' });
  expect(readValue(steps, '0')).toEqual({ problem: '1 to 50' });
  expect(readValue(steps, '')).toEqual({ value: undefined });
  expect(readValue(field('a', { required: true, usual: 3 }), undefined)).toEqual({ value: undefined });
  expect(readValue(field('a', { type: 'choice', choices: [5, 10] }), 10)).toEqual({ value: 10 });
});

test('an input takes one of our words at most, and no fixed value besides', () => {
  const draft = ready({ fixed: { style: 'noir', steps: '30' } });
  const moved = withWord(draft, 'seed', 'steps');
  expect(moved.fields).toEqual({ prompt: 'prompt', seconds: 'duration', seed: 'steps' });
  expect(moved.fixed).toEqual({ style: 'noir' });
  expect(withWord(moved, 'seconds', 'steps').fields).toEqual({ prompt: 'prompt', seconds: 'steps' });
  expect(withWord(moved, 'seed', null).fields).toEqual({ prompt: 'prompt', seconds: 'duration' });
});

test('files and what nobody understands are left to the model', () => {
  const { settable, others } = remainingFields(ready());
  expect(settable.map(({ name }) => name)).toEqual(['steps', 'style', 'fast']);
  expect(others.map(({ name }) => name)).toEqual(['image_url']);
});

test('a guess outside of the category’s usual words stays to be seen', () => {
  expect(wordsFor({ category: 'text-to-image', fields: { seconds: 'duration' } })).toContain('seconds');
});

test('a model of another category is sent only what that one is asked for', () => {
  const voice = ready({ category: 'speech', fields: { prompt: 'prompt', voice: 'style', seconds: 'duration' } });
  expect(wordsFor(voice)).toEqual(['prompt', 'voice', 'speed']);
  expect(wordName('prompt', 'speech')).toBe('Words to speak');
  expect(remainingFields(voice).settable.map(({ name }) => name)).toContain('duration');
  expect(readDraft(voice, today)).toMatchObject({ model: { fields: { prompt: 'prompt', voice: 'style' } } });
  const avatar = { ...voice, category: 'avatar' as const };
  expect(problems(avatar)).toContain('prompt');
  expect(problems({ ...avatar, fields: { script: 'prompt', voice: 'style' } })).toEqual([]);
});

test.each([
  ['5, 10', [5, 10]],
  ['4 to 12', { min: 4, max: 12 }],
  ['4-12', { min: 4, max: 12 }],
  ['6', [6]],
  ['', null],
  ['12 to 4', undefined],
  ['soon', undefined],
])('lengths: %s', (text, seconds) => {
  expect(readSeconds(text)).toEqual(seconds);
  if (seconds !== undefined) expect(readSeconds(secondsText(seconds))).toEqual(seconds);
});
