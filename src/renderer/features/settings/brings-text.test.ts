import { expect, test } from 'vitest';
import { testGeneratorView } from '../../../shared/test-generator.ts';
import { bringsText } from './brings-text.ts';

test('a key is worth the generators that come with it', () => {
  const of = (id: string, more: Parameters<typeof testGeneratorView>[1]) =>
    testGeneratorView(id, { vendor: 'fal', ...more });
  const generators = [
    of('kling', {}),
    of('veo', { category: 'image-to-video' }),
    of('flux', { category: 'text-to-image' }),
    of('tts', { role: 'voice', category: 'speech' }),
    testGeneratorView('other'),
  ];
  expect(bringsText(generators, 'fal')).toBe('2 for clips · 1 for stills · 1 for voices');
  expect(bringsText(generators, 'none')).toBe('');
});
