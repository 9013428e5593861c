import { useRef } from 'react';
import { showWall } from '../../lib/navigation.ts';
import { patchOf } from './fan-out.ts';
import type { FanOut } from './use-fan-out.ts';
import { useStartRun } from './use-start-run.ts';

/** Sends once, however often it is pressed, and goes to the wall. Where the studio refuses, all that was chosen stays. */
export function useSend({ id, choice, run, usualName, wishes, forget }: FanOut, onClose: () => void) {
  const { mutate, isPending, error } = useStartRun();
  // Two presses can come before the button knows of the first.
  const isSent = useRef(false);
  const look = () => {
    onClose();
    showWall(id);
  };
  const send = () => {
    if (isSent.current) return;
    isSent.current = true;
    mutate(
      { id, patch: patchOf(choice, run, usualName), wishes },
      {
        onSuccess: () => {
          forget();
          look();
        },
        onError: () => {
          isSent.current = false;
        },
      },
    );
  };
  return { send, look, busy: isPending, error };
}
