/**
 * Names the calendar day of a moment, `2026-11-30`, in an IANA time zone; without one, in this machine's as it is at the
 * time of asking. Days are named and never counted in hours, so that those of 23 and 25 hours are days like any other.
 */
export function dayNamer(timeZone?: string): (moment: Date) => string {
  if (timeZone === undefined) return (moment) => dayName(moment.getFullYear(), moment.getMonth() + 1, moment.getDate());
  // Made once: that takes far longer than the formatting.
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone,
  });
  return (moment) => {
    const parts = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return dayName(parts.year ?? 0, parts.month ?? 0, parts.day ?? 0);
  };
}

const dayName = (year: number, month: number, day: number): string =>
  [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');

/** First and last name that a day of this day's month can have; they compare as text. */
export function monthOf(day: string): { readonly first: string; readonly last: string } {
  const month = day.slice(0, 7);
  return { first: `${month}-01`, last: `${month}-31` };
}

// Made once: that takes far longer than the formatting.
const monthFormat = new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' });

/** `November`. */
export const monthName = (day: string): string => monthFormat.format(new Date(`${day}T00:00:00Z`));
