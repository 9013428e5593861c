import type { speeds } from '../src/shared/export.ts';

/** A full export against the expert's single command. */
export type FullRow = {
  readonly id: string;
  readonly scenes: number;
  readonly shortSide: number;
  readonly speed: (typeof speeds)[number];
  /** The most that wall time and peak memory may be of the expert's. */
  readonly goal: { readonly wall: number; readonly memory: number | null };
  /** Measured when nothing is chosen; the others take long, and the expert up to 20 GB. */
  readonly usual: boolean;
};

const short = { scenes: 12, goal: { wall: 0.9, memory: 0.45 }, usual: true };
/** Memory is compared with that of twelve scenes. */
const long = { scenes: 96, goal: { wall: 0.75, memory: null } };

export const fullRows: readonly FullRow[] = [
  { id: 'full720v', shortSide: 720, speed: 'veryfast', ...short },
  { id: 'full720m', shortSide: 720, speed: 'medium', ...short },
  { id: 'full1080v', shortSide: 1080, speed: 'veryfast', ...short },
  { id: 'full1080m', shortSide: 1080, speed: 'medium', ...short },
  { id: 'long720v', shortSide: 720, speed: 'veryfast', ...long, usual: true },
  { id: 'long720m', shortSide: 720, speed: 'medium', ...long, usual: false },
  { id: 'long1080v', shortSide: 1080, speed: 'veryfast', ...long, usual: false },
  { id: 'long1080m', shortSide: 1080, speed: 'medium', ...long, usual: false },
];

/** The film in which one scene is changed. */
export const changeRow: FullRow = {
  ...{ id: 'change', scenes: 60, shortSide: 720, speed: 'veryfast', goal: { wall: 0.75, memory: null }, usual: true },
};

/** A smoke test of the bench itself; its figures mean nothing. */
export const quickRow: FullRow = {
  ...{ id: 'quick', scenes: 3, shortSide: 180, speed: 'ultrafast', goal: { wall: 0.9, memory: 0.45 }, usual: false },
};

/** One line of the table: what was asked for, what was measured. */
export type Verdict = {
  readonly what: string;
  readonly figure: string;
  /** Null where the issue sets no aim. */
  readonly passed: boolean | null;
};

export const mark = ({ passed }: Verdict): string => (passed === null ? ' ' : passed ? '✓' : '✗');

/** Prints what was measured, with marks. */
export function printVerdicts(verdicts: readonly Verdict[]): void {
  const widest = Math.max(...verdicts.map(({ what }) => what.length));
  for (const verdict of verdicts) console.log(`${mark(verdict)} ${verdict.what.padEnd(widest)}  ${verdict.figure}`);
}
