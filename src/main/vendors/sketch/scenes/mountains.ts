import { mix } from '../colour.ts';
import { boat } from '../layers/boats.ts';
import { figure } from '../layers/figure.ts';
import { mist } from '../layers/mist.ts';
import { ridge } from '../layers/ridges.ts';
import { sky } from '../layers/sky.ts';
import { birds, house } from '../layers/things.ts';
import { water } from '../layers/water.ts';
import { has, type Pass, type Stage, when } from '../stage.ts';

/** Ranges one behind the other, a lake where the prompt has one (and, by chance, where it has none). */
export function mountains(stage: Stage): Pass[] {
  const { horizon, unit, height, subject, reading } = stage;
  const foggy = reading.weather.has('fog');
  const lake = reading.water || (!reading.road && stage.random('lake')() < 0.3);
  const shore = horizon + unit * 0.02;
  const foot = lake ? height - unit * 0.06 : horizon + unit * 0.18;
  return [
    ...sky(stage),
    ...ranges(stage, lake ? 3 : 5, lake ? shore : null),
    ...when(foggy || reading.hour === 'dawn', () =>
      mist(stage, 'valley', {
        middle: horizon - unit * 0.01,
        thick: unit * 0.13,
        depth: 0.3,
        strength: foggy ? 0.7 : 0.35,
      }),
    ),
    ...when(lake, () => water(stage, { top: shore, rough: 0.1, mirror: 0.95, speed: 0.5, depth: 0.2 })),
    ...when(lake && has(stage, 'boat'), () =>
      boat(stage, { x: subject.x, y: horizon + unit * 0.13, tall: unit * 0.15, depth: 0.5 }),
    ),
    ...when(lake, () => bank(stage)),
    ...when(has(stage, 'house'), () => house(stage, { x: subject.x, y: foot, tall: unit * 0.1, depth: 0.7 })),
    ...when(has(stage, 'person'), () => figure(stage, { x: subject.x, y: foot, tall: unit * 0.17, depth: 0.82 })),
    ...when(has(stage, 'birds') || (reading.hour !== 'night' && !stage.lightHidden), () => birds(stage)),
  ];
}

function ranges(stage: Stage, count: number, shore: number | null): Pass[] {
  const { horizon, unit, palette, reading } = stage;
  const snowy = reading.weather.has('snow');
  const shape = (i: number) => {
    const k = i / 4;
    return { k, crest: horizon - unit * (0.2 - 0.42 * k), swing: unit * (0.21 - 0.13 * k) };
  };
  return Array.from({ length: count }, (_, i) => {
    const { k, crest, swing } = shape(i);
    const next = shape(i + 1);
    // Below the lowest dip of the range before it nothing of this one is ever seen.
    const hidden = i < count - 1 ? next.crest + next.swing + unit * 0.1 : 1e6;
    return ridge(stage, {
      ...{ name: `range${i}`, crest, swing, octaves: 7, sharp: i < 3 },
      depth: 0.08 + 0.75 * k * k,
      features: 2 + k * 1.5,
      colour: mix(palette.far, palette.near, k ** 1.1),
      foot: mix(palette.haze, palette.near, k * 0.72),
      fade: unit * (0.34 - 0.06 * k),
      bottom: Math.min(hidden, shore === null ? 1e6 : shore + 6),
      ...(snowy && i < 3 ? { snowline: crest + swing * (0.15 - 0.35 * i) } : {}),
      ...(i >= 3 ? { trees: { size: unit * (0.035 + 0.075 * (k - 0.7)), density: 2 } } : {}),
    });
  });
}

/** Dark pines on the near bank. */
function bank(stage: Stage): Pass {
  const { unit, height, palette } = stage;
  return ridge(stage, {
    ...{ name: 'bank', depth: 0.85, crest: height - unit * 0.07, swing: unit * 0.04, features: 1.4, octaves: 3 },
    ...{ colour: palette.near, foot: palette.near, fade: unit * 0.1, trees: { size: unit * 0.11, density: 1.2 } },
  });
}
