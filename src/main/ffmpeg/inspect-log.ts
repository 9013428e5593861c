import type { Measured, Probe } from '../../shared/take.ts';

/** Shorter than this, black and stillness belong to cuts, fades and pauses. Seconds. */
export const leastBlack = 0.5;
export const leastFrozen = 1;
export const leastSilent = 0.5;

/** Seconds from the take's start. */
export type Stretch = { readonly start: number; readonly end: number };

/** What FFmpeg's detectors found in one take. */
export type Figures = {
  readonly measured: Measured;
  /** A still that is black all over. */
  readonly blackStill: boolean;
  readonly silences: readonly Stretch[];
  /** Samples at full scale in 16 bit: their share of all, 0 to 1, and how long their runs are. */
  readonly fullScale: { readonly share: number; readonly runDb: number };
};

/** Below this, ebur128 gates everything away and has no figure. */
const gateLufs = -70;
/** 16 bit has no value closer to full scale but full scale. */
const fullScaleDb = -0.0001;

/** Reads the log of a run with the detectors of `inspectMedia`. Pure. */
export function readFigures(log: string, probe: Probe): Figures {
  const black = total(stretches(log, 'black', probe));
  const silences = stretches(log, 'silence', probe);
  const frozen = total(stretches(log, 'freeze', probe));
  return {
    measured: {
      loudnessLufs: loudnessIn(log),
      peakDb: figure(log, /^ +Peak: +(\S+) dBFS/m),
      blackSeconds: rounded(black),
      // A black stretch is frozen too; once counted is enough.
      frozenSeconds: rounded(Math.max(0, frozen - black)),
      silentSeconds: rounded(total(silences)),
    },
    blackStill: /^\[\S*blackframe\S* @ .*pblack:/m.test(log),
    silences,
    fullScale: fullScaleIn(log),
  };
}

function loudnessIn(log: string): number | null {
  const lufs = figure(log, /^ +I: +(\S+) LUFS/m);
  return lufs === null || lufs <= gateLufs ? null : lufs;
}

function fullScaleIn(log: string): Figures['fullScale'] {
  const stat = (name: string) => figure(log, new RegExp(`astats_\\d+ @ [^\\]]+\\] ${name}: (\\S+)`)) ?? 0;
  const isFull = (figure(log, /Peak level dB: (\S+)/) ?? Number.NEGATIVE_INFINITY) >= fullScaleDb;
  const samples = stat('Number of samples');
  if (!isFull || samples === 0) return { share: 0, runDb: 0 };
  return { share: stat('Peak count') / samples, runDb: stat('Flat factor') };
}

/**
 * A stretch that lasts to the end of the file may have a start only, or end with the beginning of the last frame, as
 * those of blackdetect do.
 */
function stretches(log: string, name: 'black' | 'freeze' | 'silence', { seconds, fps }: Probe): Stretch[] {
  const all = seconds ?? 0;
  const lastFrame = fps === null ? all : all - 1.5 / fps;
  const at = (edge: 'start' | 'end') =>
    [...log.matchAll(new RegExp(`${name}_${edge}: ?(-?[\\d.]+)`, 'g'))].map((match) => Number(match[1]));
  const ends = at('end');
  return at('start').map((from, index) => {
    const start = Math.max(0, from);
    const end = ends[index] ?? all;
    return { start, end: end >= lastFrame ? Math.max(start, all) : end };
  });
}

const total = (found: readonly Stretch[]): number => found.reduce((all, { start, end }) => all + end - start, 0);

/** Null for what is not there, and for `-inf` and `nan`. */
function figure(log: string, pattern: RegExp): number | null {
  const value = Number(pattern.exec(log)?.[1] ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;
