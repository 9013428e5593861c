import { describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { Caps } from './caps.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { attemptRow, called, jobRow, noCaps, orderOf, reserved } from './testing/ledger-rows.ts';

const { ledger } = ledgerForEachTest();

test('a line goes from its reservation to the attempt to what it cost', () => {
  const book = ledger(() => new Date('2026-11-30T12:00:00Z'));
  const job = reserved(book);
  expect(book.entries.openOf(job.id)).toMatchObject({
    attemptId: null,
    keyLabel: null,
    state: 'reserved',
    micros: 1_000_000,
    ceilingMicros: 1_000_000,
    basis: 'assumed',
    day: '2026-11-30',
  });
  const attempt = called(book, job.id);
  expect(book.entries.openOf(job.id)).toBeNull();
  expect(book.entries.ofAttempt(attempt.id)).toMatchObject({ jobId: job.id, keyLabel: 'Key 1', state: 'reserved' });
  const settled = book.entries.settle(attempt.id, {
    state: 'settled',
    micros: 640_000,
    basis: 'reported',
    takeId: job.takeId,
    sha256: 'ab',
  });
  expect(settled).toMatchObject({ micros: 640_000, ceilingMicros: 1_000_000, takeId: job.takeId, sha256: 'ab' });
  expect(book.entries.ofJob(job.id)).toEqual([settled]);
  expect(book.entries.ofAttempt(attempt.id)).toEqual(settled);
});

test('a job that never called leaves no line, and one that called keeps it', () => {
  const book = ledger();
  const [waiting, sent] = [reserved(book), reserved(book)];
  called(book, sent.id);
  for (const job of [waiting, sent]) book.entries.release(job.id);
  expect(book.entries.ofJob(waiting.id)).toEqual([]);
  expect(book.entries.ofJob(sent.id)).toHaveLength(1);
});

test('a job that falls back gets one line for each call', () => {
  const book = ledger();
  const job = reserved(book);
  const first = called(book, job.id);
  book.together(() => {
    book.entries.settle(first.id, { state: 'settled', micros: 0, basis: 'free' });
    book.entries.reserve(orderOf(job, { vendor: 'fal', generator: 'h', micros: 5 }), noCaps);
  });
  called(book, job.id, { vendor: 'fal' });
  expect(book.entries.ofJob(job.id).map(({ vendor, state, micros }) => [vendor, state, micros])).toEqual([
    ['replicate', 'settled', 0],
    ['fal', 'reserved', 5],
  ]);
});

test('a call that was given up for now keeps its line while its job goes on', () => {
  const book = ledger();
  const job = reserved(book);
  const stalled = called(book, job.id);
  const next = book.entries.reserve(orderOf(job, { vendor: 'fal', micros: 5 }), noCaps);
  expect(book.entries.openOf(job.id)).toEqual(next);
  const second = called(book, job.id, { vendor: 'fal' });
  expect(book.entries.ofAttempt(second.id)).toMatchObject({ id: next.id, vendor: 'fal' });
  expect(book.entries.ofAttempt(stalled.id)).toMatchObject({ state: 'reserved', micros: 1_000_000 });
});

test('what is settled is not made unsure, but what was unsure is settled, and a later report wins', () => {
  const { entries, ...book } = ledger();
  const attempt = called({ entries, ...book }, reserved({ entries, ...book }).id);
  const states = (['unsure', 'settled', 'unsure', 'settled'] as const).map(
    (state, index) => entries.settle(attempt.id, { state, micros: 900 + index, basis: 'reported' })?.micros,
  );
  expect(states).toEqual([900, 901, 901, 903]);
});

describe('a batch', () => {
  const rows = (count: number, filmId = newId('film')) => Array.from({ length: count }, () => jobRow({ filmId }));

  test('is reserved in order, each line as if it were alone', () => {
    const book = ledger();
    const jobs = book.jobs.add(rows(3));
    const lines = book.entries.reserveAll(
      jobs.map((job, index) => orderOf(job, { micros: index, vendor: index === 1 ? 'fal' : 'replicate' })),
      () => noCaps,
    );
    expect(lines.map(({ vendor, micros }) => [vendor, micros])).toEqual([
      ['replicate', 0],
      ['fal', 1],
      ['replicate', 2],
    ]);
    expect(jobs.map(({ id }) => book.entries.openOf(id))).toEqual(lines);
  });

  test.each<[string, Partial<Caps>, number]>([
    ['the film', { filmMicros: 500 }, 5],
    ['the day', { dayMicros: 599 }, 5],
    ['the vendor', { vendorMicros: 300 }, 3],
  ])('fills the budget of %s to the last micro, and beyond it writes nothing', (budget, caps, most) => {
    const book = ledger();
    const before = reserved(book, {}, { micros: 100, vendor: 'replicate' });
    const fits = (count: number) => () =>
      book.together(() => {
        const jobs = book.jobs.add(rows(count, before.filmId));
        const orders = jobs.map((job, index) =>
          orderOf(job, { micros: 100, vendor: budget !== 'the vendor' && index % 2 === 0 ? 'fal' : 'replicate' }),
        );
        book.entries.reserveAll(orders, () => ({ ...noCaps, ...caps }));
      });
    expect(fits(most)).toThrow(
      expect.objectContaining({ code: 'over-budget', details: expect.objectContaining({ neededMicros: 100 }) }),
    );
    expect(book.jobs.unsettled(before.filmId)).toHaveLength(1);
    expect(fits(most - 1)).not.toThrow();
    expect(book.jobs.unsettled(before.filmId)).toHaveLength(most);
  });
});

test('an attempt on this machine has no line', () => {
  const book = ledger();
  const job = jobRow();
  book.jobs.add([job]);
  const local = book.attempts.add(attemptRow(job.id, { keyId: null, account: null, keyLabel: null }));
  expect(book.entries.settle(local.id, { state: 'settled', micros: 0, basis: 'free' })).toBeNull();
  expect(book.entries.ofAttempt(local.id)).toBeNull();
});

test('a call without a reservation, and a second reservation, are mistakes that write nothing', () => {
  const book = ledger();
  const job = reserved(book);
  expect(() => book.entries.reserve(orderOf(job), noCaps)).toThrow(/UNIQUE/);
  called(book, job.id);
  expect(() => called(book, job.id)).toThrow(/no reserved line/);
  expect(book.attempts.ofJob(job.id)).toHaveLength(1);
});

test('says when money moves, until nobody wants to hear it', () => {
  const book = ledger();
  let heard = 0;
  const deaf = book.entries.onChange(() => heard++);
  const job = reserved(book);
  const attempt = called(book, job.id);
  book.entries.settle(attempt.id, { state: 'settled', micros: 1, basis: 'reported' });
  expect(heard).toBe(3);
  deaf();
  reserved(book, { id: newId('job') });
  expect(heard).toBe(3);
});
