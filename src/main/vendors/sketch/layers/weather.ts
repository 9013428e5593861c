import { mix, type Rgb } from '../colour.ts';
import { between } from '../noise.ts';
import type { Frame } from '../plate.ts';
import { addGlow } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';
import { flash } from './lightning.ts';

/** What falls or floats in front of everything. */
export function weather(stage: Stage): Pass[] {
  const { weather: kinds, place } = stage.reading;
  const outside = place !== 'interior' && place !== 'space' && place !== 'abstract';
  const passes: Pass[] = [];
  if (outside && (kinds.has('rain') || kinds.has('storm'))) passes.push(rain(stage));
  if (outside && stage.reading.snowfall) passes.push(snow(stage));
  if (kinds.has('dust')) passes.push(motes(stage));
  if (outside && kinds.has('storm')) passes.push(flash(stage));
  return passes;
}

/** Slanted streaks of rain; a storm drives them. */
export function rain(stage: Stage): Pass {
  const random = stage.random('rain');
  const { width, height, unit } = stage;
  const driven = stage.reading.weather.has('storm');
  const slant = driven ? stage.side * 0.34 : 0.12;
  const drops = Array.from({ length: driven ? 1100 : 420 }, () => {
    const near = random() ** 2;
    return {
      x: between(random, -0.3, 1.3) * width,
      y: random(),
      near,
      speed: between(random, 1.5, 1.9) * (0.6 + near),
    };
  });
  const colour = mix(stage.palette.horizon, [255, 255, 255], 0.4);
  return (frame, time) => {
    for (const { x, y, near, speed } of drops) {
      const long = unit * (0.02 + 0.05 * near);
      const down = ((y + time * speed) % 1) * (height + long * 2) - long;
      streak(frame, { x: x - (down - height / 2) * slant, y: down, long, slant }, 0.1 + 0.16 * near, colour);
    }
  };
}

type Streak = { readonly x: number; readonly y: number; readonly long: number; readonly slant: number };

/** A thin slanted line of light, between pixels. */
function streak(frame: Frame, { x, y, long, slant }: Streak, strength: number, [r, g, b]: Rgb): void {
  for (let step = Math.max(0, Math.ceil(-y)); step < long && y + step < frame.height; step += 1) {
    const px = x - step * slant;
    const column = Math.floor(px);
    const part = px - column;
    const fade = strength * Math.sin((Math.PI * step) / long);
    for (const [at, share] of [
      [column, 1 - part],
      [column + 1, part],
    ] as const) {
      if (at < 0 || at >= frame.width) continue;
      const i = (Math.floor(y + step) * frame.width + at) * 3;
      const amount = fade * share;
      frame.data[i] = (frame.data[i] as number) * (1 - amount) + r * amount;
      frame.data[i + 1] = (frame.data[i + 1] as number) * (1 - amount) + g * amount;
      frame.data[i + 2] = (frame.data[i + 2] as number) * (1 - amount) + b * amount;
    }
  }
}

/** Flakes that drift as they fall. */
export function snow(stage: Stage): Pass {
  const random = stage.random('snow');
  const { width, height, unit } = stage;
  const flakes = Array.from({ length: 300 }, () => ({
    x: random(),
    y: random(),
    near: random() ** 3,
    phase: random() * 6.28,
  }));
  return (frame, time) => {
    for (const { x, y, near, phase } of flakes) {
      const size = unit * (0.0026 + 0.011 * near);
      const down = ((y + time * (0.045 + 0.1 * near)) % 1) * (height + size * 4) - size * 2;
      const across = (((x + time * 0.012 + Math.sin(time * 0.9 + phase) * 0.012 * (1 + near)) % 1) + 1) % 1;
      addGlow(frame, across * width, down, size, [250, 252, 255], 0.95 - 0.5 * near);
    }
  };
}

/** Dust in the light: soft specks that rise and turn slowly. */
export function motes(
  stage: Stage,
  count = 110,
  colour: Rgb = mix(stage.palette.light, stage.palette.warm, 0.4),
): Pass {
  const random = stage.random('motes');
  const { width, height, unit } = stage;
  const specks = Array.from({ length: count }, () => ({
    x: random(),
    y: random(),
    near: random() ** 4,
    phase: random() * 6.28,
  }));
  return (frame, time) => {
    for (const { x, y, near, phase } of specks) {
      const size = unit * (0.003 + 0.02 * near);
      const px = x * width + Math.sin(time * 0.5 + phase) * unit * 0.02;
      const py = (((y - time * (0.012 + 0.02 * near)) % 1) + 1) % 1;
      const shine = (0.55 + 0.45 * Math.sin(time * 1.4 + phase * 3)) * (0.6 - 0.42 * near);
      addGlow(frame, px, py * (height + 40) - 20, size, colour, shine);
    }
  };
}
