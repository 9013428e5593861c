import { mix } from '../colour.ts';
import { between } from '../noise.ts';
import { addGlow } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';

/** Waves breaking upwards in slow motion: drops thrown up that fall back, over a veil of finer spray. */
export function spray(stage: Stage, name: string, foot: number, depth: number, tall: number): Pass {
  const random = stage.random(`spray ${name}`);
  const { unit, width, palette } = stage;
  const bursts = Array.from({ length: 3 }, (_, i) => ({
    x: width * (0.2 + 0.3 * i + between(random, -0.08, 0.08)),
    start: random(),
    high: tall * between(random, 0.7, 1.15),
  }));
  const drops = bursts.flatMap(({ x, start, high }) =>
    Array.from({ length: 230 }, () => {
      const up = Math.sqrt(random());
      return {
        x,
        start,
        rise: high * up * unit,
        aside: between(random, -1, 1) * unit * (0.05 + 0.16 * (1 - up)) * 1.3,
        fine: random() ** 2,
        late: random() * 0.1,
      };
    }),
  );
  const colour = mix(palette.light, palette.horizon, 0.25);
  const period = 3.6;
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    for (const { x, start, rise, aside, fine, late } of drops) {
      const age = (time / period + start + 1 - late) % 1;
      const flight = 4 * age * (1 - age);
      const size = unit * (0.0022 + 0.022 * fine * (0.4 + age));
      const strength = (fine > 0.4 ? 0.16 : 0.75) * Math.min(1, age * 9) * (1 - age) ** 0.8;
      addGlow(frame, view.toX(x + aside * (0.25 + age)), view.toY(foot - rise * flight), size, colour, strength);
    }
  };
}
