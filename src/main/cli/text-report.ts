import { formatMicros } from '../../shared/money.ts';
import { formatClock } from '../../shared/time.ts';
import type { FilmEvent, Report } from './film-events.ts';
import { progressLine } from './progress-line.ts';

export type TextOutput = {
  readonly write: (text: string) => void;
  /** Width of the terminal; null when the output is piped, which gets lines only. */
  readonly columns: () => number | null;
};

/** Tells a film's making to people: on a terminal each phase has one line that moves, in a pipe plain lines. */
export function createTextReport({ write, columns }: TextOutput): Report {
  let moving = false;
  let tenth = 0;
  const line = (text: string): void => {
    write(`${moving ? '\r\x1b[K' : ''}${text}\n`);
    moving = false;
  };
  return (event) => {
    const width = columns();
    const progress = width === null ? null : progressOf(event, width);
    if (progress !== null) {
      write(`\r\x1b[K${progress}`);
      moving = true;
      return;
    }
    const text = width === null && event.event === 'export' ? exportTenths(event.fraction) : textOf(event);
    if (text !== null) line(text);
  };

  /** A pipe hears of the export at every tenth, not ten times a second. */
  function exportTenths(fraction: number): string | null {
    const now = Math.floor(fraction * 10);
    if (now <= tenth) return null;
    tenth = now;
    return `  ${now * 10} %`;
  }
}

function progressOf(event: FilmEvent, columns: number): string | null {
  if (event.event === 'scene') {
    const { overall, title, text } = event;
    const counted = `${overall.done} of ${overall.total}`;
    const now = event.state === 'done' ? '' : ` · ${title}${text ? `: ${text}` : ''}`;
    return progressLine({ ...overall, label: 'Takes', text: counted + now }, columns);
  }
  if (event.event !== 'export') return null;
  const { fraction, secondsLeft, state } = event;
  return progressLine(
    { label: 'Export', fraction, secondsLeft, text: `${Math.floor(fraction * 100)} % ${state}` },
    columns,
  );
}

function textOf(event: FilmEvent): string | null {
  switch (event.event) {
    case 'phase':
      return event.text;
    case 'notice':
      return `  ${event.text}`;
    case 'take':
      return takeText(event);
    case 'done':
      return doneText(event);
    case 'error':
      return [`${event.message} ${event.action}`, ...(event.film ? [`The film is kept: ${event.film}`] : [])].join(
        '\n',
      );
    default:
      return null;
  }
}

function takeText({ scene, title, role, seconds, costMicros, remarks }: FilmEvent & { event: 'take' }): string {
  const facts = [
    ...(seconds === null ? [] : [`${seconds.toFixed(1)} s`]),
    ...(costMicros > 0 ? [formatMicros(costMicros)] : []),
    ...remarks,
  ];
  return `  ${scene}. ${title || 'Untitled'}, ${role}${facts.length > 0 ? ` · ${facts.join(' · ')}` : ''}`;
}

function doneText(event: FilmEvent & { event: 'done' }): string {
  const { file, seconds, width, height, bytes, costMicros, beside, film } = event;
  const size = `${(bytes / 1e6).toFixed(1)} MB`;
  const pixels = width === null ? [] : [`${width} × ${height}`];
  const facts = [file, formatClock(seconds), ...pixels, size, formatMicros(costMicros)];
  return [facts.join(' · '), ...beside, ...(film ? [`The film is kept: ${film}`] : [])].join('\n');
}
