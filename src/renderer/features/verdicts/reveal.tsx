import { X } from 'lucide-react';
import type { Scene } from '../../../shared/film.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { CircleButton } from './circle-button.tsx';
import type { Shown } from './use-blind-pick.ts';
import { type Maker, useMakers } from './use-makers.ts';
import { useTakeFocus } from './use-take-focus.ts';
import { listed } from './verdict-text.ts';

type Props = {
  /** As they stood on the blind wall, with their letters. */
  tiles: readonly Shown[];
  /** What was found best; null when names were shown without a verdict. */
  best: readonly string[] | null;
  scene: Scene;
  onClose: () => void;
};

type Known = Shown & { readonly maker: Maker };

/** Who was who on a blind wall, once it has been judged: the best first, with the way to circle it. */
export function Reveal({ tiles, best, scene, onClose }: Props) {
  const makerOf = useMakers();
  const root = useTakeFocus<HTMLElement>({ ifFree: true });
  const known = tiles.map((tile): Known => ({ ...tile, maker: makerOf(tile.take) }));
  const winners = known.filter(({ take }) => best?.includes(take.id));
  const others = known.filter((each) => !winners.includes(each));
  const [cheapest] = winners.toSorted((a, b) => a.maker.micros - b.maker.micros);
  return (
    <section ref={root} tabIndex={-1} aria-label="Revealed" className="flex items-start gap-x-4 outline-none">
      <div className="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-2">
        <div aria-live="polite" className="min-w-0 grow basis-80">
          <p className="text-3 font-medium" dir="auto">
            {best ? headline(winners) : 'Shown without a verdict: no rating learns from it'}
          </p>
          <ul aria-label="Who was who" className="flex flex-wrap gap-x-3 text-text-2">
            {(winners.length > 1 ? known : others).map(({ take, label, maker }) => (
              <li key={take.id} dir="auto">
                <span className="font-medium text-text">{label}</span> {maker.name}{' '}
                <span className="font-mono">{maker.price}</span>
              </li>
            ))}
          </ul>
        </div>
        {cheapest && (
          <CircleButton scene={scene} take={cheapest.take} name={cheapest.maker.name}>
            Circle {cheapest.maker.name}
            {winners.length > 1 && ' · the cheapest of them'}
          </CircleButton>
        )}
      </div>
      <IconButton label="Close" onClick={onClose}>
        <X size={16} aria-hidden />
      </IconButton>
    </section>
  );
}

/** `B was Kling 2.5 · PiAPI · $0.24`. */
function headline(winners: readonly Known[]): string {
  const [winner] = winners;
  if (!winner) return 'All bad: none of them wins';
  if (winners.length > 1) return `${listed(winners.map(({ label }) => label))} are as good`;
  const { name, vendor, price } = winner.maker;
  return `${winner.label} was ${[name, vendor, price].filter(Boolean).join(' · ')}`;
}
