import { expect, test } from 'vitest';
import { rateKinds } from '../../shared/rating.ts';
import type { Ledger } from './ledger.ts';
import { ledgerForEachTest } from './testing/ledger-folder.ts';
import { jobRow } from './testing/ledger-rows.ts';
import { everyVerdict, verdictRow } from './testing/verdict-rows.ts';

const { ledger } = ledgerForEachTest();

const met = (book: Ledger) => book.ratings().map(({ kind, verdicts }) => [kind, verdicts]);

test('what verdicts teach is worked out once, until this studio changes one', () => {
  const book = ledger();
  expect(met(book)).toEqual([[null, 0]]);
  const made = book.verdicts.add(verdictRow());
  const known = book.ratings();
  expect(known).toEqual(rateKinds([made]));
  expect(book.ratings()).toBe(known);
  book.jobs.add([jobRow()]);
  expect(book.ratings()).toBe(known);
  book.verdicts.change(made.id, []);
  expect(met(book)).toEqual([
    [null, 0],
    ['testimonial', 0],
  ]);
  book.verdicts.restore(book.verdicts.forget({ query: everyVerdict }));
  expect(book.ratings()[1]?.generators.map(({ allBad }) => allBad)).toEqual([1, 1]);
});

test('what another studio writes into the ledger counts at once', () => {
  const [here, there] = [ledger(), ledger()];
  const made = here.verdicts.add(verdictRow());
  expect(met(there)).toEqual(met(here));
  expect(here.ratings()[0]?.generators[0]).toMatchObject({ generator: 'kling' });
  there.verdicts.change(made.id, [made.contestants[1]?.takeId ?? '']);
  expect(here.ratings()[0]?.generators[0]).toMatchObject({ generator: 'gen-4' });
  there.verdicts.forget({ ids: [made.id] });
  there.verdicts.add(verdictRow({ kind: 'cta' }));
  expect(met(here)).toEqual([
    [null, 1],
    ['cta', 1],
  ]);
  expect(met(there)).toEqual(met(here));
});
