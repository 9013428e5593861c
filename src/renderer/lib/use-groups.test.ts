import { describe, expect, it } from 'vitest';
import { regroup } from './use-groups.ts';

type Item = { readonly scene: string; readonly n: number };
const item = (scene: string, n: number): Item => ({ scene, n });
const sceneOf = ({ scene }: Item) => scene;

describe('groups of a list', () => {
  const [a1, a2, b1] = [item('a', 1), item('a', 2), item('b', 1)];
  const before = regroup(new Map(), [a1, b1, a2], sceneOf);

  it('hold the items of their key in order', () => {
    expect([...before]).toEqual([
      ['a', [a1, a2]],
      ['b', [b1]],
    ]);
  });

  it('stay the same lists where their items do, and are new ones elsewhere', () => {
    const after = regroup(before, [a1, item('b', 2), a2], sceneOf);
    expect(after.get('a')).toBe(before.get('a'));
    expect(after.get('b')).toEqual([item('b', 2)]);
  });

  it('are new where an item came, went or moved', () => {
    expect(regroup(before, [a1, a2, b1, item('a', 3)], sceneOf).get('a')).toHaveLength(3);
    expect(regroup(before, [a1, b1], sceneOf).get('a')).toEqual([a1]);
    expect(regroup(before, [a2, a1], sceneOf).get('a')).toEqual([a2, a1]);
    expect(regroup(before, [a1, a2], sceneOf).has('b')).toBe(false);
  });
});
