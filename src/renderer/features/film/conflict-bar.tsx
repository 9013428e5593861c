import { errorOf } from '../../lib/errors.ts';
import { Button } from '../../ui/button.tsx';
import { toastError } from '../../ui/toasts.tsx';
import { useSaveState, useSession } from './session-context.ts';

/** Two windows changed the film: nothing is saved until the user says which version stays. */
export function ConflictBar() {
  const session = useSession();
  const state = useSaveState();
  if (state.kind !== 'conflict') return null;
  const answer = (choice: () => Promise<void>) => () =>
    choice().catch((thrown: unknown) => toastError(errorOf(thrown)));
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 border-b border-line bg-raised px-4 py-2">
      <p className="grow">
        <span className="text-warn">This film was also changed in another window.</span>{' '}
        <span className="text-text-2">Both versions stay in its revisions; choose the one to go on with.</span>
      </p>
      <Button onClick={answer(session.takeTheirs)}>Take theirs</Button>
      <Button onClick={answer(session.keepMine)}>Keep mine</Button>
    </div>
  );
}
