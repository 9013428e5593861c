import { type Aspect, canvases, type Film, newFilm } from '../../shared/film.ts';
import { createFilmFolder, recoverFilm } from '../films/film-session.ts';
import { discardFilm, duplicateFilm, freeFilmDir, restoreFilm } from '../films/library.ts';
import { parseScript } from '../writing/parse-script.ts';
import { closeFilm, enlistFolder, openFilm, refreshRecent } from './open-film.ts';
import { openSample } from './open-sample.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';

export function filmHandlers(parts: Parts) {
  const { films, grants, recent, settings, bus } = parts;
  const library = () => settings.get().libraryDir;
  return {
    recent: os.films.recent.handler(async () => {
      await refreshRecent(parts);
      return recent.list();
    }),
    forget: os.films.forget.handler(({ input }) => recent.forget(input.dir)),
    create: os.films.create.handler(async ({ input }) => {
      const { film, notices } = newFilmFrom(input);
      const dir = input.dir ? await grants.check(input.dir) : await freeFilmDir(library(), film.title);
      await createFilmFolder(dir, film);
      const opened = await openFilm(parts, dir);
      return { ...opened, notices: [...notices, ...opened.notices] };
    }),
    sample: os.films.sample.handler(() => openSample(parts)),
    open: os.films.open.handler(async ({ input }) => openFilm(parts, await grants.check(input.dir))),
    recover: os.films.recover.handler(async ({ input }) => {
      const dir = await grants.check(input.dir);
      await recoverFilm(dir);
      return openFilm(parts, dir);
    }),
    close: os.films.close.handler(({ input }) => closeFilm(parts, input.filmId)),
    save: os.films.save.handler(async ({ input }) => {
      const { revision } = await films.get(input.filmId).save(input.film, input.baseRevision);
      bus.publish('event', { type: 'film-saved', filmId: input.filmId, revision });
      return { revision };
    }),
    revisions: os.films.revisions.handler(({ input }) => films.get(input.filmId).revisions()),
    revision: os.films.revision.handler(({ input }) => films.get(input.filmId).revision(input.revision)),
    duplicate: os.films.duplicate.handler(async ({ input }) => {
      const dir = await duplicateFilm(await grants.check(input.dir), library());
      await enlistFolder(parts, dir);
      return { dir };
    }),
    discard: os.films.discard.handler(async ({ input }) => {
      const dir = await grants.check(input.dir);
      const trashed = await discardFilm(dir, library());
      recent.forget(input.dir);
      return { trashed };
    }),
    restore: os.films.restore.handler(async ({ input }) => {
      const dir = await restoreFilm(await grants.check(input.trashed), library());
      await enlistFolder(parts, dir);
      return { dir };
    }),
  };
}

type CreateInput = {
  readonly title?: string | undefined;
  readonly aspect?: Aspect | undefined;
  readonly script?: { readonly name: string; readonly text: string } | undefined;
};

/** The film a `create` call describes, and what the script parser has to say about it. */
function newFilmFrom({ title, aspect, script }: CreateInput): { film: Film; notices: string[] } {
  const parsed = script
    ? parseScript(script)
    : { film: newFilm({ title: title ?? 'Untitled film' }), notices: [] as string[] };
  const film = {
    ...parsed.film,
    ...(title && { title }),
    ...(aspect && { canvas: { ...canvases[aspect], fps: parsed.film.canvas.fps } }),
  };
  return { film, notices: parsed.notices };
}
