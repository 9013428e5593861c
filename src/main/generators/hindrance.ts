import { withArticle } from '../../shared/article.ts';
import type { Generator } from '../../shared/generator.ts';
import type { Vendor } from '../vendors/define-vendor.ts';

export { handOffVendor } from '../../shared/hand-off.ts';

/** Vendor of rows that cannot be had any more. */
export const retiredVendor = 'retired';

/** Note of a row of the user's own that was taken out while takes of it may be under way. */
export const takenOutNote = 'You took it out of your catalogue.';

type Row = Omit<Generator, 'route'>;

/** Why nobody can order takes of a generator, to follow its name; null where jobs can. */
export function statusHindrance(
  { status, name }: Row,
  byId: ReadonlyMap<string, Row>,
  today = new Date().toISOString().slice(0, 10),
): string | null {
  if (status.kind === 'hand-off') return `is made by hand at ${name}`;
  if (status.kind !== 'retired') return null;
  if (status.note === takenOutNote) return `was taken out of your catalogue on ${inWords(status.since)}`;
  const successor = status.successor === null ? undefined : byId.get(status.successor);
  // One whose end is announced is not begun with any more.
  const ended = status.since <= today ? `was retired ${onOrBy(status.since)}` : `ends ${onOrBy(status.since)}`;
  return `${ended}${successor ? `; use ${successor.name}` : ''}`;
}

/** `24 September 2026`, or `September 2026` where the day is not known. */
function inWords(date: string): string {
  const day = date.length > 7 ? ({ day: 'numeric' } as const) : {};
  const moment = new Date(date.length > 7 ? date : `${date}-01`);
  return new Intl.DateTimeFormat('en-GB', { ...day, month: 'long', year: 'numeric', timeZone: 'UTC' }).format(moment);
}

/** Of what is known to the month only, that is when it was seen gone. */
const onOrBy = (date: string): string => `${date.length > 7 ? 'on' : 'by'} ${inWords(date)}`;

/** Why a vendor cannot be asked now, to follow the generator's name. `hasKey` is asked of what is called over the network. */
export function vendorHindrance(
  { role }: Pick<Row, 'role'>,
  vendor: Vendor | undefined,
  hasKey: (vendor: string) => boolean,
): string | null {
  if (!vendor) return 'is not part of this version';
  if (vendor.kind === 'local') return vendor[role] ? null : `makes no ${role}`;
  if (hasKey(vendor.id)) return null;
  return vendor.server ? `needs the address of ${vendor.name}` : `needs ${withArticle(vendor.name)} key`;
}
