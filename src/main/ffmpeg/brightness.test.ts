import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { brightnessIn, brightnessStream } from './brightness.ts';
import { ffmpeg, temporaryFolder } from './test-media.ts';

function measured(dir: string, file: string) {
  const args = ['-v', 'error', '-i', file, '-map', '0:0', '-c:0', 'copy', ...brightnessStream(0)];
  return brightnessIn(execFileSync('ffmpeg', [...args, '-f', 'framecrc', 'pipe:1'], { cwd: dir }).toString());
}

test('reads how bright each frame is, and when it is shown', () => {
  const dir = temporaryFolder();
  // A ramp in the film's range of 16 to 235: black, an eighth of the way in each frame, white.
  const ramp = "geq=lum='16+219*N/8':cb=128:cr=128";
  ffmpeg(dir, `-f lavfi -i color=s=160x90:r=10:d=0.9 -vf ${ramp} -c:v ffv1 -pix_fmt yuv420p ramp.mkv`);
  const found = measured(dir, 'ramp.mkv');
  expect(found.map(({ at }) => at)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]);
  for (const [frame, { luma }] of found.entries()) expect(Math.abs(luma - frame / 8)).toBeLessThan(0.01);
});

test('bars that pass by are as bright wherever they are', () => {
  const dir = temporaryFolder();
  const bars = "geq=lum='16+219*lt(mod(X+4*N,40),20)':cb=128:cr=128";
  ffmpeg(dir, `-f lavfi -i color=s=640x90:r=10:d=1 -vf ${bars} -c:v ffv1 -pix_fmt yuv420p bars.mkv`);
  const lumas = measured(dir, 'bars.mkv').map(({ luma }) => luma);
  expect(lumas).toHaveLength(10);
  expect(Math.max(...lumas) - Math.min(...lumas)).toBeLessThan(0.003);
});

test('other lines of the list say nothing of brightness', () => {
  const packets = '#tb 1: 1/1000\n0,          0,          0,      512,        2, 0x010900c5\n0, 1, 1, 512, 900, 0x1\n';
  expect(brightnessIn(packets)).toEqual([]);
});
