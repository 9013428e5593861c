import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canvases } from '../src/shared/film.ts';
import { makeBenchFilm } from './assembly-film.ts';
import type { Bench } from './assembly-full.ts';
import { meter } from './assembly-meter.ts';
import type { FullRow, Verdict } from './assembly-rows.ts';
import { openCut, runEngine, runExpert } from './assembly-sides.ts';

/** FFmpeg with the same graph, but an encoder that loses nothing. */
const losslessShim = (ffmpeg: string): string => `#!/bin/sh
last=
for word do
  shift
  case "$last" in
    -crf | -qp) word=0 ;;
    -preset) word=ultrafast ;;
    -profile:v) word=high444 ;;
  esac
  [ "$word" = -crf ] && word=-qp
  set -- "$@" "$word"
  last=$word
done
exec "${ffmpeg}" "$@"
`;

type Likeness = { readonly psnr: number; readonly ssim: number };

/** How much each side's encoder lost of its own picture: PSNR and SSIM against the same graph encoded without loss. */
export async function measureQuality(row: FullRow, bench: Bench): Promise<Verdict[]> {
  const { dir, media, tools } = bench;
  const film = await makeBenchFilm(dir, { scenes: row.scenes, canvas: canvases['16:9'], kind: 'full' }, media, tools);
  const encoding = { shortSide: row.shortSide, speed: row.speed, quality: 20 };
  const at = (name: string): string => join(dir, name);
  const expert = { open: await openCut(film), music: media.music, encoding, workDir: dir, tools };
  await runExpert({ ...expert, output: at('expert.mp4') });
  await runExpert({ ...expert, output: at('expert-lossless.mp4'), lossless: true });
  await runEngine({ film, output: at('engine.mp4'), encoding, cold: true });
  await writeFile(at('lossless-ffmpeg'), losslessShim(tools.ffmpeg), { mode: 0o755 });
  await runEngine({ film, output: at('engine-lossless.mp4'), encoding, cold: true, ffmpeg: at('lossless-ffmpeg') });
  const like = (name: string) => likeness(tools.ffmpeg, at(`${name}.mp4`), at(`${name}-lossless.mp4`));
  const [ours, theirs] = [await like('engine'), await like('expert')];
  const megabytes = async (name: string): Promise<string> => `${((await stat(at(name))).size / 1e6).toFixed(2)} MB`;
  const sizes = `${await megabytes('engine.mp4')} against ${await megabytes('expert.mp4')}`;
  const line = (name: keyof Likeness, unit: string, digits: number): Verdict => ({
    what: `quality of ${row.id}: ${name.toUpperCase()} against the lossless render`,
    figure: `${ours[name].toFixed(digits)}${unit}, the expert's ${theirs[name].toFixed(digits)}${unit} (${sizes})`,
    passed: ours[name] >= theirs[name] - 0.5 * 10 ** -digits,
  });
  return [line('psnr', ' dB', 2), line('ssim', '', 4)];
}

async function likeness(ffmpeg: string, file: string, lossless: string): Promise<Likeness> {
  const graph = '[0:v]split[a][b];[1:v]split[c][d];[a][c]psnr[e];[b][d]ssim[f]';
  const args = [
    '-hide_banner',
    '-nostats',
    '-i',
    file,
    '-i',
    lossless,
    '-lavfi',
    graph,
    '-map',
    '[e]',
    '-map',
    '[f]',
    '-f',
    'null',
    '-',
  ];
  const { output } = await meter('sh', ['-c', '"$0" "$@" 2>&1', ffmpeg, ...args]);
  const psnr = Number(/PSNR .*average:([\d.]+)/.exec(output)?.[1]);
  const ssim = Number(/SSIM .*All:([\d.]+)/.exec(output)?.[1]);
  return { psnr, ssim };
}
