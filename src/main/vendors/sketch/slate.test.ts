import { expect, test } from 'vitest';
import { slateScript } from './slate.ts';

const wish = { title: 'Title', prompt: 'A prompt', width: 1280, height: 720 };
const said = (script: string | null) => script?.split('\n').find((line) => line.startsWith('Dialogue')) ?? '';

test('title and prompt stand at the top right, in Inter', () => {
  const script = slateScript(wish);
  expect(script).toContain('PlayResX: 1280');
  expect(script).toMatch(/Style: slate,Inter,.*,9,640,40,40,1$/m);
  expect(said(script)).toMatch(/Inter SemiBold.*\}Title\\N.*\}A prompt$/);
});

test('nothing to say is no script', () => {
  expect(slateScript({ ...wish, title: ' ', prompt: '' })).toBeNull();
});

test('text cannot give orders to libass', () => {
  const line = said(slateScript({ ...wish, title: '', prompt: 'a {\\b1} \\N b\nc' }));
  expect(line.endsWith('a \\{\\\u2060b1\\} \\\u2060N b c')).toBe(true);
});

test.each([
  ['English', 'word '.repeat(400)],
  ['Chinese', '光'.repeat(400)],
])('a long %s prompt is cut with an ellipsis', (_, prompt) => {
  const line = said(slateScript({ ...wish, prompt }));
  expect(line.endsWith('…')).toBe(true);
  expect(line.length).toBeLessThan(300);
});
