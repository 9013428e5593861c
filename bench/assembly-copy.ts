import { execFile } from 'node:child_process';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canvases } from '../src/shared/film.ts';
import { makeBenchFilm } from './assembly-film.ts';
import type { Bench } from './assembly-full.ts';
import { meter } from './assembly-meter.ts';
import type { Verdict } from './assembly-rows.ts';
import { runEngine } from './assembly-sides.ts';
import { median } from './figures.ts';

const run = promisify(execFile);
const scenes = 24;
const most = 3;

/** A film of plain cuts whose clips are already as they are to be, against copying a file of its size with cp. */
export async function measureCopy({ dir, media, tools, pairs }: Bench): Promise<Verdict[]> {
  const clips = await conformingClips(dir, tools.ffmpeg);
  const canvas = canvases['16:9'];
  const film = await makeBenchFilm(dir, { scenes, canvas, kind: 'plain' }, { ...media, clips }, tools);
  const [output, copy] = [join(dir, 'film.mp4'), join(dir, 'copy.mp4')];
  const encoding = { shortSide: 720, speed: 'veryfast' as const, quality: 20 };
  const ratios: { first: number; again: number; copied: number; bytes: number }[] = [];
  for (let turn = 0; turn < pairs; turn += 1) {
    await rm(output, { force: true });
    const first = await runEngine({ film, output, encoding, cold: true, captions: 'none' });
    if (first.says.encoder !== 'copy') throw new Error('The film was not copied but rendered.');
    await rm(copy, { force: true });
    // Flushed, as an export is before it takes its name.
    const { wall } = await meter('sh', ['-c', 'cp "$0" "$1" && sync "$1"', output, copy]);
    await rm(output, { force: true });
    const again = await runEngine({ film, output, encoding, cold: false, captions: 'none' });
    const { size } = await stat(output);
    ratios.push({ first: first.says.seconds / wall, again: again.says.seconds / wall, copied: wall, bytes: size });
  }
  const of = (name: keyof (typeof ratios)[number]): number => median(ratios.map((each) => each[name]));
  const size = `${(of('bytes') / 1e6).toFixed(0)} MB in ${of('copied').toFixed(3)} s by cp and sync`;
  return [
    {
      what: `copy: ${scenes} scenes that conform, to copying the bytes`,
      figure: `${of('first').toFixed(2)} x, aim ${most} (${size}; ${of('again').toFixed(2)} x when the sound is there)`,
      passed: of('first') <= most,
    },
  ];
}

/** Five seconds each, at 40 Mbit/s, as one vendor would deliver them. */
async function conformingClips(dir: string, ffmpeg: string): Promise<string[]> {
  const marks = '-color_range tv -colorspace bt709 -color_primaries bt709 -color_trc bt709';
  const encode = `-c:v libx264 -preset ultrafast -pix_fmt yuv420p -b:v 40M -maxrate 40M -bufsize 40M ${marks}`;
  const files: string[] = [];
  for (const seed of [1, 2, 3, 4]) {
    const file = join(dir, `conforming${seed}.mp4`);
    const source = `-f lavfi -i testsrc2=s=1280x720:r=30:d=5,noise=alls=40:allf=t:all_seed=${seed}`;
    await run(ffmpeg, ['-v', 'error', '-y', ...`${source} ${encode}`.split(' '), file]);
    files.push(file);
  }
  return files;
}
