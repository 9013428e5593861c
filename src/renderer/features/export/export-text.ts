import { type ExportJob, endedExports } from '../../../shared/export.ts';
import type { Canvas } from '../../../shared/film.ts';
import { formatClock, formatSeconds } from '../../../shared/time.ts';

const working: Partial<Record<ExportJob['state'], string>> = {
  queued: 'waits for the export before it',
  rendering: 'renders the scenes',
  joining: 'joins picture and sound',
  checking: 'checks the file',
};

export const isOver = (job: ExportJob): boolean => endedExports.includes(job.state);

/** `61 % · renders the scenes · 0:22 left`. */
export function workingText({ state, fraction, secondsLeft }: ExportJob): string {
  const parts = [
    state !== 'queued' && `${Math.floor(fraction * 100)} %`,
    working[state],
    secondsLeft !== null && `${formatClock(secondsLeft)} left`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** `1920 × 1080 · 47.4 s · 12.3 MB`. */
export function resultText({ width, height, seconds, bytes }: NonNullable<ExportJob['result']>): string {
  return `${width} × ${height} · ${formatSeconds(seconds)} · ${formatBytes(bytes)}`;
}

/** Decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** Pixels that a preset gives this film: `1920 × 1080`. */
export function sizeText(canvas: Canvas, shortSide: number): string {
  const scale = shortSide / Math.min(canvas.width, canvas.height);
  const even = (side: number) => Math.round((side * scale) / 2) * 2;
  return `${even(canvas.width)} × ${even(canvas.height)}`;
}

/** Last part of a path, on any system. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
