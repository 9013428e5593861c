import { expect, test } from 'vitest';
import { ownPage } from './own-page.ts';

test.each([
  ['app://studio/index.html', true],
  ['app://studio/', true],
  ['app://studio.evil/index.html', false],
  ['app://evil/studio', false],
  ['media://film/a/b/media', false],
  ['file:///etc/passwd', false],
  ['https://studio/', false],
  ['data:text/html,x', false],
  ['http://localhost:5173/', false],
  ['nonsense', false],
])('%s is our page: %s', (url, expected) => {
  expect(ownPage(null)(url)).toBe(expected);
});

test('while developing, the dev server’s origin is ours too, and no other port', () => {
  const isOwn = ownPage('http://localhost:5173');
  expect([isOwn('http://localhost:5173/x'), isOwn('http://localhost:5174/'), isOwn('https://localhost:5173/')]).toEqual(
    [true, false, false],
  );
});
