import { useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import type { BlindPick } from './use-blind-pick.ts';
import { useTakeFocus } from './use-take-focus.ts';

type Props = {
  pick: BlindPick;
  /** Names without a verdict. */
  onReveal: () => void;
};

/** What can be said of a blind wall, with its keys. */
export function BlindBar({ pick, onReveal }: Props) {
  const { tiles, several, chosen, busy, able } = pick;
  const root = useTakeFocus<HTMLElement>();
  // Enter means the verdict now, and not the button that happens to have the focus; on a take it picks that.
  useEffect(() => {
    if (several && !document.activeElement?.closest('[data-tile], [role=dialog]'))
      root.current?.focus({ preventScroll: true });
  }, [several, root]);
  return (
    <section
      ref={root}
      tabIndex={-1}
      aria-label="Blind verdict"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 outline-none"
    >
      <p className="min-w-0 grow" aria-live="polite">
        <span className="font-medium">{several ? 'Blind: pick all that are best' : 'Blind: pick the best'}</span>{' '}
        <span className="text-text-2">{hintOf(pick)}</span>
      </p>
      {several && (
        <Button busy={busy} disabled={!able || chosen.length === 0} onClick={pick.confirm}>
          {chosen.length > 1 ? `These ${chosen.length} are as good` : 'This is the best'}
          <Kbd keys="Enter" />
        </Button>
      )}
      <Button aria-pressed={several} disabled={!able} onClick={pick.toggleSeveral}>
        {several ? 'Only one is best' : 'Several are best'}
        <Kbd keys="t" />
      </Button>
      <Button busy={busy && !several} disabled={!able} onClick={pick.allBad}>
        All bad
        <Kbd keys="0" />
      </Button>
      <Button look="quiet" disabled={busy} onClick={onReveal}>
        Reveal without a verdict
      </Button>
      {tiles.some(({ digit }) => digit === null) && (
        <span className="sr-only">Press a take beyond the ninth to pick it.</span>
      )}
    </section>
  );
}

function hintOf({ tiles, several, chosen }: BlindPick): string {
  if (tiles.length < 2) return 'two takes are needed';
  if (several && chosen.length > 0) {
    return tiles.flatMap(({ take, label }) => (chosen.includes(take.id) ? [label] : [])).join(', ');
  }
  return `1–${tiles.findLast(({ digit }) => digit !== null)?.digit} or press a take`;
}
