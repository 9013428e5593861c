import { AppError, type ErrorData } from '../../shared/errors.ts';
import type { Charged, TrailStep } from '../../shared/job.ts';
import type { JobPatch } from '../ledger/job-journal.ts';
import type { JobRecord } from '../ledger/tables.ts';
import type { Engine } from './active-job.ts';
import { reserve } from './money.ts';

/** Where a job goes on, or why it goes nowhere. */
export type Move =
  | { readonly kind: 'moved'; readonly patch: JobPatch; readonly vendorId: string }
  /** No further generator, or none that the budgets allow: `trail` then ends with what was left out. */
  | { readonly kind: 'nowhere'; readonly over: ErrorData | null };

/**
 * Finds the next generator of a job's chain whose price fits into the budgets, and reserves it; what does not fit is
 * left out with the reason, and what was tried before is not tried again. Inside a transaction, after the money of the link before was settled.
 */
export function moveOn(engine: Engine, record: JobRecord, error: ErrorData, charged: Charged): Move {
  const trail: TrailStep[] = [...record.trail, { generator: record.generator, error, charged }];
  let over: ErrorData | null = null;
  for (let link = record.link + 1; link < record.chain.length; link++) {
    const next = record.chain[link];
    if (!next || record.trail.some(({ generator }) => generator === next.generator)) continue;
    const { generator, vendor, priceCeilingMicros, inputs, warnings } = next;
    try {
      reserve(engine, { ...record, generator, priceCeilingMicros }, vendor);
    } catch (refusal) {
      if (!(refusal instanceof AppError) || refusal.code !== 'over-budget') throw refusal;
      over = refusal.toData();
      trail.push({ generator, error: over, charged: 'no' });
      continue;
    }
    const progress = { fraction: null, secondsLeft: null, text: `${error.message} Going on to the next generator.` };
    const place = { generator, priceCeilingMicros, inputs, warnings: [...warnings], link, trail };
    return { kind: 'moved', vendorId: vendor, patch: { ...place, state: 'queued', error: null, progress } };
  }
  return { kind: 'nowhere', over };
}
