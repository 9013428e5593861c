import { create } from 'zustand';
import type { JobWish } from '../../../shared/batch.ts';

/** A batch that is looked at before it starts. */
export type Batch = {
  readonly kind: 'batch';
  readonly wishes: readonly JobWish[];
  /** Takes that no longer match their text, offered besides. */
  readonly stale: readonly JobWish[];
  /** Starts something else than new jobs for the wishes: a retry. */
  readonly start: (() => void) | null;
};

/** What is shown before anything is paid: a batch with its judgement, or the plan for what is left. */
export type Pending = Batch | { readonly kind: 'finish' };

/** The board, the inspector and keys all generate; one panel shows it for all of them. */
export const usePending = create<{ readonly pending: Pending | null }>(() => ({ pending: null }));
export const showPending = (pending: Pending | null): void => usePending.setState({ pending });
