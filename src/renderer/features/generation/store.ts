import { create } from 'zustand';
import type { Wish } from './wishes.ts';

/** Paid wishes above the user's limit, waiting for a yes. */
type Pending = { readonly wishes: readonly Wish[]; readonly start: () => void };

/** The board, the inspector and keys all generate; one dialog asks for all of them. */
export const usePending = create<{ readonly pending: Pending | null }>(() => ({ pending: null }));
export const askFirst = (pending: Pending | null): void => usePending.setState({ pending });
