import type { GeneratorView } from '../../../shared/generator.ts';

/**
 * Whether a generator can be used now, and if not, what it takes: a key or server, the user's own hands, or nothing helps.
 * `closed`: retired, or not in this version.
 */
export type Standing = 'usable' | 'key' | 'by-hand' | 'closed';

export function standingOf({ status, usable }: Pick<GeneratorView, 'status' | 'usable'>): Standing {
  if (status.kind === 'retired') return 'closed';
  if (status.kind === 'hand-off') return 'by-hand';
  return usable ? 'usable' : 'key';
}

/** Whether a take of it has a price: what is worked by hand costs what its tool asks, what is gone nothing. */
export const isPriced = (generator: Pick<GeneratorView, 'status' | 'usable'>): boolean =>
  ['usable', 'key'].includes(standingOf(generator));

const order: readonly Standing[] = ['usable', 'key', 'by-hand', 'closed'];
/** What can be used comes first. */
export const byStanding = (a: GeneratorView, b: GeneratorView): number =>
  order.indexOf(standingOf(a)) - order.indexOf(standingOf(b));

/** `Sept 2026`, `24 Sept 2026`: the date since when a model is gone. */
export function dateText(date: string): string {
  const [year, month = '1', day] = date.split('-');
  const moment = new Date(Number(year), Number(month) - 1, Number(day ?? 1));
  return moment.toLocaleDateString('en-GB', { ...(day && { day: 'numeric' }), month: 'short', year: 'numeric' });
}

/** `Retired since Sept 2026`; `Ends 1 Dec 2026` where its maker announced it. `today` is an ISO date. */
export const retiredText = (since: string, today = new Date().toISOString().slice(0, 10)): string =>
  `${since <= today ? 'Retired since' : 'Ends'} ${dateText(since)}`;

/** `Usable now`, `Needs a Kling key`, `By hand at Midjourney`, `Retired since Sept 2026`. */
export function standingText(generator: GeneratorView): string {
  const { status, hindrance } = generator;
  if (status.kind === 'retired') return retiredText(status.since);
  if (status.kind === 'hand-off') return `By hand at ${generator.name}`;
  if (generator.usable) return 'Usable now';
  return sentence(hindrance ?? 'cannot be used now');
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
