import type { GeneratorView } from '../../../shared/generator.ts';
import type { Job } from '../../../shared/job.ts';
import { formatMicros } from '../../../shared/money.ts';
import type { Probe, RemarkCode, TakeView } from '../../../shared/take.ts';
import { formatClock, formatSeconds } from '../../../shared/time.ts';
import { isTake, type ShownTile } from './arrange.ts';

export type Maker = { readonly name: string; readonly vendor: string };

/** Who made it, as people call them; an imported file by its own name. */
export function makerOf(tile: ShownTile, generators: readonly GeneratorView[]): Maker {
  if (isTake(tile) && tile.take.origin.kind === 'imported')
    return { name: 'Imported', vendor: tile.take.origin.originalName };
  const generator = generators.find(({ id }) => id === tile.generator);
  if (generator) {
    if (isTake(tile) && tile.take.origin.kind === 'handed-off') return { name: generator.name, vendor: 'by hand' };
    // What works on this machine is its own vendor.
    return {
      name: generator.name,
      vendor: generator.vendorName === generator.name ? 'on this machine' : generator.vendorName,
    };
  }
  return { name: tile.generator ?? '', vendor: isTake(tile) ? '' : vendorOf(tile) };
}

const vendorOf = (tile: ShownTile): string => (tile.kind === 'job' ? tile.job.vendor : '');

/** `1080p 24`, `1080p still`. */
export function formatText({ width, height, fps, kind }: Probe): string {
  const lines = width !== null && height !== null ? `${Math.min(width, height)}p` : '–';
  return `${lines} ${kind === 'image' ? 'still' : fps === null ? '–' : Math.round(fps * 100) / 100}`;
}

/** `41 s`, `1:12`: the time to make it. */
export function tookText({ origin, tookMs }: Pick<TakeView, 'origin' | 'tookMs'>): string | null {
  if (origin.kind !== 'generated') return null;
  const seconds = tookMs / 1000;
  return seconds < 60 ? `${Math.max(1, Math.round(seconds))} s` : formatClock(seconds);
}

/** `1080p 24 · 41 s`. */
export const factsText = (take: TakeView): string =>
  [formatText(take.probe), tookText(take)].filter(Boolean).join(' · ');

/** What a take is called in a list of edits: by its maker, with its mark where that made several of the scene. */
export const takeCalled = (mark: string, name: string, namesOfScene: readonly string[]): string =>
  namesOfScene.filter((each) => each === name).length > 1 ? `${name} (${mark})` : name;

/** Nothing where nobody said what it cost: its maker says that it came by hand. */
export const priceText = ({ origin, cost }: TakeView): string =>
  origin.kind === 'generated' || cost.basis === 'stated' ? formatMicros(cost.micros) : '';

/** What a job may cost, or did: `up to $0.08`. */
export function jobPriceText({ charged, priceCeilingMicros, state }: Job): string {
  const isOver = state === 'failed' || state === 'cancelled';
  if (isOver && charged === 'no') return '$0.00';
  return priceCeilingMicros === 0 ? formatMicros(0) : `up to ${formatMicros(priceCeilingMicros)}`;
}

/** Differences below a twentieth of a second are one frame or so. */
const asWished = 0.05;

/** The length of a clip, set against what its scene needs: `4.8 s of 6.8 s`. Null for stills. */
export function lengthText({ probe }: Pick<TakeView, 'probe'>, wish: number): string | null {
  if (probe.seconds === null) return null;
  const own = formatSeconds(probe.seconds);
  return probe.seconds + asWished < wish ? `${own} of ${formatSeconds(wish)}` : own;
}

const badgeNames: Record<RemarkCode, string> = {
  black: 'black',
  frozen: 'frozen',
  silent: 'silent',
  shorter: 'shorter',
  longer: 'longer',
  small: 'small',
  'other-shape': 'other shape',
  choppy: 'choppy',
  clipping: 'clipping',
  'too-quiet': 'too quiet',
  'too-loud': 'too loud',
  flicker: 'flicker',
};

export type Badge = {
  readonly code: RemarkCode;
  readonly text: string;
  readonly more: string;
  readonly severe: boolean;
};

/** What the inspection found, short enough for a corner: `frozen 1.2 s`; the worst first. `more` is all of it. */
export function badgesOf({ remarks }: Pick<TakeView, 'remarks'>): Badge[] {
  return remarks
    .toSorted((a, b) => Number(b.severe) - Number(a.severe))
    .map(({ code, text, severe }) => {
      const seconds = /(\d+(?:\.\d+)?) s\b/.exec(text)?.[0];
      const counts = code === 'black' || code === 'frozen' || code === 'silent';
      return { code, severe, more: text, text: [badgeNames[code], counts && seconds].filter(Boolean).join(' ') };
    });
}

/**
 * `6 generators · $1.26`, or `1 take · free`: what the wall holds and what it cost. While names are hidden, in duels too, it
 * only counts, and says how many are still `underWay`; null on an open wall, which shows them.
 */
export function wallSum(tiles: readonly ShownTile[], underWay: number | null): string {
  const takes = tiles.filter(isTake);
  const count = (number: number, one: string) => (number === 1 ? `1 ${one}` : `${number} ${one}s`);
  if (underWay !== null) {
    return [count(takes.length, 'take'), underWay > 0 && `${underWay} on the way`].filter(Boolean).join(' · ');
  }
  const generators = new Set(tiles.flatMap(({ generator }) => generator ?? []));
  const isMany = takes.length > generators.size;
  const spent = takes.reduce((sum, { take }) => sum + take.cost.micros, 0);
  return [
    generators.size > 0 && count(generators.size, 'generator'),
    (isMany || generators.size === 0) && count(takes.length, 'take'),
    takes.length > 0 && formatMicros(spent),
  ]
    .filter(Boolean)
    .join(' · ');
}
