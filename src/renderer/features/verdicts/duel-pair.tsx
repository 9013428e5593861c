import { Undo2 } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Meter } from '../../ui/meter.tsx';
import { useInStep } from '../in-step/in-step-context.ts';
import { InStepPicture } from '../in-step/in-step-picture.tsx';
import type { Shown } from './use-blind-pick.ts';
import type { Duels, Judgement } from './use-duels.ts';
import { useTakeFocus } from './use-take-focus.ts';

type Props = {
  duels: Duels;
  left: Shown;
  right: Shown;
  /** Ends it: the reveal, or the wall where nothing was decided. */
  onEnough: () => void;
};

/** Two takes side by side under their letters, and what can be said of them. */
export function DuelPair({ duels, left, right, onEnough }: Props) {
  const { decided, total, busy, judge, takeBack } = duels;
  const root = useTakeFocus<HTMLElement>();
  usePlayFromStart(left.take.id, right.take.id);
  return (
    <section
      ref={root}
      tabIndex={-1}
      aria-label="Duel"
      className="flex h-full min-h-0 flex-col gap-3 overflow-auto p-4 outline-none"
    >
      {/* What is said to be left is left in every script. */}
      <div dir="ltr" className="grid min-h-48 grow grid-cols-2 gap-4">
        <Side shown={left} />
        <Side shown={right} />
      </div>
      <div dir="ltr" aria-busy={busy} className="grid shrink-0 grid-cols-[1fr_auto_1fr] items-center gap-4">
        <Verdict says="left" keys="1" onJudge={judge}>
          {left.label} is better
        </Verdict>
        <div className="flex flex-wrap justify-center gap-2">
          <Verdict says="tie" keys="t" onJudge={judge}>
            As good
          </Verdict>
          <Verdict says="bad" keys="0" onJudge={judge}>
            Both bad
          </Verdict>
        </div>
        <Verdict says="right" keys="2" onJudge={judge}>
          {right.label} is better
        </Verdict>
      </div>
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2">
        <Meter
          label="Duels decided"
          taken={decided.length / total}
          text={`${decided.length} of about ${total}`}
          className="w-28"
        />
        <p aria-live="polite" className="grow text-text-2">
          Duel <span className="tabular">{decided.length + 1}</span> of about <span className="tabular">{total}</span>
          <span className="sr-only">
            : {left.label} on the left, {right.label} on the right
          </span>
        </p>
        <Button
          look="quiet"
          aria-disabled={takeBack === null || busy}
          className="aria-disabled:opacity-50"
          icon={<Undo2 size={14} aria-hidden />}
          onClick={() => takeBack?.()}
        >
          Take the last one back
          <Kbd keys="z" />
        </Button>
        <Button onClick={onEnough}>{decided.length > 0 ? 'Enough, show who is who' : 'Back to the wall'}</Button>
      </div>
    </section>
  );
}

/** A duel begins by playing, each pair from its start; who has paused decides on stills. */
function usePlayFromStart(leftId: string, rightId: string): void {
  const { transport } = useInStep();
  useEffect(() => {
    const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (!isStill && !transport.getState().playing) transport.toggle();
  }, [transport]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pair begins anew
  useEffect(() => transport.seek(0), [transport, leftId, rightId]);
}

const Side = ({ shown: { take, label } }: { shown: Shown }) => (
  <figure className="relative min-h-0 overflow-hidden rounded-3 border border-line bg-black">
    {/* Another take is another player: nothing of the one before may be seen. */}
    <InStepPicture key={take.id} take={take} label={`Take ${label}`} />
    <figcaption className="absolute start-2.5 top-2.5 grid size-7 place-content-center rounded-full border border-white/25 bg-black/75 text-3 font-semibold text-white">
      <span aria-hidden>{label}</span>
      <span className="sr-only">Take {label}</span>
    </figcaption>
  </figure>
);

type VerdictProps = { says: Judgement; keys: string; onJudge: (judgement: Judgement) => void; children: ReactNode };

/** Not disabled while it works: the focus stays where it is for the next duel. */
const Verdict = ({ says, keys, onJudge, children }: VerdictProps) => (
  <Button className="min-h-9 text-3" onClick={() => onJudge(says)}>
    {children}
    <Kbd keys={keys} />
  </Button>
);
