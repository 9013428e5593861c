import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { probeMedia } from '../src/main/ffmpeg/probe.ts';
import { runFfmpeg } from '../src/main/ffmpeg/run.ts';
import type { FfmpegTools } from '../src/main/ffmpeg/tools.ts';
import { createFilmFolder, openFilmSession } from '../src/main/films/film-session.ts';
import { canvases, newFilm, newScene } from '../src/shared/film.ts';
import { fileTake } from './assembly-film.ts';

/** Lengths and rates of clips, in turn: a wall aligns them by time. */
const lengths = [4, 5, 6, 7];
const rates = ['24', '25', '30', '24000/1001'];

/** Makes clips with sound and noise, as hard to decode as real ones; `size` as FFmpeg writes it. Returns their paths. */
export async function makeClips(tools: FfmpegTools, dir: string, size: string, count: number): Promise<string[]> {
  const clips: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const clip = join(dir, `clip-${size}-${index + 1}.mp4`);
    const picture = `testsrc2=s=${size}:r=${rates[index % rates.length]},noise=alls=6:allf=t`;
    const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', `sine=f=${200 + 40 * index}`];
    const encode = ['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '23', '-pix_fmt', 'yuv420p', '-c:a', 'aac'];
    const length = ['-t', String(lengths[index % lengths.length])];
    await runFfmpeg(tools, [...inputs, ...length, ...encode, '-movflags', '+faststart', `file:${clip}`]);
    clips.push(clip);
  }
  return clips;
}

/** Writes a film of one scene with `count` takes, made of the clips in turn, into `dir`; returns its folder. */
export async function makeWallFilm(
  tools: FfmpegTools,
  dir: string,
  clips: readonly string[],
  count: number,
): Promise<string> {
  const folder = join(dir, `A wall of ${count}.film`);
  const scene = newScene({ title: 'She winds the lamp', seconds: 6 });
  const canvas = { ...canvases['16:9'], width: 1920, height: 1080 };
  await createFilmFolder(folder, newFilm({ title: `A wall of ${count}`, canvas, scenes: [scene] }));
  const probes = await Promise.all(clips.map((clip) => probeMedia(tools, clip)));
  const posters = await Promise.all(clips.map((clip) => makePoster(tools, clip)));
  const session = await openFilmSession(folder);
  try {
    for (let index = 0; index < count; index += 1) {
      const which = index % clips.length;
      const poster = join(await session.takes.stage(), 'poster.jpg');
      await copyFile(posters[which] ?? '', poster);
      await fileTake(session, scene.id, 'picture', clips[which] ?? '', tools, probes[which], poster);
    }
  } finally {
    await session.close();
  }
  return folder;
}

async function makePoster(tools: FfmpegTools, clip: string): Promise<string> {
  const poster = `${clip}.jpg`;
  await runFfmpeg(tools, ['-i', `file:${clip}`, '-frames:v', '1', '-vf', 'scale=640:-2', `file:${poster}`]);
  return poster;
}
