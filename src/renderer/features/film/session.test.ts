import { expect, test } from 'vitest';
import type { OpenFilm } from '../../../shared/contract.ts';
import { AppError, toErrorData } from '../../../shared/errors.ts';
import { newFilm } from '../../../shared/film.ts';
import { renameFilm } from './edits.ts';
import { createSession } from './session.ts';

/** One film on a disk that two windows share. */
function setUp() {
  const film = newFilm({ title: 'Keeper' });
  let isOpen = true;
  let onDisk: OpenFilm = { filmId: film.id, dir: '/films/keeper.film', film, revision: 1, takes: [], notices: [] };
  const session = createSession(onDisk, {
    errorOf: toErrorData,
    reopen: async () => {
      isOpen = true;
      return onDisk;
    },
    save: async (_id, base, saved) => {
      if (!isOpen) throw new AppError({ code: 'not-found' });
      if (base !== onDisk.revision) throw new AppError({ code: 'conflict' });
      onDisk = { ...onDisk, film: saved, revision: base + 1 };
      return { revision: onDisk.revision };
    },
  });
  const otherWindowSaves = (title: string) => {
    onDisk = { ...onDisk, film: { ...onDisk.film, title }, revision: onDisk.revision + 1 };
    return onDisk.revision;
  };
  const otherWindowCloses = () => {
    isOpen = false;
  };
  return {
    session,
    otherWindowSaves,
    otherWindowCloses,
    disk: () => onDisk,
    title: () => session.store.getState().film.title,
  };
}

test('what another window saved is taken over, and can be undone', async () => {
  const { session, otherWindowSaves, title, disk } = setUp();
  await session.heardSaved(otherWindowSaves('Theirs'));
  expect(title()).toBe('Theirs');
  expect(session.autosave.isDirty()).toBe(false);
  session.store.undo();
  await session.autosave.flush();
  expect(disk().film.title).toBe('Keeper');
});

test('its own saves are no news', async () => {
  const { session, title } = setUp();
  session.store.edit('rename film', renameFilm('Mine'));
  await session.autosave.flush();
  await session.heardSaved(2);
  expect(title()).toBe('Mine');
  expect(session.autosave.state.getState().kind).toBe('saved');
});

test('what was read before its own save and comes after it takes nothing back', async () => {
  const { session, title, disk } = setUp();
  const readBefore = disk();
  session.store.edit('rename film', renameFilm('Mine'));
  await session.autosave.flush();
  session.reconcile(readBefore);
  expect(title()).toBe('Mine');
  session.store.edit('rename film', renameFilm('Mine, too'));
  await session.autosave.flush();
  expect(disk()).toMatchObject({ film: { title: 'Mine, too' }, revision: 3 });
});

test('edits are saved although another window has closed the film, and still meet what it saved', async () => {
  const { session, otherWindowSaves, otherWindowCloses, disk } = setUp();
  otherWindowCloses();
  session.store.edit('rename film', renameFilm('Mine'));
  await session.autosave.flush();
  expect(disk()).toMatchObject({ film: { title: 'Mine' }, revision: 2 });

  otherWindowSaves('Theirs');
  otherWindowCloses();
  session.store.edit('rename film', renameFilm('Mine again'));
  await expect(session.autosave.flush()).rejects.toMatchObject({ code: 'conflict' });
  expect(disk().film.title).toBe('Theirs');
});

test('with changes of its own it asks; both answers work', async () => {
  const { session, otherWindowSaves, title, disk } = setUp();
  session.store.edit('rename film', renameFilm('Mine'));
  await session.heardSaved(otherWindowSaves('Theirs'));
  expect(session.autosave.state.getState().kind).toBe('conflict');
  await session.keepMine();
  expect(disk()).toMatchObject({ film: { title: 'Mine' }, revision: 3 });

  session.store.edit('rename film', renameFilm('Mine again'));
  await session.heardSaved(otherWindowSaves('Theirs again'));
  await session.takeTheirs();
  expect(title()).toBe('Theirs again');
  expect(session.autosave.state.getState().kind).toBe('saved');
});

test('ending saves what is left', async () => {
  const { session, disk } = setUp();
  session.store.edit('rename film', renameFilm('Last word'));
  await session.end();
  expect(disk().film.title).toBe('Last word');
});
