import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';
import { filter } from '../../ffmpeg/filter-text.ts';

/** Numbers the frames from 0 and tells the filters behind it the rate, which xfade insists on. */
export function counted(rate: FrameRate): string[] {
  const { num, den } = frameRateFraction(rate);
  return [`settb=${den}/${num}`, 'setpts=N', filter('fps', { fps: rate })];
}

/** One picture for `frames` frames. What stands before it in a chain works only once. */
export const standStill = (rate: FrameRate): string[] => ['loop=loop=-1:size=1', ...counted(rate)];

/** What every chain ends in: without these tags a later filter would guess at the colours from the size. */
export const tagged: readonly string[] = [
  'setsar=1',
  'setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709',
];
