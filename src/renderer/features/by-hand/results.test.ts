import { expect, test } from 'vitest';
import type { FoundFile } from '../../../shared/hand-off.ts';
import { testTake } from '../../../shared/test-take.ts';
import { foundLines } from './results.ts';

const file = (name: string, settling = false): FoundFile => ({
  ...{ path: `/downloads/${name}`, name, bytes: 1000, changedAt: '2026-11-20T10:00:00Z', settling },
});

test('files that are still written, or taken already, are not taken at once', () => {
  const take = testTake('sc_00000001', 'picture');
  const files = [file('new.mp4'), file('growing.mp4', true), file('taken.mp4')];
  const { lines, ready } = foundLines(files, [
    { kind: 'take', name: 'taken.mp4', path: '/downloads/taken.mp4', take },
    { kind: 'failed', name: 'new.mp4', error: { code: 'bad-output', message: 'No.', action: 'Try.', details: {} } },
  ]);
  expect(lines.map((line) => line.take?.id ?? null)).toEqual([null, null, take.id]);
  expect(ready.map(({ name }) => name)).toEqual(['new.mp4']);
});
