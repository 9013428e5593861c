import { isSettled } from '../../shared/job.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import type { Dispatcher } from './dispatcher.ts';
import { settle } from './settle.ts';

/**
 * Asks for a stop. A job that waits stops at once; one that runs when its vendor says so, and if it is finished all the
 * same its take is kept. Returns how it stands now.
 */
export function cancelJob(engine: Engine, dispatcher: Dispatcher, record: JobRecord): JobRecord {
  if (isSettled(record.state)) return record;
  const active = dispatcher.find(record.id);
  if (record.state === 'queued' && !active?.started) {
    settle(engine, record.id, { state: 'cancelled', charged: 'no' });
    dispatcher.drop(record.id);
    return engine.ledger.jobs.get(record.id) ?? record;
  }
  const progress = { ...record.progress, text: 'Stopping' };
  // On disk first: after a restart the vendor is asked again.
  const updated = engine.book.write('cancel', record.id, { cancelAsked: true, progress });
  active?.cancel.abort();
  return updated;
}
