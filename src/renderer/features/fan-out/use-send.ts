import { useRef } from 'react';
import { newId } from '../../../shared/ids.ts';
import { showWall } from '../../lib/navigation.ts';
import { patchOf } from './fan-out.ts';
import type { FanOut } from './use-fan-out.ts';
import { useStartRun } from './use-start-run.ts';

/** Sends once, however often it is pressed, and goes to the wall. Where the studio refuses, all that was chosen stays. */
export function useSend({ id, choice, run, usualName, wishes, forget }: FanOut, onClose: () => void) {
  const { mutate, isPending, error } = useStartRun();
  // Two presses can come before the button knows of the first.
  const isSent = useRef(false);
  // Its own for as long as the same takes are asked for: sent again after a lost answer, nothing is paid twice.
  const order = useRef({ asked: '', id: '' });
  const look = () => {
    onClose();
    showWall(id);
  };
  const send = () => {
    if (isSent.current) return;
    isSent.current = true;
    // Not the seeds: they move on when takes of the lost answer turn up.
    const asked = wishes.map(({ sceneId, generator }) => `${sceneId} ${generator}`).join();
    if (order.current.asked !== asked) order.current = { asked, id: newId('order') };
    mutate(
      { id, patch: patchOf(choice, run, usualName), wishes, orderId: order.current.id },
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
