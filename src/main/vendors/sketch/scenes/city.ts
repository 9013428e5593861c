import { hex, mix, type Rgb } from '../colour.ts';
import { car } from '../layers/car.ts';
import { bokeh, neonColours, skyline } from '../layers/city.ts';
import { figure } from '../layers/figure.ts';
import { mist } from '../layers/mist.ts';
import { sky } from '../layers/sky.ts';
import { birds } from '../layers/things.ts';
import { water } from '../layers/water.ts';
import { has, type Pass, type Stage, when } from '../stage.ts';

/** Share of the windows' and lamps' light that shows at an hour. */
const lightsAt = { night: 1, dusk: 0.5, dawn: 0.5, day: 0.05 } as const;

/** A skyline in layers over a wet street or a river that mirrors it. */
export function city(stage: Stage): Pass[] {
  const { horizon, unit, width, height, reading, subject } = stage;
  const lights = lightsAt[reading.hour];
  const wet = reading.weather.has('rain');
  const ground = { rough: wet ? 0.16 : 0.1, mirror: wet ? 0.95 : 0.75, speed: wet ? 1.4 : 0.6 };
  return [
    ...sky(stage),
    ...[0, 0.5, 1].flatMap((k) => towers(stage, k, lights)),
    ...when(lights > 0.2, () => street(stage, lights)),
    water(stage, { top: horizon, ...ground, depth: 0.4, dark: true }),
    ...when(has(stage, 'car'), () =>
      car(stage, { x: width / 2, y: horizon + unit * 0.16, tall: unit * 0.12, depth: 0.75 }),
    ),
    ...when(has(stage, 'person'), () =>
      figure(stage, { x: subject.x, y: height - unit * 0.03, tall: unit * 0.42, depth: 0.9 }),
    ),
    ...when(lights > 0.2, () =>
      bokeh(stage, 'near', {
        ...{ y: height * 0.86, spread: unit * 0.16, size: unit * 0.07, count: 12 },
        ...{ strength: 0.16 * lights, colours: neonColours(stage) },
      }),
    ),
    ...when(!stage.lightHidden && (reading.hour === 'day' || reading.hour === 'dawn'), () => birds(stage)),
  ];
}

function towers(stage: Stage, k: number, lights: number): Pass[] {
  const { horizon, unit, width, height, palette, reading } = stage;
  const colour = mix(mix(palette.far, palette.haze, 0.35), palette.near, k * 0.85);
  const tall = unit * Math.max(1, Math.min(1.6, (0.85 * height) / width));
  const strength = reading.weather.has('fog') ? 0.6 : reading.neon ? 0.42 : 0.28;
  return [
    skyline(stage, {
      ...{ name: `towers${k}`, depth: 0.1 + 0.3 * k, foot: horizon + 2, tall: tall * (0.4 - 0.1 * k) },
      ...{ colour, lit: lights * (0.4 + 0.14 * k) },
    }),
    ...when(k < 1, () =>
      mist(stage, `smog${k}`, {
        middle: horizon - unit * 0.04,
        thick: unit * 0.22,
        depth: 0.15 + 0.2 * k,
        strength,
        colour: cityGlow(stage, lights),
      }),
    ),
  ];
}

/** The colour of a city's own light in its haze. */
function cityGlow({ palette, reading }: Stage, lights: number): Rgb {
  const lamps = reading.neon ? hex('#c43b8e') : palette.warm;
  return mix(palette.haze, lamps, lights * (reading.neon ? 0.75 : 0.45));
}

function street(stage: Stage, lights: number): Pass[] {
  const { horizon, unit } = stage;
  return [
    mist(stage, 'glow', {
      middle: horizon,
      thick: unit * 0.2,
      depth: 0.3,
      strength: 0.55 * lights,
      colour: cityGlow(stage, lights),
    }),
    bokeh(stage, 'street', {
      ...{ y: horizon - unit * 0.012, spread: unit * 0.012, size: unit * 0.03, count: 34 },
      ...{ strength: 0.9 * lights, colours: neonColours(stage) },
    }),
  ];
}
