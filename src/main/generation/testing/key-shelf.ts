import type { RingKey } from '../../keys/ring-key.ts';

/** A key with its secret; a null secret is one that the keychain lost. */
export type TestKey = RingKey & { readonly secret: string | null };

export const testKey = (id: string, init: Partial<TestKey> = {}): TestKey => ({
  id,
  vendor: 'testco',
  label: `Key ${id}`,
  account: id,
  place: 'session',
  secret: `test-secret-${id}`,
  ...init,
});

/** Keys as the engine sees them, which a test can add and take away. */
export function createKeyShelf(first: readonly TestKey[]) {
  let keys = [...first];
  const listeners = new Set<(vendor: string) => void>();
  const tell = (vendor: string) => {
    for (const listener of listeners) listener(vendor);
  };
  return {
    ring: (vendor: string) => keys.filter((key) => key.vendor === vendor),
    secret: async (id: string) => keys.find((key) => key.id === id)?.secret ?? null,
    onChange(listener: (vendor: string) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    add(key: TestKey): void {
      keys = [...keys, key];
      tell(key.vendor);
    },
    remove(id: string): void {
      const gone = keys.filter((key) => key.id === id);
      keys = keys.filter((key) => key.id !== id);
      for (const { vendor } of gone) tell(vendor);
    },
  };
}
