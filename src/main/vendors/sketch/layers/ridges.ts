import type { Random } from '../../../../shared/random.ts';
import { mix, type Rgb, ramp, rampOffset } from '../colour.ts';
import { between, clamp01, fieldAt, lineNoise, noiseField, smooth } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

export type RidgeWish = {
  readonly name: string;
  readonly depth: number;
  /** Height of the crest line above nothing, and how far it swings; pixels. */
  readonly crest: number;
  readonly swing: number;
  /** Features across the frame. */
  readonly features: number;
  readonly octaves: number;
  readonly colour: Rgb;
  /** What its foot fades into: mist in the valley. */
  readonly foot: Rgb;
  /** Pixels from the crest until the foot's colour is reached. */
  readonly fade: number;
  readonly bottom?: number;
  readonly trees?: { readonly size: number; readonly density: number };
  /** A mass that rises out of the line, such as a rock. */
  readonly bump?: { readonly x: number; readonly wide: number; readonly tall: number };
  /** Stage height down to which snow lies. */
  readonly snowline?: number;
  /** Sharp, like rock, instead of rolling. */
  readonly sharp?: boolean;
};

/** One silhouette of land, its foot dissolving into haze, its crest catching the light. */
export function ridge(stage: Stage, wish: RidgeWish): Pass {
  const random = stage.random(wish.name);
  const area = coverArea(
    stage,
    wish.depth,
    wish.crest - wish.swing * 1.6 - (wish.trees?.size ?? 0) * 1.6 - (wish.bump?.tall ?? 0) * 1.3,
    wish.bottom ?? 1e6,
  );
  const crests = crestLine(stage, wish, random, area.left, area.right);
  const outline = smoothed(crests, Math.round(stage.unit * 0.16));
  const colours = ramp([
    [0, wish.colour],
    [0.35, mix(wish.colour, wish.foot, 0.3)],
    [1, wish.foot],
  ]).colours;
  const { light, palette, unit } = stage;
  const shine = 0.5 * (1 - wish.depth);
  const snow = wish.snowline === undefined ? null : snowCover(stage, random, crests, wish.snowline);
  const plate = paintPlate(area, 1, (x, y, out, column) => {
    const below = y - (crests[column] as number);
    const alpha = clamp01(below + 0.5);
    if (alpha <= 0) return;
    // Haze lies level, so it is measured from the range's broad shape and not from each peak.
    const at = rampOffset((y - (outline[column] as number)) / wish.fade);
    const near = Math.exp(-Math.abs(x - light.x) / (unit * 0.45));
    const rim = shine * near * Math.exp(-below / (unit * 0.018));
    const { cover, lit, shade, facing } = snow?.(x, y, column) ?? bare;
    for (let i = 0; i < 3; i += 1) {
      const rock = colours[at + i] as number;
      const white = (shade[i] as number) + ((lit[i] as number) - (shade[i] as number)) * facing;
      const colour = rock + (white - rock) * cover;
      out[i] = (colour + ((palette.light[i] as number) - colour) * rim * 0.55) * alpha;
    }
    out[3] = alpha;
  });
  return platePass(stage, plate, wish.depth);
}

type Snow = { readonly cover: number; readonly lit: Rgb; readonly shade: Rgb; readonly facing: number };
const bare: Snow = { cover: 0, lit: [0, 0, 0], shade: [0, 0, 0], facing: 0 };

/** Snow on the heights, broken by rock, thin in the gullies below; white towards the light, blue away from it. */
function snowCover(stage: Stage, random: Random, crests: Float32Array, line: number) {
  const { unit, side, palette } = stage;
  const field = noiseField(random, 16, 5);
  const night = stage.reading.hour === 'night';
  const lit = mix(palette.light, [255, 255, 255], night ? 0.1 : 0.4);
  const shade = mix(mix(palette.sky, palette.zenith, 0.55), [255, 255, 255], night ? 0.12 : 0.2);
  const crestAt = (column: number) => crests[Math.max(0, Math.min(crests.length - 1, Math.round(column)))] as number;
  const span = unit * 0.012;
  return (x: number, y: number, column: number): Snow => {
    const below = y - (crests[column] as number);
    // Ribs run down from the crest, leaning away from the light.
    const rib = fieldAt(field, ((x + side * below * 0.55) / unit) * 190, (y / unit) * 46);
    const flank = column + side * below * (0.5 + (rib - 0.5) * 1.6);
    const slope = (crestAt(flank + span) - crestAt(flank - span)) / (2 * span);
    const facing = smooth(-0.35, 0.35, side * slope + (rib - 0.5) * 1.5);
    const high = (line - y) / (unit * 0.1);
    const cover = smooth(-0.28, 0.12, high + (rib - 0.5) * 2.4) * (night ? 0.62 : 0.9);
    return { cover, lit, shade, facing: facing * (night ? 0.7 : 1) };
  };
}

/** Height of the crest for each column of the plate. */
function crestLine(stage: Stage, wish: RidgeWish, random: Random, left: number, right: number): Float32Array {
  const noise = lineNoise(random, wish.octaves, wish.sharp ? 0.46 : 0.42);
  const start = random() * 500;
  const perPixel = wish.features / stage.width;
  const crests = Float32Array.from({ length: Math.ceil(right - left) + 1 }, (_, column) => {
    const value = noise(start + (left + column) * perPixel);
    // Folding the noise gives peaks with straight flanks.
    const shaped = wish.sharp ? 1 - 2 * Math.abs(value) ** 0.85 : value;
    const rise = wish.bump ? wish.bump.tall * bumpAt((left + column - wish.bump.x) / wish.bump.wide) : 0;
    // Steps and clefts, or a mass would look like a dome.
    const cleft = 0.72 + 0.5 * (1 - Math.abs(noise(start + (left + column) * perPixel * 3.1 + 77)) * 1.6);
    return wish.crest - shaped * wish.swing - rise * cleft;
  });
  if (wish.trees) plantTrees(crests, wish.trees, random);
  return crests;
}

/** 1 in the middle, falling steeply, then away. */
const bumpAt = (x: number): number => Math.exp(-(Math.abs(x) ** 1.5));

/** The running mean of a line, over `reach` to each side. */
function smoothed(line: Float32Array, reach: number): Float32Array {
  const sums = new Float64Array(line.length + 1);
  for (let i = 0; i < line.length; i += 1) sums[i + 1] = (sums[i] as number) + (line[i] as number);
  return line.map((_, i) => {
    const [from, to] = [Math.max(0, i - reach), Math.min(line.length, i + reach + 1)];
    return ((sums[to] as number) - (sums[from] as number)) / (to - from);
  });
}

/** Raises the crest line into the tops of conifers. */
function plantTrees(crests: Float32Array, trees: { size: number; density: number }, random: Random): void {
  const ground = crests.slice();
  const clump = lineNoise(random, 2);
  let x = 0;
  while (x < crests.length) {
    const wooded = clump(x / (trees.size * 9));
    const tall = trees.size * between(random, 0.55, 1.15) * (0.75 + 0.5 * wooded);
    raiseTree(crests, ground, x, tall, tall * between(random, 0.17, 0.23), random);
    x += (trees.size / trees.density) * between(random, 0.1, 0.5) * (wooded < -0.35 ? 3.5 : 1);
  }
}

function raiseTree(
  crests: Float32Array,
  ground: Float32Array,
  x: number,
  tall: number,
  wide: number,
  random: Random,
): void {
  const foot = ground[Math.round(x)] ?? 0;
  const tiers = 5 + Math.floor(random() * 3);
  for (let column = Math.max(0, Math.ceil(x - wide)); column <= Math.min(crests.length - 1, x + wide); column += 1) {
    const aside = Math.abs(column - x) / wide;
    // Saw teeth on the flanks read as branches.
    const tier = (1 - aside) * tiers;
    const saw = (Math.floor(tier) + Math.min(1, (tier - Math.floor(tier)) * 2.2)) / tiers;
    const top = foot + 2 - tall * clamp01(0.45 * (1 - aside) + 0.55 * saw) ** 1.15;
    crests[column] = Math.min(crests[column] as number, top);
  }
}
