import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { letGo } from './let-go.ts';

function element(isConnected: boolean) {
  const calls: string[] = [];
  const parts = {
    isConnected,
    removeAttribute: (name: string) => calls.push(`no ${name}`),
    load: () => calls.push('load'),
  };
  return { calls, media: parts as unknown as HTMLMediaElement };
}

test('only an element that has left the page is emptied', async () => {
  const [gone, there] = [element(false), element(true)];
  letGo(gone.media);
  letGo(there.media);
  await setTimeout(5);
  expect(gone.calls).toEqual(['no src', 'load']);
  expect(there.calls).toEqual([]);
});
