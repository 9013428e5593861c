import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ErrorData } from '../../../shared/errors.ts';
import type { KeyTest, KeyView } from '../../../shared/key.ts';
import { client, orpc } from '../../lib/client.ts';
import { errorOf } from '../../lib/errors.ts';

/** What became of the newest thing that was done with a key. */
export type KeyOutcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'tested'; readonly test: KeyTest }
  | { readonly kind: 'failed'; readonly error: ErrorData };

export type NewKey = {
  readonly secret: string;
  readonly session: boolean;
  /** Undefined leaves the choice to the studio. */
  readonly label?: string | undefined;
  readonly account?: string | undefined;
};

const none: KeyOutcome = { kind: 'none' };
/** Stands for the key that is being added. */
const newKey = '';

export type KeyRingDeeds = ReturnType<typeof useKeyRing>;

/** Add, test, rename, revive and remove the keys of one vendor. A new key is tested at once. */
export function useKeyRing(vendor: string) {
  const queries = useQueryClient();
  const [outcomes, setOutcomes] = useState<Readonly<Record<string, KeyOutcome>>>({});
  const note = (keyId: string, outcome: KeyOutcome) => setOutcomes((known) => ({ ...known, [keyId]: outcome }));
  const attempt = async (keyId: string, work: () => Promise<KeyOutcome>): Promise<boolean> => {
    note(keyId, { kind: 'busy' });
    try {
      note(keyId, await work());
      return true;
    } catch (thrown) {
      note(keyId, { kind: 'failed', error: errorOf(thrown) });
      return false;
    } finally {
      await queries.invalidateQueries({ queryKey: orpc.keys.key() });
    }
  };
  const change = (keyId: string, patch: { label?: string; account?: string }) =>
    attempt(keyId, async () => {
      await client.keys.update({ keyId, ...patch });
      return none;
    });
  const test = (keyId: string) =>
    attempt(keyId, async () => ({ kind: 'tested', test: await client.keys.test({ keyId }) }));
  return {
    outcomeOf: (keyId: string): KeyOutcome => outcomes[keyId] ?? none,
    adding: outcomes[newKey] ?? none,
    /** True when the key was stored, whatever the test of it says. */
    add: async (order: NewKey): Promise<boolean> => {
      const stored: KeyView[] = [];
      const done = await attempt(newKey, async () => {
        stored.push(await client.keys.add({ vendor, ...order }));
        return none;
      });
      for (const { id } of stored) await test(id);
      return done;
    },
    test,
    rename: (keyId: string, label: string) => change(keyId, { label }),
    /** Says whose quota the key uses: another key's account, or its own. */
    share: (keyId: string, account: string) => change(keyId, { account }),
    /** Topped up, or not to be waited for. */
    revive: (keyId: string) =>
      attempt(keyId, async () => {
        await client.keys.revive({ keyId });
        return none;
      }),
    remove: (keyId: string) =>
      attempt(keyId, async () => {
        await client.keys.remove({ keyId });
        return none;
      }),
  };
}
