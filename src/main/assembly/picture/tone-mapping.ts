import { execFile } from 'node:child_process';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../../shared/errors.ts';
import { listedNames } from '../../ffmpeg/capabilities.ts';
import { childEnv } from '../../ffmpeg/child-env.ts';
import { type FfmpegTools, installHint } from '../../ffmpeg/tools.ts';

/**
 * From PQ or HLG, at any size, to BT.709 in video levels. Linear light is counted in diffuse whites of 203 nits (ITU-R BT.2408);
 * up to 0.7 of that nothing changes, the rest of the way to 1000 nits is bent into what is left. Measured on a photograph
 * that was put into PQ and HLG: mean colour 79, 131, 96 of 74, 130, 96; with Hable at FFmpeg's usual 100 nits 67, 112, 82.
 * https://ffmpeg.org/ffmpeg-filters.html#tonemap-1
 */
export const toneMap: readonly string[] = [
  'zscale=t=linear:npl=203',
  'format=gbrpf32le',
  'zscale=p=bt709',
  'tonemap=tonemap=mobius:param=0.7:peak=5:desat=0',
  'zscale=t=bt709:m=bt709:r=tv',
];

const run = promisify(execFile);
const checked = new Map<string, Promise<string[]>>();

/** Throws `missing-tool` when this FFmpeg was built without what HDR needs; `file` is for the message. */
export async function needToneMapping({ ffmpeg }: FfmpegTools, file: string): Promise<void> {
  const known = checked.get(ffmpeg) ?? missingFilters(ffmpeg);
  checked.set(ffmpeg, known);
  const missing = await known;
  if (missing.length === 0) return;
  const message = `${basename(file)} is an HDR clip, and the FFmpeg at ${ffmpeg} lacks the filter ${missing.join(' and ')}.`;
  const action = `Use a full build of FFmpeg, or bring in an SDR version of the clip. ${installHint(process.platform)}`;
  throw new AppError({ code: 'missing-tool', message, action });
}

async function missingFilters(ffmpeg: string): Promise<string[]> {
  const { stdout } = await run(ffmpeg, ['-hide_banner', '-filters'], { windowsHide: true, env: childEnv() });
  const names = listedNames(stdout);
  return ['zscale', 'tonemap'].filter((name) => !names.has(name));
}
