import type { SpendingQuery } from '../../../shared/spending.ts';

export const periods = ['ever', 'today', 'month', 'last-month'] as const;
export type Period = (typeof periods)[number];

export const periodNames: Record<Period, string> = {
  ever: 'All time',
  today: 'Today',
  month: 'This month',
  'last-month': 'Last month',
};

/** A local calendar day as YYYY-MM-DD, as the ledger counts them. */
export function dayOf(date: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

/** First and last day of a period, both included. */
export function daysOf(period: Period, now: Date): Pick<SpendingQuery, 'from' | 'to'> {
  const day = (month: number, date: number) => dayOf(new Date(now.getFullYear(), now.getMonth() + month, date));
  switch (period) {
    case 'ever':
      return { from: null, to: null };
    case 'today':
      return { from: dayOf(now), to: dayOf(now) };
    case 'month':
      return { from: day(0, 1), to: day(1, 0) };
    case 'last-month':
      return { from: day(-1, 1), to: day(0, 0) };
  }
}
