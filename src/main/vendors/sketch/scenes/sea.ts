import { mix } from '../colour.ts';
import { figure } from '../layers/figure.ts';
import { beam, lighthouse } from '../layers/lighthouse.ts';
import { mist } from '../layers/mist.ts';
import { ridge } from '../layers/ridges.ts';
import { sky } from '../layers/sky.ts';
import { spray } from '../layers/spray.ts';
import { birds, boat, type ThingWish } from '../layers/things.ts';
import { water } from '../layers/water.ts';
import { has, type Pass, type Stage, when } from '../stage.ts';

/** Open water: coast, lighthouse, boats, rocks with breaking waves, someone on the beach. */
export function sea(stage: Stage): Pass[] {
  const { horizon, unit, reading, subject } = stage;
  const foggy = reading.weather.has('fog');
  const rough = reading.weather.has('storm') ? 1 : reading.spray ? 0.8 : 0.45;
  const tower: ThingWish = { x: subject.x, y: horizon + unit * 0.004, tall: unit * 0.34, depth: 0.22 };
  const boatTall = unit * (has(stage, 'ship') ? 0.11 : 0.24);
  return [
    ...sky(stage),
    coast(stage, 'far coast', 0.08, 0.03, 0.35),
    coast(stage, 'coast', 0.14, 0.02, 0),
    ...when(has(stage, 'lighthouse'), () => lighthouse(stage, tower)),
    ...when(foggy || reading.hour === 'dawn', () =>
      mist(stage, 'offing', {
        middle: horizon - unit * 0.02,
        thick: unit * 0.07,
        depth: 0.16,
        strength: foggy ? 0.75 : 0.3,
      }),
    ),
    water(stage, { top: horizon, rough, mirror: 0.85, depth: 0.22 }),
    ...when(has(stage, 'lighthouse'), () => beam(stage, tower)),
    ...when(has(stage, 'boat', 'ship'), () =>
      boat(stage, { x: subject.x, y: horizon + unit * 0.1, tall: boatTall, depth: 0.45 }),
    ),
    ...when(foggy, () => lowMist(stage)),
    ...when(has(stage, 'birds') || (!foggy && !stage.lightHidden && reading.hour !== 'night'), () => birds(stage)),
    ...when(has(stage, 'rock') || reading.spray, () => rocks(stage)),
    ...when(has(stage, 'person'), () => beach(stage)),
  ];
}

function coast(stage: Stage, name: string, depth: number, lift: number, haze: number): Pass {
  const { horizon, unit, palette } = stage;
  return ridge(stage, {
    ...{ name, depth, crest: horizon + unit * (0.012 - lift), swing: unit * (0.02 + lift), features: 2.3, octaves: 5 },
    ...{
      colour: mix(palette.far, palette.haze, 0.2 + haze),
      foot: palette.haze,
      fade: unit * 0.07,
      bottom: horizon + 3,
    },
  });
}

function lowMist(stage: Stage): Pass[] {
  const { horizon, unit } = stage;
  return [
    mist(stage, 'low', { middle: horizon + unit * 0.05, thick: unit * 0.09, depth: 0.5, strength: 0.6 }),
    mist(stage, 'near', { middle: horizon + unit * 0.2, thick: unit * 0.12, depth: 0.8, strength: 0.22 }),
  ];
}

/** A rock that the sea breaks on, and darker ones before it. */
function rocks(stage: Stage): Pass[] {
  const { unit, palette, height, subject, side } = stage;
  const shared = { octaves: 7, sharp: true, features: 2.4 } as const;
  const [back, front] = [subject.x + side * unit * 0.2, subject.x + side * unit * 0.34];
  return [
    spray(stage, { name: 'back', x: back, foot: height - unit * 0.14, depth: 0.58, tall: 0.42 }),
    ridge(stage, {
      ...{ ...shared, name: 'rock', depth: 0.6, crest: height - unit * 0.02, swing: unit * 0.05, fade: unit * 0.3 },
      ...{ colour: mix(palette.near, palette.far, 0.22), foot: palette.near },
      bump: { x: subject.x, wide: unit * 0.3, tall: unit * 0.3 },
    }),
    spray(stage, { name: 'front', x: front, foot: height - unit * 0.02, depth: 0.75, tall: 0.3 }),
    ridge(stage, {
      ...{ ...shared, name: 'near rocks', depth: 1, crest: height + unit * 0.01, swing: unit * 0.06, fade: unit * 0.2 },
      ...{ colour: palette.near, foot: palette.near },
      bump: { x: subject.x - side * unit * 0.42, wide: unit * 0.26, tall: unit * 0.13 },
    }),
  ];
}

function beach(stage: Stage): Pass[] {
  const { unit, palette, height, subject } = stage;
  return [
    ridge(stage, {
      ...{ name: 'beach', depth: 0.9, crest: height - unit * 0.085, swing: unit * 0.02, features: 0.7, octaves: 3 },
      ...{ colour: mix(palette.near, palette.far, 0.12), foot: palette.near, fade: unit * 0.1 },
    }),
    figure(stage, { x: subject.x, y: height - unit * 0.075, tall: unit * 0.34, depth: 0.9 }),
  ];
}
