import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FfmpegTools } from '../src/main/ffmpeg/tools.ts';
import { openFilmSession } from '../src/main/films/film-session.ts';
import { type Cut, planCut } from '../src/shared/cut.ts';
import type { ExportOptions, Preset, speeds } from '../src/shared/export.ts';
import { expertCommand } from './assembly-expert.ts';
import type { EngineOrder, EngineSays } from './assembly-export.ts';
import { meter, type Taken } from './assembly-meter.ts';

/** How both sides encode. */
export type BenchEncoding = {
  readonly shortSide: number;
  readonly speed: (typeof speeds)[number];
  readonly quality: number;
};

export const benchPreset = ({ shortSide, speed, quality }: BenchEncoding): Preset => ({
  ...{ id: 'bench', name: 'Bench', about: '', group: 'share', aspect: null, extension: 'mp4' },
  picture: { codec: 'h264', shortSide, quality, speed, mostFps: null },
  sound: { codec: 'aac', kbps: 192 },
});

export type EngineRun = Taken & { readonly says: EngineSays };

export type EngineWish = {
  readonly film: string;
  readonly output: string;
  readonly encoding: BenchEncoding;
  readonly captions?: ExportOptions['captions'];
  readonly ffmpeg?: string | null;
  /** Whether nothing may be there from before. */
  readonly cold: boolean;
};

const program = join(import.meta.dirname, 'assembly-export.ts');

/** An export by the engine in a process of its own, watched from outside. */
export async function runEngine(wish: EngineWish): Promise<EngineRun> {
  const { film, output, encoding, cold } = wish;
  if (cold) await rm(join(film, 'cache'), { recursive: true, force: true });
  const preset = benchPreset(encoding);
  const order: EngineOrder = { film, output, preset, captions: wish.captions ?? 'burnt', ffmpeg: wish.ffmpeg ?? null };
  const taken = await meter(process.execPath, [program, JSON.stringify(order)]);
  const says = JSON.parse(taken.output) as EngineSays;
  if (cold && says.reused > 0) throw new Error(`${says.reused} pieces were not rendered: the comparison is not fair.`);
  return { ...taken, says };
}

/** A film's cut and where its files are, for those who do the same work without the engine. */
export type OpenCut = { readonly cut: Cut; readonly mediaPath: (takeId: string) => string };

export async function openCut(film: string): Promise<OpenCut> {
  const session = await openFilmSession(film);
  try {
    const takes = await session.takes.list();
    const paths = new Map<string, string>();
    for (const { id } of takes) paths.set(id, await session.takes.mediaPath(id));
    return { cut: planCut(session.current().film, takes), mediaPath: (id) => paths.get(id) ?? '' };
  } finally {
    await session.close();
  }
}

export type ExpertWish = {
  readonly open: OpenCut;
  readonly music: string;
  readonly encoding: BenchEncoding;
  readonly workDir: string;
  readonly output: string;
  readonly tools: FfmpegTools;
  /** Renders without any loss. */
  readonly lossless?: boolean;
};

/** The expert's single command over the same film. */
export async function runExpert({
  open,
  music,
  encoding,
  workDir,
  output,
  tools,
  lossless,
}: ExpertWish): Promise<Taken> {
  await mkdir(workDir, { recursive: true });
  const { width, height } = sizeOf(open.cut, encoding);
  const quality = lossless ? ['-qp', '0'] : ['-crf', String(encoding.quality)];
  const args = await expertCommand({
    ...{ ...open, width, height, music, workDir, output },
    fontsDir: join(import.meta.dirname, '../resources/fonts'),
    video: ['-c:v', 'libx264', '-preset', lossless ? 'ultrafast' : encoding.speed, ...quality],
  });
  return meter(tools.ffmpeg, args);
}

export function sizeOf({ canvas }: Cut, { shortSide }: BenchEncoding): { width: number; height: number } {
  const scale = shortSide / Math.min(canvas.width, canvas.height);
  return { width: Math.round((canvas.width * scale) / 2) * 2, height: Math.round((canvas.height * scale) / 2) * 2 };
}
