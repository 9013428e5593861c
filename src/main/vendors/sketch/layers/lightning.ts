import type { Random } from '../../../../shared/random.ts';
import type { Rgb } from '../colour.ts';
import { between, smooth } from '../noise.ts';
import { addGlow, fillShape, limb, type Point } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';
import { throughLens, union } from './silhouette.ts';

const colour: Rgb = [205, 218, 255];

/**
 * When lightning strikes, seconds. Far fewer than the three flashes a second that WCAG 2.3.1 allows, each fading
 * without a flicker (https://www.w3.org/WAI/WCAG22/Understanding/three-flashes-or-below-threshold).
 */
export function strikesOf(stage: Stage): number[] {
  const random = stage.random('strikes');
  const times: number[] = [];
  for (let at = between(random, 0.5, 1.1); at < stage.seconds - 0.4; at += between(random, 1.9, 3.4)) times.push(at);
  return times;
}

/** Light of a strike `since` seconds ago, 0 to 1. */
const lightSince = (since: number): number =>
  since < 0 || since > 1.2 ? 0 : smooth(0, 0.05, since) * Math.exp(-Math.max(0, since - 0.05) * 4.2);

/** Lightning in the sky: the cloud lit from within, and every other time a fork down to the horizon. */
export function lightning(stage: Stage): Pass {
  const { unit, horizon, width } = stage;
  const random = stage.random('lightning');
  const strikes = strikesOf(stage).map((at, i) => {
    const x = width * (0.5 + stage.side * between(random, 0.02, 0.3));
    return {
      at,
      x,
      fork: i % 2 === 0 || stage.reading.lightning ? forkFrom(random, [x, -unit * 0.05], horizon, unit) : [],
    };
  });
  return (frame, time) => {
    const view = stage.camera.view(time, 0.05);
    for (const { at, x, fork } of strikes) {
      const light = lightSince(time - at);
      if (light < 0.01) continue;
      addGlow(frame, view.toX(x), horizon * 0.3, unit * 0.95, colour, light * 0.5);
      addGlow(frame, view.toX(x), horizon, unit * 0.4, colour, light * 0.3);
      fillShape(frame, throughLens(view, union(...fork)), {
        colour: [238, 242, 255],
        alpha: Math.min(1, 1.7 * light ** 1.6),
      });
    }
  };
}

/** A jagged bolt with a few branches, as limbs that grow thinner. */
function forkFrom(random: Random, from: Point, ground: number, unit: number, thick = unit * 0.0034): Point[][] {
  const limbs: Point[][] = [];
  let [x, y] = from;
  let width = thick;
  const lean = between(random, -0.35, 0.35);
  while (y < ground && width > unit * 0.0006) {
    const step = unit * between(random, 0.018, 0.05);
    const next: Point = [x + step * (lean + between(random, -0.8, 0.8)), Math.min(ground, y + step)];
    limbs.push(limb([x, y], next, width, width * 0.96));
    if (random() < 0.16 && thick > unit * 0.002) {
      limbs.push(...forkFrom(random, next, next[1] + unit * between(random, 0.06, 0.2), unit, width * 0.5));
    }
    [x, y] = next;
    width *= 0.975;
  }
  return limbs;
}

/** What lightning does to the land and sea: all of it a little brighter for a moment. */
export function flash(stage: Stage): Pass {
  const strikes = strikesOf(stage);
  return ({ data }, time) => {
    const light = strikes.reduce((sum, at) => sum + lightSince(time - at), 0);
    if (light < 0.01) return;
    const gain = 1 + 0.4 * Math.min(1, light);
    for (let i = 0; i < data.length; i += 1) data[i] = (data[i] as number) * gain;
  };
}
