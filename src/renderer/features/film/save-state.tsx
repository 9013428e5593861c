import clsx from 'clsx';
import { Button } from '../../ui/button.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useSaveState, useSession } from './session-context.ts';

/** `Saved`, `Saving…`, or why not. */
export function SaveIndicator() {
  const { autosave } = useSession();
  const state = useSaveState();
  if (state.kind === 'failed') {
    return (
      <span role="status" className="flex min-w-0 items-center gap-2 text-bad">
        <Tooltip text={state.error.action}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the tooltip must be reachable by key */}
          <span tabIndex={0} className="truncate">
            Not saved: {state.error.message}
          </span>
        </Tooltip>
        <Button look="quiet" onClick={autosave.retry}>
          Try again
        </Button>
      </span>
    );
  }
  const text = { saved: 'Saved', waiting: 'Saving…', saving: 'Saving…', conflict: 'Not saved' }[state.kind];
  return (
    <span role="status" className={clsx('shrink-0 text-text-3', state.kind === 'saved' && 'max-[900px]:sr-only')}>
      {text}
    </span>
  );
}
