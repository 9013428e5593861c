import { join } from 'node:path';
import type { SheetForm } from '../../shared/sheet.ts';
import type { Probe } from '../../shared/take.ts';
import { type FrameRate, frameSeconds, framesCovering } from '../../shared/time.ts';
import { pictureChain } from '../assembly/picture/picture-chain.ts';
import { readSourceFacts, type SourceFacts } from '../assembly/picture/source-facts.ts';
import { timescaleArgs } from '../assembly/segments/encode-args.ts';
import { runFfmpeg } from '../ffmpeg/run.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';
import { cellCanvas } from './sheet-args.ts';
import type { Size } from './sheet-layout.ts';
import { cellSource, cellSpan } from './sheet-plan.ts';
import { withScripts } from './with-scripts.ts';

/** A take's file as a cell reads it: its own, or a small copy of this cell alone. */
export type CellMedia = { readonly facts: SourceFacts; readonly probe: Probe };

export type Preparing = {
  readonly tools: FfmpegTools;
  readonly form: SheetForm;
  readonly fps: FrameRate;
  /** Frames of the sheet. */
  readonly frames: number;
  readonly fontsDir: string;
  /** Folder for what is made. */
  readonly workDir: string;
  readonly signal: AbortSignal | undefined;
  readonly onFrames: (frames: number) => void;
};

/** Frames of its own that a take has on the sheet. */
export const ownFrames = ({ seconds }: Probe, { form, fps, frames }: Pick<Preparing, 'form' | 'fps' | 'frames'>) =>
  form === 'image' || seconds === null ? 1 : Math.min(frames, Math.max(1, framesCovering(seconds, fps)));

/** A copy without loss of what one cell shows. Throws what `runFfmpeg` throws. */
export async function prepareCell(media: CellMedia, cell: Size, order: Preparing): Promise<CellMedia> {
  const { tools, form, fps, fontsDir, workDir, signal, onFrames } = order;
  const frames = ownFrames(media.probe, order);
  const name = crypto.randomUUID();
  const file = join(workDir, `${name}.mp4`);
  const chain = pictureChain(
    cellSource(media.facts, media.probe),
    cellSpan(form, media.probe, frames, fps),
    cellCanvas(cell, fps),
    null,
    { input: 0, label: 'cell', fontsDir, workFile: (part) => join(workDir, `${name}.${part}`) },
  );
  const lossless = ['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '0', '-threads', '1', '-fps_mode', 'passthrough'];
  const args = [
    ...chain.inputs,
    '-filter_complex_threads',
    '1',
    '-filter_complex',
    chain.graph,
    '-map',
    '[cell]',
    ...lossless,
    ...timescaleArgs(fps),
  ];
  await withScripts(chain.scripts, () =>
    runFfmpeg(tools, [...args, '-f', 'mp4', `file:${file}`], {
      ...(signal && { signal }),
      onProgress: ({ frame }) => onFrames(frame),
    }),
  );
  const still = frames === 1;
  const probe: Probe = still
    ? { ...media.probe, kind: 'image', seconds: null }
    : { ...media.probe, seconds: frameSeconds(frames, fps) };
  return { facts: await readSourceFacts(tools, file), probe };
}
