import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { CutScene } from '../src/shared/cut.ts';
import { stillGrowth } from '../src/shared/still-window.ts';
import { meter, type Taken } from './assembly-meter.ts';
import { type ExpertWish, sizeOf } from './assembly-sides.ts';

/** The melt to measure: MELT, else the one on PATH, else null. */
export function findMelt(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const named = process.env.MELT ? [process.env.MELT] : [];
  return [...named, ...folders.map((folder) => join(folder, 'melt'))].find((path) => existsSync(path)) ?? null;
}

/** What melt leaves out of the same film. Its subtitles filter was tried: it keeps the first caption to the end. */
export const meltLeavesOut = 'no captions, pictures whole with bars instead of filling, music not ducked, no loudness';

/**
 * The same film by melt (https://www.mltframework.org/docs/melt/): crossfades by its luma transition, stills moved by its
 * affine filter, music at a fixed level, as many threads as cores.
 */
export async function runMelt(melt: string, { open, music, encoding, workDir, output }: ExpertWish): Promise<Taken> {
  const { cut, mediaPath } = open;
  const { width, height } = sizeOf(cut, encoding);
  const profile = join(workDir, 'melt.profile');
  await writeFile(profile, profileOf(width, height, cut.canvas.fps));
  const pictures = cut.scenes.flatMap((scene, index) => [
    ...sceneArgs(scene, mediaPath(scene.picture?.id ?? '')),
    ...mixArgs(cut.scenes[index - 1]?.joinFrames ?? 0),
  ]);
  let last = 0;
  const voices = cut.scenes.flatMap(({ voice }) => {
    if (!voice) return [];
    const blank = voice.start - last;
    last = voice.start + voice.frames;
    return ['-blank', String(blank - 1), mediaPath(voice.take.id), 'in=0', `out=${voice.frames - 1}`];
  });
  const rounds = Math.ceil(cut.frames / 900);
  const bed = Array.from({ length: rounds }, () => [music, 'in=0', 'out=899']).flat();
  const mixed = (track: number): string[] => ['-transition', 'mix', 'a_track=0', `b_track=${track}`, 'sum=1'];
  const encode = [
    ...[
      'vcodec=libx264',
      `preset=${encoding.speed}`,
      `crf=${encoding.quality}`,
      'pix_fmt=yuv420p',
      'movflags=+faststart',
    ],
    ...['acodec=aac', 'ab=192k', 'ar=48000', 'channels=2', 'real_time=-2', 'threads=0', 'terminate_on_pause=1'],
  ];
  return meter(melt, [
    ...['-silent', '-profile', profile, ...pictures],
    ...['-track', ...voices, '-track', ...bed, '-attach-track', 'volume', 'gain=0.5', ...mixed(1), ...mixed(2)],
    ...['-consumer', `avformat:${output}`, ...encode, `out=${cut.frames - 1}`],
  ]);
}

/** A looped clip is so many entries as it has rounds, since melt holds the last frame of one that is too short. */
function sceneArgs({ clip, frames, motion }: CutScene, file: string): string[] {
  if (clip) {
    const round = Math.round(clip.length * 30);
    const rounds = Array.from({ length: Math.ceil(frames / round) }, (_, index) =>
      Math.min(round, frames - index * round),
    );
    return rounds.flatMap((length) => [file, 'in=0', `out=${length - 1}`, 'audio_index=-1']);
  }
  const near = `${-50 * stillGrowth}%/${-50 * stillGrowth}%:${100 * (1 + stillGrowth)}%x${100 * (1 + stillGrowth)}%`;
  const [from, to] = motion === 'out' ? [near, '0%/0%:100%x100%'] : ['0%/0%:100%x100%', near];
  const rect = `transition.rect=0=${from};${frames - 1}=${to}`;
  return [file, 'in=0', `out=${frames - 1}`, '-attach-clip', 'affine', rect];
}

const mixArgs = (frames: number): string[] =>
  frames > 0 ? ['-mix', String(frames), '-mixer', 'luma', '-mixer', 'mix:-1'] : [];

function profileOf(width: number, height: number, fps: string): string {
  const [num = '30', den = '1'] = fps.split('/');
  return [
    ...['description=Bench', `frame_rate_num=${num}`, `frame_rate_den=${den}`, `width=${width}`, `height=${height}`],
    ...['progressive=1', 'sample_aspect_num=1', 'sample_aspect_den=1', `display_aspect_num=${width}`],
    ...[`display_aspect_den=${height}`, 'colorspace=709', ''],
  ].join('\n');
}
