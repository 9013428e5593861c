import { mix, shift } from '../colour.ts';
import { clamp01, fieldAt, noiseField, smooth } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { addGlow } from '../shape.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

/** Glowing gas over black. */
export function nebula(stage: Stage): Pass {
  const { palette, unit } = stage;
  const random = stage.random('nebula');
  const field = noiseField(random, 4, 6);
  const warm = shift(palette.accent, 0, 0.9, 0.9);
  const cool = shift(palette.horizon, 0, 1.6, 0.9);
  const [sx, sy] = [random() * 256, random() * 256];
  const plate = paintPlate(coverArea(stage, 0, -1e6, 1e6), 3, (x, y, out) => {
    const [u, v] = [(x / unit) * 62 + sx, (y / unit) * 62 + sy];
    const warp = fieldAt(field, u * 0.6, v * 0.6) * 40;
    const gas = smooth(0.44, 0.85, fieldAt(field, u + warp, v - warp));
    const other = smooth(0.46, 0.8, fieldAt(field, v * 0.8 - warp + 77, u * 0.8 + 31));
    for (let i = 0; i < 3; i += 1) {
      out[i] =
        (palette.near[i] as number) * 0.8 +
        (warm[i] as number) * gas * 0.5 +
        (cool[i] as number) * other * 0.42 +
        210 * gas * other * 0.3;
    }
    out[3] = 1;
  });
  return platePass(stage, plate, 0);
}

/** A planet lit from the side, with bands that turn and a thin air. */
export function planet(stage: Stage, x: number, y: number, radius: number): Pass {
  const { palette, side } = stage;
  const field = noiseField(stage.random('planet'), 8, 6);
  const land = mix(palette.accent, palette.horizon, 0.3);
  const sea = mix(palette.sky, palette.horizon, 0.75);
  return (frame, time) => {
    const view = stage.camera.view(time, 0.5);
    const [cx, cy, r] = [view.toX(x), view.toY(y), radius * view.scale];
    addGlow(frame, cx + side * r * 0.22, cy - r * 0.1, r * 1.5, palette.horizon, 0.5);
    for (let py = Math.max(0, Math.floor(cy - r)); py < Math.min(frame.height, cy + r); py += 1) {
      const ny = (py + 0.5 - cy) / r;
      const half = Math.sqrt(Math.max(0, 1 - ny * ny));
      for (
        let px = Math.max(0, Math.floor(cx - half * r));
        px < Math.min(frame.width, Math.ceil(cx + half * r));
        px += 1
      ) {
        const nx = (px + 0.5 - cx) / r;
        const nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny));
        const cover = clamp01((1 - Math.hypot(nx, ny)) * r + 0.5);
        const round = Math.atan2(nx, nz + 0.0001) * 22 + time * 0.5;
        const ground = fieldAt(field, round + fieldAt(field, round * 0.7, ny * 40) * 10, ny * 30);
        const light = 1.35 * smooth(-0.1, 0.9, side * nx * 0.72 - ny * 0.35 + nz * 0.42);
        const air = (1 - nz) ** 2.6 * light;
        const part = smooth(0.4, 0.6, ground);
        const at = (py * frame.width + px) * 3;
        for (let i = 0; i < 3; i += 1) {
          const surface =
            ((sea[i] as number) + ((land[i] as number) - (sea[i] as number)) * part) * light +
            (palette.near[i] as number) * 0.4;
          const value = surface + (palette.horizon[i] as number) * air * 0.9;
          frame.data[at + i] = (frame.data[at + i] as number) * (1 - cover) + value * cover;
        }
      }
    }
  };
}
