import { mix, ramp, rampOffset } from '../colour.ts';
import { between, fieldAt, noiseField, smooth } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

/** The forest floor, with a pale path that narrows into the distance. */
export function forestFloor(stage: Stage, top: number, withPath: boolean): Pass {
  const { unit, width, height, palette } = stage;
  const random = stage.random('floor');
  const field = noiseField(random, 32, 4);
  const ground = ramp([
    [0, mix(palette.haze, palette.far, 0.35)],
    [0.3, mix(palette.far, palette.near, 0.55)],
    [1, palette.near],
  ]).colours;
  const path = mix(palette.haze, palette.light, 0.3);
  const curve = between(random, -0.1, 0.1) * width;
  const plate = paintPlate(coverArea(stage, 0.5, top - unit * 0.01, 1e6), 1.5, (x, y, out) => {
    const down = (y - top) / (height - top);
    const alpha = smooth(-0.03, 0.05, down);
    const at = rampOffset(down);
    const rough = fieldAt(
      field,
      (x - width / 2) / (unit * (0.004 + 0.02 * Math.max(0, down))),
      y / (unit * (0.0016 + 0.007 * Math.max(0, down))),
    );
    const middle = stage.subject.x + curve * Math.sin(Math.max(0, down) * 2.6);
    const half = unit * (0.012 + 0.3 * Math.max(0, down) ** 1.15);
    const onPath = withPath
      ? (1 - smooth(half * 0.75, half * 1.1, Math.abs(x - middle) + (rough - 0.5) * half * 0.7)) * (0.75 - 0.5 * down)
      : 0;
    for (let i = 0; i < 3; i += 1) {
      const base = (ground[at + i] as number) * (0.8 + rough * 0.4);
      out[i] = alpha * (base + ((path[i] as number) - base) * onPath);
    }
    out[3] = alpha;
  });
  return platePass(stage, plate, 0.5);
}
