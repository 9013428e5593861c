import { mix } from '../colour.ts';
import { boat } from '../layers/boats.ts';
import { figure } from '../layers/figure.ts';
import { beam, lighthouse } from '../layers/lighthouse.ts';
import { mist } from '../layers/mist.ts';
import { ridge } from '../layers/ridges.ts';
import { sky } from '../layers/sky.ts';
import { spray } from '../layers/spray.ts';
import { highSea } from '../layers/swell.ts';
import { birds, type ThingWish } from '../layers/things.ts';
import { water } from '../layers/water.ts';
import { between } from '../noise.ts';
import { has, type Pass, type Stage, when } from '../stage.ts';

/** Open water: coast, lighthouse, boats, rocks with breaking waves, someone on the beach. */
export function sea(stage: Stage): Pass[] {
  const { horizon, unit, reading, subject } = stage;
  const foggy = reading.weather.has('fog');
  const stormy = reading.weather.has('storm');
  const rough = reading.spray ? 0.8 : 0.45;
  const tower: ThingWish = { x: subject.x, y: horizon + unit * 0.004, tall: unit * 0.34, depth: 0.22 };
  const boatTall = unit * (has(stage, 'boat') ? 0.24 : 0.11);
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
    ...when(!stormy, () => water(stage, { top: horizon, rough, mirror: 0.85, depth: 0.22 })),
    ...when(stormy, () => storm(stage)),
    ...when(has(stage, 'lighthouse'), () => beam(stage, tower)),
    ...when(!stormy && has(stage, 'boat'), () => fleet(stage)),
    ...when(!stormy && has(stage, 'boat', 'ship'), () =>
      boat(stage, { x: subject.x, y: horizon + unit * 0.1, tall: boatTall, depth: 0.45 }),
    ),
    ...when(foggy, () => lowMist(stage)),
    ...when(has(stage, 'birds') || (!foggy && !stage.lightHidden && reading.hour !== 'night'), () => birds(stage)),
    ...when(has(stage, 'rock') || reading.spray, () => rocks(stage)),
    ...when(has(stage, 'person'), () => beach(stage)),
  ];
}

/** Ridges of water, a boat thrown about between them. */
function storm(stage: Stage): Pass[] {
  const { unit, subject } = stage;
  const swells = highSea(stage);
  const carrier = swells[3];
  const passes = swells.map(({ pass }) => pass);
  if (!carrier || !has(stage, 'boat', 'ship')) return passes;
  const tall = unit * (has(stage, 'boat') ? 0.2 : 0.12);
  const reach = tall * 0.45;
  const ride = (x: number, time: number) => {
    const [before, after] = [carrier.surface(x - reach, time).y, carrier.surface(x + reach, time).y];
    return { y: (before + after) / 2 + tall * 0.03, lean: 0.85 * Math.atan2(after - before, 2 * reach) };
  };
  const craft = boat(stage, { x: subject.x, y: carrier.base, tall, depth: carrier.depth, ride });
  // The ridge that carries the boat covers its keel.
  return passes.toSpliced(3, 0, craft);
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

/** The other boats, strewn over the water behind the nearest one. */
function fleet(stage: Stage): Pass[] {
  const { horizon, unit, width, reading } = stage;
  const random = stage.random('fleet');
  const others = Array.from({ length: Math.min(30, reading.boats - 1) }, (_, i) => {
    const near = random() ** 1.8;
    // One to a stretch of the horizon, so that none hides another.
    const x = width * (0.03 + (0.94 * (i + between(random, 0.15, 0.85))) / (reading.boats - 1));
    return {
      x,
      y: horizon + unit * (0.006 + 0.05 * near),
      tall: unit * (0.045 + 0.07 * near),
      depth: 0.22 + 0.16 * near,
    };
  });
  return others.toSorted((a, b) => a.depth - b.depth).map((wish) => boat(stage, wish));
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
