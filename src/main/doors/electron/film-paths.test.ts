import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFilmPaths, filmsInArguments } from './film-paths.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('films are found among what a command line holds', () => {
  const argv = ['.', '--no-sandbox', 'My Film.film', '/a/Other.film/Open.circletake', '/a/notes.txt', '--x=/b.film'];
  expect(filmsInArguments(argv, '/home/ada')).toEqual(['/home/ada/My Film.film', '/a/Other.film']);
});

test('a film that was opened early is offered, and again, until the page opens it', () => {
  const films = createFilmPaths();
  const offered: string[] = [];
  films.add(['/a/One.film', '/a/Two.film']);
  films.serve((path) => offered.push(path));
  vi.advanceTimersByTime(900);
  expect(offered).toEqual(Array(3).fill('/a/Two.film'));
  films.opened('/a/Other.film');
  vi.advanceTimersByTime(400);
  expect(offered).toHaveLength(4);
  films.opened('/a/Two.film/');
  vi.advanceTimersByTime(60_000);
  expect(offered).toHaveLength(4);
});

test('a page that never opens it is left in peace after a while', () => {
  const films = createFilmPaths({ everyMs: 400, times: 5 });
  const offer = vi.fn();
  films.serve(offer);
  expect(offer).not.toHaveBeenCalled();
  films.add(['/a/One.film']);
  vi.advanceTimersByTime(60_000);
  expect(offer).toHaveBeenCalledTimes(5);
});

test('adding nothing changes nothing', () => {
  const films = createFilmPaths();
  const offer = vi.fn();
  films.serve(offer);
  films.add([]);
  expect(offer).not.toHaveBeenCalled();
});
