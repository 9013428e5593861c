import type { SheetForm } from '../../shared/sheet.ts';
import type { Probe, Take } from '../../shared/take.ts';
import { type FrameRate, frameSeconds, framesCovering } from '../../shared/time.ts';
import type { PictureSource } from '../assembly/picture/picture-chain.ts';
import type { Span } from '../assembly/picture/picture-types.ts';
import type { SourceFacts } from '../assembly/picture/source-facts.ts';

/** Seconds that a sheet of nothing but stills lasts. */
const stillSeconds = 5;

/** Frames of a sheet: as many as its longest clip. Only one where it is a picture. */
export function sheetFrames(form: SheetForm, takes: readonly Pick<Take, 'probe'>[], rate: FrameRate): number {
  if (form === 'image') return 1;
  const longest = Math.max(...takes.map(({ probe }) => probe.seconds ?? 0));
  return Math.max(1, framesCovering(longest > 0 ? longest : stillSeconds, rate));
}

/** How a take is shown in its cell: the whole of it, uncut, from its start; a clip that ends holds its last frame. */
export function cellSource(facts: SourceFacts, { kind, seconds }: Probe): PictureSource {
  const laying = { facts, fit: 'fit', focus: { x: 0.5, y: 0.5 } } as const;
  if (kind === 'image') return { kind: 'still', motion: 'none', ...laying };
  const play = { from: 0, length: seconds ?? 0, speed: 1, filling: { kind: 'once' } } as const;
  return { kind: 'clip', play, ...laying };
}

/** The frames of a take that a sheet of `frames` shows: all from the first, or in a picture the one in its middle. */
export function cellSpan(form: SheetForm, { seconds }: Probe, frames: number, rate: FrameRate): Span {
  if (form === 'video') return { from: 0, to: frames, sceneFrames: frames };
  const middle = Math.floor((seconds ?? 0) / 2 / frameSeconds(1, rate));
  return { from: middle, to: middle + 1, sceneFrames: middle + 1 };
}
