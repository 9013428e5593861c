import { mix } from '../colour.ts';
import { figure } from '../layers/figure.ts';
import { ridge } from '../layers/ridges.ts';
import { sky } from '../layers/sky.ts';
import { spray } from '../layers/spray.ts';
import { birds, boat, lighthouse } from '../layers/things.ts';
import { water } from '../layers/water.ts';
import { mist } from '../layers/weather.ts';
import type { Pass, Stage } from '../stage.ts';

const has = (stage: Stage, subject: Stage['reading']['subjects'][number]) => stage.reading.subjects.includes(subject);

/** Open water: coast, lighthouse, boats, rocks with breaking waves. */
export function sea(stage: Stage): Pass[] {
  const { horizon, unit, palette, reading, subject, height } = stage;
  const rough = reading.weather.has('storm') ? 1 : reading.spray ? 0.8 : 0.45;
  const foggy = reading.weather.has('fog');
  const passes = [...sky(stage), coast(stage, 'far coast', 0.08, 0.03, 0.35), coast(stage, 'coast', 0.14, 0.02, 0)];
  const lamp = has(stage, 'lighthouse')
    ? lighthouse(stage, { x: subject.x, y: horizon + unit * 0.004, tall: unit * 0.34, depth: 0.22 })
    : [];
  passes.push(...lamp.slice(0, 1));
  if (foggy || reading.hour === 'dawn')
    passes.push(mist(stage, 'offing', horizon - unit * 0.02, unit * 0.07, 0.16, foggy ? 0.85 : 0.4));
  passes.push(water(stage, { top: horizon, rough, mirror: 0.85, depth: 0.22 }));
  passes.push(...lamp.slice(1));
  if (has(stage, 'boat') || has(stage, 'ship'))
    passes.push(
      boat(stage, {
        x: subject.x,
        y: horizon + unit * 0.1,
        tall: unit * (has(stage, 'ship') ? 0.11 : 0.24),
        depth: 0.45,
      }),
    );
  if (foggy)
    passes.push(
      mist(stage, 'low', horizon + unit * 0.06, unit * 0.09, 0.5, 0.7),
      mist(stage, 'near', horizon + unit * 0.2, unit * 0.12, 0.8, 0.3),
    );
  if (has(stage, 'birds') || (!foggy && reading.hour !== 'night')) passes.push(birds(stage));
  if (has(stage, 'rock') || reading.spray) passes.push(...rocks(stage));
  if (has(stage, 'person')) {
    passes.push(
      ridge(stage, {
        name: 'beach',
        depth: 0.9,
        crest: height - unit * 0.085,
        swing: unit * 0.02,
        features: 0.7,
        octaves: 3,
        colour: mix(palette.near, palette.far, 0.12),
        foot: palette.near,
        fade: unit * 0.1,
      }),
    );
    passes.push(figure(stage, { x: subject.x, y: height - unit * 0.075, tall: unit * 0.34, depth: 0.9 }));
  }
  return passes;
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

/** A rock that the sea breaks on, and darker ones before it. */
function rocks(stage: Stage): Pass[] {
  const { unit, palette, height, subject, side } = stage;
  const shared = { octaves: 7, sharp: true, features: 2.4 } as const;
  const main = ridge(stage, {
    ...{ ...shared, name: 'rock', depth: 0.6, crest: height - unit * 0.02, swing: unit * 0.05 },
    ...{ colour: mix(palette.near, palette.far, 0.22), foot: palette.near, fade: unit * 0.3 },
    bump: { x: subject.x, wide: unit * 0.3, tall: unit * 0.3 },
  });
  const near = ridge(stage, {
    ...{ ...shared, name: 'near rocks', depth: 1, crest: height + unit * 0.01, swing: unit * 0.06 },
    ...{ colour: palette.near, foot: palette.near, fade: unit * 0.2 },
    bump: { x: subject.x - side * unit * 0.42, wide: unit * 0.26, tall: unit * 0.13 },
  });
  return [
    spray(stage, {
      name: 'back',
      x: subject.x + side * unit * 0.2,
      foot: height - unit * 0.14,
      depth: 0.58,
      tall: 0.42,
    }),
    main,
    spray(stage, {
      name: 'front',
      x: subject.x + side * unit * 0.34,
      foot: height - unit * 0.02,
      depth: 0.75,
      tall: 0.3,
    }),
    near,
  ];
}
