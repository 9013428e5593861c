import clsx from 'clsx';
import { useState } from 'react';
import type { WallView } from '../../../shared/comparison.ts';
import type { TakeView } from '../../../shared/take.ts';
import { posterUrl } from '../../lib/media.ts';
import { useCommands } from '../../lib/use-commands.ts';
import { useHello } from '../../lib/use-hello.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { useSession } from '../film/session-context.ts';
import { Wipe } from '../in-step/wipe.tsx';
import { pairOf } from './use-wall-view.ts';

/** A take with what it is called here: `Take A` while names are hidden. */
export type NamedTake = {
  readonly take: TakeView;
  readonly mark: string;
  readonly name: string;
  /** The number key that means it; null beyond the ninth. */
  readonly digit: string | null;
};

type Props = {
  takes: readonly NamedTake[];
  pair: WallView['pair'];
  onPair: (pair: [string, string]) => void;
  onBack: () => void;
};

const sides = [
  { value: 'left', label: 'Left' },
  { value: 'right', label: 'Right' },
] as const;
type Side = (typeof sides)[number]['value'];

/** Two takes over each other, and the choice of which two. */
export function WipeStage({ takes, pair, onPair, onBack }: Props) {
  const [side, setSide] = useState<Side>('right');
  const [difference, setDifference] = useState(false);
  const chosen = pairOf(
    takes.map((named) => ({ ...named, id: named.take.id })),
    pair,
  );
  const [left, right] = chosen ?? [];
  const put = (id: string) => {
    if (left && right) onPair(withSide([left.id, right.id], side, id));
  };
  const exchange = () => left && right && onPair([right.id, left.id]);
  useWipeCommands({
    takes,
    put,
    exchange,
    onSide: () => setSide(side === 'left' ? 'right' : 'left'),
    onDifference: () => setDifference(!difference),
  });
  if (!left || !right) return <TooFew onBack={onBack} />;
  return (
    <section aria-label="Wipe" className="flex min-h-0 grow flex-col gap-3 p-4">
      <div className="min-h-48 grow overflow-hidden rounded-3 border border-line">
        <Wipe
          left={{ take: left.take, label: left.name }}
          right={{ take: right.take, label: right.name }}
          difference={difference}
        />
      </div>
      <div className="flex shrink-0 flex-wrap items-center gap-3">
        <Segmented label="Side to choose for" value={side} parts={sides} onChange={setSide} />
        <ul aria-label="Takes to choose from" className="flex min-w-0 grow gap-2 overflow-x-auto p-1">
          {takes.map((named) => {
            const { id } = named.take;
            const at = id === left.id ? 'left' : id === right.id ? 'right' : null;
            return <Choice key={id} named={named} at={at} onChoose={() => put(id)} />;
          })}
        </ul>
        <Button onClick={exchange}>
          Swap
          <Kbd keys="x" />
        </Button>
        <Button
          aria-pressed={difference}
          onClick={() => setDifference(!difference)}
          className="aria-pressed:border-text-2"
        >
          Difference
          <Kbd keys="v" />
        </Button>
      </div>
    </section>
  );
}

/** What is put on a side where the other one stands changes places with it. */
function withSide([left, right]: [string, string], side: Side, id: string): [string, string] {
  if (id === left || id === right) return (side === 'left') === (id === left) ? [left, right] : [right, left];
  return side === 'left' ? [id, right] : [left, id];
}

type ChoiceProps = { named: NamedTake; at: Side | null; onChoose: () => void };

function Choice({ named: { take, mark, name }, at, onChoose }: ChoiceProps) {
  const { filmId } = useSession();
  const { mediaBase } = useHello();
  const poster = posterUrl(mediaBase, filmId, take);
  return (
    <li className="shrink-0">
      <button
        type="button"
        aria-label={at ? `${name}, ${at}` : name}
        aria-pressed={at !== null}
        onClick={onChoose}
        className={clsx(
          'hatch relative block h-12 overflow-hidden rounded-[6px] border',
          at ? 'border-text outline-1 outline-text' : 'border-line hover:border-line-strong',
        )}
        style={{ aspectRatio: (take.probe.width ?? 16) / (take.probe.height ?? 9) }}
      >
        {poster && <img src={poster} alt="" loading="lazy" draggable={false} className="size-full object-cover" />}
        <span className="absolute start-1 top-0.5 rounded-1 bg-black/67 px-1 font-mono text-[10px] leading-3.5 font-semibold text-white">
          {mark}
        </span>
        {at && (
          <span className="absolute inset-x-0 bottom-0 bg-black/67 text-center text-[10px] leading-3.5 text-white">
            {at}
          </span>
        )}
      </button>
    </li>
  );
}

const TooFew = ({ onBack }: { onBack: () => void }) => (
  <div className="min-h-0 grow">
    <EmptyState
      title="A wipe takes two"
      text="Two takes lie over each other with an edge between them that you pull, so that every difference shows."
      actions={<Button onClick={onBack}>Back to the wall</Button>}
    />
  </div>
);

type WipeKeys = {
  takes: readonly NamedTake[];
  put: (id: string) => void;
  exchange: () => void;
  onSide: () => void;
  onDifference: () => void;
};

function useWipeCommands({ takes, put, exchange, onSide, onDifference }: WipeKeys): void {
  const wipe = (id: string, label: string, keys: string[], run: () => void) =>
    ({ id: `wipe.${id}`, label, group: 'Wall', keys, run }) as const;
  useCommands([
    ...takes.flatMap(({ take, mark, digit }) =>
      digit ? wipe(`put-${digit}`, `Show take ${mark} on the chosen side`, [digit], () => put(take.id)) : [],
    ),
    wipe('side', 'Choose for the other side', ['r'], onSide),
    wipe('swap', 'Swap the two sides', ['x'], exchange),
    wipe('difference', 'Show only the difference', ['v'], onDifference),
  ]);
}
