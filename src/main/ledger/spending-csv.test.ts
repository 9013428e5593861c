import { expect, test } from 'vitest';
import type { Entry } from '../../shared/spending.ts';
import { spendingCsv } from './spending-csv.ts';

const line = (init: Partial<Entry> = {}): Entry => ({
  id: 'en_12345678',
  jobId: 'jb_12345678',
  attemptId: null,
  filmId: 'fi_12345678',
  filmTitle: 'Coffee',
  sceneId: 'sc_12345678',
  sceneTitle: 'Morning',
  role: 'picture',
  vendor: 'replicate',
  generator: 'kling',
  keyLabel: null,
  state: 'settled',
  micros: 1_234_567,
  ceilingMicros: 20_000_000,
  basis: 'reported',
  takeId: null,
  sha256: null,
  operation: null,
  error: null,
  day: '2026-11-20',
  createdAt: '2026-11-20T10:00:00.000Z',
  updatedAt: '2026-11-20T10:01:00.000Z',
  ...init,
});

/** Reads RFC 4180. */
function parse(csv: string): string[][] {
  const cells = [...csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of cells) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('begins with a byte order mark and ends each row with CRLF', () => {
  const csv = spendingCsv([line(), line()]);
  expect(csv.codePointAt(0)).toBe(0xfeff);
  expect(csv.split('\r\n')).toHaveLength(4);
  expect(csv.endsWith('\r\n')).toBe(true);
  expect(spendingCsv([]).split('\r\n')).toHaveLength(2);
});

test('money has six decimals and times are ISO', () => {
  const [names = [], cells = []] = parse(spendingCsv([line()]));
  const of = (name: string) => cells[names.indexOf(name)];
  expect([of('US dollars'), of('At most, US dollars')]).toEqual(['1.234567', '20.000000']);
  expect([of('Time'), of('Day')]).toEqual(['2026-11-20T10:00:00.000Z', '2026-11-20']);
});

test.each([
  ['=HYPERLINK("http://x","y")', `'=HYPERLINK("http://x","y")`],
  ['+1', "'+1"],
  ['-1+2', "'-1+2"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\n=1', "'\n=1"],
  ['a = b', 'a = b'],
  ['say "hi", then\r\nleave', 'say "hi", then\r\nleave'],
  ['Frühstück ☕', 'Frühstück ☕'],
])('a title is text, whatever it says: %j', (sceneTitle, cell) => {
  const rows = parse(spendingCsv([line({ sceneTitle }), line()]));
  expect(rows).toHaveLength(3);
  expect(rows[1]?.[3]).toBe(cell);
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
});
