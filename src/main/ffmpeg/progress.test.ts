import { expect, test } from 'vitest';
import { type FfmpegProgress, progressReader } from './progress.ts';

const read = (...texts: string[]): FfmpegProgress[] => {
  const seen: FfmpegProgress[] = [];
  const reader = progressReader((progress) => seen.push(progress));
  for (const text of texts) reader(text);
  return seen;
};

const block = 'frame=25\nfps=12.5\nout_time_us=1040000\nout_time_ms=1040000\nspeed=2.5x\nprogress=continue\n';

test.each<[string, string[], FfmpegProgress[]]>([
  ['a whole block', [block], [{ frame: 25, seconds: 1.04, speed: 2.5 }]],
  [
    'a block in pieces',
    [block.slice(0, 12), block.slice(12, 60), block.slice(60)],
    [{ frame: 25, seconds: 1.04, speed: 2.5 }],
  ],
  ['no block yet', ['frame=25\nprogress=contin'], []],
  ['Windows line ends', [block.replaceAll('\n', '\r\n')], [{ frame: 25, seconds: 1.04, speed: 2.5 }]],
  [
    'nothing known yet',
    ['frame=0\nout_time_us=N/A\nspeed=N/A\nprogress=continue\n'],
    [{ frame: 0, seconds: 0, speed: null }],
  ],
  [
    'the delay of an encoder',
    ['out_time_us=-23220\nspeed=   1x\nprogress=end\n'],
    [{ frame: 0, seconds: 0, speed: 1 }],
  ],
])('reads %s', (_, texts, expected) => {
  expect(read(...texts)).toEqual(expected);
});

test('one block does not leak into the next', () => {
  expect(read(block, 'out_time_us=2000000\nprogress=end\n')[1]).toEqual({ frame: 0, seconds: 2, speed: null });
});
