import { isSettled, type Job } from '../../../shared/job.ts';
import type { Entry } from '../../../shared/spending.ts';
import { formatSum } from '../../lib/usd.ts';
import type { Tone } from '../../ui/chip.tsx';

/** What a line of the ledger cost, or may. */
export function costText({ state, micros }: Pick<Entry, 'state' | 'micros'>): string {
  if (state === 'reserved') return `up to ${formatSum(micros)}`;
  if (state === 'unsure') return `perhaps ${formatSum(micros)}`;
  return formatSum(micros);
}

/** Who says so, for people: `as Runway reports`. */
export function basisText({ state, basis, micros }: Pick<Entry, 'state' | 'basis' | 'micros'>, vendor: string): string {
  if (state === 'reserved') return 'reserved';
  if (basis === 'assumed') return 'assumed: nobody knows';
  if (basis === 'free' || (micros === 0 && basis === 'computed')) return 'not charged';
  return { reported: `as ${vendor} reports`, computed: 'by the price table', stated: 'as you said' }[basis];
}

/** The state as the colour of a dot: made, under way, nobody knows, lost, or ended without a take and without money. */
export function entryTone({ state, micros, takeId }: Pick<Entry, 'state' | 'micros' | 'takeId'>): Tone {
  if (state === 'reserved') return 'run';
  if (state === 'unsure') return 'warn';
  if (takeId) return 'ok';
  return micros > 0 ? 'bad' : 'calm';
}

/**
 * Whether a line offers to give its promised money back: those of the film in this window are stopped on its board, but that
 * of a film which was deleted would be promised for ever.
 */
export const isStoppable = ({ state, filmId }: Pick<Entry, 'state' | 'filmId'>, openFilmId: string | null): boolean =>
  state === 'reserved' && filmId !== openFilmId;

/** What became of a job that was to be stopped from its line. */
export function stoppedText({ state, charged }: Pick<Job, 'state' | 'charged'>): string {
  if (state === 'cancelled' && charged === 'no') return 'Stopped. Its money is free again.';
  if (isSettled(state)) return 'It is over. If its line is not sure, say what it cost.';
  return 'It stops at the vendor as soon as its film is open.';
}

export const receiptViews = ['all', 'unsure', 'lost'] as const;
export type ReceiptView = (typeof receiptViews)[number];

/** Whether a line belongs to what the user wants to see. `lost`: over, without a take. */
export function isShown(entry: Pick<Entry, 'state' | 'takeId'>, view: ReceiptView): boolean {
  if (view === 'unsure') return entry.state === 'unsure';
  return view === 'all' || (entry.state !== 'reserved' && entry.takeId === null);
}

/** `Today`, `Yesterday`, `Tue 18 Nov`; of another year with the year. Days are local calendar days, YYYY-MM-DD. */
export function dayText(day: string, today: string): string {
  const date = new Date(`${day}T12:00:00`);
  const days = Math.round((Date.parse(`${today}T12:00:00Z`) - Date.parse(`${day}T12:00:00Z`)) / 86_400_000);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  return date
    .toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', ...year })
    .replace(',', '');
}
