import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newsBurst } from './news-burst.ts';

describe('a burst', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is handed on together, and each later one again', () => {
    const heard: (readonly string[])[] = [];
    const burst = newsBurst<string>((news) => heard.push(news));
    burst.add('a');
    burst.add('b');
    expect(heard).toEqual([]);
    vi.runAllTimers();
    burst.add('c');
    vi.runAllTimers();
    expect(heard).toEqual([['a', 'b'], ['c']]);
  });

  it('is dropped when nobody listens any more', () => {
    const heard: unknown[] = [];
    const burst = newsBurst<string>((news) => heard.push(news));
    burst.add('a');
    burst.stop();
    vi.runAllTimers();
    expect(heard).toEqual([]);
  });
});
