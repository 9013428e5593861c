import { hex, mix } from '../colour.ts';
import { nebula, planet, ribbons } from '../layers/beyond.ts';
import { car } from '../layers/car.ts';
import { bokeh, neonColours, skyline } from '../layers/city.ts';
import { figure } from '../layers/figure.ts';
import { rays } from '../layers/forest.ts';
import { bottle, cup, gear, portrait, tableTop, wall } from '../layers/indoors.ts';
import { sky, stars } from '../layers/sky.ts';
import { birds } from '../layers/things.ts';
import { water } from '../layers/water.ts';
import { mist, motes } from '../layers/weather.ts';
import type { Pass, Stage } from '../stage.ts';

const has = (stage: Stage, subject: Stage['reading']['subjects'][number]) => stage.reading.subjects.includes(subject);

/** A skyline in layers over a wet street or a river that mirrors it. */
export function city(stage: Stage): Pass[] {
  const { horizon, unit, palette, reading, height, subject } = stage;
  const dark = reading.hour === 'night' ? 1 : reading.hour === 'day' ? 0.05 : 0.5;
  const passes = sky(stage);
  for (const [i, k] of [0, 0.5, 1].entries()) {
    const colour = mix(mix(palette.far, palette.haze, 0.35), palette.near, k * 0.85);
    passes.push(
      skyline(stage, {
        name: `towers${i}`,
        depth: 0.1 + 0.3 * k,
        foot: horizon + 2,
        tall: unit * (0.4 - 0.1 * k),
        colour,
        lit: dark * (0.3 + 0.12 * k),
      }),
    );
    if (k < 1)
      passes.push(
        mist(
          stage,
          `smog${i}`,
          horizon - unit * 0.04,
          unit * 0.2,
          0.15 + 0.2 * k,
          reading.weather.has('fog') ? 0.75 : 0.4,
        ),
      );
  }
  if (dark > 0.2) passes.push(mist(stage, 'glow', horizon, unit * 0.36, 0.3, 0.85 * dark, streetGlow(stage)));
  if (dark > 0.2)
    passes.push(
      bokeh(stage, 'street', {
        y: horizon - unit * 0.012,
        spread: unit * 0.012,
        size: unit * 0.03,
        count: 34,
        strength: 0.9 * dark,
        colours: neonColours(stage),
      }),
    );
  const wet = reading.weather.has('rain');
  passes.push(
    water(stage, {
      top: horizon,
      rough: wet ? 0.16 : 0.1,
      mirror: wet ? 0.95 : 0.75,
      speed: wet ? 1.4 : 0.6,
      depth: 0.4,
      dark: true,
    }),
  );
  if (has(stage, 'car'))
    passes.push(car(stage, { x: stage.width / 2, y: horizon + unit * 0.16, tall: unit * 0.12, depth: 0.75 }));
  if (has(stage, 'person'))
    passes.push(figure(stage, { x: subject.x, y: height - unit * 0.03, tall: unit * 0.42, depth: 0.9 }));
  if (dark > 0.4)
    passes.push(
      bokeh(stage, 'near', {
        y: height * 0.86,
        spread: unit * 0.16,
        size: unit * 0.07,
        count: 12,
        strength: 0.16 * dark,
        colours: neonColours(stage),
      }),
    );
  if (reading.hour === 'day' || reading.hour === 'dawn') passes.push(birds(stage));
  return passes;
}

/** The colour of a city's own light in its haze. */
const streetGlow = (stage: Stage) =>
  stage.reading.neon
    ? mix(hex('#c43b8e'), stage.palette.horizon, 0.35)
    : mix(stage.palette.warm, stage.palette.horizon, 0.5);

/** A room: a portrait by lamp light, or a thing on a table. */
export function interior(stage: Stage): Pass[] {
  const { unit, palette, height } = stage;
  const warm = [palette.warm, mix(palette.warm, palette.light, 0.5), mix(palette.horizon, hex('#ff8a50'), 0.4)];
  const lights = bokeh(stage, 'room', {
    y: height * 0.34,
    spread: unit * 0.26,
    size: unit * 0.085,
    count: 16,
    strength: 0.2,
    colours: warm,
  });
  const middle = has(stage, 'portrait') ? sitter(stage) : onTable(stage);
  const beam =
    !stage.reading.lamp && (stage.random('window')() < 0.5 || stage.reading.hour === 'dawn')
      ? [rays(stage, 0.32, { x: stage.light.x, y: -unit * 0.25 })]
      : [];
  return [wall(stage), lights, ...middle, ...beam, motes(stage, 40)];
}

function sitter(stage: Stage): Pass[] {
  const { unit, height, subject, side } = stage;
  const tall = unit * 0.74;
  const foot = height * 0.5 + tall * 0.62;
  const wheels = has(stage, 'gear')
    ? gears(stage, subject.x + side * unit * 0.5, height - unit * 0.16, 0.75, 0.85)
    : [];
  return [portrait(stage, { x: subject.x - side * unit * 0.02, y: foot, tall, depth: 0.6 }), ...wheels];
}

function onTable(stage: Stage): Pass[] {
  const { unit, height, palette, subject } = stage;
  const top = height * (stage.width > height ? 0.69 : 0.62);
  const x = stage.width / 2 + (subject.x - stage.width / 2) * 0.35;
  const foot = top + unit * 0.12;
  if (has(stage, 'gear')) return gears(stage, x, height * 0.55, 1.35, 0.5);
  const table = tableTop(stage, top);
  const thing = has(stage, 'bottle')
    ? [bottle(stage, { x, y: foot, tall: unit * 0.58, depth: 0.5 })]
    : has(stage, 'cup')
      ? cup(stage, { x, y: foot, tall: unit * 0.2, depth: 0.5 })
      : [bottle(stage, { x, y: foot, tall: unit * 0.5, depth: 0.5 })];
  const bounce = mist(stage, 'bounce', top, unit * 0.03, 0.3, 0.25, palette.light);
  return [table, bounce, ...thing];
}

/** Wheels that mesh: each turns against its neighbour, in the ratio of their teeth. */
function gears(stage: Stage, x: number, y: number, size: number, depth: number): Pass[] {
  const { unit, side } = stage;
  const big = unit * 0.17 * size;
  const small = big * 0.6;
  const speed = 0.55;
  const reachOut = (big + small) * 0.93;
  const at = (angle: number, distance: number) => ({
    x: x + Math.cos(angle) * distance * side,
    y: y + Math.sin(angle) * distance,
  });
  const one = at(-0.9, reachOut);
  const two = at(2.7, (big + big * 0.42) * 0.93);
  return [
    gear(stage, { ...one, radius: small, teeth: 15, speed: (-speed * 25) / 15, phase: 0.1, depth: depth - 0.08 }),
    gear(stage, { ...two, radius: big * 0.42, teeth: 10, speed: (-speed * 25) / 10, phase: 0.3, depth: depth - 0.08 }),
    gear(stage, { x, y, radius: big, teeth: 25, speed, phase: 0, depth }),
  ];
}

export function space(stage: Stage): Pass[] {
  const { unit, width, height, subject, side } = stage;
  const large = has(stage, 'planet');
  const radius = unit * (large ? 0.34 : 0.2);
  return [
    nebula(stage),
    stars(stage, 420, height * 1.05),
    planet(stage, subject.x, height * (width > height ? 0.56 : 0.52), radius),
    ...(large ? [] : [planet(stage, width * (0.5 + side * 0.31), height * 0.27, unit * 0.045)]),
    ...(has(stage, 'person')
      ? [figure(stage, { x: width * (0.5 + side * 0.16), y: height + unit * 0.06, tall: unit * 0.5, depth: 0.9 })]
      : []),
  ];
}

export function abstract(stage: Stage): Pass[] {
  return [...ribbons(stage), motes(stage, 130)];
}
