import { join } from 'node:path';
import { planCut } from '../../shared/cut.ts';
import { frameSeconds } from '../../shared/time.ts';
import { makeSheet, sheetExtensions } from '../contact-sheet/make-sheet.ts';
import { takesByIds } from '../contact-sheet/sheet-takes.ts';
import type { Names, SheetTake } from '../contact-sheet/sheet-words.ts';
import { wallCsv } from '../contact-sheet/wall-csv.ts';
import { safeFileName } from '../films/file-name.ts';
import type { FilmSession } from '../films/film-session.ts';
import { suggestDestination } from '../films/library.ts';
import { os } from './os.ts';
import type { Parts } from './parts.ts';
import { whileOpen } from './while-open.ts';

type Named = { get(id: string): { readonly name: string } | undefined };

type WallParts = Pick<Parts, 'films' | 'grants' | 'tools' | 'bus' | 'errands'> & {
  readonly settings: { get(): { readonly libraryDir: string } };
  readonly options: { readonly resourcesDir: string };
  readonly vendors: Named;
  readonly catalogue: { readonly byId: Named };
  readonly ledger: { readonly jobs: Pick<Parts['ledger']['jobs'], 'get'> };
};

/** What is handed on of a wall: its table, and a contact sheet. */
export function wallHandlers(parts: WallParts) {
  const { films, grants, tools, bus, settings, errands } = parts;
  const names: Names = {
    generator: (id) => parts.catalogue.byId.get(id)?.name ?? id,
    vendor: (id) => parts.vendors.get(id)?.name ?? id,
  };
  return {
    csv: os.wall.csv.handler(async ({ input }) => {
      const session = films.get(input.filmId);
      const { film } = session.current();
      const takes = await session.takes.list();
      const wished = wishedSeconds(parts, film, takes);
      return {
        name: `${safeFileName(film.title)} takes.csv`,
        text: wallCsv(takesByIds(film, takes, input.takeIds), { film, names, wished }),
      };
    }),
    sheetDestination: os.wall.sheetDestination.handler(async ({ input }) => {
      const { title } = films.get(input.filmId).current().film;
      // Whatever the title, the name ends by saying what it is.
      const name = `${safeFileName(title, 100)} contact sheet`;
      return { destination: await suggestDestination(settings.get().libraryDir, name, sheetExtensions[input.form]) };
    }),
    sheet: os.wall.sheet.handler(async ({ input, signal }) => {
      const { filmId, destination, ...order } = input;
      const checked = await grants.check(destination);
      const found = await tools();
      const fontsDir = join(parts.options.resourcesDir, 'fonts');
      const onProgress = atEachPercent((fraction) => bus.publish('event', { type: 'sheet', filmId, fraction }));
      return errands.run(signal, (stop) =>
        whileOpen(films, filmId, (session) =>
          makeSheet(
            { ...order, destination: checked },
            { session, tools: found, names, fontsDir, onProgress, signal: stop, now: new Date() },
          ),
        ),
      );
    }),
  };
}

/** Several runs that each tell five times a second are more than a window wants to hear. */
function atEachPercent(tell: (fraction: number) => void): (fraction: number) => void {
  let told = -1;
  return (fraction) => {
    const percent = Math.floor(fraction * 100);
    if (percent === told) return;
    told = percent;
    tell(fraction);
  };
}

type Film = ReturnType<FilmSession['current']>['film'];
type Takes = Awaited<ReturnType<FilmSession['takes']['list']>>;

/** What was asked for when the take was made, else as long as its scene is in the cut. */
function wishedSeconds({ ledger }: WallParts, film: Film, takes: Takes): (one: SheetTake) => number | null {
  const scenes = new Map(planCut(film, takes).scenes.map(({ sceneId, frames }) => [sceneId, frames]));
  return ({ take: { origin, sceneId } }) => {
    // Jobs lie in the ledger of the machine that made them; a film may come from another.
    const inputs = origin.kind === 'generated' ? ledger.jobs.get(origin.jobId)?.inputs : undefined;
    if (inputs?.role === 'picture') return inputs.seconds;
    const frames = scenes.get(sceneId);
    return frames === undefined ? null : frameSeconds(frames, film.canvas.fps);
  };
}
