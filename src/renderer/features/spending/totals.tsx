import clsx from 'clsx';
import type { SpendingRow } from '../../../shared/spending.ts';
import { formatSeconds } from '../../../shared/time.ts';
import { formatSum } from '../../lib/usd.ts';
import { costPerKeptSecond } from './kept-cost.ts';
import type { FilmMoney } from './spending-panel.tsx';

type Figure = { readonly name: string; readonly text: string; readonly about: string; readonly tone?: string };

/** The few figures that matter, each with what it means. */
export function Totals({ total, film }: { total: SpendingRow; film: FilmMoney | null }) {
  const figures = figuresOf(total, film);
  return (
    <dl className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-x-4 gap-y-3 rounded-3 border border-line bg-raised p-3.5">
      {figures.map(({ name, text, about, tone }) => (
        <div key={name} className="flex min-w-0 flex-col">
          <dt className="text-1 font-medium tracking-[0.02em] text-text-3">{name}</dt>
          <dd className={clsx('py-0.5 font-mono text-4 tabular-nums', tone)}>{text}</dd>
          <dd className="text-1 text-text-3">{about}</dd>
        </div>
      ))}
    </dl>
  );
}

function figuresOf(total: SpendingRow, film: FilmMoney | null): Figure[] {
  const { settledMicros, reservedMicros, unsureMicros, lostMicros, takes, calls } = total;
  // As budgets count: what may have been billed is spent until somebody knows better.
  const spentMicros = settledMicros + unsureMicros;
  const perSecond = film && costPerKeptSecond(spentMicros, film.keptSeconds);
  return [
    { name: 'Spent', text: formatSum(spentMicros), about: `${counted(takes, 'take')}, ${counted(calls, 'call')}` },
    { name: 'Reserved', text: formatSum(reservedMicros), about: 'for what waits or runs' },
    {
      name: 'Not sure',
      text: formatSum(unsureMicros),
      about: unsureMicros > 0 ? 'of it, if it was billed' : 'all bills are known',
      ...(unsureMicros > 0 && { tone: 'text-warn' }),
    },
    { name: 'Lost on failures', text: formatSum(lostMicros), about: 'of it, without a take' },
    ...(film
      ? [
          {
            name: 'A kept second',
            text: perSecond === null ? '–' : formatSum(perSecond),
            about: perSecond === null ? 'no paid take in the cut' : `${formatSeconds(film.keptSeconds)} in the cut`,
          },
        ]
      : []),
  ];
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
