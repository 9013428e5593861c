import { expect, it } from 'vitest';
import type { Obstacle } from './ring-state.ts';
import { ringWait } from './ring-wait.ts';
import { ringKeys, vendor } from './testing/ring-bench.ts';

const [studio, second] = ['Studio', 'Key 2'].map((label, index) => {
  const [key] = ringKeys(`k${index}`);
  if (!key) throw new Error('no key');
  return { ...key, label };
});
if (!studio || !second) throw new Error('two keys');
const limits = { perMinute: 10, atOnce: 8, coolDownSeconds: 60 };

const wait = (...obstacles: readonly Obstacle[]) => ringWait({ vendor, limits, keys: 2, obstacles, running: 8 });

it.each<[string, number | null, readonly Obstacle[]]>([
  [
    'all 2 Runway keys are at 10 calls a minute',
    5,
    [
      { key: studio, kind: 'pace', until: 7 },
      { key: second, kind: 'pace', until: 5 },
    ],
  ],
  ['Studio key cools down after a refusal for pace', 9, [{ key: studio, kind: 'cooling', until: 9 }]],
  [
    '8 jobs run at Runway already',
    null,
    [
      { key: studio, kind: 'at-once', until: null },
      { key: second, kind: 'at-once', until: null },
    ],
  ],
  [
    'all 2 Runway keys have no credit left',
    3,
    [
      { key: studio, kind: 'dry', until: 3 },
      { key: second, kind: 'dry', until: 3 },
    ],
  ],
  [
    'Key 2 is at 10 calls a minute, Studio key has no credit left',
    5,
    [
      { key: studio, kind: 'dry', until: 7 },
      { key: second, kind: 'pace', until: 5 },
    ],
  ],
  [
    'Key 2 cools down after a refusal for pace, 8 jobs run at Runway already',
    5,
    [
      { key: studio, kind: 'at-once', until: null },
      { key: second, kind: 'cooling', until: 5 },
    ],
  ],
  [
    'Key 2 is at 10 calls a minute',
    5,
    [
      { key: studio, kind: 'refused', until: null },
      { key: second, kind: 'pace', until: 5 },
    ],
  ],
])('says “%s”', (text, until, obstacles) => {
  expect(wait(...obstacles)).toEqual({ text, until, hopeless: null });
});

it('is hopeless where nothing comes back by itself, and says what to do', () => {
  const refused = [studio, second].map((key) => ({ key, kind: 'refused', until: null }) as const);
  expect(wait(...refused).hopeless).toMatchObject({ code: 'unauthorized', message: 'Runway refused 2 keys.' });
  expect(wait(...refused.slice(0, 1)).hopeless?.message).toBe('Runway refused Studio key.');
  expect(wait().hopeless?.message).toBe('No other Runway key is left to try.');
  const without = ringWait({ vendor, limits, keys: 0, obstacles: [], running: 0 });
  expect(without.hopeless?.toData()).toMatchObject({
    message: 'This needs a Runway key.',
    action: 'Add it in Settings.',
    details: { vendor: 'runway' },
  });
});
