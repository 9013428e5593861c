import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError, toErrorData } from '../../../shared/errors.ts';
import { type Film, newFilm } from '../../../shared/film.ts';
import { createAutosave } from './autosave.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const opened = newFilm({ title: 'Keeper' });
const titled = (title: string): Film => ({ ...opened, title });

/** A disk with optimistic locking, as the engine has it; `fail` makes the next saves fail. */
function setUp() {
  const disk = { revision: 4, titles: [] as string[], failures: [] as AppError[], slow: 0, atOnce: 0, most: 0 };
  const autosave = createAutosave({
    film: opened,
    revision: 4,
    errorOf: toErrorData,
    save: async (base, film) => {
      disk.atOnce += 1;
      disk.most = Math.max(disk.most, disk.atOnce);
      if (disk.slow) await new Promise((resolve) => setTimeout(resolve, disk.slow));
      disk.atOnce -= 1;
      const failure = disk.failures.shift();
      if (failure) throw failure;
      if (base !== disk.revision) throw new AppError({ code: 'conflict' });
      disk.revision += 1;
      disk.titles.push(film.title);
      return { revision: disk.revision };
    },
  });
  return { disk, autosave, kind: () => autosave.state.getState().kind };
}

test('waits for a pause and saves the newest film once', async () => {
  const { disk, autosave, kind } = setUp();
  autosave.changed(titled('L'));
  await vi.advanceTimersByTimeAsync(300);
  autosave.changed(titled('La'));
  expect(kind()).toBe('waiting');
  await vi.advanceTimersByTimeAsync(400);
  expect(disk.titles).toEqual(['La']);
  expect(kind()).toBe('saved');
  expect(autosave.isDirty()).toBe(false);
});

test('one save at a time; what changed meanwhile is saved after it, from the new revision', async () => {
  const { disk, autosave } = setUp();
  disk.slow = 1000;
  autosave.changed(titled('a'));
  await vi.advanceTimersByTimeAsync(600);
  autosave.changed(titled('b'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(disk.titles).toEqual(['a', 'b']);
  expect(disk.most).toBe(1);
  expect(autosave.revision()).toBe(6);
});

test('flush saves at once and waits for what is under way', async () => {
  const { disk, autosave } = setUp();
  disk.slow = 1000;
  autosave.changed(titled('a'));
  await vi.advanceTimersByTimeAsync(500);
  autosave.changed(titled('b'));
  const flushed = autosave.flush();
  await vi.advanceTimersByTimeAsync(2000);
  await flushed;
  expect(disk.titles).toEqual(['a', 'b']);
});

test('a lost connection is tried again by itself, and at once when asked', async () => {
  const { disk, autosave, kind } = setUp();
  disk.failures = [new AppError({ code: 'network' }), new AppError({ code: 'network' })];
  autosave.changed(titled('a'));
  await vi.advanceTimersByTimeAsync(400);
  expect(autosave.state.getState()).toMatchObject({ kind: 'failed', retrying: true });
  await vi.advanceTimersByTimeAsync(5000);
  expect(kind()).toBe('failed');
  autosave.retry();
  await vi.advanceTimersByTimeAsync(0);
  expect(disk.titles).toEqual(['a']);
});

test('another failure is shown and flush says why', async () => {
  const { disk, autosave } = setUp();
  disk.failures = [new AppError({ code: 'damaged', message: 'film.json cannot be read.' })];
  autosave.changed(titled('a'));
  await expect(autosave.flush()).rejects.toMatchObject({ code: 'damaged', message: 'film.json cannot be read.' });
  expect(autosave.state.getState()).toMatchObject({ kind: 'failed', retrying: false });
});

test('a conflict stops saving until the user chooses: mine goes on top of theirs', async () => {
  const { disk, autosave, kind } = setUp();
  disk.revision = 9;
  autosave.changed(titled('mine'));
  await vi.advanceTimersByTimeAsync(400);
  expect(kind()).toBe('conflict');
  autosave.changed(titled('mine, more'));
  await vi.advanceTimersByTimeAsync(5000);
  expect(disk.titles).toEqual([]);
  await expect(autosave.flush()).rejects.toMatchObject({ code: 'conflict' });
  await autosave.overrule(9);
  expect(disk.titles).toEqual(['mine, more']);
  expect(kind()).toBe('saved');
});

test('theirs taken over is the saved state', () => {
  const { autosave, kind } = setUp();
  autosave.markConflict();
  const theirs = titled('theirs');
  autosave.adopt(theirs, 12);
  autosave.changed(theirs);
  expect([kind(), autosave.isDirty(), autosave.revision()]).toEqual(['saved', false, 12]);
});
