import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { afterEach, expect, test } from 'vitest';
import { newFilm } from '../../shared/film.ts';
import { newId } from '../../shared/ids.ts';
import { createFilmFolder } from '../films/film-session.ts';
import { createOpenFilms } from '../films/open-films.ts';
import { temporaryFolder } from '../films/testing/sabotage.ts';
import { ledgerForEachTest } from '../ledger/testing/ledger-folder.ts';
import { called, reserved } from '../ledger/testing/ledger-rows.ts';
import { defaultSettings } from '../settings/default-settings.ts';
import { createSettings } from '../settings/settings-store.ts';
import { spendingHandlers } from './spending-handlers.ts';

const { ledger } = ledgerForEachTest();
const films = createOpenFilms();
afterEach(() => films.closeAll());

/** The handlers over an open film with a budget, of which something was spent at Replicate. */
async function spending() {
  const dir = await temporaryFolder();
  const film = newFilm({ title: 'Coffee', budgetUsd: 2.5 });
  await createFilmFolder(join(dir, 'Coffee.film'), film);
  await films.open(join(dir, 'Coffee.film'), 'window');
  const book = ledger(() => new Date('2026-11-20T12:00:00Z'));
  const settings = createSettings(dir, defaultSettings(dir));
  settings.set({ budgets: { dayUsd: null, vendorUsd: { replicate: 20, gone: 1 } } });
  const unsure = called(book, reserved(book, { filmId: film.id, filmTitle: 'Old title' }, { micros: 700_000 }).id);
  const line = book.entries.settle(unsure.id, { state: 'unsure', micros: 700_000, basis: 'assumed' });
  reserved(book, { filmTitle: '', sceneTitle: '', generator: 'unlisted' }, { vendor: 'gone', micros: 40 });
  const vendors = new Map([['replicate', { name: 'Replicate' }]]);
  const catalogue = { byId: new Map([['g', { name: 'Kling 2.1' }]]) };
  const client = createRouterClient(spendingHandlers({ ledger: book, films, settings, vendors, catalogue }), {
    context: {},
  });
  return { client, film, entryId: line?.id ?? '' };
}

test('rows have the names that people know', async () => {
  const { client } = await spending();
  const names = async (by: 'film' | 'scene' | 'vendor' | 'generator' | 'day') =>
    (await client.summary({ by })).rows.map(({ name }) => name);
  expect(await names('film')).toEqual(['Coffee', 'Untitled film']);
  expect(await names('scene')).toEqual(['Opening', 'Untitled scene']);
  expect(await names('vendor')).toEqual(['Replicate', 'gone']);
  expect(await names('generator')).toEqual(['Kling 2.1', 'unlisted']);
  expect(await names('day')).toEqual(['2026-11-20']);
});

test('budgets are those of the film that is open, of today and of vendors that have one', async () => {
  const { client, film } = await spending();
  const none = { capMicros: null, spentMicros: 700_000, reservedMicros: 40 };
  const vendors = [
    { name: 'Replicate, November', capMicros: 20_000_000, spentMicros: 700_000, reservedMicros: 0 },
    { name: 'gone, November', capMicros: 1_000_000, spentMicros: 0, reservedMicros: 40 },
  ];
  expect(await client.budgets({ filmId: film.id })).toMatchObject([
    { kind: 'film', key: film.id, capMicros: 2_500_000, spentMicros: 700_000, reservedMicros: 0 },
    { kind: 'day', ...none },
    ...vendors,
  ]);
  expect(await client.budgets({})).toMatchObject([{ kind: 'day', ...none }, ...vendors]);
  await expect(client.budgets({ filmId: newId('film') })).rejects.toMatchObject({ code: 'not-found' });
});

test('the user says what an unsure line cost, and the books follow', async () => {
  const { client, entryId } = await spending();
  const stated = await client.state({ entryId, micros: 650_000 });
  expect(stated).toMatchObject({ id: entryId, state: 'settled', micros: 650_000, basis: 'stated' });
  expect(await client.entries({ vendor: 'replicate' })).toEqual([stated]);
  await expect(client.state({ entryId, micros: 0 })).rejects.toMatchObject({ code: 'conflict' });
});

test('the lines come as a file that is named after what was asked for', async () => {
  const { client, film } = await spending();
  const all = await client.csv({});
  expect(all.name).toBe('Circle Take spending.csv');
  expect(all.text.split('\r\n')).toHaveLength(4);
  const some = await client.csv({ filmId: film.id, from: '2026-11-01', to: '2026-11-30' });
  expect(some.name).toBe('Circle Take spending 2026-11-01 to 2026-11-30.csv');
  expect(some.text.split('\r\n')).toHaveLength(3);
});
