import type { Cut, CutScene } from '../../../shared/cut.ts';
import type { ExportCheck } from '../../../shared/export.ts';
import { type FrameRate, formatSeconds, formatTimecode, frameSeconds, framesCovering } from '../../../shared/time.ts';
import type { Findings, FrameSpan } from '../segments/findings.ts';
import { loudness, type MixMeasured } from '../sound/loudness.ts';
import { sampleRate, soundPieces } from '../sound/mix.ts';

/** What was measured on the finished file. */
export type MeasuredFilm = {
  readonly cut: Cut;
  readonly picture: {
    readonly seconds: number;
    /** Null where they are not those of the cut. */
    readonly frames: number | null;
    /** Frames of the cut that each of its own lasts. */
    readonly step: number;
  } | null;
  readonly sound: (MixMeasured & { readonly seconds: number }) | null;
  /** Null where nobody looked. */
  readonly findings: Findings | null;
};

/** Sound is written in AAC frames of 1024 samples. */
const soundStep = 1024 / 48_000;
/** What people should know about the finished file; what makes it wrong was thrown before. */
export function checksOf(film: MeasuredFilm): ExportCheck[] {
  return [...lengthChecks(film), ...soundChecks(film), ...pictureChecks(film)];
}

function lengthChecks({ cut, picture, sound }: MeasuredFilm): ExportCheck[] {
  const { fps } = cut.canvas;
  const [planned, frame] = [frameSeconds(cut.frames, fps), frameSeconds(1, fps)];
  const seconds = picture?.seconds ?? sound?.seconds ?? 0;
  const tolerance = picture ? frame * picture.step : Math.max(frame, 2 * soundStep);
  const checks = [check('length', Math.abs(seconds - planned) <= tolerance, asPlanned(seconds, planned))];
  if (picture?.frames) {
    const { frames } = picture;
    const text = frames === cut.frames ? `${count(frames)} frames, as planned` : `${frames} instead of ${cut.frames}`;
    checks.push(check('frames', frames === cut.frames, text));
  }
  if (picture && sound) {
    const apart = Math.abs(picture.seconds - sound.seconds);
    const text = `Sound and picture end ${(apart * 1000).toFixed(1)} ms apart`;
    checks.push(check('sync', apart <= Math.max(frame, soundStep), text));
  }
  return checks;
}

function asPlanned(seconds: number, planned: number): string {
  const [real, wished] = [formatSeconds(seconds), formatSeconds(planned)];
  return real === wished ? `${real}, as planned` : `${real} instead of ${wished}`;
}

function soundChecks({ cut, sound }: MeasuredFilm): ExportCheck[] {
  if (!sound) return [];
  const spans = soundingSpans(cut);
  if (spans.length === 0) return [check('sound', true, 'Nothing in the film sounds')];
  const peak = sound.truePeakDb;
  return [
    loudnessCheck(sound.lufs, cut.loudnessLufs),
    ...(peak === null ? [] : [check('peak', peak <= loudness.truePeakDb, `True peak at ${peak.toFixed(1)} dB`)]),
    silenceCheck(sound.silences, spans),
  ];
}

function loudnessCheck(lufs: number | null, aim: number): ExportCheck {
  if (lufs === null) return check('loudness', false, `Too quiet to measure, aimed at ${aim} LUFS`);
  return check('loudness', Math.abs(lufs - aim) <= loudness.toleranceLu, `${lufs.toFixed(1)} LUFS, aimed at ${aim}`);
}

type Seconds = { readonly start: number; readonly end: number };

/** Pauses in speech and quiet clips are shorter. */
const longPause = 1;

/** Silence is worth a look where something was to be heard. */
function silenceCheck(silences: readonly Seconds[], sounding: readonly Seconds[]): ExportCheck {
  const isOdd = (silence: Seconds): boolean => sounding.some((span) => overlap(span, silence) > longPause);
  const odd = silences.filter(isOdd);
  const [first] = odd;
  if (!first) return check('silence', true, 'Silent only where nothing sounds');
  const seconds = odd.reduce((sum, { start, end }) => sum + end - start, 0);
  return check('silence', false, `Silent for ${formatSeconds(seconds)}, first at ${formatTimecode(first.start)}`);
}

const overlap = (a: Seconds, b: Seconds): number => Math.min(a.end, b.end) - Math.max(a.start, b.start);

/** Where narration, clips or music are to be heard, in seconds of the film; what follows on each other is one. */
function soundingSpans(cut: Cut): Seconds[] {
  const rounds = soundPieces(cut).flatMap(({ rounds }) => rounds);
  const spans: Seconds[] = [];
  for (const { start, samples } of rounds.toSorted((a, b) => a.start - b.start)) {
    const span = { start: start / sampleRate, end: (start + samples) / sampleRate };
    const last = spans.at(-1);
    if (last && span.start <= last.end) spans[spans.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else spans.push(span);
  }
  return spans;
}

function pictureChecks({ cut, findings }: MeasuredFilm): ExportCheck[] {
  if (!findings) return [];
  const black = findings.black.filter((span) => !cut.scenes.some((scene) => isDip(scene, span)));
  const frozen = findings.frozen.filter(
    (span) => !cut.scenes.some((scene) => standsStill(scene, span, cut.canvas.fps)),
  );
  return [stretches('black', 'Black', black, cut), stretches('frozen', 'Stands still', frozen, cut)];
}

function stretches(name: 'black' | 'frozen', what: string, spans: readonly FrameSpan[], cut: Cut): ExportCheck {
  const [first] = spans;
  const { fps } = cut.canvas;
  if (!first) return check(name, true, name === 'black' ? 'Nowhere black' : 'Stands still only where it is meant to');
  const seconds = spans.reduce((sum, { from, to }) => sum + frameSeconds(to - from, fps), 0);
  return check(
    name,
    false,
    `${what} for ${formatSeconds(seconds)}, first at ${formatTimecode(frameSeconds(first.from, fps))}`,
  );
}

/** Black between two scenes that dip to it. */
function isDip(scene: CutScene, { from, to }: FrameSpan): boolean {
  const end = scene.start + scene.frames;
  return scene.transition === 'dip-black' && from >= end - scene.joinFrames && to <= end;
}

/** A still without motion, a slate, or the held last frame of a clip. */
function standsStill(scene: CutScene, { from, to }: FrameSpan, rate: FrameRate): boolean {
  const heldFrom = stillFrom(scene, rate);
  return heldFrom !== null && from >= heldFrom && to <= scene.start + scene.frames;
}

function stillFrom({ clip, motion, start }: CutScene, rate: FrameRate): number | null {
  if (!clip) return motion === 'none' ? start : null;
  const { filling, length, speed } = clip;
  if (filling.kind === 'loop' || filling.kind === 'ping-pong') return null;
  const seconds = (length / speed) * (filling.kind === 'slow' ? filling.factor : 1);
  // A frame early: the last one is held from its own beginning.
  return start + Math.max(0, framesCovering(seconds, rate) - 1);
}

const check = (name: ExportCheck['name'], ok: boolean, text: string): ExportCheck => ({ name, ok, text });
const count = (value: number): string => value.toLocaleString('en-US');
