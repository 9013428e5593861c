import { AppError } from '../../shared/errors.ts';
import type { KeyHealthRecord } from '../ledger/tables.ts';
import type { AlarmClock } from './alarm-clock.ts';

/** How one key fares, as it is kept. */
export type HealthRecord = Omit<KeyHealthRecord, 'updatedAt'>;

/** Where it is kept. */
export type HealthStore = {
  all(): readonly HealthRecord[];
  save(record: HealthRecord): void;
  remove(keyId: string): void;
};

/** Every line that is written is flushed to the disk: a success for each of a thousand jobs can wait so long. */
const laterMs = 5000;

/** Writes down how keys fare: verdicts at once, mere successes some seconds later with all that came until then. */
export type HealthWriter = {
  /** Throws what saving throws; it is then tried again with the next that wait. */
  now(record: HealthRecord): void;
  later(record: HealthRecord): void;
  forget(keyId: string): void;
  /** Writes what waits. What cannot be written goes on waiting. */
  flush(): void;
};

export function createHealthWriter(store: HealthStore, clock: AlarmClock): HealthWriter {
  const waiting = new Map<string, HealthRecord>();
  let callOff: (() => void) | null = null;
  const write = (record: HealthRecord): void => {
    store.save(record);
    waiting.delete(record.keyId);
  };
  const flush = (): void => {
    callOff?.();
    callOff = null;
    try {
      for (const record of waiting.values()) write(record);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      console.warn(`How keys fare cannot be written down now. ${error.message}`);
    }
  };
  return {
    now(record) {
      waiting.set(record.keyId, record);
      write(record);
    },
    later(record) {
      waiting.set(record.keyId, record);
      callOff ??= clock.after(laterMs, flush);
    },
    forget(keyId) {
      waiting.delete(keyId);
      store.remove(keyId);
    },
    flush,
  };
}
