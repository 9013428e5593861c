import { useEffect } from 'react';
import type { Scene } from '../../../shared/film.ts';
import { formatMicros } from '../../../shared/money.ts';
import { posterUrl } from '../../lib/media.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { useSession } from '../film/session-context.ts';
import { useInStep } from '../in-step/in-step-context.ts';
import { CircleButton } from './circle-button.tsx';
import { type Placed, placesOf, taughtText, winnersOf, wonText } from './duel-text.ts';
import { standingsOf } from './duels.ts';
import type { Duels } from './use-duels.ts';
import { useMakers } from './use-makers.ts';
import { useTakeFocus } from './use-take-focus.ts';
import { listed } from './verdict-text.ts';

type Props = {
  duels: Duels;
  scene: Scene;
  /** Null when all have met that had to. */
  onGoOn: (() => void) | null;
  onDone: () => void;
};

/** The takes in the order in which the duels put them, with their names. */
export function DuelReveal({ duels: { ids, decided, shown }, scene, onGoOn, onDone }: Props) {
  const makerOf = useMakers();
  const root = useTakeFocus<HTMLElement>({ ifFree: true });
  const placed = standingsOf(ids, decided).flatMap((standing) => {
    const found = shown.find(({ take }) => take.id === standing.takeId);
    if (!found) return [];
    return [{ ...standing, ...found, ...makerOf(found.take) }];
  });
  const { transport } = useInStep();
  // Nothing is left to play.
  useEffect(() => transport.pause(), [transport]);
  const places = placesOf(placed);
  const winners = winnersOf(placed);
  const [winner] = winners;
  return (
    <section ref={root} tabIndex={-1} aria-label="Order of the takes" className="h-full overflow-auto p-6 outline-none">
      <div className="mx-auto flex max-w-3xl flex-col gap-5">
        <header className="flex flex-col gap-1">
          <h2 dir="auto" className="text-5 font-semibold">
            {headline(winners)}
          </h2>
          <p aria-live="polite" className="text-3 text-text-2">
            {taughtText(placed)}
          </p>
        </header>
        <ol className="flex flex-col">
          {placed.map((each, index) => (
            <Line key={each.takeId} {...each} place={places[index] ?? index + 1} />
          ))}
        </ol>
        <div className="flex flex-wrap gap-2">
          {winner && (
            <CircleButton scene={scene} take={winner.take} name={winner.name}>
              {winners.length > 1
                ? `Circle ${winner.name} · the cheapest of them`
                : `Circle the winner · ${winner.name}`}
            </CircleButton>
          )}
          {onGoOn && <Button onClick={onGoOn}>Go on judging</Button>}
          <Button onClick={onDone}>Back to the wall</Button>
        </div>
      </div>
    </section>
  );
}

/** `B was Kling 2.5`, `A and B came out level`. */
function headline([winner, ...others]: readonly (Placed & { readonly label: string })[]): string {
  if (!winner) return 'No winner';
  if (others.length === 0) return `${winner.label} was ${winner.name}`;
  return `${listed([winner, ...others].map(({ label }) => label).toSorted())} came out level`;
}

type LineProps = Placed & {
  readonly place: number;
  readonly label: string;
  readonly vendor: string | null;
};

function Line({ place, take, label, name, vendor, won, met, allBad }: LineProps) {
  const { mediaBase } = useHello();
  const { filmId } = useSession();
  const poster = posterUrl(mediaBase, filmId, take);
  return (
    <li className="grid grid-cols-[1.5rem_6rem_1.75rem_1fr_auto_auto] items-center gap-x-3 border-b border-line py-2 last:border-b-0">
      <span className="tabular text-end text-3 text-text-2">{place}</span>
      <span className="hatch block aspect-video overflow-hidden rounded-[6px] border border-line">
        {poster && <img src={poster} alt="" draggable={false} className="size-full object-cover" />}
      </span>
      <span className="grid size-6 place-content-center rounded-full bg-hover font-semibold">
        <span className="sr-only">Take </span>
        {label}
      </span>
      <span className="min-w-0">
        <span dir="auto" className="block truncate text-3 font-medium">
          {name} <span className="font-normal text-text-3">take {take.number}</span>
        </span>
        <span className="block truncate text-text-2">{vendor ?? 'imported'}</span>
      </span>
      <span className="text-end text-text-2">
        {met === 0 ? 'not met' : <span>won {wonText({ won, met })}</span>}
        {allBad > 0 && <span className="block text-text-3">{allBad} both bad</span>}
      </span>
      <span className="w-16 text-end font-mono">{formatMicros(take.cost.micros)}</span>
    </li>
  );
}
