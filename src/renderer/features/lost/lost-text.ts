import type { LostJob, Orphan } from '../../../shared/lost.ts';
import { formatSum } from '../../lib/usd.ts';
import type { Tone } from '../../ui/chip.tsx';

/** `10:31:07`, on another day `Tue 18 Nov, 10:31:07`: to be compared with the vendor's own list. `now` in ms. */
export function momentText(iso: string, now: number): string {
  const date = new Date(iso);
  const time = date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
  if (date.toDateString() === new Date(now).toDateString()) return time;
  return `${date.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '')}, ${time}`;
}

/** `2 calls, perhaps $0.48`: what is lost, and what it may have cost at most. */
export function lostSum(lost: readonly Pick<LostJob, 'ceilingMicros'>[]): string {
  const micros = lost.reduce((sum, { ceilingMicros }) => sum + ceilingMicros, 0);
  return `${lost.length} ${lost.length === 1 ? 'call' : 'calls'}, perhaps ${formatSum(micros)}`;
}

/** What the vendor said: `Asked at 10:34:02. Replicate lists nothing since 10:31:07 that could be it.` Null before. */
export function answerText({ asked, sentAt }: LostJob, vendor: string, now: number): string | null {
  if (!asked) return null;
  if (asked.problem) return `Asked at ${momentText(asked.at, now)}, without an answer.`;
  const since = `since ${momentText(sentAt, now)}`;
  const count = asked.orphans.length;
  const said =
    count === 0
      ? `${vendor} lists nothing ${since} that could be it.`
      : `${vendor} lists ${count} ${since} that nobody holds.`;
  return `Asked at ${momentText(asked.at, now)}. ${said}`;
}

const orphanStates: Record<Orphan['state'], { readonly text: string; readonly tone: Tone }> = {
  running: { text: 'still running', tone: 'run' },
  succeeded: { text: 'finished', tone: 'ok' },
  failed: { text: 'failed', tone: 'bad' },
};
export const orphanState = ({ state }: Pick<Orphan, 'state'>) => orphanStates[state];

export const matchText: Record<Orphan['match'], string> = {
  same: 'exactly what was asked',
  similar: 'the same model, other words',
};

/** What each verdict does to the money. */
export function verdictTexts({ ceilingMicros }: Pick<LostJob, 'ceilingMicros'>, vendor: string) {
  const sum = formatSum(ceilingMicros);
  return {
    'never-arrived': `Choose this when ${vendor} shows nothing of it. Frees ${sum}; it can be generated again.`,
    billed: `Choose this when ${vendor} charged it and the result is gone. Settles it at ${sum}.`,
  };
}
