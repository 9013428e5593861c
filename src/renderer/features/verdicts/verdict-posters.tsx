import clsx from 'clsx';
import { use } from 'react';
import type { Verdict } from '../../../shared/verdict.ts';
import { posterUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import { useTakes } from '../film/film-data.ts';
import { SessionContext } from '../film/session-context.ts';

/** So many stills at most. */
const most = 4;

/** The takes of a verdict, the best first, where their film is open here. */
export function VerdictPosters({ verdict }: { verdict: Verdict }) {
  const session = use(SessionContext);
  return session?.filmId === verdict.filmId ? <Posters verdict={verdict} /> : null;
}

function Posters({ verdict: { filmId, contestants, best } }: { verdict: Verdict }) {
  const { mediaBase } = useHello();
  const takes = useTakes();
  const isBest = (id: string) => best.includes(id);
  const shown = contestants
    .toSorted((a, b) => Number(isBest(b.takeId)) - Number(isBest(a.takeId)))
    .slice(0, most)
    .map(({ takeId }) => ({ takeId, take: takes.find(({ id }) => id === takeId) ?? null }));
  return (
    <span aria-hidden className="flex w-38 shrink-0 gap-1">
      {shown.map(({ takeId, take }) => {
        const poster = posterUrl(mediaBase, filmId, take);
        return (
          <span
            key={takeId}
            className={clsx(
              'hatch block aspect-video min-w-0 grow basis-0 max-w-1/2 overflow-hidden rounded-1 border border-line',
              !isBest(takeId) && 'opacity-45',
            )}
          >
            {poster && <img src={poster} alt="" loading="lazy" draggable={false} className="size-full object-cover" />}
          </span>
        );
      })}
    </span>
  );
}
