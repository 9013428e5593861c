import { expect, test } from 'vitest';
import { encoderArguments, paintSize } from './encoder.ts';
import type { SketchJob } from './sketch-messages.ts';

test.each([
  [1280, 720, 1280, 720],
  [1920, 1080, 1920, 1080],
  [3840, 2160, 1920, 1080],
  [2160, 3840, 1080, 1920],
])('%i x %i is painted at %i x %i', (width, height, paintWidth, paintHeight) => {
  expect(paintSize({ width, height })).toEqual({ width: paintWidth, height: paintHeight });
});

test('paths with signs that filters know arrive whole', () => {
  const job: SketchJob = {
    ...{ prompt: '', title: '', kind: 'story', seconds: 1, width: 3840, height: 2160, fps: '25', seed: 1 },
    ...{ still: null, ffmpeg: 'ffmpeg', file: 'out.mp4', fontsDir: '/a b' },
  };
  const args = encoderArguments(job, { width: 1920, height: 1080 }, "/it's [a], x:y.ass");
  expect(args).toContain('1920x1080');
  expect(args.find((arg) => arg.startsWith('scale='))).toContain(
    "scale=3840:2160:flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv,format=yuv420p,ass=filename=/it\\\\\\'s \\[a\\]\\, x\\\\:y.ass:fontsdir=/a b",
  );
});
