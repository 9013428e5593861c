import { Component, type ReactNode } from 'react';
import { toErrorData } from '../../shared/errors.ts';
import { Button } from '../ui/button.tsx';
import { ErrorState } from '../ui/states.tsx';

type State = { readonly crashed: boolean };

/** A mistake of ours while drawing: says so instead of leaving a blank window. What was saved is safe. */
export class CrashGuard extends Component<{ children: ReactNode }, State> {
  override state: State = { crashed: false };

  static getDerivedStateFromError(): State {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <main className="grid h-full place-content-center">
        <ErrorState
          error={toErrorData(null)}
          actions={
            <Button look="primary" onClick={() => window.location.reload()}>
              Load the window again
            </Button>
          }
        />
      </main>
    );
  }
}
