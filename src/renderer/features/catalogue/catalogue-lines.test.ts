import { expect, test } from 'vitest';
import type { GeneratorView } from '../../../shared/generator.ts';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import { type CatalogueLine, catalogueLines, familyName, generatorFrom } from './catalogue-lines.ts';

const price = (micros: number): GeneratorView['price'] => ({
  micros,
  per: 'run',
  certainty: 'exact',
  asOf: '2026-11-01',
});
const kling = { family: 'kling', name: 'Kling 3.0' };
const keyless = { usable: false, hindrance: 'needs a key' };
const retired = { kind: 'retired', since: '2026-09', successor: null, note: '' } as const;
const byHand = { kind: 'hand-off', url: 'https://x.example', template: '', note: '' } as const;
const generators = [
  testGeneratorView('kling-cheap', { ...kling, ...keyless, price: price(100_000) }),
  testGeneratorView('kling-dear', { ...kling, price: price(400_000), quality: 91, typicalSeconds: 20 }),
  testGeneratorView('kling-usable', { ...kling, price: price(300_000), quality: 90, typicalSeconds: 90 }),
  testGeneratorView('kling-old', { ...kling, usable: false, status: retired, price: price(0), quality: 99 }),
  testGeneratorView('canva', { family: 'canva', name: 'Canva', usable: false, status: byHand, price: price(0) }),
];
const keys = (lines: readonly CatalogueLine[]) => lines.map(({ key }) => key);

test('by model, a family stands together: usable ones by price, then what needs a key, what is gone last', () => {
  const lines = catalogueLines(generators, 'model');
  expect(keys(lines)).toEqual([
    ...['family kling', 'kling-usable', 'kling-dear', 'kling-cheap', 'kling-old'],
    ...['family canva', 'canva'],
  ]);
  expect(lines[0]).toMatchObject({ name: 'Kling', text: '4 generators · 2 usable now, from $0.30' });
});

test('families with something usable come first, the better ones before; those by hand or gone last', () => {
  const one = (family: string, more: Partial<GeneratorView>) => testGeneratorView(family, { family, ...more });
  const families = [
    one('by-hand', { usable: false, status: byHand, quality: 99 }),
    one('gone', { usable: false, status: retired, quality: 99 }),
    one('keyless', { ...keyless, quality: 95 }),
    one('plain', { quality: 60 }),
    one('good', { quality: 80 }),
    // Its best one needs a key: that does not count here.
    testGeneratorView('good-pro', { family: 'plain', ...keyless, quality: 98 }),
  ];
  const heads = catalogueLines(families, 'model').flatMap(({ kind, key }) => (kind === 'family' ? [key.slice(7)] : []));
  expect(heads).toEqual(['good', 'plain', 'keyless', 'by-hand', 'gone']);
});

test('what cannot be ordered comes last, however cheap or good it was', () => {
  expect(keys(catalogueLines(generators, 'price')).slice(0, 3)).toEqual(['kling-cheap', 'kling-usable', 'kling-dear']);
  expect(keys(catalogueLines(generators, 'quality'))[0]).toBe('kling-dear');
  expect(keys(catalogueLines(generators, 'speed'))[0]).toBe('kling-dear');
  expect(keys(catalogueLines(generators, 'name'))[0]).toBe('canva');
});

test('a family is called as its models or their maker write it', () => {
  const named = (name: string, maker = 'x') => [testGeneratorView('a', { name, maker })];
  expect(familyName('flux', named('FLUX.2 pro'))).toBe('FLUX');
  expect(familyName('gpt-image', named('GPT Image 2'))).toBe('GPT Image');
  expect(familyName('elevenlabs', named('Flash v2.5', 'ElevenLabs'))).toBe('ElevenLabs');
  expect(familyName('veo', named('Something'))).toBe('Veo');
});

test('keys pass over heads of families', () => {
  const lines = catalogueLines(generators, 'model');
  expect(generatorFrom(lines, 0, 1)).toBe(1);
  expect(generatorFrom(lines, 5, 1)).toBe(6);
  expect(generatorFrom(lines, 5, -1)).toBe(4);
  expect(generatorFrom(lines, 0, -1)).toBe(-1);
});
