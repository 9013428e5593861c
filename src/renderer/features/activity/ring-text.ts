import type { Job } from '../../../shared/job.ts';
import type { KeyHealth, VendorRing } from '../../../shared/key.ts';
import type { Tone } from '../../ui/chip.tsx';
import { nextText } from '../settings/key-text.ts';

const isUsable = ({ state }: KeyHealth) => state === 'healthy' || state === 'cooling';

/** How many jobs a vendor takes at once with these keys: its limit counts for each account. */
export function roomOf({ limits, keys }: Pick<VendorRing, 'limits' | 'keys'>): number {
  return limits.atOnce * new Set(keys.filter(isUsable).map(({ account }) => account)).size;
}

/** `3 of 8 running · 2 keys ready`, `0 running · 1 of 2 keys ready`. */
export function ringLine(ring: VendorRing): string {
  const ready = ring.keys.filter(({ state }) => state === 'healthy').length;
  const all = ring.keys.length;
  const room = roomOf(ring);
  const running = room > 0 ? `${ring.running} of ${room} running` : `${ring.running} running`;
  const keys =
    all === 0 ? 'no key' : `${ready === all ? all : `${ready} of ${all}`} ${all === 1 ? 'key' : 'keys'} ready`;
  return `${running} · ${keys}`;
}

/** All ready, some, or none. */
export function ringTone({ keys }: Pick<VendorRing, 'keys'>): Tone {
  if (keys.every(({ state }) => state === 'healthy')) return 'ok';
  return keys.some(isUsable) ? 'warn' : 'bad';
}

/** Vendors at work, or with jobs of this film in line: those with most to do first. */
export function busyRings(rings: readonly VendorRing[]): VendorRing[] {
  return rings
    .filter(({ running, waiting }) => running + waiting > 0)
    .toSorted((a, b) => b.running + b.waiting - a.running - a.waiting);
}

/**
 * What the jobs of a vendor wait for, once for all of them: `all 2 Runway keys are at 10 calls a minute, next in 0:14`.
 * Null when nothing is known.
 */
export function waitText(wait: VendorRing['wait'] | undefined, now: number): string | null {
  if (!wait) return null;
  return [wait.text, nextText(wait.until, now)].filter(Boolean).join(', ');
}

/** `Runway does not answer. Trying again in 0:08`: the wait of a job that was sent back to the line. */
export function againText({ text, until }: NonNullable<VendorRing['wait']>, now: number): string {
  const next = nextText(until, now)?.replace('next ', '');
  return next ? `${text.replace(/\.$/, '')} ${next}` : text;
}

/** `12 wait`, with what other films have in the same line. */
export function lineText(own: number, ofAll: number): string {
  const others = ofAll > own ? `, ${ofAll - own} more of other films` : '';
  return `${own} ${own === 1 ? 'waits' : 'wait'}${others}`;
}

/** What one job waits for, where it is not what its vendor's whole line waits for; null otherwise. */
export function ownWait({ progress }: Job, wait: VendorRing['wait'] | undefined): VendorRing['wait'] {
  if (!progress.until || progress.text === wait?.text) return null;
  return { text: progress.text, until: progress.until };
}

/** When the first job that waits at one of these vendors may go, in ms since 1970; null where nobody knows. */
export function nextTurn(rings: readonly VendorRing[], vendors: ReadonlySet<string>): number | null {
  const times = rings.flatMap(({ vendor, wait }) =>
    vendors.has(vendor) && wait?.until ? [Date.parse(wait.until)] : [],
  );
  return times.length > 0 ? Math.min(...times) : null;
}
