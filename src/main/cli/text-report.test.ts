import { expect, it } from 'vitest';
import type { FilmEvent } from './film-events.ts';
import { progressLine } from './progress-line.ts';
import { createTextReport } from './text-report.ts';

const scene = (done: number, text: string): FilmEvent => ({
  ...{
    event: 'scene',
    scene: 1,
    title: 'The storm',
    role: 'picture',
    state: 'running',
    fraction: 0.5,
    secondsLeft: 3,
    text,
  },
  overall: { done, total: 4, fraction: done / 4, secondsLeft: 65 },
});
const exporting = (fraction: number): FilmEvent => ({ event: 'export', state: 'rendering', fraction, secondsLeft: 9 });
const take: FilmEvent = {
  ...{
    event: 'take',
    scene: 1,
    title: 'The storm',
    role: 'picture',
    takeId: 'tk_00000000',
    seconds: 5,
    costMicros: 240_000,
  },
  remarks: ['frozen for 1.2 s'],
};
const done: FilmEvent = {
  ...{
    event: 'done',
    file: '/a/b.mp4',
    seconds: 65,
    width: 1920,
    height: 1080,
    bytes: 2_500_000,
    costMicros: 0,
    beside: ['/a/b report.txt'],
    film: '/a/B.film',
  },
};
const failed: FilmEvent = {
  ...{
    event: 'error',
    code: 'no-credit',
    message: 'No credit.',
    action: 'Top it up.',
    exitCode: 4,
    film: '/tmp/B.film',
  },
};

function told(events: readonly FilmEvent[], columns: number | null): string {
  let out = '';
  const report = createTextReport({ write: (text) => (out += text), columns: () => columns });
  for (const event of events) report(event);
  return out;
}

it('writes plain lines into a pipe', () => {
  const events: FilmEvent[] = [
    { event: 'phase', phase: 'takes', text: '4 pictures' },
    scene(0, 'paints'),
    take,
    ...[0.01, 0.05, 0.14, 0.17, 0.21, 1].map(exporting),
    done,
    failed,
  ];
  expect(told(events, null).split('\n')).toEqual([
    '4 pictures',
    '  1. The storm, picture · 5.0 s · $0.24 · frozen for 1.2 s',
    '  10 %',
    '  20 %',
    '  100 %',
    '/a/b.mp4 · 1:05 · 1920 × 1080 · 2.5 MB · free',
    '/a/b report.txt',
    'The film is kept: /a/B.film',
    'No credit. Top it up.',
    'The film is kept: /tmp/B.film',
    '',
  ]);
});

it('moves one line on a terminal, and ends it before the next', () => {
  expect(told([scene(1, 'paints'), scene(2, 'paints'), take], 100)).toBe(
    '\r\x1b[KTakes   █████░░░░░░░░░░░░░░░  1 of 4 · The storm: paints · 1:05 left' +
      '\r\x1b[KTakes   ██████████░░░░░░░░░░  2 of 4 · The storm: paints · 1:05 left' +
      '\r\x1b[K  1. The storm, picture · 5.0 s · $0.24 · frozen for 1.2 s\n',
  );
});

it('never fills the terminal to its last column', () => {
  const line = progressLine({ label: 'Export', fraction: 2, text: 'x'.repeat(200), secondsLeft: 1 }, 40);
  expect([...line]).toHaveLength(39);
});
