import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Hello } from '../../../shared/contract.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { KeyTest } from '../../../shared/key.ts';
import type { Settings } from '../../../shared/settings.ts';
import { client } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';
import { generatorsQuery, helloQuery, keysQuery } from '../../lib/queries.ts';
import { toastError } from '../../ui/toasts.tsx';

export const useKeys = () => useQuery(keysQuery());
export const useVendors = () => useQuery(generatorsQuery());

/** Changes some settings; every open window follows. */
export function useChangeSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Partial<Settings>) => client.settings.set(change),
    onSuccess: (settings) => {
      queries.setQueryData(helloQuery().queryKey, (hello: Hello | undefined) => hello && { ...hello, settings });
      // FFmpeg may have been found or lost by the change.
      return queries.invalidateQueries({ queryKey: helloQuery().queryKey });
    },
    onError: (thrown) => toastError(errorOf(thrown)),
  });
}

/** What became of the newest look at a key. */
export type KeyOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'tested'; readonly test: KeyTest }
  | { readonly kind: 'failed'; readonly error: ErrorData };

/** Set, test and remove for one vendor's key. A new key is tested at once. */
export function useKeyActions(vendor: string) {
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<KeyOutcome>({ kind: 'none' });
  const attempt = async (work: () => Promise<KeyOutcome>): Promise<boolean> => {
    setOutcome({ kind: 'busy' });
    try {
      setOutcome(await work());
      return true;
    } catch (thrown) {
      setOutcome({ kind: 'failed', error: errorOf(thrown) });
      return false;
    } finally {
      await queries.invalidateQueries({ queryKey: keysQuery().queryKey });
    }
  };
  const tested = async (): Promise<KeyOutcome> => ({ kind: 'tested', test: await client.keys.test({ vendor }) });
  return {
    outcome,
    /** True when the key was stored. */
    set: (secret: string, session: boolean) =>
      attempt(async () => {
        await client.keys.set({ vendor, secret, session });
        return tested();
      }),
    test: () => attempt(tested),
    remove: () =>
      attempt(async () => {
        await client.keys.remove({ vendor });
        return { kind: 'none' };
      }),
  };
}
