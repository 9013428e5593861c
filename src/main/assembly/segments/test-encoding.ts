import type { Encoding } from './encoding.ts';

/** For tests only: quick and small. */
export const testEncoding: Encoding = {
  ...{ width: 160, height: 90, fps: '30', aspect: '16:9', pixelFormat: 'yuv420p', container: 'mp4' },
  ...{ codec: 'h264', encoder: 'libx264', quality: 20, speed: 'ultrafast', captionStyle: 'plain', burnt: true },
};
