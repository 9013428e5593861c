import { mix, ramp, rampOffset } from '../colour.ts';
import { fieldSize, noiseField, smooth } from '../noise.ts';
import type { Frame } from '../plate.ts';
import type { Pass, Stage } from '../stage.ts';

export type WaterWish = {
  /** Stage y of the far shore. */
  readonly top: number;
  /** 0 a mirror, 1 open sea. */
  readonly rough: number;
  /** 0 to 1: how much of the reflection is kept near the viewer. */
  readonly mirror: number;
  /** Speed of the ripples; 1 is a calm sea. */
  readonly speed?: number;
  /** Depth of the camera move at the far shore. */
  readonly depth?: number;
  readonly dark?: boolean;
};

/** Water (or a wet street): mirrors what stands above it, broken by ripples that run in perspective, with glitter. */
export function water(stage: Stage, wish: WaterWish): Pass {
  const { palette, unit, light, height } = stage;
  const random = stage.random('water');
  const field = noiseField(random, 32, 3);
  const near = wish.dark ? palette.near : mix(palette.near, palette.zenith, 0.55);
  const deep = ramp([
    [0, mix(palette.horizon, palette.sky, 0.4)],
    [0.25, mix(palette.sky, near, 0.45)],
    [1, near],
  ]).colours;
  const rows: Rows = { swell: new Float32Array(fieldSize + 1), ripple: new Float32Array(fieldSize + 1) };
  const viewAt = (time: number) => stage.camera.view(time, wish.depth ?? 0.1);
  const paint: Pass = (frame, time) => {
    const view = viewAt(time);
    const shore = view.toY(wish.top);
    const lightX = stage.camera.view(time, 0).toX(light.x);
    const speed = (wish.speed ?? 1) * (0.6 + wish.rough);
    for (let y = Math.max(0, Math.ceil(shore)); y < frame.height; y += 1) {
      const below = y + 0.5 - shore;
      const part = below / (height - wish.top);
      // Distance in a flat plane: far rows show many small waves, near rows few large ones.
      const distance = (0.16 * unit) / (below + unit * 0.012);
      fieldRow(field, depthRow(distance) + time * 5.5 * speed, rows.swell);
      fieldRow(field, depthRow(distance) * 1.8 - time * 4.1 * speed + 90, rows.ripple);
      waterRow(frame, y, {
        rows,
        shore,
        below,
        part,
        distance,
        centre: view.toX(stage.width / 2),
        lightX,
        time,
        stage,
        wish,
        deep,
      });
    }
  };
  // What it mirrors ends a row below the shore.
  return Object.assign(paint, { hidesFrom: (time: number) => Math.ceil(viewAt(time).toY(wish.top)) + 1 });
}

/** Row of the wave field for a distance; logarithmic, so that near waves stay finer than true perspective has them. */
const depthRow = (distance: number): number => 90 * Math.log(distance + 0.12);

type Rows = { readonly swell: Float32Array; readonly ripple: Float32Array };

/** One line across a noise field, between its rows. */
function fieldRow(field: Float32Array, v: number, out: Float32Array): void {
  const row = Math.floor(v);
  const part = v - row;
  const a = (((row % fieldSize) + fieldSize) % fieldSize) * fieldSize;
  const b = ((((row + 1) % fieldSize) + fieldSize) % fieldSize) * fieldSize;
  for (let i = 0; i < fieldSize; i += 1)
    out[i] = (field[a + i] as number) * (1 - part) + (field[b + i] as number) * part;
  out[fieldSize] = out[0] as number;
}

type RowFacts = {
  readonly rows: Rows;
  readonly shore: number;
  readonly below: number;
  readonly part: number;
  readonly distance: number;
  readonly centre: number;
  readonly lightX: number;
  readonly time: number;
  readonly stage: Stage;
  readonly wish: WaterWish;
  readonly deep: Float32Array;
};

function waterRow(frame: Frame, y: number, facts: RowFacts): void {
  const { rows, shore, below, part, distance, centre, lightX, time, stage, wish, deep } = facts;
  const { palette, unit } = stage;
  const { data, width } = frame;
  const at = rampOffset(part);
  const [dr, dg, db] = [deep[at] as number, deep[at + 1] as number, deep[at + 2] as number];
  const [lr, lg, lb] = palette.light;
  const sway = wish.rough * (2 + below * 0.5) + 0.6;
  const keep = wish.mirror * (1 - 0.62 * smooth(0, 1, part)) * 0.94;
  const spread = unit * (0.035 + 0.2 * part * (0.4 + wish.rough));
  const glitter = (stage.lightHidden ? 0.12 : stage.reading.hour === 'day' ? 0.5 : 1) * (wish.rough > 0.05 ? 1 : 0.35);
  const across = (0.05 + 0.05 * distance) * (720 / unit);
  const drift = time * 1.7;
  for (let x = 0; x < width; x += 1) {
    const u = (x - centre) * across;
    const a = wave(rows.swell, u + drift);
    const b = wave(rows.ripple, u * 1.7 - drift * 0.8 + 31);
    const slope = a + b - 1;
    const mirrored = Math.max(0, Math.min(shore - 1.01, shore - 1 - below * 0.92 + slope * sway * 2));
    const row = Math.floor(mirrored);
    const f = mirrored - row;
    const p = (row * width + x) * 3;
    const q = p + width * 3;
    const tone = 1 + slope * wish.rough * 0.55;
    const aside = (x - lightX) / spread;
    const path = Math.exp(-aside * aside);
    const crest = slope * 2.6 + 0.12 - (1 - path) * 0.9;
    const spark = crest > 0 ? Math.min(1, crest * 2.2) * path * glitter : 0;
    const o = (y * width + x) * 3;
    const k = keep * (0.86 + slope * 0.5);
    data[o] =
      (dr * (1 - k) + ((data[p] as number) * (1 - f) + (data[q] as number) * f) * k) * tone * (1 - spark) + lr * spark;
    data[o + 1] =
      (dg * (1 - k) + ((data[p + 1] as number) * (1 - f) + (data[q + 1] as number) * f) * k) * tone * (1 - spark) +
      lg * spark;
    data[o + 2] =
      (db * (1 - k) + ((data[p + 2] as number) * (1 - f) + (data[q + 2] as number) * f) * k) * tone * (1 - spark) +
      lb * spark;
  }
}

function wave(row: Float32Array, u: number): number {
  const cell = Math.floor(u);
  const part = u - cell;
  const i = cell & (fieldSize - 1);
  return (row[i] as number) * (1 - part) + (row[i + 1] as number) * part;
}
