import { mix } from '../colour.ts';
import { figure } from '../layers/figure.ts';
import { car } from '../layers/car.ts';
import { canopy, forestFloor, rays, trunks, undergrowth } from '../layers/forest.ts';
import { dune, plain, roadAcross, stalks } from '../layers/ground.ts';
import { ridge } from '../layers/ridges.ts';
import { sky } from '../layers/sky.ts';
import { birds, boat, house, tree } from '../layers/things.ts';
import { water } from '../layers/water.ts';
import { mist } from '../layers/weather.ts';
import type { Pass, Stage } from '../stage.ts';

const has = (stage: Stage, subject: Stage['reading']['subjects'][number]) => stage.reading.subjects.includes(subject);
const foggy = (stage: Stage) => stage.reading.weather.has('fog');

/** Ranges one behind the other, a lake where the prompt has one. */
export function mountains(stage: Stage): Pass[] {
  const { horizon, unit, subject, reading } = stage;
  const lake = reading.water || (!reading.road && stage.random('lake')() < 0.3);
  const shore = horizon + unit * 0.02;
  const passes = [...sky(stage), ...ranges(stage, lake ? 3 : 5, lake ? shore : null)];
  if (foggy(stage) || reading.hour === 'dawn')
    passes.push(mist(stage, 'valley', horizon - unit * 0.01, unit * 0.13, 0.3, foggy(stage) ? 0.8 : 0.45));
  if (lake) {
    passes.push(water(stage, { top: shore, rough: 0.1, mirror: 0.95, speed: 0.5, depth: 0.2 }));
    if (has(stage, 'boat'))
      passes.push(boat(stage, { x: subject.x, y: horizon + unit * 0.13, tall: unit * 0.15, depth: 0.5 }));
    passes.push(shoreline(stage));
  }
  const foot = lake ? stage.height - unit * 0.075 : horizon + unit * 0.17;
  if (has(stage, 'house')) passes.push(house(stage, { x: subject.x, y: foot, tall: unit * 0.1, depth: 0.7 }));
  if (has(stage, 'person'))
    passes.push(figure(stage, { x: subject.x, y: foot + unit * 0.02, tall: unit * 0.17, depth: 0.82 }));
  if (has(stage, 'birds') || reading.hour !== 'night') passes.push(birds(stage));
  return passes;
}

function ranges(stage: Stage, count: number, shore: number | null): Pass[] {
  const { horizon, unit, palette } = stage;
  const near = count - 1;
  const shape = (i: number) => {
    const k = i / 4;
    return { k, crest: horizon - unit * (0.2 - 0.42 * k), swing: unit * (0.21 - 0.13 * k) };
  };
  return Array.from({ length: count }, (_, i) => {
    const { k, crest, swing } = shape(i);
    const next = shape(i + 1);
    // Below the lowest dip of the range before it nothing of this one is ever seen.
    const hidden = i < near ? next.crest + next.swing + unit * 0.1 : (shore ?? 1e6) + 6;
    return ridge(stage, {
      ...{ name: `range${i}`, crest, swing, octaves: 7, sharp: i < 3 },
      depth: 0.08 + 0.75 * k * k,
      features: 2 + k * 1.5,
      colour: mix(palette.far, palette.near, k ** 1.1),
      foot: mix(palette.haze, palette.near, k * 0.72),
      fade: unit * (0.34 - 0.06 * k),
      bottom: shore === null ? hidden : Math.min(hidden, shore + 6),
      ...(i >= 3 ? { trees: { size: unit * (0.035 + 0.075 * (k - 0.7)), density: 2 } } : {}),
    });
  });
}

/** Dark pines on the near bank. */
const shoreline = (stage: Stage): Pass =>
  ridge(stage, {
    ...{
      name: 'bank',
      depth: 0.85,
      crest: stage.height - stage.unit * 0.07,
      swing: stage.unit * 0.04,
      features: 1.4,
      octaves: 3,
    },
    ...{ colour: stage.palette.near, foot: stage.palette.near, fade: stage.unit * 0.1 },
    trees: { size: stage.unit * 0.11, density: 1.2 },
  });

/** Trunks into the distance, mist between them, light through the leaves. */
export function forest(stage: Stage): Pass[] {
  const { horizon, unit, palette, reading, subject } = stage;
  const layers = 5;
  const passes: Pass[] = [
    sky(stage)[0] as Pass,
    mist(stage, 'deep', horizon - unit * 0.2, unit * 0.5, 0.04, 0.55, mix(palette.haze, palette.light, 0.35)),
  ];
  for (let i = 0; i < layers - 1; i += 1) {
    const k = i / (layers - 1);
    const colour = mix(mix(palette.haze, palette.far, 0.45), palette.near, k ** 0.8);
    const foot = horizon + unit * (0.005 + 0.2 * k * k);
    passes.push(
      trunks(
        stage,
        `trunks${i}`,
        0.06 + 0.62 * k ** 1.4,
        foot,
        Math.round((stage.width / unit) * (22 - 17 * k)),
        colour,
      ),
    );
    if (i === 1) passes.push(forestFloor(stage, horizon, reading.road || !reading.water));
    passes.push(
      mist(
        stage,
        `between${i}`,
        horizon - unit * 0.02,
        unit * 0.24,
        0.1 + 0.5 * k,
        (foggy(stage) ? 0.75 : 0.42) * (1 - k * 0.75),
      ),
    );
  }
  if (has(stage, 'person'))
    passes.push(figure(stage, { x: subject.x, y: horizon + unit * 0.14, tall: unit * 0.25, depth: 0.55 }));
  if (reading.hour !== 'night') passes.push(rays(stage, foggy(stage) ? 0.36 : 0.3));
  passes.push(canopy(stage, 'leaves', 0.6, unit * 0.16, mix(palette.near, palette.far, 0.2)));
  passes.push(undergrowth(stage, 'ferns', 0.85, stage.height - unit * 0.02, unit * 0.15, palette.near));
  passes.push(trunks(stage, 'near', 1, stage.height + unit * 0.1, 4, palette.near));
  return passes;
}

/** Dunes parted into light and shade; a road and a car where the prompt has them. */
export function desert(stage: Stage): Pass[] {
  const { horizon, unit, palette, reading, subject, height } = stage;
  const sand = mix(palette.horizon, [226, 160, 92], reading.hour === 'night' ? 0.15 : 0.6);
  const shade = mix(mix(palette.near, palette.zenith, 0.35), sand, reading.hour === 'night' ? 0.05 : 0.22);
  const driving = reading.road || has(stage, 'car');
  const passes = [
    ...sky(stage),
    ridge(stage, {
      name: 'mesa',
      depth: 0.06,
      crest: horizon - unit * 0.02,
      swing: unit * 0.06,
      features: 2.4,
      octaves: 4,
      colour: mix(palette.far, palette.haze, 0.35),
      foot: palette.haze,
      fade: unit * 0.12,
    }),
  ];
  const dunes = driving ? 2 : 4;
  for (let i = 0; i < dunes; i += 1) {
    const k = i / 3;
    passes.push(
      dune(stage, {
        name: `dune${i}`,
        depth: 0.15 + 0.7 * k * k,
        crest: horizon + unit * (0.035 + 0.25 * k ** 1.2),
        swing: unit * (0.045 + 0.055 * k),
        features: 1.9 - k * 0.9,
        lit: mix(sand, palette.haze, 0.4 * (1 - k)),
        shade: mix(shade, palette.haze, 0.42 * (1 - k)),
      }),
    );
  }
  if (driving) {
    passes.push(plain(stage, 'flat', horizon + unit * 0.1, mix(sand, shade, 0.45), sand));
    const road = { top: horizon + unit * 0.19, bottom: horizon + unit * 0.3 };
    passes.push(roadAcross(stage, road.top, road.bottom));
    if (has(stage, 'car'))
      passes.push(car(stage, { x: stage.width / 2, y: road.top + unit * 0.065, tall: unit * 0.115, depth: 0.75 }));
    passes.push(
      stalks(
        stage,
        'scrub',
        1,
        height + unit * 0.02,
        unit * 0.09,
        { head: mix(shade, sand, 0.35), foot: shade },
        false,
      ),
    );
  }
  if (has(stage, 'house'))
    passes.push(house(stage, { x: subject.x, y: horizon + unit * 0.12, tall: unit * 0.1, depth: 0.4 }));
  if (has(stage, 'person'))
    passes.push(figure(stage, { x: subject.x, y: horizon + unit * 0.16, tall: unit * 0.17, depth: 0.5 }));
  return passes;
}

/** Wheat or grass to the horizon under a big sky. */
export function field(stage: Stage): Pass[] {
  const { horizon, unit, palette, reading, subject, height } = stage;
  const snowy = reading.weather.has('snow');
  const straw = snowy
    ? mix(palette.horizon, [244, 246, 252], 0.6)
    : mix(
        palette.horizon,
        reading.hour === 'day' ? [150, 160, 70] : [214, 150, 62],
        reading.hour === 'night' ? 0.1 : 0.55,
      );
  const near = mix(palette.near, straw, snowy ? 0.5 : 0.16);
  const passes = [
    ...sky(stage),
    ridge(stage, {
      name: 'hills',
      depth: 0.08,
      crest: horizon - unit * 0.03,
      swing: unit * 0.045,
      features: 1.8,
      octaves: 4,
      colour: mix(palette.far, palette.haze, 0.3),
      foot: palette.haze,
      fade: unit * 0.1,
    }),
    ridge(stage, {
      name: 'hedge',
      depth: 0.16,
      crest: horizon - unit * 0.004,
      swing: unit * 0.01,
      features: 3,
      octaves: 3,
      colour: mix(palette.far, palette.near, 0.5),
      foot: mix(palette.haze, palette.far, 0.5),
      fade: unit * 0.05,
      trees: { size: unit * 0.035, density: 1.5 },
    }),
    plain(stage, 'crop', horizon + unit * 0.008, near, straw, snowy ? 0 : 9),
  ];
  if (foggy(stage) || reading.hour === 'dawn')
    passes.push(mist(stage, 'meadow', horizon + unit * 0.02, unit * 0.08, 0.25, 0.7));
  if (has(stage, 'tree') || (!has(stage, 'house') && !has(stage, 'person') && stage.random('lone')() < 0.6))
    passes.push(tree(stage, { x: subject.x, y: horizon + unit * 0.05, tall: unit * 0.36, depth: 0.35 }));
  if (has(stage, 'house'))
    passes.push(house(stage, { x: subject.x, y: horizon + unit * 0.05, tall: unit * 0.16, depth: 0.35 }));
  if (has(stage, 'car'))
    passes.push(car(stage, { x: stage.width / 2, y: horizon + unit * 0.12, tall: unit * 0.09, depth: 0.5 }));
  if (!snowy)
    passes.push(
      stalks(stage, 'far', 0.55, horizon + unit * 0.2, unit * 0.1, {
        head: mix(straw, palette.light, 0.3),
        foot: mix(near, straw, 0.45),
      }),
    );
  if (has(stage, 'person'))
    passes.push(figure(stage, { x: subject.x, y: horizon + unit * 0.235, tall: unit * 0.32, depth: 0.68 }));
  if (!snowy) {
    passes.push(
      stalks(stage, 'middle', 0.75, horizon + unit * 0.32, unit * 0.16, {
        head: mix(straw, palette.light, 0.15),
        foot: mix(near, straw, 0.15),
      }),
    );
    passes.push(
      stalks(stage, 'near', 1, height + unit * 0.05, unit * 0.23, { head: mix(near, straw, 0.3), foot: palette.near }),
    );
  }
  if (has(stage, 'birds') || reading.hour === 'dusk') passes.push(birds(stage));
  return passes;
}
