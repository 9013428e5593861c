import { useEffect, useState } from 'react';
import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { DuelPair } from './duel-pair.tsx';
import { DuelReveal } from './duel-reveal.tsx';
import { useDuelCommands } from './use-duel-commands.ts';
import { type DuelOrder, useDuels } from './use-duels.ts';

type DuelStageProps = DuelOrder & {
  /** Names are shown from now on. */
  onReveal?: (() => void) | undefined;
  /** Back to the wall. */
  onDone: () => void;
};

/**
 * Two takes at a time, names hidden, until their order is known or the user has had enough; then who they are. Inside
 * `<InStep>`.
 */
export const DuelStage = (props: DuelStageProps) => (
  <Stage key={`${props.scene.id} ${props.comparisonId}`} {...props} />
);

function Stage({ onReveal, onDone, ...order }: DuelStageProps) {
  const duels = useDuels(order);
  const { loading, error, pair, decided, shown } = duels;
  const [enough, setEnough] = useState(false);
  const judged = decided.length > 0;
  const revealed = !loading && judged && (enough || !pair);
  // It stays: a take that comes in now is judged when the user says so.
  if (revealed && !enough) setEnough(true);
  useEffect(() => {
    if (revealed) onReveal?.();
  }, [revealed, onReveal]);
  useDuelCommands(revealed || loading ? { ...duels, pair: null } : duels);

  if (error) return <ErrorState error={errorOf(error)} onRetry={duels.retry} />;
  if (loading) return <Waiting />;
  if (shown.length < 2) return <TooFew onDone={onDone} />;
  if (revealed || !pair) {
    return (
      <DuelReveal duels={duels} scene={order.scene} onGoOn={pair ? () => setEnough(false) : null} onDone={onDone} />
    );
  }
  return <DuelPair duels={duels} {...pair} onEnough={() => (judged ? setEnough(true) : onDone())} />;
}

const Waiting = () => (
  <div aria-busy="true" className="grid h-full grid-cols-2 gap-4 p-4">
    <Skeleton className="h-full" />
    <Skeleton className="h-full" />
  </div>
);

const TooFew = ({ onDone }: { onDone: () => void }) => (
  <EmptyState
    title="A duel takes two"
    text="Two takes of this scene are shown side by side under letters, and you say which is better. Their names come at the end."
    actions={<Button onClick={onDone}>Back to the wall</Button>}
  />
);
