import { expect, test } from 'vitest';
import { type Findings, readFindings, sumFindings } from './findings.ts';
import type { Segment } from './segments.ts';
import { testEncoding } from './test-encoding.ts';

const segment = { frames: 60, encoding: testEncoding };

test('reads what the detectors say, in frames', () => {
  const log = [
    '[blackdetect @ 0x1] black_start:0 black_end:0.5 black_duration:0.5',
    '[freezedetect @ 0x2] lavfi.freezedetect.freeze_start: 0.3',
    '[freezedetect @ 0x2] lavfi.freezedetect.freeze_duration: 0.4',
    '[freezedetect @ 0x2] lavfi.freezedetect.freeze_end: 0.7',
    '[freezedetect @ 0x2] lavfi.freezedetect.freeze_start: 1.5',
    '[blackdetect @ 0x1] black_start:1 black_end:1.96667 black_duration:0.96',
  ].join('\n');
  expect(readFindings(log, segment)).toEqual({
    black: [
      { from: 0, to: 15 },
      { from: 30, to: 60 },
    ],
    frozen: [
      { from: 9, to: 21 },
      { from: 45, to: 60 },
    ],
  });
});

test('black that goes on over a seam is one stretch; stillness of two pictures is two', () => {
  const parts = ['a', 'b', 'a'].map((hash, index) => ({ hash, start: index * 60 })) as Segment[];
  const span = (from: number, to: number) => [{ from, to }];
  const seen = new Map<string, Findings>([
    ['a', { black: span(50, 60), frozen: span(0, 60) }],
    ['b', { black: span(0, 5), frozen: [] }],
  ]);
  expect(sumFindings(parts, seen)).toEqual({
    black: [...span(50, 65), ...span(170, 180)],
    frozen: [...span(0, 60), ...span(120, 180)],
  });
});
