import { formatMicros } from '../../shared/money.ts';
import type { Rehearsal } from '../../shared/rehearsal.ts';
import { formatClock } from '../../shared/time.ts';

type Report = NonNullable<Rehearsal['report']>;

/** A rehearsal's report for a terminal, with a line break at its end. */
export function rehearsalText(report: Report, animatic: string | null): string {
  const { wished, made, lowMicros, highMicros, seconds, chargedMicros, bites, hurdles } = report;
  const price = lowMicros === highMicros ? dollars(lowMicros) : `${dollars(lowMicros)} to ${dollars(highMicros)}`;
  const lines = [
    `${made} of ${wished} takes made`,
    `At the real vendors: ${price} · done in ${formatClock(seconds)}`,
    `In the simulated vendors' charge books: ${dollars(chargedMicros)}`,
    ...bites.map((bite) => `  ${bite.text}: holds jobs up for ${formatClock(bite.seconds)}`),
    ...(hurdles.length > 0 ? ['What stands in the way:'] : []),
    ...hurdles.map(({ message, action }) => `  ${message} ${action}`),
    ...(animatic === null ? [] : [`The animatic: ${animatic}`]),
  ];
  return `${lines.join('\n')}\n`;
}

const dollars = (micros: number): string => (micros === 0 ? '$0' : formatMicros(micros));
