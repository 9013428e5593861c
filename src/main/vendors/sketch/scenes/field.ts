import { mix, type Rgb } from '../colour.ts';
import { car } from '../layers/car.ts';
import { figure } from '../layers/figure.ts';
import { plain } from '../layers/ground.ts';
import { lighthouse } from '../layers/lighthouse.ts';
import { mist } from '../layers/mist.ts';
import { ridge } from '../layers/ridges.ts';
import { sky } from '../layers/sky.ts';
import { stalks } from '../layers/stalks.ts';
import { birds, house, tree } from '../layers/things.ts';
import { has, type Pass, type Stage, when } from '../stage.ts';

/** Wheat, grass or snow to the horizon under a big sky. */
export function field(stage: Stage): Pass[] {
  const { horizon, unit, width, palette, reading, subject } = stage;
  const snowy = reading.weather.has('snow');
  const straw = strawOf(stage);
  const near = mix(palette.near, straw, snowy ? 0.5 : 0.16);
  const lone = !has(stage, 'house', 'lighthouse', 'person', 'car') && stage.random('lone')() < 0.6;
  return [
    ...sky(stage),
    ...distance(stage),
    plain(stage, {
      name: 'crop',
      top: horizon + unit * 0.008,
      near,
      far: straw,
      furrows: snowy || reading.green ? 0 : 9,
    }),
    ...when(reading.weather.has('fog') || reading.hour === 'dawn', () =>
      mist(stage, 'meadow', { middle: horizon + unit * 0.02, thick: unit * 0.08, depth: 0.25, strength: 0.55 }),
    ),
    ...when(has(stage, 'tree') || lone, () =>
      tree(stage, { x: subject.x, y: horizon + unit * 0.05, tall: unit * 0.36, depth: 0.35 }),
    ),
    ...buildings(stage),
    ...when(has(stage, 'car'), () =>
      car(stage, { x: width / 2, y: horizon + unit * 0.12, tall: unit * 0.09, depth: 0.5 }),
    ),
    ...crops(stage, straw, near, snowy),
    ...when(has(stage, 'birds') || reading.hour === 'dusk', () => birds(stage)),
  ];
}

/** A house, a lighthouse, or both side by side on the rise at the horizon. */
function buildings(stage: Stage): readonly Pass[] {
  const { horizon, unit, subject, side } = stage;
  const both = has(stage, 'house') && has(stage, 'lighthouse');
  return [
    ...when(has(stage, 'lighthouse'), () =>
      lighthouse(stage, {
        x: subject.x - side * unit * (both ? 0.1 : 0),
        y: horizon + unit * 0.012,
        tall: unit * 0.36,
        depth: 0.22,
      }),
    ),
    ...when(has(stage, 'house'), () =>
      house(stage, {
        x: subject.x + side * unit * (both ? 0.12 : 0),
        y: horizon + unit * 0.04,
        tall: unit * (both ? 0.13 : 0.16),
        depth: 0.32,
      }),
    ),
  ];
}

function strawOf({ palette, reading }: Stage): Rgb {
  if (reading.weather.has('snow')) return mix(palette.horizon, [244, 246, 252], reading.hour === 'night' ? 0.15 : 0.6);
  const ripe: Rgb = reading.hour === 'day' ? [150, 160, 70] : [214, 150, 62];
  const grass: Rgb = reading.hour === 'day' ? [96, 148, 62] : [128, 128, 62];
  return mix(
    palette.horizon,
    reading.green ? grass : ripe,
    reading.hour === 'night' ? 0.1 : reading.green ? 0.72 : 0.55,
  );
}

function distance(stage: Stage): Pass[] {
  const { horizon, unit, palette } = stage;
  return [
    ridge(stage, {
      ...{ name: 'hills', depth: 0.08, crest: horizon - unit * 0.03, swing: unit * 0.045, features: 1.8, octaves: 4 },
      ...{
        colour: mix(palette.far, palette.haze, 0.3),
        foot: palette.haze,
        fade: unit * 0.1,
        bottom: horizon + unit * 0.05,
      },
    }),
    ridge(stage, {
      ...{ name: 'hedge', depth: 0.16, crest: horizon - unit * 0.004, swing: unit * 0.01, features: 3, octaves: 3 },
      ...{ colour: mix(palette.far, palette.near, 0.5), foot: mix(palette.haze, palette.far, 0.5), fade: unit * 0.05 },
      ...{ trees: { size: unit * 0.035, density: 1.5 }, bottom: horizon + unit * 0.05 },
    }),
  ];
}

/** Someone in the middle of the field; where a building stands, on the other third and on the way to it. */
function walker(stage: Stage): Pass {
  const { horizon, unit, width, height, subject, side } = stage;
  const wish = { y: horizon + (height - horizon) * 0.62, tall: unit * 0.32, depth: 0.68 };
  if (!has(stage, 'house', 'lighthouse', 'tree')) return figure(stage, { ...wish, x: subject.x });
  return figure(stage, { ...wish, x: width * (0.5 + side * 0.19), facing: side === 1 ? -1 : 1 });
}

/** Rows of stalks to the lens, whoever stands among them in between. */
function crops(stage: Stage, straw: Rgb, near: Rgb, snowy: boolean): Pass[] {
  const { horizon, unit, height, palette, reading } = stage;
  const ears = !reading.green;
  const ground = height - horizon;
  const tall = Math.min(ground, unit * 0.55);
  const someone = when(has(stage, 'person'), () => walker(stage));
  if (snowy) return [...someone];
  const far = { head: mix(straw, palette.light, 0.3), foot: mix(near, straw, 0.45) };
  const middle = { head: mix(straw, palette.light, 0.15), foot: mix(near, straw, 0.15) };
  const front = { head: mix(near, straw, 0.3), foot: palette.near };
  return [
    stalks(stage, { name: 'far', depth: 0.55, foot: horizon + ground * 0.52, tall: tall * 0.27, colours: far, ears }),
    ...someone,
    stalks(stage, {
      name: 'middle',
      depth: 0.75,
      foot: horizon + ground * 0.8,
      tall: tall * 0.42,
      colours: middle,
      ears,
    }),
    stalks(stage, { name: 'near', depth: 1, foot: height + unit * 0.05, tall: tall * 0.62, colours: front, ears }),
  ];
}
