import { mix, type Rgb } from '../colour.ts';
import { car } from '../layers/car.ts';
import { figure } from '../layers/figure.ts';
import { dune, plain, roadAcross } from '../layers/ground.ts';
import { ridge } from '../layers/ridges.ts';
import { sky } from '../layers/sky.ts';
import { stalks } from '../layers/stalks.ts';
import { house } from '../layers/things.ts';
import { has, type Pass, type Stage, when } from '../stage.ts';

/** Dunes parted into light and shade; a road, and a car on it, where the prompt has them. */
export function desert(stage: Stage): Pass[] {
  const { horizon, unit, palette, reading, subject } = stage;
  const night = reading.hour === 'night';
  const sand = mix(palette.horizon, [226, 160, 92], night ? 0.15 : 0.6);
  const shade = mix(mix(palette.near, palette.zenith, 0.35), sand, night ? 0.05 : 0.22);
  const driving = reading.road || has(stage, 'car');
  return [
    ...sky(stage),
    ridge(stage, {
      ...{ name: 'mesa', depth: 0.06, crest: horizon - unit * 0.02, swing: unit * 0.06, features: 2.4, octaves: 4 },
      ...{ colour: mix(palette.far, palette.haze, 0.35), foot: palette.haze, fade: unit * 0.12 },
    }),
    ...(driving ? [0, 1] : [0, 1, 2, 3]).map((i) => duneAt(stage, i / 3, sand, shade)),
    ...when(driving, () => drive(stage, sand, shade)),
    ...when(has(stage, 'house'), () =>
      house(stage, { x: subject.x, y: horizon + unit * 0.12, tall: unit * 0.1, depth: 0.4 }),
    ),
    ...when(has(stage, 'person'), () =>
      figure(stage, { x: subject.x, y: horizon + unit * 0.16, tall: unit * 0.17, depth: 0.5 }),
    ),
  ];
}

function duneAt(stage: Stage, k: number, sand: Rgb, shade: Rgb): Pass {
  const { horizon, unit, palette } = stage;
  return dune(stage, {
    name: `dune${k}`,
    depth: 0.15 + 0.7 * k * k,
    crest: horizon + unit * (0.035 + 0.25 * k ** 1.2),
    swing: unit * (0.045 + 0.055 * k),
    features: 1.9 - k * 0.9,
    lit: mix(sand, palette.haze, 0.4 * (1 - k)),
    shade: mix(shade, palette.haze, 0.42 * (1 - k)),
  });
}

function drive(stage: Stage, sand: Rgb, shade: Rgb): Pass[] {
  const { horizon, unit, width, height } = stage;
  const top = horizon + unit * 0.19;
  const scrub = { head: mix(shade, sand, 0.35), foot: shade };
  return [
    plain(stage, { name: 'flat', top: horizon + unit * 0.1, near: mix(sand, shade, 0.45), far: sand }),
    roadAcross(stage, top, horizon + unit * 0.3),
    ...when(has(stage, 'car'), () =>
      car(stage, { x: width / 2, y: top + unit * 0.065, tall: unit * 0.115, depth: 0.75 }),
    ),
    stalks(stage, {
      name: 'scrub',
      depth: 1,
      foot: height + unit * 0.02,
      tall: unit * 0.09,
      colours: scrub,
      ears: false,
    }),
  ];
}
