import { type ExportJob, type ExportResult, endedExports, type Preset } from '../../../shared/export.ts';
import type { Aspect, Canvas } from '../../../shared/film.ts';
import { canvases } from '../../../shared/film.ts';
import { formatClock, formatSeconds } from '../../../shared/time.ts';

const working: Partial<Record<ExportJob['state'], string>> = {
  queued: 'waits for the export before it',
  rendering: 'renders the scenes',
  joining: 'joins picture and sound',
  checking: 'checks the file',
  paused: 'paused, what was rendered is kept',
};

export const isOver = (job: ExportJob): boolean => endedExports.includes(job.state);

/** `61 % · renders the scenes · 0:22 left`. */
export function workingText({ state, fraction, secondsLeft }: ExportJob): string {
  const parts = [
    state !== 'queued' && `${Math.floor(fraction * 100)} %`,
    working[state],
    secondsLeft !== null && state !== 'paused' && `${formatClock(secondsLeft)} left`,
  ];
  return parts.filter(Boolean).join(' · ');
}

/** `1920 × 1080 · 47.4 s · 12.3 MB`. */
export function resultText({ width, height, seconds, bytes }: ExportResult): string {
  const size = width !== null && height !== null && `${width} × ${height}`;
  return [size, formatSeconds(seconds), formatBytes(bytes)].filter(Boolean).join(' · ');
}

/** `3 of 12 pieces rendered, 9 kept from before · libx264`. */
export function workText({ rendered, reused, encoder }: ExportResult): string | null {
  if (encoder === null) return null;
  if (encoder === 'copy') return 'Copied without encoding: nothing was lost';
  const kept = reused > 0 ? `, ${reused} kept from before` : '';
  return `${rendered} ${rendered === 1 ? 'piece' : 'pieces'} rendered${kept} · ${encoder}`;
}

/** Decimal units, as file managers show them. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}

/** Pixels that a preset gives a film of this shape: `1920 × 1080`. */
export function sizeText(canvas: Pick<Canvas, 'width' | 'height'>, shortSide: number): string {
  const scale = shortSide / Math.min(canvas.width, canvas.height);
  const even = (side: number) => Math.round((side * scale) / 2) * 2;
  return `${even(canvas.width)} × ${even(canvas.height)}`;
}

/** The shape that the export will have: chosen, or the preset's, or the film's. */
export const aspectOf = (chosen: Aspect | null, preset: Preset, film: Canvas): Aspect =>
  chosen ?? preset.aspect ?? film.aspect;

/** What a preset gives, at the end of its line: pixels, or how the sound is kept. */
export function presetText(preset: Preset, film: Canvas, chosen: Aspect | null): string {
  if (preset.picture) {
    const aspect = aspectOf(chosen, preset, film);
    return sizeText(aspect === film.aspect ? film : canvases[aspect], preset.picture.shortSide);
  }
  return preset.sound?.kbps ? `${preset.sound.kbps} kb/s` : '24 bit';
}

/** The same path with the ending that a preset needs. */
export function withExtension(path: string, extension: string): string {
  const name = fileName(path);
  const stem = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : name;
  return stem === '' ? path : `${path.slice(0, path.length - name.length)}${stem}.${extension}`;
}

/** Last part of a path, on any system. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** All but the last part. */
export const folderOf = (path: string): string => path.slice(0, Math.max(1, path.length - fileName(path).length - 1));
