import { mix } from '../colour.ts';
import { figure } from '../layers/figure.ts';
import { canopy, trunks, undergrowth } from '../layers/forest.ts';
import { forestFloor } from '../layers/forest-floor.ts';
import { mist } from '../layers/mist.ts';
import { rays } from '../layers/rays.ts';
import { gradient } from '../layers/sky.ts';
import { has, type Pass, type Stage, when } from '../stage.ts';

/** Depths of trunks, far to near, before the one nearest to the lens. */
const depths = [0, 0.33, 0.67, 1];

/** Trunks into the distance, mist between them, light through the leaves. */
export function forest(stage: Stage): Pass[] {
  const { horizon, unit, height, palette, reading, subject } = stage;
  const foggy = reading.weather.has('fog');
  const bright = mix(palette.haze, palette.light, 0.35);
  return [
    gradient(stage),
    mist(stage, 'deep', {
      middle: horizon - unit * 0.2,
      thick: unit * 0.5,
      depth: 0.04,
      strength: 0.5,
      colour: bright,
    }),
    ...depths.flatMap((k) => trees(stage, k, foggy)),
    ...when(has(stage, 'person'), () =>
      figure(stage, { x: subject.x, y: horizon + unit * 0.14, tall: unit * 0.25, depth: 0.55 }),
    ),
    ...when(reading.hour !== 'night', () => rays(stage, foggy ? 0.36 : 0.3)),
    canopy(stage, 'leaves', 0.6, unit * 0.16, mix(palette.near, palette.far, 0.2)),
    undergrowth(stage, 'ferns', 0.85, height - unit * 0.02, unit * 0.15, palette.near),
    trunks(stage, { name: 'near', depth: 1, foot: height + unit * 0.1, count: 4, colour: palette.near }),
  ];
}

function trees(stage: Stage, k: number, foggy: boolean): Pass[] {
  const { horizon, unit, width, palette, reading } = stage;
  const colour = mix(mix(palette.haze, palette.far, 0.45), palette.near, k ** 0.8);
  const foot = horizon + unit * (0.005 + 0.2 * k * k);
  const count = Math.round((width / unit) * (20 - 15 * k));
  const strength = (foggy ? 0.55 : 0.3) * (1 - k * 0.75);
  return [
    trunks(stage, { name: `trunks${k}`, depth: 0.06 + 0.5 * k ** 1.4, foot, count, colour }),
    ...when(k === 0.33, () => forestFloor(stage, horizon, reading.road || !reading.water)),
    ...when(k < 1, () =>
      mist(stage, `between${k}`, { middle: horizon - unit * 0.02, thick: unit * 0.22, depth: 0.1 + 0.4 * k, strength }),
    ),
  ];
}
