import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { childEnv } from './child-env.ts';

const run = promisify(execFile);

/** What assembly, posters and inspection cannot do without. HDR clips also want zscale and tonemap, which some builds lack. */
const encoders = ['libx264', 'aac', 'mjpeg'];
const filters = [
  ...['scale', 'crop', 'pad', 'fps', 'trim', 'setpts', 'settb', 'tpad', 'loop', 'reverse', 'concat', 'split'],
  ...[
    'sendcmd',
    'fillborders',
    'overlay',
    'gblur',
    'lut3d',
    'lutyuv',
    'vstack',
    'premultiply',
    'setsar',
    'setparams',
    'format',
  ],
  ...['xfade', 'ass', 'yadif', 'thumbnail'],
  ...['aresample', 'aformat', 'atempo', 'afade', 'apad', 'atrim', 'asetpts', 'asplit', 'volume', 'ebur128', 'alimiter'],
  ...['blackdetect', 'freezedetect', 'silencedetect', 'blackframe', 'astats'],
];
/** Names in the second column of `ffmpeg -filters` or `-encoders`. */
export function listedNames(text: string): Set<string> {
  return new Set(text.split('\n').flatMap((line) => /^ [A-Z.|]{2,6} +(\S+)/.exec(line)?.[1] ?? []));
}

/** The encoders and filters that this ffmpeg lacks, in words for people. */
export async function missingCapabilities(ffmpeg: string): Promise<string[]> {
  const [hasEncoders, hasFilters] = await Promise.all([listed(ffmpeg, '-encoders'), listed(ffmpeg, '-filters')]);
  return [
    ...encoders.filter((name) => !hasEncoders.has(name)).map((name) => `the encoder ${name}`),
    ...filters.filter((name) => !hasFilters.has(name)).map((name) => `the filter ${name}`),
  ];
}

async function listed(ffmpeg: string, option: string): Promise<Set<string>> {
  const { stdout } = await run(ffmpeg, ['-hide_banner', option], { windowsHide: true, env: childEnv() });
  return listedNames(stdout);
}
