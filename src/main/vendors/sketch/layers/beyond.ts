import { mix, type Rgb, shift } from '../colour.ts';
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
    const [u, v] = [(x / unit) * 26 + sx, (y / unit) * 26 + sy];
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
  const land = mix(palette.accent, palette.far, 0.35);
  const sea = mix(palette.sky, palette.horizon, 0.35);
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
        const light = smooth(-0.12, 0.95, side * nx * 0.8 - ny * 0.35 + nz * 0.28);
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

/** Slow folds of coloured light, worked out small and drawn large. */
export function flow(stage: Stage): Pass {
  const { palette, width, height, unit, seconds } = stage;
  const random = stage.random('flow');
  const field = noiseField(random, 4, 3);
  const [sx, sy] = [random() * 256, random() * 256];
  const step = Math.max(4, Math.round(unit / 90));
  const columns = Math.ceil(width / step) + 2;
  const rows = Math.ceil(height / step) + 2;
  const small = new Float32Array(columns * rows * 3);
  const colours: readonly Rgb[] = [palette.near, palette.zenith, palette.sky, palette.horizon, palette.light];
  return (frame, time) => {
    const t = (time - seconds / 2) * 0.9;
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const [u, v] = [(column * step * 9) / unit + sx, (row * step * 9) / unit + sy];
        const warp = fieldAt(field, u + t * 0.7, v - t * 0.4);
        const fold = fieldAt(field, u * 0.8 + warp * 16 + 60, v * 1.9 + warp * 22 + t * 0.8);
        const ridge = 1 - Math.abs(fold - 0.5) * 3.4;
        writeColour(
          small,
          (row * columns + column) * 3,
          colours,
          clamp01(0.12 + 0.62 * smooth(0.2, 0.8, fold) * warp * 1.5 + 0.36 * Math.max(0, ridge) ** 3),
        );
      }
    }
    enlarge(frame, small, columns, step);
  };
}

function writeColour(out: Float32Array, at: number, colours: readonly Rgb[], amount: number): void {
  const position = amount * (colours.length - 1.001);
  const index = Math.floor(position);
  const [a, b] = [colours[index], colours[index + 1]];
  if (!a || !b) return;
  for (let i = 0; i < 3; i += 1)
    out[at + i] = (a[i] as number) + ((b[i] as number) - (a[i] as number)) * (position - index);
}

function enlarge(
  frame: { width: number; height: number; data: Float32Array },
  small: Float32Array,
  columns: number,
  step: number,
): void {
  const row = new Float32Array(columns * 3);
  for (let y = 0; y < frame.height; y += 1) {
    const v = y / step;
    const top = Math.floor(v) * columns * 3;
    for (let i = 0; i < row.length; i += 1) {
      const a = small[top + i] as number;
      row[i] = a + ((small[top + columns * 3 + i] as number) - a) * (v - Math.floor(v));
    }
    let at = y * frame.width * 3;
    for (let x = 0; x < frame.width; x += 1) {
      const u = x / step;
      const left = Math.floor(u) * 3;
      const part = u - Math.floor(u);
      for (let i = 0; i < 3; i += 1, at += 1) {
        const a = row[left + i] as number;
        frame.data[at] = a + ((row[left + 3 + i] as number) - a) * part;
      }
    }
  }
}
