import { formatClock } from '../../shared/time.ts';

const barWidth = 20;

/** `Takes  ███████░░░  9 of 16 · 0:12 left`, cut to the width of the terminal. Pure. */
export function progressLine(
  { label, fraction, text, secondsLeft }: { label: string; fraction: number; text: string; secondsLeft: number | null },
  columns: number,
): string {
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * barWidth);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  const left = secondsLeft === null ? '' : ` · ${formatClock(secondsLeft)} left`;
  // One column stays free: writing into the last one wraps the line on some terminals.
  return [...`${label.padEnd(7)} ${bar}  ${text}${left}`].slice(0, Math.max(10, columns - 1)).join('');
}
