import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { filter } from '../src/main/ffmpeg/filter-text.ts';
import { captionScript } from '../src/shared/ass.ts';
import type { Cut, CutScene } from '../src/shared/cut.ts';
import { stillGrowth } from '../src/shared/still-window.ts';
import { frameRateFraction, frameSample, frameSeconds } from '../src/shared/time.ts';

const sampleRate = 48_000;

export type ExpertOrder = {
  readonly cut: Cut;
  readonly width: number;
  readonly height: number;
  /** Absolute paths of takes, and of the music. */
  readonly mediaPath: (takeId: string) => string;
  readonly music: string;
  readonly fontsDir: string;
  /** Where its scripts go. */
  readonly workDir: string;
  readonly video: readonly string[];
  readonly output: string;
};

/**
 * The single command that an expert would write for the same film: every source an input, one graph with plain xfades,
 * zoompan at twice the size, the captions of all scenes in one script, narrations in their slots over a bed ducked by a
 * compressor, loudnorm in one pass. Returns FFmpeg's arguments.
 */
export async function expertCommand(order: ExpertOrder): Promise<string[]> {
  const { cut, width, height } = order;
  const script = join(order.workDir, 'expert.ass');
  const captions = cut.scenes.flatMap((scene) => scene.captions);
  await writeFile(script, captionScript(captions, [], { ...cut.canvas, width, height }, cut.captionStyle));
  const graph = join(order.workDir, 'expert.graph');
  const subtitles = filter('subtitles', { filename: script, fontsdir: order.fontsDir });
  const burnt = captions.length > 0 ? `,${subtitles}` : '';
  await writeFile(graph, [...pictureGraph(order), `[film]format=yuv420p${burnt}[v]`, ...soundGraph(order)].join(';\n'));
  const voices = cut.scenes.flatMap(({ voice }) => (voice ? ['-i', order.mediaPath(voice.take.id)] : []));
  return [
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-y'],
    ...cut.scenes.flatMap((scene) => [...loopOf(scene), '-i', order.mediaPath(scene.picture?.id ?? '')]),
    ...[...voices, '-stream_loop', '-1', '-i', order.music],
    ...['-filter_complex_script', graph, '-map', '[v]', '-map', '[a]', ...order.video, '-pix_fmt', 'yuv420p'],
    ...['-fps_mode', 'passthrough', '-c:a', 'aac', '-b:a', '192k', '-movflags', '+faststart', order.output],
  ];
}

const loopOf = ({ clip }: CutScene): string[] => (clip ? ['-stream_loop', '-1'] : []);

function pictureGraph(order: ExpertOrder): string[] {
  const { cut } = order;
  const chains = cut.scenes.map((scene, index) => `[${index}:v]${sceneChain(scene, order)}[s${index}]`);
  const parts: string[] = [];
  const joins = cut.scenes.flatMap((scene, index) => {
    if ((cut.scenes[index - 1]?.joinFrames ?? 0) > 0) return [];
    if (scene.joinFrames === 0) {
      parts.push(`[s${index}]`);
      return [];
    }
    parts.push(`[p${index}]`);
    const duration = frameSeconds(scene.joinFrames, cut.canvas.fps).toFixed(6);
    const offset = frameSeconds(scene.frames - scene.joinFrames, cut.canvas.fps).toFixed(6);
    return [`[s${index}][s${index + 1}]xfade=transition=fade:duration=${duration}:offset=${offset}[p${index}]`];
  });
  return [...chains, ...joins, `${parts.join('')}concat=n=${parts.length}:v=1:a=0[film]`];
}

function sceneChain({ clip, frames, motion }: CutScene, order: ExpertOrder): string {
  const { width, height, cut } = order;
  const { num, den } = frameRateFraction(cut.canvas.fps);
  const rate = `${num}/${den}`;
  const cover = (w: number, h: number): string =>
    `scale=${w}:${h}:force_original_aspect_ratio=increase:flags=bicubic,crop=${w}:${h},setsar=1`;
  if (clip) return `fps=${rate},trim=end_frame=${frames},setpts=PTS-STARTPTS,${cover(width, height)},format=yuv420p`;
  const done = motion === 'out' ? `(1-on/${frames})` : `on/${frames}`;
  const middle = "x='(iw-iw/zoom)*0.5':y='(ih-ih/zoom)*0.5'";
  const zoom = `zoompan=z='1+${stillGrowth}*${done}':${middle}:d=${frames}:s=${width}x${height}:fps=${rate}`;
  return `${cover(2 * width, 2 * height)},${zoom},setsar=1,format=yuv420p`;
}

function soundGraph({ cut }: ExpertOrder): string[] {
  const spoken = cut.scenes.flatMap(({ voice }) => (voice ? [voice.start] : []));
  const at = (frame: number): number => frameSample(frame, cut.canvas.fps, sampleRate);
  const total = at(cut.frames);
  const stereo = 'aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo';
  const slots = spoken.map((start, index) => {
    const slot = at(spoken[index + 1] ?? cut.frames) - (index === 0 ? 0 : at(start));
    const delay = index === 0 ? `,adelay=${at(start)}S:all=1` : '';
    const fit = `apad=whole_len=${slot},atrim=end_sample=${slot},asetpts=N/SR/TB`;
    return `[${cut.scenes.length + index}:a]${stereo}${delay},${fit}[a${index}]`;
  });
  const music = `[${cut.scenes.length + spoken.length}:a]`;
  const out = (total / sampleRate - 2).toFixed(6);
  const finish = `loudnorm=I=-14:TP=-1.5:LRA=11,aresample=48000,atrim=end_sample=${total}[a]`;
  return [
    ...slots,
    `${spoken.map((_, index) => `[a${index}]`).join('')}concat=n=${spoken.length}:v=0:a=1,asplit=2[speech][key]`,
    `${music}${stereo},volume=0.5,atrim=end_sample=${total},afade=t=in:d=1,afade=t=out:st=${out}:d=2[bed]`,
    '[bed][key]sidechaincompress=threshold=0.02:ratio=8:attack=20:release=400[ducked]',
    `[speech][ducked]amix=inputs=2:duration=first:normalize=0,${finish}`,
  ];
}
