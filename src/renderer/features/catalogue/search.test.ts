import { expect, test } from 'vitest';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import { isOneSlip, searched } from './search.ts';

const generators = [
  testGeneratorView('kling-3-fal', { name: 'Kling 3.0', maker: 'Kuaishou', vendorName: 'fal', family: 'kling' }),
  testGeneratorView('seedance', { name: 'Seedance 2', maker: 'ByteDance', strengths: ['product'] }),
  testGeneratorView('stable', { name: 'Stable Diffusion 3.5', alsoCalled: ['SD 3.5'] }),
  testGeneratorView('mine', { name: 'House style', source: 'own' }),
];
const found = (search: string) => searched(generators, search).map(({ id }) => id);

test('every word must be found, in model, maker, vendor, family or strengths', () => {
  expect(found('')).toHaveLength(4);
  expect(found('kuaishou FAL')).toEqual(['kling-3-fal']);
  expect(found('product')).toEqual(['seedance']);
  expect(found('kling product')).toEqual([]);
});

test('what people call it besides its name finds it', () => {
  expect(found('SD 3.5')).toEqual(['stable']);
});

test('a word that nothing holds may be one slip away, unless it is short', () => {
  expect(found('seedence')).toEqual(['seedance']);
  expect(found('kilng')).toEqual(['kling-3-fal']);
  expect(found('fla')).toEqual([]);
});

test.each([
  ['veo', 'veo', true],
  ['hailu', 'hailuo', true],
  ['haiuo', 'hailuo', true],
  ['wann', 'wan', true],
  ['lmua', 'luma', true],
  ['pika', 'piak', true],
  ['kling', 'kong', false],
  ['sora', 'soda2', false],
])('%s is one slip from %s: %s', (one, other, slip) => expect(isOneSlip(one, other)).toBe(slip));
