import { expect, test } from 'vitest';
import type { OpenFilm } from '../../../shared/contract.ts';
import { AppError, type ErrorCode, toErrorData } from '../../../shared/errors.ts';
import { type Film, newFilm, newScene } from '../../../shared/film.ts';
import { newId } from '../../../shared/ids.ts';
import { renameFilm } from '../film/edits.ts';
import { createSession } from '../film/session.ts';
import { firstChoice, patchOf, wishesOf } from './fan-out.ts';
import { type RunOrder, sendRun } from './send-run.ts';

/** A film on a disk, which can fail. */
function setUp() {
  const scene = newScene({ prompt: 'Sea' });
  const film = newFilm({ title: 'Keeper', scenes: [scene] });
  let onDisk: Film = film;
  let failure: ErrorCode | null = null;
  const opened: OpenFilm = { filmId: film.id, dir: '/films/keeper.film', film, revision: 1, takes: [], notices: [] };
  const session = createSession(opened, {
    errorOf: toErrorData,
    reopen: async () => opened,
    save: async (_id, base, saved) => {
      if (failure) throw new AppError({ code: failure });
      onDisk = saved;
      return { revision: base + 1 };
    },
  });
  const id = newId('comparison');
  const runs = () => session.store.getState().film.comparisons;
  const order = (generators: readonly string[]): RunOrder => {
    const choice = { ...firstChoice(scene.id, null), generators };
    const run = runs().find((each) => each.id === id) ?? null;
    return {
      id,
      patch: patchOf(choice, run, 'Usual'),
      wishes: wishesOf(choice, id, new Map()),
      orderId: newId('order'),
    };
  };
  return {
    ...{ session, order, runs },
    columnsOnDisk: () => onDisk.comparisons.map(({ generators }) => generators),
    failWith: (code: ErrorCode) => {
      failure = code;
    },
  };
}

const accept = async () => [];
const refuse = (code: 'over-budget' | 'network') => async () => {
  throw new AppError({ code });
};

test('a run stands in the film on disk before its jobs exist, and undo does not take it away', async () => {
  const { session, order, runs, columnsOnDisk } = setUp();
  session.store.edit('rename film', renameFilm('Other'));
  const asked: unknown[] = [];
  const generate: Parameters<typeof sendRun>[1] = async (wishes) => {
    asked.push(columnsOnDisk(), ...wishes.map(({ generator }) => generator));
    return [];
  };
  await sendRun(session, generate, order(['kling', 'luma']));
  expect(asked).toEqual([[['kling', 'luma']], 'kling', 'luma']);
  session.store.undo();
  expect(session.store.getState().film.title).toBe('Keeper');
  expect(runs()).toHaveLength(1);
  await session.end();
});

test('where the studio refuses, a new run is not there, and one that is added to is as it was', async () => {
  const { session, order, runs, columnsOnDisk } = setUp();
  await expect(sendRun(session, refuse('over-budget'), order(['kling', 'luma']))).rejects.toThrow();
  expect(runs()).toEqual([]);
  await sendRun(session, accept, order(['kling', 'luma']));
  await expect(sendRun(session, refuse('over-budget'), order(['veo']))).rejects.toThrow();
  await session.end();
  expect(columnsOnDisk()).toEqual([['kling', 'luma']]);
});

test('where only the answer is lost the run stays, for its takes may come', async () => {
  const { session, order, runs } = setUp();
  await expect(sendRun(session, refuse('network'), order(['kling', 'luma']))).rejects.toThrow();
  expect(runs()).toHaveLength(1);
  await session.end();
});

test.each(['damaged', 'network'] as const)('nothing is asked for while the film cannot be saved: %s', async (code) => {
  const { session, order, runs, failWith } = setUp();
  failWith(code);
  let asked = 0;
  const generate = async () => {
    asked += 1;
    return [];
  };
  await expect(sendRun(session, generate, order(['kling', 'luma']))).rejects.toMatchObject({ code });
  expect([asked, runs()]).toEqual([0, []]);
  session.autosave.stop();
});
