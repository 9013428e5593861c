import type { Probe, Remark, RemarkCode, Role } from '../../shared/take.ts';
import { formatSeconds } from '../../shared/time.ts';
import type { Flicker } from './flicker.ts';
import { type Figures, leastBlack, leastFrozen } from './inspect-log.ts';

/** What was asked for, and what makes a take no good. */
export type Wish = {
  readonly role: Role;
  /** Null where any length is right, as for a voice. */
  readonly seconds: number | null;
  /** Pixels of the film's picture; null where any size is right. */
  readonly canvas: { readonly width: number; readonly height: number } | null;
  /** Findings that make the take no good by the user's rules. */
  readonly failTakesThatAre: readonly RemarkCode[];
};

/** A length may be this far from the wish without a remark: vendors make whole seconds and round to their frames. */
const lengthTolerance = 0.5;
/** Vendors' sizes are multiples of 8 or 16, so a shape may differ by this much. */
const shapeTolerance = 0.03;
/** Of the canvas, on both sides: enlarged more than that, a picture looks soft. */
const smallShare = 0.6;
/** Below this, a clip is a row of pictures; animation on twos has 12. */
const leastFps = 12;
/** Black, frozen or silent for this part of the length is all of it: a fade at either end does not save it. */
const wholeShare = 0.9;
/** Below this peak a recording is silence: quieter than the noise floor of 16 bit played loud. */
const silentPeakDb = -60;
/** A clip may whisper; below this its track is empty but for dither. */
const emptyPeakDb = -80;
/** A pause between sentences or paragraphs is shorter. Seconds. */
const longestPause = 2.5;
/** Speech that the mix can neither lift (its noise comes up too) nor tame without being heard. LUFS. */
const quietLufs = -33;
const loudLufs = -10;
/** ebur128 measures in blocks of 0.4 s. */
const leastMeasurable = 0.5;

type Finding = Omit<Remark, 'severe'> & {
  /** Not only here and there; null where that makes no difference. */
  readonly whole: boolean | null;
};

/**
 * What is odd about a take. A clip that stands still from time to time is not remarked on, only one that is frozen for a
 * third of its length or more: generators that fail freeze, while drawn sketches hold on purpose. Black, frozen and
 * silent are `severe` under the user's rules only when (nearly) all of it is, everything else as soon as it is found.
 */
export function remarksOf(figures: Figures & { readonly flicker: Flicker | null }, probe: Probe, wish: Wish): Remark[] {
  const found = [
    blackness(figures, probe),
    stillness(figures, probe),
    unsteadiness(figures.flicker, probe),
    silence(figures, probe, wish.role),
    length(probe, wish.seconds),
    ...size(probe, wish.canvas),
    probe.kind === 'video' && (probe.fps ?? leastFps) < leastFps
      ? finding('choppy', `only ${Number(probe.fps?.toFixed(1))} frames a second`)
      : null,
    isClipped(figures) ? finding('clipping', 'clipped sound') : null,
    wish.role === 'voice' ? loudness(figures, probe) : null,
  ];
  return found
    .filter((each) => each !== null)
    .map(({ code, text, whole }) => ({ code, text, severe: whole !== false && wish.failTakesThatAre.includes(code) }));
}

const finding = (code: RemarkCode, text: string, whole: boolean | null = null): Finding => ({ code, text, whole });

function blackness({ measured, blackStill }: Figures, { kind, seconds }: Probe): Finding | null {
  if (kind === 'image') return blackStill ? finding('black', 'black') : null;
  if (measured.blackSeconds < leastBlack) return null;
  const text = `black for ${formatSeconds(measured.blackSeconds)}`;
  return finding('black', text, measured.blackSeconds >= (seconds ?? 0) * wholeShare);
}

function stillness({ measured: { frozenSeconds } }: Figures, { seconds }: Probe): Finding | null {
  if (seconds === null || frozenSeconds < Math.max(leastFrozen, seconds / 3)) return null;
  return finding('frozen', `frozen for ${formatSeconds(frozenSeconds)}`, frozenSeconds >= seconds * wholeShare);
}

function unsteadiness(flicker: Flicker | null, { seconds }: Probe): Finding | null {
  if (!flicker) return null;
  // From the first time that it becomes brighter to the last, after which it lasts once more.
  const isAll = flicker.seconds + 1 / flicker.perSecond >= (seconds ?? 0) * wholeShare;
  const often = `flickers, ${Math.round(flicker.perSecond)} times a second`;
  return finding('flicker', isAll ? often : `flickers for ${formatSeconds(flicker.seconds)}`);
}

/** A clip without a sound track is silent by nature and not remarked on. */
function silence({ measured, silences }: Figures, { audioCodec, seconds }: Probe, role: Role): Finding | null {
  if (audioCodec === null) return null;
  const peak = measured.peakDb ?? Number.NEGATIVE_INFINITY;
  if (role === 'picture') return peak < emptyPeakDb ? finding('silent', 'its sound is silent', true) : null;
  if (peak < silentPeakDb) return finding('silent', 'silent', true);
  const inside = silences.filter(({ start, end }) => start > 0 && end < (seconds ?? 0) - 0.05);
  const longest = Math.max(0, ...inside.map(({ start, end }) => end - start));
  return longest > longestPause ? finding('silent', `a gap of ${formatSeconds(longest)}`, false) : null;
}

function length({ seconds }: Probe, wished: number | null): Finding | null {
  if (seconds === null || wished === null || Math.abs(seconds - wished) <= lengthTolerance) return null;
  const by = formatSeconds(Math.abs(seconds - wished));
  return seconds < wished
    ? finding('shorter', `${by} shorter than asked for`)
    : finding('longer', `${by} longer than asked for`);
}

function size({ width, height }: Probe, canvas: Wish['canvas']): (Finding | null)[] {
  if (width === null || height === null || canvas === null) return [];
  const isSmall = width < canvas.width * smallShare && height < canvas.height * smallShare;
  const shape = (width * canvas.height) / (height * canvas.width);
  const isOther = Math.max(shape, 1 / shape) > 1 + shapeTolerance;
  return [
    isSmall ? finding('small', `only ${width}×${height}`) : null,
    isOther ? finding('other-shape', `another shape than the film (${width}×${height})`) : null,
  ];
}

/**
 * A sine that just reaches full scale has 0.35 % of its samples there, one by one. Clipping is more than that, or runs of
 * two and more (6 dB in astats' flat factor, which is 20 log10 of the run).
 */
function isClipped({ fullScale: { share, runDb } }: Figures): boolean {
  return share >= 0.01 || (share >= 0.0005 && runDb >= 6);
}

function loudness({ measured }: Figures, { seconds }: Probe): Finding | null {
  if ((measured.peakDb ?? silentPeakDb) <= silentPeakDb || (seconds ?? 0) < leastMeasurable) return null;
  const { loudnessLufs } = measured;
  const said = loudnessLufs === null ? '' : ` (${Math.round(loudnessLufs)} LUFS)`;
  if ((loudnessLufs ?? Number.NEGATIVE_INFINITY) < quietLufs) return finding('too-quiet', `too quiet${said}`);
  return (loudnessLufs ?? quietLufs) > loudLufs ? finding('too-loud', `too loud${said}`) : null;
}
