import { existsSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import { isSettled } from '../../shared/job.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import type { Dispatcher } from './dispatcher.ts';
import { type Ending, openAttempt, unknownFate } from './ending.ts';
import { doubtMoney } from './money.ts';
import { vendorOf } from './resume.ts';
import { settle } from './settle.ts';

/**
 * Asks for a stop. A job that waits stops at once; one that runs when its vendor says so, and if it is finished all the
 * same its take is kept. Of a film that is closed: what a job that is over left at a vendor is not waited for any more, nor
 * is a job that runs where the film is gone too. Returns how it stands now.
 */
export function cancelJob(engine: Engine, dispatcher: Dispatcher, record: JobRecord): JobRecord {
  const active = dispatcher.find(record.id);
  const closed = !active && engine.films.find(record.filmId) === null;
  if (isSettled(record.state)) {
    if (closed) engine.book.together('doubt', () => doubtMoney(engine.ledger, record.id));
    return record;
  }
  if (record.state === 'queued' && !active?.started) {
    settle(engine, record.id, { state: 'cancelled', charged: 'no' });
    dispatcher.drop(record.id);
    return engine.ledger.jobs.get(record.id) ?? record;
  }
  if (closed && !existsSync(record.filmDir)) return abandon(engine, record);
  const progress = { ...record.progress, text: 'Stopping' };
  // On disk first: after a restart the vendor is asked again.
  const updated = engine.book.write('cancel', record.id, { cancelAsked: true, progress });
  active?.cancel.abort();
  return updated;
}

/** Nobody will work on it: its film is gone. Should that turn up elsewhere, what the vendor holds can still be taken up. */
function abandon(engine: Engine, record: JobRecord): JobRecord {
  engine.book.together('abandon', () => {
    settle(engine, record.id, endingOfAbandoned(engine, record));
    doubtMoney(engine.ledger, record.id);
  });
  return engine.ledger.jobs.get(record.id) ?? record;
}

function endingOfAbandoned(engine: Engine, record: JobRecord): Ending {
  const vendorName = engine.vendors.get(vendorOf(engine, record))?.name ?? 'the vendor';
  if (openAttempt(engine.ledger, record.id)?.operation) {
    const message = `Stopped, since its film is gone. ${vendorName} may have made it all the same.`;
    // The code under which it is offered to ask the vendor again, at no cost.
    const error = new AppError({ code: 'timed-out', message, action: 'Say in Spending what it cost.' });
    return { state: 'stalled', error: error.toData(), charged: record.state === 'fetching' ? 'yes' : 'maybe' };
  }
  return record.state === 'submitting' ? unknownFate(vendorName, null) : { state: 'cancelled', charged: 'no' };
}
