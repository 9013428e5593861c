import { mix } from './colour.ts';
import { ridge } from './layers/ridges.ts';
import { sky } from './layers/sky.ts';
import { water } from './layers/water.ts';
import type { Pass, Stage } from './stage.ts';

export function sea(stage: Stage): Pass[] {
  const { horizon, unit, palette } = stage;
  return [
    ...sky(stage),
    ridge(stage, { name: 'coast', depth: 0.1, crest: horizon - unit * 0.012, swing: unit * 0.03, features: 2.5, octaves: 5, colour: mix(palette.far, palette.horizon, 0.25), foot: palette.haze, fade: unit * 0.06, bottom: horizon + 4 }),
    water(stage, { top: horizon, rough: 0.5, mirror: 0.85 }),
  ];
}

export function mountains(stage: Stage): Pass[] {
  const { horizon, unit, palette } = stage;
  const layers = 5;
  const passes = [...sky(stage)];
  for (let i = 0; i < layers; i += 1) {
    const k = i / (layers - 1);
    passes.push(
      ridge(stage, {
        name: `ridge${i}`,
        depth: 0.08 + 0.75 * k * k,
        crest: horizon - unit * (0.2 - 0.42 * k),
        swing: unit * (0.2 - 0.12 * k),
        features: 2.2 + k * 1.5,
        octaves: 7,
        sharp: i < 3,
        colour: mix(palette.far, palette.near, k ** 1.1),
        foot: mix(palette.haze, palette.near, k * 0.7),
        fade: unit * (0.3 - 0.05 * k),
        ...(i >= 3 ? { trees: { size: unit * (0.03 + 0.05 * (k - 0.5)), density: 2 } } : {}),
      }),
    );
  }
  return passes;
}
