import { expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { entrySchema, type SpendingQuery, spendingSchema } from '../../shared/spending.ts';
import type { NewJob } from './job-journal.ts';
import type { Ledger } from './ledger.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { called, noCaps, orderOf, reserved } from './testing/ledger-rows.ts';

const { ledger } = ledgerForEachTest();
const everything: SpendingQuery = { filmId: null, vendor: null, from: null, to: null };
const [coffee, tea, opening, ending] = [newId('film'), newId('film'), newId('scene'), newId('scene')];

/** A job with two calls on 19 November, one lost and one made; an unsure, a billed one and one that waits on the 20th. */
function somethingSpent() {
  let time = new Date('2026-11-19T12:00:00Z');
  const book = ledger(() => {
    time = new Date(time.getTime() + 1);
    return time;
  });
  const spend = (init: Partial<NewJob>, vendor: string, micros: number) =>
    reserved(book, init, { vendor, micros, generator: `${vendor}-model` });
  const first = spend({ filmId: coffee, sceneId: opening, filmTitle: 'Coffee', sceneTitle: 'Opening' }, 'fal', 100);
  const refused = called(book, first.id, { vendor: 'fal', generator: 'fal-model' });
  const outcome = {
    code: 'provider-failed' as const,
    message: 'fal could not make it.',
    action: 'Try again.',
    details: {},
  };
  book.attempts.update(refused.id, { state: 'failed', outcome, operation: { requestId: 'r1' } });
  book.entries.settle(refused.id, { state: 'settled', micros: 20, basis: 'reported' });
  book.entries.reserve(orderOf(first, { micros: 300, generator: 'replicate-model' }), noCaps);
  const made = called(book, first.id, { generator: 'replicate-model' });
  book.attempts.update(made.id, { state: 'done', operation: { id: 'p1' } });
  book.entries.settle(made.id, {
    state: 'settled',
    micros: 250,
    basis: 'computed',
    takeId: first.takeId,
    sha256: 'a'.repeat(64),
  });
  time = new Date('2026-11-20T12:00:00Z');
  const unsure = called(
    book,
    spend({ filmId: coffee, sceneId: ending, filmTitle: 'Coffee!', sceneTitle: '' }, 'replicate', 70).id,
  );
  book.entries.settle(unsure.id, { state: 'unsure', micros: 70, basis: 'assumed' });
  const waiting = spend({ filmId: tea, filmTitle: 'Tea', sceneTitle: 'Leaves' }, 'replicate', 1000);
  return { book, first, waiting, unsure };
}

const short = (book: Ledger, query: Partial<SpendingQuery>, by: Parameters<Ledger['spending']['summary']>[1]) => {
  const { total, rows } = spendingSchema.parse(book.spending.summary({ ...everything, ...query }, by));
  return [total, ...rows].map((row) => [
    row.key,
    row.name,
    row.settledMicros,
    row.reservedMicros,
    row.unsureMicros,
    row.lostMicros,
    row.takes,
    row.calls,
  ]);
};

const total = ['total', 'Total', 270, 1000, 70, 90, 1, 3];

test('sums by film, with its newest title, the dearest first', () => {
  const { book } = somethingSpent();
  expect(short(book, {}, 'film')).toEqual([
    total,
    [tea, 'Tea', 0, 1000, 0, 0, 0, 0],
    [coffee, 'Coffee!', 270, 0, 70, 90, 1, 3],
  ]);
});

test('sums by scene of one film', () => {
  const { book } = somethingSpent();
  expect(short(book, { filmId: coffee }, 'scene')).toEqual([
    ['total', 'Total', 270, 0, 70, 90, 1, 3],
    [opening, 'Opening', 270, 0, 0, 20, 1, 2],
    [ending, '', 0, 0, 70, 70, 0, 1],
  ]);
});

test('sums by vendor and by generator', () => {
  const { book } = somethingSpent();
  const rows = [
    [250, 1000, 70, 70, 1, 2],
    [20, 0, 0, 20, 0, 1],
  ];
  expect(short(book, {}, 'vendor').slice(1)).toEqual([
    ['replicate', 'replicate', ...(rows[0] ?? [])],
    ['fal', 'fal', ...(rows[1] ?? [])],
  ]);
  expect(short(book, { vendor: 'fal' }, 'generator')).toEqual([
    ['total', 'Total', 20, 0, 0, 20, 0, 1],
    ['fal-model', 'fal-model', ...(rows[1] ?? [])],
  ]);
});

test('sums by day, the newest first, within days that are both included', () => {
  const { book } = somethingSpent();
  expect(short(book, {}, 'day').map(([key]) => key)).toEqual(['total', '2026-11-20', '2026-11-19']);
  expect(short(book, { from: '2026-11-20' }, 'day').slice(1)).toEqual([
    ['2026-11-20', '2026-11-20', 0, 1000, 70, 70, 0, 1],
  ]);
  expect(short(book, { to: '2026-11-19', from: '2026-11-19' }, 'day')[0]?.[2]).toBe(270);
  expect(short(book, { to: '2026-11-18' }, 'day')).toEqual([['total', 'Total', 0, 0, 0, 0, 0, 0]]);
});

test('the lines tell all there is to tell, newest first', () => {
  const { book, first, waiting } = somethingSpent();
  const lines = book.spending.lines(everything).map((line) => entrySchema.parse(line));
  expect(lines.map((line) => [line.filmTitle, line.micros, line.state])).toEqual([
    ['Tea', 1000, 'reserved'],
    ['Coffee!', 70, 'unsure'],
    ['Coffee', 250, 'settled'],
    ['Coffee', 20, 'settled'],
  ]);
  expect(lines[3]).toMatchObject({ operation: 'r1', error: 'fal could not make it.', takeId: null, keyLabel: 'Key 1' });
  expect(lines[2]).toMatchObject({ operation: 'p1', error: null, takeId: first.takeId, ceilingMicros: 300 });
  expect(lines[0]).toMatchObject({ jobId: waiting.id, attemptId: null, sceneTitle: 'Leaves' });
  expect(book.spending.lines(everything, 2)).toEqual(lines.slice(0, 2));
  expect(book.spending.lines({ ...everything, filmId: coffee, vendor: 'fal' })).toEqual(lines.slice(3));
  expect(book.spending.line(lines[1]?.id ?? '')).toEqual(lines[1]);
  expect(book.spending.line(newId('entry'))).toBeNull();
});

test('the user says what an unsure line cost, once', () => {
  const { book, waiting, unsure } = somethingSpent();
  const line = book.entries.ofAttempt(unsure.id);
  expect(book.entries.state(line?.id ?? '', 55)).toMatchObject({ state: 'settled', micros: 55, basis: 'stated' });
  const conflict = expect.objectContaining({ code: 'conflict' });
  expect(() => book.entries.state(line?.id ?? '', 1)).toThrow(conflict);
  expect(() => book.entries.state(book.entries.openOf(waiting.id)?.id ?? '', 1)).toThrow(conflict);
  expect(() => book.entries.state(newId('entry'), 1)).toThrow(expect.objectContaining({ code: 'not-found' }));
  expect(book.spending.summary(everything, 'film').total).toMatchObject({ settledMicros: 325, unsureMicros: 0 });
});
