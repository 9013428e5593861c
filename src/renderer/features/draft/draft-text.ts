import type { ExportJob } from '../../../shared/export.ts';
import { formatClock } from '../../../shared/time.ts';

/** `Draft · 61 % · 0:04 left`. */
export function progressText({ state, fraction, secondsLeft }: ExportJob): string {
  if (state === 'queued') return 'Draft · waits for the export before it';
  const left = secondsLeft === null ? [] : [`${formatClock(secondsLeft)} left`];
  return ['Draft', `${Math.floor(fraction * 100)} %`, ...left].join(' · ');
}
