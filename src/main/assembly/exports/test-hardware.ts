import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../ffmpeg/test-media.ts';
import type { FfmpegTools } from '../../ffmpeg/tools.ts';

/**
 * For tests only: an FFmpeg on a machine with hardware encoders, which no test machine has. Those that `work` are done by
 * x264, with their own options left out; those that `fail` say what NVENC says without a driver. Both are listed.
 * `breaksAfter` lets an encoder that works fail from its n-th run on, as a driver that is updated meanwhile would.
 */
export function ffmpegWith(
  real: FfmpegTools,
  wish: { readonly works?: readonly string[]; readonly fails?: readonly string[]; readonly breaksAfter?: number },
): { readonly tools: FfmpegTools; readonly runs: () => string[] } {
  const dir = temporaryFolder();
  const [script, log] = [join(dir, 'ffmpeg'), join(dir, 'runs')];
  writeFileSync(script, `#!${process.execPath}\n${program}`);
  writeFileSync(join(dir, 'wish.json'), JSON.stringify({ works: [], fails: [], ...wish, ffmpeg: real.ffmpeg, log }));
  chmodSync(script, 0o755);
  const runs = (): string[] => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : []);
  return { tools: { ...real, ffmpeg: script }, runs };
}

const program = `
const { appendFileSync, readFileSync } = require('node:fs');
const { spawn, spawnSync } = require('node:child_process');
const { dirname, join } = require('node:path');
const { works, fails, breaksAfter, ffmpeg, log } = JSON.parse(readFileSync(join(dirname(process.argv[1]), 'wish.json')));
let args = process.argv.slice(2);
if (args.includes('-encoders')) {
  const real = spawnSync(ffmpeg, args, { encoding: 'utf8' }).stdout.replace(/^.*_(nvenc|qsv|vaapi)\\b.*\\n/gm, '');
  process.stdout.write(real + [...works, ...fails].map((name) => ' V....D ' + name + ' x\\n').join(''));
  process.exit(0);
}
const encoder = args.find((arg) => works.includes(arg) || fails.includes(arg));
if (encoder) {
  appendFileSync(log, args.join(' ') + '\\n');
  const runs = readFileSync(log, 'utf8').split('\\n').length - 1;
  if (fails.includes(encoder) || runs > (breaksAfter ?? Infinity)) {
    console.error('[' + encoder + ' @ 0x5632] Cannot load libcuda.so.1\\nConversion failed!');
    process.exit(1);
  }
  const own = ['-tune', '-rc', '-cq', '-b:v', '-rc_mode', '-qp', '-global_quality', '-preset', '-init_hw_device', '-filter_hw_device'];
  args = args.filter((arg, index) => !own.includes(arg) && !own.includes(args[index - 1]));
  args = args.map((arg) => (arg === encoder ? 'libx264' : arg.replaceAll(',hwupload', '').replaceAll('format=nv12', 'format=yuv420p')));
}
const child = spawn(ffmpeg, args, { stdio: 'inherit' });
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? 255));
`;
