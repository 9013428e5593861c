import { rm, writeFile } from 'node:fs/promises';
import { middle } from '../../shared/film.ts';
import type { Probe } from '../../shared/take.ts';
import type { FrameRate } from '../../shared/time.ts';
import { type PictureSource, pictureChain } from '../assembly/picture/picture-chain.ts';
import { readSourceFacts } from '../assembly/picture/source-facts.ts';
import { inputArgs, readContainer } from '../ffmpeg/container.ts';
import { runFfmpeg } from '../ffmpeg/run.ts';
import type { FfmpegTools } from '../ffmpeg/tools.ts';

type Order = {
  readonly tools: FfmpegTools;
  readonly source: string;
  readonly probe: Probe;
  readonly output: string;
  readonly fontsDir: string;
  readonly signal?: AbortSignal;
};

const extensions = { video: 'mp4', image: 'jpg', audio: 'm4a' } as const;
export const previewExtension = ({ kind }: Probe): string => extensions[kind];

/** Pixels on the long side: sharp enough for the stage, quick enough to be made while somebody waits. */
const longSide = { video: 1280, image: 2560 } as const;
const previewRate: FrameRate = '30';

/**
 * Makes a copy of a take that Chromium shows: H.264 with AAC, JPEG, or AAC alone. Turned upright, in square pixels and
 * in BT.709 by the same chain as in the export, so that it looks as the film will. Throws what `runFfmpeg` throws.
 */
export async function makePreview(order: Order): Promise<void> {
  if (order.probe.kind === 'audio') await makeSound(order);
  else await makePicture(order, order.probe.kind);
}

const sound = ['-c:a', 'aac', '-b:a', '160k', '-ac', '2'];

async function makeSound({ tools, source, output, signal }: Order): Promise<void> {
  const input = inputArgs(source, await readContainer(source));
  await runFfmpeg(tools, [...input, '-map', '0:a:0', '-vn', ...sound, '-f', 'mp4', `file:${output}`], {
    ...(signal && { signal }),
  });
}

async function makePicture(order: Order, kind: 'video' | 'image'): Promise<void> {
  const { tools, probe, output, fontsDir, signal } = order;
  const facts = await readSourceFacts(tools, order.source);
  const seconds = kind === 'video' ? (probe.seconds ?? 0) : 0;
  const frames = kind === 'video' ? Math.max(1, Math.round(seconds * Number(previewRate))) : 1;
  const play = { from: 0, length: seconds, speed: 1, filling: { kind: 'once' } } as const;
  const laying = { facts, fit: 'fill', focus: middle } as const;
  const shown: PictureSource =
    kind === 'video' ? { kind: 'clip', play, ...laying } : { kind: 'still', motion: 'none', ...laying };
  const chain = pictureChain(
    shown,
    { from: 0, to: frames, sceneFrames: frames },
    { ...sizeOf(probe, longSide[kind]), fps: previewRate, pixelFormat: 'yuv420p', quick: true },
    null,
    { input: 0, label: 'shown', fontsDir, workFile: (name) => `${output}.${name}` },
  );
  const [inputs, outputs] = kind === 'video' ? clipArgs(chain.inputCount, await soundInput(order)) : jpeg;
  try {
    await Promise.all(chain.scripts.map(({ path, text }) => writeFile(path, text)));
    const graph = ['-filter_complex', chain.graph, '-map', '[shown]'];
    await runFfmpeg(tools, [...chain.inputs, ...inputs, ...graph, ...outputs, `file:${output}`], {
      ...(signal && { signal }),
    });
  } finally {
    await Promise.all(chain.scripts.map(({ path }) => rm(path, { force: true })));
  }
}

type Encode = readonly [inputs: readonly string[], outputs: readonly string[]];

const jpeg: Encode = [[], ['-frames:v', '1', '-c:v', 'mjpeg', '-q:v', '3', '-pix_fmt', 'yuvj420p', '-f', 'mjpeg']];

/** Arguments that read the clip's own sound; none where it is silent. */
async function soundInput({ probe, source }: Order): Promise<readonly string[]> {
  return probe.audioCodec === null ? [] : inputArgs(source, await readContainer(source));
}

/** A keyframe every half second, so that going back and forth is quick. */
function clipArgs(inputCount: number, heard: readonly string[]): Encode {
  const video = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-g', '15', '-fps_mode', 'passthrough'];
  const audio = heard.length > 0 ? ['-map', `${inputCount}:a:0`, ...sound] : [];
  return [heard, [...audio, ...video, '-movflags', '+faststart', '-f', 'mp4']];
}

/** The size of the take in the preview: even, and not larger than it is. */
function sizeOf({ width, height }: Probe, most: number): { readonly width: number; readonly height: number } {
  const [w, h] = [width ?? most, height ?? most];
  const scale = Math.min(1, most / Math.max(w, h));
  const even = (side: number): number => Math.max(2, Math.round((side * scale) / 2) * 2);
  return { width: even(w), height: even(h) };
}
