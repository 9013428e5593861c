import { mix, ramp, rampOffset } from '../colour.ts';
import { clamp01, fieldAt, noiseField } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

/** A wall out of focus with a pool of light on it. */
export function wall(stage: Stage): Pass {
  const { palette, unit, height, light } = stage;
  const field = noiseField(stage.random('wall'), 4, 3);
  const dark = mix(palette.near, palette.zenith, 0.5);
  const glow = mix(palette.horizon, palette.warm, stage.reading.lamp ? 0.6 : 0.25);
  const colours = ramp([
    [0, mix(dark, palette.near, 0.55)],
    [0.45, mix(dark, palette.far, 0.6)],
    [1, glow],
  ]).colours;
  const pool = { x: light.x, y: height * 0.36 };
  const plate = paintPlate(coverArea(stage, 0.05, -1e6, 1e6), 3, (x, y, out) => {
    const cloud = fieldAt(field, (x / unit) * 14, (y / unit) * 14) - 0.5;
    const near = Math.exp(-((Math.hypot(x - pool.x, (y - pool.y) * 0.9) / (unit * 0.62)) ** 1.6));
    const at = rampOffset(clamp01(near * 0.92 + cloud * 0.12 + 0.04));
    for (let i = 0; i < 3; i += 1) out[i] = colours[at + i] as number;
    out[3] = 1;
  });
  return platePass(stage, plate, 0.05);
}

/** A table top: stone with veins, or wood, catching the light. The water pass over it gives it its polish. */
export function tableTop(stage: Stage, top: number): Pass {
  const { palette, unit, height, light } = stage;
  const field = noiseField(stage.random('table'), 16, 5);
  const stone = mix(palette.far, palette.horizon, 0.45);
  const plate = paintPlate(coverArea(stage, 0.3, top, 1e6), 1.5, (x, y, out) => {
    const down = Math.max(0.01, (y - top) / (height - top));
    const across = (x - stage.width / 2) / (unit * (0.25 + down * 0.75));
    const warp = fieldAt(field, across * 20, 30 / (down + 0.4));
    const vein = Math.exp(-Math.abs(fieldAt(field, across * 34 + warp * 26, 70 / (down + 0.4) + warp * 30) - 0.5) * 42);
    const lit = Math.exp(-((Math.abs(x - light.x) / (unit * 0.75)) ** 2)) * (1 - 0.5 * down);
    const tone = 0.3 + 0.62 * lit;
    for (let i = 0; i < 3; i += 1) {
      const base = (stone[i] as number) * tone;
      out[i] = base + ((palette.light[i] as number) * tone - base) * vein * 0.13;
    }
    out[3] = clamp01(y - top + 0.5);
  });
  return platePass(stage, plate, 0.3);
}
