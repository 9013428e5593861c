import type { KeyHealth, KeyView, VendorRing } from '../../../shared/key.ts';
import { formatClock } from '../../../shared/time.ts';
import type { Tone } from '../../ui/chip.tsx';

export const placeNames: Record<KeyView['place'], string> = {
  keychain: 'in the keychain',
  session: 'for this session',
  environment: 'from the environment',
};

const tones: Record<KeyHealth['state'], Tone> = { healthy: 'ok', cooling: 'warn', dry: 'warn', refused: 'bad' };
export const healthTone = (health: KeyHealth | null): Tone => (health ? tones[health.state] : 'calm');

/** Countdowns for minutes; beyond that the time of day says more. */
const longestCountdownMs = 10 * 60_000;

/** When something is over: `in` a countdown or `at` a time of day; null when it is, or never. `now` in milliseconds. */
function over(until: string | null, now: number): { readonly kind: 'in' | 'at'; readonly time: string } | null {
  const left = until === null ? 0 : Date.parse(until) - now;
  if (until === null || left <= 0) return null;
  if (left <= longestCountdownMs) return { kind: 'in', time: formatClock(Math.ceil(left / 1000)) };
  const time = new Date(until).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return { kind: 'at', time };
}

/** `0:22 left`, `until 14:05`; null when it is over or has no end. */
export function untilText(until: string | null, now: number): string | null {
  const end = over(until, now);
  if (!end) return null;
  return end.kind === 'in' ? `${end.time} left` : `until ${end.time}`;
}

/** `next in 0:14`, `next at 14:05`; null when it is over or has no end. */
export function nextText(until: string | null, now: number): string | null {
  const end = over(until, now);
  return end && `next ${end.kind} ${end.time}`;
}

/** `cooling down, 0:22 left`: what state a key is in, in words. */
export function healthText({ state, until }: Pick<KeyHealth, 'state' | 'until'>, now: number): string {
  const time = untilText(until, now);
  const end = over(until, now);
  switch (state) {
    case 'healthy':
      return 'ready';
    case 'cooling':
      return time ? `cooling down, ${time}` : 'cooled down';
    case 'dry':
      return end ? `no credit, tried again ${end.kind} ${end.time}` : 'no credit';
    case 'refused':
      return 'refused';
  }
}

/** `3 running · 124 calls taken · 2 turned away`: what a key has done. Nothing for a key that was never used. */
export function recordText({
  running,
  successes,
  failures,
}: Pick<KeyHealth, 'running' | 'successes' | 'failures'>): string {
  return [
    running > 0 && `${running} running`,
    successes > 0 && `${successes} ${successes === 1 ? 'call' : 'calls'} taken`,
    failures > 0 && `${failures} turned away`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** `7 of 15`: calls of a key's account within the last minute. */
export const windowText = (inWindow: number, perMinute: number | null): string =>
  perMinute === null ? String(inWindow) : `${inWindow} of ${perMinute}`;

/** The other keys of its account, which share its quota and its credit. */
export const sharersOf = (key: KeyView, keys: readonly KeyView[]): KeyView[] =>
  keys.filter((each) => each.vendor === key.vendor && each.account === key.account && each.id !== key.id);

/** A name for an account that no other key has: the key's own id, unless others joined that one. */
export function freshAccount({ id }: Pick<KeyView, 'id'>, others: readonly Pick<KeyView, 'account'>[]): string {
  const taken = new Set(others.map(({ account }) => account));
  let name = id;
  for (let number = 2; taken.has(name); number += 1) name = `${id} ${number}`;
  return name;
}

/** `same account as Key 1 and Key 2: one quota for all`; null for a key with an account of its own. */
export function accountText(sharers: readonly KeyView[]): string | null {
  if (sharers.length === 0) return null;
  const names = new Intl.ListFormat('en').format(sharers.map(({ label }) => label));
  return `same account as ${names}: one quota for ${sharers.length === 1 ? 'both' : 'all'}`;
}

/** `2 of 3 ready · 1 running · 4 waiting`: a vendor's ring in one line. */
export function ringText({ keys, running, waiting }: Pick<VendorRing, 'keys' | 'running' | 'waiting'>): string {
  const ready = keys.filter(({ state }) => state === 'healthy').length;
  const health =
    ready === keys.length ? (ready === 1 ? 'ready' : `${ready} ready`) : `${ready} of ${keys.length} ready`;
  return [health, running > 0 && `${running} running`, waiting > 0 && `${waiting} waiting`].filter(Boolean).join(' · ');
}

/** A name for the next key that the vendor does not have yet, as the studio chooses one too. */
export function nextLabel(keys: readonly Pick<KeyView, 'label'>[], what: 'Key' | 'Server' = 'Key'): string {
  const taken = new Set(keys.map(({ label }) => label));
  let number = keys.length + 1;
  while (taken.has(`${what} ${number}`)) number += 1;
  return `${what} ${number}`;
}
