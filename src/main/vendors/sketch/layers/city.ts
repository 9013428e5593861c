import type { Random } from '../../../../shared/random.ts';
import { hex, mix, type Rgb } from '../colour.ts';
import { between, clamp01 } from '../noise.ts';
import { newPlate, type Plate } from '../plate.ts';
import { addGlow } from '../shape.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

export type SkylineWish = {
  readonly name: string;
  readonly depth: number;
  readonly foot: number;
  /** Typical height of a building, pixels. */
  readonly tall: number;
  readonly colour: Rgb;
  /** Share of windows that are lit. */
  readonly lit: number;
};

type Block = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly pane: number;
  readonly gap: number;
  readonly tint: Rgb;
};

const neons = ['#ff4f9a', '#39d6ff', '#ffb347', '#9a6bff'].map(hex);

/** A row of towers with lit windows. */
export function skyline(stage: Stage, wish: SkylineWish): Pass {
  const random = stage.random(wish.name);
  const area = coverArea(stage, wish.depth, wish.foot - wish.tall * 2.3, wish.foot);
  const plate = newPlate(area);
  let left = area.left - 20;
  while (left < area.right) {
    const wide = wish.tall * between(random, 0.16, 0.42);
    const middle = Math.abs((left + wide / 2) / stage.width - 0.5 + stage.side * 0.12);
    const tall = wish.tall * between(random, 0.45, 1.15) * (1.35 - Math.min(0.6, middle * 1.3));
    drawTower(stage, plate, wish, random, left, wide, tall);
    left += wide * between(random, 0.86, 1.08);
  }
  return platePass(stage, plate, wish.depth);
}

function drawTower(
  stage: Stage,
  plate: Plate,
  wish: SkylineWish,
  random: Random,
  left: number,
  wide: number,
  tall: number,
): void {
  const shade = mix(wish.colour, stage.palette.near, random() * 0.25);
  const pane = Math.max(1.7, stage.unit * (0.0028 + 0.0045 * wish.depth));
  const block: Block = {
    left,
    right: left + wide,
    top: wish.foot - tall,
    pane,
    gap: pane * between(random, 0.9, 1.6),
    tint: windowTint(stage, random),
  };
  fillBlock(stage, plate, block, wish, shade, random);
  const crown = random();
  if (crown < 0.4) {
    const inset = wide * between(random, 0.15, 0.3);
    fillBlock(
      stage,
      plate,
      { ...block, left: left + inset, right: left + wide - inset, top: block.top - tall * 0.1 },
      { ...wish, foot: block.top + 1 },
      shade,
      random,
    );
  }
  if (crown > 0.25 && crown < 0.6) {
    const mast = left + wide / 2;
    fillBlock(
      stage,
      plate,
      { ...block, left: mast - stage.unit * 0.0012, right: mast + stage.unit * 0.0012, top: block.top - tall * 0.28 },
      { ...wish, foot: block.top, lit: 0 },
      shade,
      random,
    );
  }
}

const windowTint = (stage: Stage, random: Random): Rgb =>
  stage.reading.neon && random() < 0.55
    ? (neons[Math.floor(random() * neons.length)] ?? stage.palette.warm)
    : mix(stage.palette.warm, [255, 246, 226], random() * 0.6);

function fillBlock(stage: Stage, plate: Plate, block: Block, wish: SkylineWish, shade: Rgb, random: Random): void {
  const { left, right, top, pane, gap, tint } = block;
  const cell = pane + gap;
  const columns = Math.max(1, Math.floor((right - left - gap) / cell));
  const inset = (right - left - columns * cell + gap) / 2;
  const rows = Math.ceil((wish.foot - top) / (cell * 1.35)) + 1;
  const lit = wish.lit * between(random, 0.25, 1.5);
  const lights = Float32Array.from({ length: columns * rows }, () => (random() < lit ? between(random, 0.25, 1) : 0));
  const side = stage.palette.light;
  for (
    let row = Math.max(0, Math.floor(top - plate.top));
    row < Math.min(plate.height, wish.foot - plate.top);
    row += 1
  ) {
    const y = plate.top + row;
    const coverY = clamp01(y + 1 - top);
    const haze = clamp01((y - top) / (wish.tall * 2)) * (1 - wish.depth) * 0.75;
    for (
      let column = Math.max(0, Math.floor(left - plate.left));
      column < Math.min(plate.width, right - plate.left + 1);
      column += 1
    ) {
      const x = plate.left + column;
      const alpha = coverY * clamp01(x + 1 - left) * clamp01(right - x);
      if (alpha <= 0) continue;
      const lamp = windowAt(x - left - inset, y - top - cell, cell, pane, columns, rows, lights);
      const edge = stage.side > 0 ? right - x : x - left;
      const rim = Math.exp(-edge / (stage.unit * 0.004)) * 0.28;
      writeTexel(plate, row, column, alpha, (i) => {
        const base = (shade[i] as number) + ((stage.palette.haze[i] as number) - (shade[i] as number)) * haze;
        const edged = base + ((side[i] as number) - base) * rim;
        return edged + ((tint[i] as number) - edged) * lamp;
      });
    }
  }
}

function windowAt(
  x: number,
  y: number,
  cell: number,
  pane: number,
  columns: number,
  rows: number,
  lights: Float32Array,
): number {
  const tall = cell * 1.35;
  const [column, row] = [Math.floor(x / cell), Math.floor(y / tall)];
  if (column < 0 || column >= columns || row < 0 || row >= rows) return 0;
  const inX = x - column * cell;
  const inY = y - row * tall;
  const cover = clamp01(pane - inX) * clamp01(pane * 1.35 - inY);
  return cover * (lights[row * columns + column] ?? 0);
}

function writeTexel(plate: Plate, row: number, column: number, alpha: number, colour: (i: number) => number): void {
  const at = (row * plate.width + column) * 4;
  const keep = 1 - alpha;
  for (let i = 0; i < 3; i += 1) plate.data[at + i] = (plate.data[at + i] as number) * keep + colour(i) * alpha;
  plate.data[at + 3] = (plate.data[at + 3] as number) * keep + alpha;
}

/** Soft out-of-focus lights: street lamps, signs and cars, some of them moving. */
export function bokeh(
  stage: Stage,
  name: string,
  wish: {
    readonly y: number;
    readonly spread: number;
    readonly size: number;
    readonly count: number;
    readonly strength: number;
    readonly colours: readonly Rgb[];
  },
): Pass {
  const random = stage.random(name);
  const lights = Array.from({ length: wish.count }, () => ({
    x: between(random, -0.05, 1.05) * stage.width,
    y: wish.y + between(random, -1, 1) * wish.spread,
    size: wish.size * between(random, 0.35, 1.2),
    speed: random() < 0.35 ? between(random, -0.05, 0.05) * stage.unit : 0,
    strength: wish.strength * between(random, 0.4, 1),
    phase: random() * 6.28,
    colour: wish.colours[Math.floor(random() * wish.colours.length)] ?? stage.palette.warm,
  }));
  return (frame, time) => {
    const view = stage.camera.view(time, 0.35);
    for (const { x, y, size, speed, strength, phase, colour } of lights) {
      const pulse = strength * (0.9 + 0.1 * Math.sin(time * 1.7 + phase));
      addGlow(frame, view.toX(x + speed * (time - stage.seconds / 2)), view.toY(y), size, colour, pulse);
    }
  };
}

export const neonColours = (stage: Stage): readonly Rgb[] =>
  stage.reading.neon ? neons : [stage.palette.warm, mix(stage.palette.warm, [255, 255, 255], 0.4), hex('#ff6a4d')];
