import { figure } from '../layers/figure.ts';
import { nebula, planet } from '../layers/planet.ts';
import { ribbons } from '../layers/ribbons.ts';
import { stars } from '../layers/sky.ts';
import { motes } from '../layers/weather.ts';
import { has, type Pass, type Stage, when } from '../stage.ts';

/** Planets and gas among the stars. */
export function space(stage: Stage): Pass[] {
  const { unit, width, height, subject, side } = stage;
  const large = has(stage, 'planet');
  return [
    nebula(stage),
    stars(stage, 420, height * 1.05),
    planet(stage, subject.x, height * (width > height ? 0.56 : 0.52), unit * (large ? 0.34 : 0.2)),
    ...when(!large, () => planet(stage, width * (0.5 + side * 0.31), height * 0.27, unit * 0.045)),
    ...when(has(stage, 'person'), () =>
      figure(stage, { x: width * (0.5 + side * 0.16), y: height + unit * 0.06, tall: unit * 0.5, depth: 0.9 }),
    ),
  ];
}

/** Folds of light for words that name nothing to see. */
export function abstract(stage: Stage): Pass[] {
  return [...ribbons(stage), motes(stage, 130)];
}
