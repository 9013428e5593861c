import clsx from 'clsx';
import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorData } from '../../shared/errors.ts';
import { Button } from './button.tsx';

/** Nothing here yet: what this is, one action, one example. */
export function EmptyState(props: { title: string; text: ReactNode; actions?: ReactNode; picture?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-12 text-center">
      {props.picture}
      <h2 className="text-4 font-semibold">{props.title}</h2>
      <p className="text-text-2">{props.text}</p>
      {props.actions && <div className="mt-2 flex flex-wrap justify-center gap-2">{props.actions}</div>}
    </div>
  );
}

type ErrorProps = {
  error: ErrorData;
  onRetry?: () => void;
  /** Further ways forward. */
  actions?: ReactNode;
};

/** A whole screen or panel that could not be shown. */
export function ErrorState({ error, onRetry, actions }: ErrorProps) {
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center gap-3 px-6 py-12 text-center">
      <TriangleAlert size={22} className="text-bad" aria-hidden />
      <h2 className="text-4 font-semibold">{error.message}</h2>
      <p className="text-text-2">{error.action}</p>
      <div className="mt-2 flex flex-wrap justify-center gap-2">
        {actions}
        {onRetry && <Button onClick={onRetry}>Try again</Button>}
      </div>
    </div>
  );
}

/** A failure inside a panel: who and why, the next step beside it. */
export function ErrorNote({ error, onRetry, actions }: ErrorProps) {
  return (
    <div role="alert" className="flex flex-col gap-1 rounded-2 border border-line bg-bg px-3 py-2">
      <p className="text-bad">{error.message}</p>
      <p className="text-text-2">{error.action}</p>
      {(onRetry || actions) && (
        <div className="mt-1 flex flex-wrap gap-2">
          {actions}
          {onRetry && <Button onClick={onRetry}>Try again</Button>}
        </div>
      )}
    </div>
  );
}

/** Keeps the place of something that is being fetched. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden className={clsx('animate-pulse rounded-2 bg-hover', className)} />
);
