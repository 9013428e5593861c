import { randomFrom } from '../../../shared/random.ts';
import type { Frame } from './plate.ts';

const grainSize = 1 << 18;

/**
 * The last pass: darker corners, a shade where the slate line stands, and film grain, which also hides the steps of
 * 8 bits. Writes 8-bit RGB into `out`.
 */
export function createFinish(
  width: number,
  height: number,
  seed: number,
): (frame: Frame, index: number, out: Uint8Array) => void {
  const random = randomFrom(seed);
  // Two summed dice are close enough to a bell.
  const grain = Float32Array.from({ length: grainSize }, () => (random() + random() - 1) * 2.6);
  const offsets = Uint32Array.from({ length: 4096 }, () => Math.floor(random() * (grainSize - width)));
  const across = Float32Array.from({ length: width }, (_, x) => ((x + 0.5) / width - 0.5) ** 2 * 0.8);
  const slate = Float32Array.from(
    { length: width },
    (_, x) => Math.max(0, 1 - x / width / (width > height ? 0.6 : 1)) ** 1.5,
  );
  return (frame, index, out) => {
    const { data } = frame;
    // A clamped view rounds and limits in one store.
    const bytes = new Uint8ClampedArray(out.buffer, out.byteOffset, out.length);
    let at = 0;
    for (let y = 0; y < height; y += 1) {
      const down = ((y + 0.5) / height - 0.5) ** 2 * 0.8;
      const shade = 0.34 * Math.max(0, 1 - y / height / 0.3) ** 1.3;
      const start = offsets[(index * 31 + y * 7 + ((y * index) >> 3)) & 4095] as number;
      for (let x = 0; x < width; x += 1, at += 3) {
        const gain = (1 - (across[x] as number) - down) * (1 - shade * (slate[x] as number));
        const noise = grain[start + x] as number;
        bytes[at] = (data[at] as number) * gain + noise;
        bytes[at + 1] = (data[at + 1] as number) * gain + noise;
        bytes[at + 2] = (data[at + 2] as number) * gain + noise;
      }
    }
  };
}
