/**
 * The calendar day of a moment, `2026-11-30`, in an IANA time zone; without one, in this machine's as it is now. Days
 * are named and never counted in hours, so that those of 23 and 25 hours are days like any other.
 */
export function localDay(moment: Date, timeZone?: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** First and last name that a day of this day's month can have; they compare as text. */
export function monthOf(day: string): { readonly first: string; readonly last: string } {
  const month = day.slice(0, 7);
  return { first: `${month}-01`, last: `${month}-31` };
}

/** `November`. */
export const monthName = (day: string): string =>
  new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
