import { expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import { type Caps, capsFor } from './caps.ts';
import type { Ledger } from './ledger.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { called, noCaps, orderOf, reserved } from './testing/ledger-rows.ts';

const { ledger } = ledgerForEachTest();
const overBudget = expect.objectContaining({ code: 'over-budget' });
const filmId = newId('film');

/** Reserves, and if asked, pays. */
function spend(
  book: Ledger,
  micros: number,
  options: { vendor?: string; film?: string; caps?: Caps; paid?: number } = {},
) {
  const { vendor = 'replicate', film = filmId, caps = noCaps, paid } = options;
  const job = reserved(book, { filmId: film }, { micros, vendor }, caps);
  if (paid === undefined) return job;
  const attempt = called(book, job.id, { vendor });
  book.entries.settle(attempt.id, { state: 'settled', micros: paid, basis: 'reported' });
  return job;
}

test('caps come from the film, the day and the vendor that is called', () => {
  const budgets = { dayUsd: 5, vendorUsd: { replicate: 20.000001, fal: 3 } };
  expect(capsFor(1.5, budgets, { id: 'replicate', name: 'Replicate' })).toEqual({
    filmMicros: 1_500_000,
    dayMicros: 5_000_000,
    vendorMicros: 20_000_001,
    vendorName: 'Replicate',
  });
  expect(capsFor(null, { dayUsd: null, vendorUsd: {} }, { id: 'fal', name: 'fal' })).toEqual({
    filmMicros: null,
    dayMicros: null,
    vendorMicros: null,
    vendorName: 'fal',
  });
  expect(capsFor(1e300, budgets, { id: 'x', name: 'X' }).filmMicros).toBe(Number.MAX_SAFE_INTEGER);
});

test.each(['filmMicros', 'dayMicros', 'vendorMicros'] as const)('%s holds to the micro-dollar', (cap) => {
  const book = ledger();
  const caps = { ...noCaps, [cap]: 1_000_000 };
  spend(book, 600_000, { caps, paid: 350_000 });
  spend(book, 600_000, { caps });
  expect(() => spend(book, 50_001, { caps })).toThrow(overBudget);
  spend(book, 50_000, { caps });
  expect(() => spend(book, 1, { caps })).toThrow(overBudget);
  spend(book, 0, { caps });
});

test('what is unsure counts until somebody says what it cost', () => {
  const book = ledger();
  const caps = { ...noCaps, filmMicros: 1_000_000 };
  const attempt = called(book, spend(book, 900_000, { caps }).id);
  const line = book.entries.settle(attempt.id, { state: 'unsure', micros: 900_000, basis: 'assumed' });
  expect(() => spend(book, 200_000, { caps })).toThrow(overBudget);
  book.entries.state(line?.id ?? '', 0);
  spend(book, 200_000, { caps });
});

test('says which budget is too small, what is left, what it takes and what to do', () => {
  const book = ledger(() => new Date('2026-11-20T12:00:00Z'));
  spend(book, 19_000_000, { paid: 19_000_000 });
  spend(book, 400_000);
  const refusal = (caps: Partial<Caps>) => {
    try {
      spend(book, 900_000, { caps: { ...noCaps, ...caps } });
    } catch (error) {
      return error;
    }
    throw new Error('It was reserved.');
  };
  expect(refusal({ vendorMicros: 20_000_000 })).toMatchObject({
    code: 'over-budget',
    message: "Replicate's budget for November is $20.00; $19.40 is spent or reserved, and this takes $0.90.",
    action: "Raise Replicate's budget in Settings, or choose a generator of another vendor.",
    details: {
      budget: 'vendor',
      capMicros: 20_000_000,
      spentMicros: 19_000_000,
      reservedMicros: 400_000,
      neededMicros: 900_000,
    },
  });
  expect(refusal({ dayMicros: 20_299_999, vendorMicros: 0 })).toMatchObject({
    message: 'The budget for today is $20.299999; $19.40 is spent or reserved, and this takes $0.90.',
    details: { budget: 'day' },
  });
  expect(refusal({ filmMicros: 0, dayMicros: 0 })).toMatchObject({
    message: 'The budget of this film is $0.00; $19.40 is spent or reserved, and this takes $0.90.',
    details: { budget: 'film' },
  });
});

test('a reservation that is refused leaves nothing behind', () => {
  const book = ledger();
  const caps = { ...noCaps, dayMicros: 5 };
  expect(() => spend(book, 6, { caps })).toThrow(overBudget);
  expect(book.jobs.unsettled(filmId)).toEqual([]);
  expect(book.budgets({ film: null, dayMicros: 5, vendors: [] })).toMatchObject([
    { spentMicros: 0, reservedMicros: 0 },
  ]);
});

test('each budget counts its own', () => {
  const book = ledger(() => new Date('2026-11-20T12:00:00Z'));
  spend(book, 10, { paid: 10 });
  spend(book, 200, { vendor: 'fal' });
  spend(book, 3000, { film: newId('film'), paid: 3000 });
  const vendors = [
    { id: 'replicate', name: 'Replicate', capMicros: 1 },
    { id: 'fal', name: 'fal', capMicros: 2 },
    { id: 'runway', name: 'Runway', capMicros: 3 },
  ];
  const film = { id: filmId, capMicros: 7 };
  expect(book.budgets({ film, dayMicros: null, vendors })).toEqual([
    { kind: 'film', key: filmId, name: 'This film', capMicros: 7, spentMicros: 10, reservedMicros: 200 },
    { kind: 'day', key: '2026-11-20', name: 'Today', capMicros: null, spentMicros: 3010, reservedMicros: 200 },
    {
      kind: 'vendor',
      key: 'replicate',
      name: 'Replicate, November',
      capMicros: 1,
      spentMicros: 3010,
      reservedMicros: 0,
    },
    { kind: 'vendor', key: 'fal', name: 'fal, November', capMicros: 2, spentMicros: 0, reservedMicros: 200 },
    { kind: 'vendor', key: 'runway', name: 'Runway, November', capMicros: 3, spentMicros: 0, reservedMicros: 0 },
  ]);
});

test('a day is over at local midnight and a month at its local end; what is reserved goes with the time', () => {
  let time = new Date('2026-11-30T22:30:00Z');
  // Berlin is an hour ahead of UTC in November.
  const book = ledger(() => time, 'Europe/Berlin');
  const caps = { ...noCaps, dayMicros: 100, vendorMicros: 100 };
  spend(book, 70, { caps, paid: 70 });
  const waiting = spend(book, 30, { caps });
  expect(() => spend(book, 1, { caps })).toThrow(overBudget);
  time = new Date('2026-11-30T23:00:00Z');
  expect(() => spend(book, 71, { caps })).toThrow(overBudget);
  spend(book, 50, { caps, paid: 50 });
  const attempt = called(book, waiting.id);
  book.entries.settle(attempt.id, { state: 'settled', micros: 30, basis: 'reported' });
  const vendors = [{ id: 'replicate', name: 'Replicate', capMicros: 100 }];
  expect(book.budgets({ film: null, dayMicros: 100, vendors })).toMatchObject([
    { key: '2026-12-01', spentMicros: 80, reservedMicros: 0 },
    { name: 'Replicate, December', spentMicros: 80, reservedMicros: 0 },
  ]);
  const days = book.spending.summary({ filmId: null, vendor: null, from: null, to: null }, 'day').rows;
  expect(days.map(({ key, settledMicros }) => [key, settledMicros])).toEqual([
    ['2026-12-01', 80],
    ['2026-11-30', 70],
  ]);
});

test('a day of 25 hours is one budget', () => {
  let time = new Date('2026-10-24T22:00:00Z');
  const book = ledger(() => time, 'Europe/Berlin');
  const caps = { ...noCaps, dayMicros: 100 };
  spend(book, 100, { caps, paid: 100 });
  time = new Date('2026-10-25T22:59:59Z');
  expect(() => spend(book, 1, { caps })).toThrow(overBudget);
  time = new Date('2026-10-25T23:00:00Z');
  spend(book, 100, { caps });
});

test('one that was called before midnight and ends after it belongs to the day of the call', () => {
  let time = new Date('2026-11-20T23:59:00Z');
  const book = ledger(() => time);
  const attempt = called(book, spend(book, 5).id);
  time = new Date('2026-11-21T00:01:00Z');
  expect(book.entries.settle(attempt.id, { state: 'settled', micros: 5, basis: 'reported' })).toMatchObject({
    day: '2026-11-20',
  });
});

test('a vendor that takes more than it said is written down as it is, and nothing more is paid', () => {
  const book = ledger();
  const caps = { ...noCaps, filmMicros: 100 };
  const job = spend(book, 90, { caps, paid: 150 });
  expect(book.entries.ofJob(job.id)).toMatchObject([{ micros: 150, ceilingMicros: 90 }]);
  expect(() => spend(book, 1, { caps })).toThrow(overBudget);
  // Falling back to what is free still works.
  book.entries.reserve(orderOf({ ...job, generator: 'sketch' }, { micros: 0 }), caps);
});
