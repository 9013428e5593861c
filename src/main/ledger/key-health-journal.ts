import { asc, eq } from 'drizzle-orm';
import type { LedgerStore } from './ledger-store.ts';
import { type KeyHealthRecord, keyHealth } from './tables.ts';

/** How keys fare, so that a restart does not forget it. Knows keys by their id only. */
export type KeyHealthJournal = {
  all(): KeyHealthRecord[];
  /** Writes or overwrites. */
  save(record: Omit<KeyHealthRecord, 'updatedAt'>): void;
  /** For keys that were removed. */
  remove(keyId: string): void;
};

export function keyHealthJournal({ db, guard, now }: LedgerStore): KeyHealthJournal {
  return {
    all: () => guard(() => db.select().from(keyHealth).orderBy(asc(keyHealth.keyId)).all()),
    save: (record) =>
      guard(() => {
        const row = { ...record, updatedAt: now().toISOString() };
        db.insert(keyHealth).values(row).onConflictDoUpdate({ target: keyHealth.keyId, set: row }).run();
      }),
    remove: (keyId) => guard(() => void db.delete(keyHealth).where(eq(keyHealth.keyId, keyId)).run()),
  };
}
