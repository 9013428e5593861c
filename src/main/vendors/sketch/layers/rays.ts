import { lineNoise, smooth } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

/** Shafts of light from the sun through leaves or a window; they breathe slowly. */
export function rays(stage: Stage, strength: number, from = { x: stage.light.x, y: -stage.height * 0.1 }): Pass {
  const { unit, palette } = stage;
  const noise = lineNoise(stage.random('rays'), 3, 0.65);
  const plate = paintPlate(coverArea(stage, 0.3, -1e6, 1e6), 4, (x, y, out) => {
    const [dx, dy] = [x - from.x, y - from.y];
    const angle = Math.atan2(dx, dy);
    const far = Math.hypot(dx, dy) / unit;
    const shaft =
      smooth(0.05, 0.6, noise(angle * 5.5 + 40)) *
      Math.exp(-far * 0.9) *
      smooth(0.05, 0.35, far) *
      smooth(1.5, 0.6, Math.abs(angle));
    for (let i = 0; i < 3; i += 1) out[i] = (palette.light[i] as number) * shaft * strength;
  });
  return platePass(stage, plate, 0.3, (time) => ({
    gain: 0.85 + 0.15 * Math.sin(time * 0.9),
    dx: Math.sin(time * 0.35) * unit * 0.012,
  }));
}
