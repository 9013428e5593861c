import type { RingKey } from '../keys/ring-key.ts';

/** The keys of a rehearsal: they open nothing but the simulated vendors. */
export type RehearsalKeys = {
  ring(vendorId: string): readonly RingKey[];
  secret(keyId: string): Promise<string | null>;
  onChange(): void;
  /** Secret -> account, as the simulated vendors know them. */
  readonly accounts: Readonly<Record<string, string>>;
};

/**
 * One key for each account, by vendor id: as many accounts as the user has there, so that the limits are the real ones.
 * `servers` are the user's own: their keys are an address, which is not called, and a word.
 */
export function rehearsalKeys(
  accountsAt: ReadonlyMap<string, number>,
  servers: ReadonlySet<string> = new Set(),
): RehearsalKeys {
  const keys = [...accountsAt].flatMap(([vendor, count]) =>
    Array.from({ length: count }, (_, index): RingKey => {
      const name = `Rehearsal ${index + 1}`;
      return { id: `rehearsal-${vendor}-${index + 1}`, vendor, label: name, account: name, place: 'session' };
    }),
  );
  // The id will do for a secret: nobody else takes it.
  const secrets = new Map(
    keys.map(({ id, vendor }) => [id, servers.has(vendor) ? `http://rehearsal.invalid ${id}` : id]),
  );
  return {
    ring: (vendorId) => keys.filter(({ vendor }) => vendor === vendorId),
    secret: async (keyId) => secrets.get(keyId) ?? null,
    onChange: () => {},
    accounts: Object.fromEntries(keys.map(({ id, account }) => [id, account])),
  };
}
