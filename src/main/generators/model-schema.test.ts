import { describe, expect, it, test } from 'vitest';
import { guessCategory, guessWords } from './guess-words.ts';
import { aspectsOf, aspectWords, secondsAs, secondsOf } from './model-facts.ts';
import { modelFields } from './model-schema.ts';

const root = {
  components: {
    schemas: {
      Ratio: { type: 'string', enum: ['16:9', '9:16', '4:3'] },
      Size: { type: 'object', properties: { width: { type: 'integer' } } },
      Circle: { $ref: '#/components/schemas/Circle' },
    },
  },
};
const fieldOf = (schema: object, name = 'x', required: string[] = []) =>
  modelFields({ properties: { [name]: schema }, required }, root)[0];

test.each<[string, object, object]>([
  ['plain text', { type: 'string', title: 'Prompt' }, { type: 'text', title: 'Prompt', choices: [] }],
  ['an address', { type: 'string', format: 'uri' }, { type: 'file' }],
  [
    'a choice behind allOf',
    { allOf: [{ $ref: '#/components/schemas/Ratio' }], default: '16:9' },
    { type: 'choice', choices: ['16:9', '9:16', '4:3'], usual: '16:9' },
  ],
  [
    'a choice among alternatives',
    { anyOf: [{ $ref: '#/components/schemas/Size' }, { enum: ['big', 'small'] }] },
    { type: 'choice', choices: ['big', 'small'] },
  ],
  ['what may be null', { anyOf: [{ type: 'integer' }, { type: 'null' }] }, { type: 'integer', usual: null }],
  ['types of OpenAPI 3.1', { type: ['null', 'number'], minimum: 0, maximum: 2 }, { type: 'number', least: 0, most: 2 }],
  ['a switch', { type: 'boolean', default: true }, { type: 'switch', usual: true }],
  ['an object', { $ref: '#/components/schemas/Size' }, { type: 'other' }],
  ['a circle', { $ref: '#/components/schemas/Circle' }, { type: 'other' }],
  ['a reference to nowhere', { $ref: '#/components/schemas/None', title: 'Lost' }, { type: 'other', title: 'Lost' }],
  ['a reference out of the document', { $ref: 'https://other.example/schema' }, { type: 'other' }],
])('reads %s', (_, schema, field) => expect(fieldOf(schema)).toMatchObject({ name: 'x', ...field }));

describe('fields', () => {
  it('take an address for a file by its name, too', () => {
    expect(fieldOf({ type: 'string' }, 'image_url')?.type).toBe('file');
  });

  it('are required only where nothing is sent instead', () => {
    expect(fieldOf({ type: 'string' }, 'x', ['x'])?.required).toBe(true);
    expect(fieldOf({ type: 'string', default: 'a' }, 'x', ['x'])?.required).toBe(false);
  });

  it('come in the vendor’s order', () => {
    const properties = { b: { 'x-order': 1 }, a: { 'x-order': 0 } };
    expect(modelFields({ properties }, {}).map(({ name }) => name)).toEqual(['a', 'b']);
    const listed = { properties: { c: {}, b: {}, a: {} }, 'x-fal-order-properties': ['a', 'b'] };
    expect(modelFields(listed, {}).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('of what is no schema are none', () => expect(modelFields({}, {})).toEqual([]));
});

const inputs = (...schemas: [string, object][]) =>
  modelFields({ properties: Object.fromEntries(schemas), required: ['image'] }, root);
const clip = inputs(
  ['prompt', { type: 'string' }],
  ['negative_prompt', { type: 'string' }],
  ['image', { type: 'string', format: 'uri' }],
  ['end_image', { type: 'string', format: 'uri' }],
  ['duration', { enum: ['4s', '8s'] }],
  ['image_size', { enum: ['landscape_16_9', 'portrait_16_9', 'portrait_4_3', 'square', 'square_hd'] }],
  ['num_frames', { type: 'integer' }],
  ['seed', { type: 'integer' }],
);

describe('what inputs are taken for', () => {
  it('goes by their names and types', () => {
    expect(guessWords(clip, 'image-to-video')).toEqual({
      ...{ prompt: 'prompt', still: 'image', endStill: 'end_image', seconds: 'duration', aspect: 'image_size' },
      seed: 'seed',
    });
    expect(guessWords(inputs(['text', { type: 'string' }], ['voice', { enum: ['a'] }]), 'speech')).toEqual({
      ...{ prompt: 'text', voice: 'voice' },
    });
    expect(
      guessWords(inputs(['duration', { type: 'boolean' }], ['image', { type: 'array' }]), 'text-to-video'),
    ).toEqual({});
  });

  it('says which lengths and shapes a model makes', () => {
    const guess = guessWords(clip, 'image-to-video');
    expect(secondsOf({ fields: clip, guess })).toEqual([4, 8]);
    expect(aspectsOf({ fields: clip, guess })).toEqual(['16:9', '9:16', '1:1']);
    expect(aspectWords(clip.find(({ name }) => name === 'image_size'))).toEqual({
      ...{ '16:9': 'landscape_16_9', '9:16': 'portrait_16_9', '1:1': 'square' },
    });
    expect(aspectsOf({ fields: clip, guess: {} })).toBeNull();
    const range = inputs(['duration', { type: 'integer', minimum: 3, maximum: 12 }]);
    expect(secondsOf({ fields: range, guess: { seconds: 'duration' } })).toEqual({ min: 3, max: 12 });
  });

  it.each([
    [{ type: 'integer' }, 'number'],
    [{ enum: ['5', '10'] }, 'text'],
    [{ enum: ['4s', '8s'] }, 'text-s'],
    [{ type: 'string', default: '6s' }, 'text-s'],
    [{ enum: [5, 10] }, 'number'],
  ])('lengths like %j go as %s', (schema, way) => expect(secondsAs(fieldOf(schema))).toBe(way));
});

test.each([
  [clip, 'https://files.example/a.mp4?x=1', '', 'image-to-video'],
  [clip.slice(0, 2), 'out.mp4', '', 'text-to-video'],
  [clip, 'out.webp', 'Animates images into video', 'text-to-image'],
  [inputs(['text', {}], ['speaker', {}]), '', '', 'speech'],
  [inputs(['prompt', {}]), '', 'A video model', 'text-to-video'],
  [inputs(['prompt', {}]), '', 'Pictures of foxes', 'text-to-image'],
])('guesses what a model makes', (fields, example, about, category) => {
  expect(guessCategory(fields, example, about)).toBe(category);
});
