import { mix, type Rgb, ramp, rampOffset } from '../colour.ts';
import { clamp01, fieldAt, noiseField } from '../noise.ts';
import { type Frame, paintPlate } from '../plate.ts';
import { addGlow, circle, fillShape, type Outline, type Point, placed, smoothClosed } from '../shape.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';
import { throughLens, union } from './silhouette.ts';

/** A wall out of focus with a pool of light on it. */
export function wall(stage: Stage): Pass {
  const { palette, unit, height, light } = stage;
  const field = noiseField(stage.random('wall'), 4, 3);
  const dark = mix(palette.near, palette.zenith, 0.5);
  const glow = mix(palette.horizon, palette.warm, stage.reading.lamp ? 0.6 : 0.25);
  const colours = ramp([
    [0, mix(dark, palette.near, 0.55)],
    [0.45, mix(dark, palette.far, 0.6)],
    [1, glow],
  ]).colours;
  const pool = { x: light.x, y: height * 0.36 };
  const plate = paintPlate(coverArea(stage, 0.05, -1e6, 1e6), 3, (x, y, out) => {
    const cloud = fieldAt(field, (x / unit) * 14, (y / unit) * 14) - 0.5;
    const near = Math.exp(-((Math.hypot(x - pool.x, (y - pool.y) * 0.9) / (unit * 0.62)) ** 1.6));
    const at = rampOffset(clamp01(near * 0.92 + cloud * 0.12 + 0.04));
    for (let i = 0; i < 3; i += 1) out[i] = colours[at + i] as number;
    out[3] = 1;
  });
  return platePass(stage, plate, 0.05);
}

/** A table top: stone with veins, or wood, catching the light. The water pass over it gives it its polish. */
export function tableTop(stage: Stage, top: number): Pass {
  const { palette, unit, height, light } = stage;
  const field = noiseField(stage.random('table'), 16, 5);
  const stone = mix(palette.far, palette.horizon, 0.45);
  const plate = paintPlate(coverArea(stage, 0.3, top, 1e6), 1.5, (x, y, out) => {
    const down = Math.max(0.01, (y - top) / (height - top));
    const across = (x - stage.width / 2) / (unit * (0.25 + down * 0.75));
    const warp = fieldAt(field, across * 20, 30 / (down + 0.4));
    const vein = Math.exp(-Math.abs(fieldAt(field, across * 34 + warp * 26, 70 / (down + 0.4) + warp * 30) - 0.5) * 42);
    const lit = Math.exp(-((Math.abs(x - light.x) / (unit * 0.75)) ** 2)) * (1 - 0.5 * down);
    const tone = 0.3 + 0.62 * lit;
    for (let i = 0; i < 3; i += 1) {
      const base = (stone[i] as number) * tone;
      out[i] = base + ((palette.light[i] as number) * tone - base) * vein * 0.13;
    }
    out[3] = clamp01(y - top + 0.5);
  });
  return platePass(stage, plate, 0.3);
}

/** Half widths of a turned thing from its foot (0) to its top (1), in parts of its height. */
type Profile = readonly (readonly [height: number, half: number])[];

const bottleProfile: Profile = [
  [0, 0.12],
  [0.012, 0.136],
  [0.04, 0.14],
  [0.5, 0.14],
  [0.58, 0.128],
  [0.66, 0.085],
  [0.72, 0.05],
  [0.77, 0.042],
  [0.86, 0.042],
  [0.862, 0.052],
  [0.995, 0.052],
  [1, 0.046],
];
const cupProfile: Profile = [
  [0, 0.24],
  [0.03, 0.28],
  [0.1, 0.3],
  [0.5, 0.38],
  [0.95, 0.42],
  [1, 0.425],
];

function halfAt(profile: Profile, height: number): number {
  const next = profile.findIndex(([at]) => at >= height);
  const [b, a] = [profile[next], profile[Math.max(0, next - 1)]];
  if (!a || !b) return 0;
  const part = b[0] > a[0] ? (height - a[0]) / (b[0] - a[0]) : 0;
  return a[1] + (b[1] - a[1]) * part * part * (3 - 2 * part);
}

type TurnedWish = { readonly x: number; readonly y: number; readonly tall: number; readonly depth: number };

/** A bottle that turns on the table: glass with a label, shaded like something round. */
export function bottle(stage: Stage, wish: TurnedWish): Pass {
  const { palette } = stage;
  const glass = stage.reading.accent ? palette.accent : mix(palette.accent, palette.near, 0.25);
  const label = mix(palette.light, [245, 240, 230], 0.6);
  return turned(stage, wish, bottleProfile, (height, angle) => {
    if (height > 0.865) return { colour: palette.near, shine: 0.5 };
    const onLabel = height > 0.14 && height < 0.44;
    const printed = onLabel && Math.cos(angle) > -0.35;
    if (!printed) return { colour: mix(glass, palette.near, 0.35), shine: 1 };
    const turn = Math.atan2(Math.sin(angle), Math.cos(angle));
    const line = Math.abs(height - 0.34) < 0.006 || Math.abs(height - 0.2) < 0.003 ? Math.abs(turn) < 1.1 : false;
    const mark = Math.hypot(turn * 0.12, height - 0.27) < 0.034;
    return { colour: line || mark ? glass : label, shine: 0.25 };
  });
}

export function cup(stage: Stage, wish: TurnedWish): Pass[] {
  const glaze = stage.reading.accent ? stage.palette.accent : mix(stage.palette.light, stage.palette.far, 0.35);
  const handle: Outline = [circle(0.5, -0.55, 0.22, 1.05), circle(0.5, -0.55, 0.14, 1.1).toReversed()];
  const shape: Pass = (frame, time) => {
    const view = stage.camera.view(time, wish.depth);
    fillShape(frame, throughLens(view, placed(handle, wish.x, wish.y, wish.tall, stage.side > 0)), {
      colour: mix(glaze, stage.palette.near, 0.55),
    });
  };
  return [shape, turned(stage, wish, cupProfile, () => ({ colour: glaze, shine: 0.5 })), steam(stage, wish)];
}

function steam(stage: Stage, { x, y, tall, depth }: TurnedWish): Pass {
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    for (let puff = 0; puff < 14; puff += 1) {
      const age = (time * 0.22 + puff / 14) % 1;
      const sway = Math.sin(age * 6 + puff * 1.7 + time * 0.4) * tall * 0.16 * (0.3 + age);
      const fade = Math.sin(Math.PI * age) * 0.13;
      addGlow(
        frame,
        view.toX(x + sway),
        view.toY(y - tall * (1 + age * 1.5)),
        tall * (0.16 + 0.3 * age),
        stage.palette.light,
        fade,
      );
    }
  };
}

type Surface = (height: number, angle: number) => { readonly colour: Rgb; readonly shine: number };

/** A solid of revolution, lit from the stage's light with a long highlight, mirrored in the polish under it. */
function turned(stage: Stage, { x, y, tall, depth }: TurnedWish, profile: Profile, surface: Surface): Pass {
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    const [cx, foot, size] = [view.toX(x), view.toY(y), tall * view.scale];
    const spin = time * 0.75 - 0.6;
    const row = (py: number, height: number, alpha: number) => {
      const half = halfAt(profile, height) * size;
      turnedRow(frame, stage, { cx, py, half, alpha }, (angle) => surface(height, angle + spin));
    };
    shadow(frame, stage, cx, foot, size * halfAt(profile, 0.02));
    for (let py = Math.max(0, Math.floor(foot)); py < Math.min(frame.height, foot + size * 0.5); py += 1) {
      const height = (py - foot + 0.5) / size;
      row(py, clamp01(height), 0.3 * (1 - height / 0.5) ** 1.5 * clamp01(py + 1 - foot));
    }
    for (let py = Math.max(0, Math.floor(foot - size)); py < Math.min(frame.height, foot); py += 1) {
      row(py, clamp01((foot - py - 0.5) / size), clamp01(foot - py));
    }
  };
}

type TurnedRow = { readonly cx: number; readonly py: number; readonly half: number; readonly alpha: number };

function turnedRow(frame: Frame, stage: Stage, row: TurnedRow, surface: (angle: number) => ReturnType<Surface>): void {
  const { cx, py, half, alpha } = row;
  const { palette, side } = stage;
  for (let px = Math.max(0, Math.floor(cx - half)); px < Math.min(frame.width, Math.ceil(cx + half)); px += 1) {
    const cover = alpha * clamp01(px + 1 - (cx - half)) * clamp01(cx + half - px);
    const n = Math.max(-0.999, Math.min(0.999, (px + 0.5 - cx) / half));
    const { colour, shine } = surface(Math.asin(n));
    const towards = n * side;
    const diffuse = 0.16 + 0.84 * Math.max(0, 0.35 * Math.sqrt(1 - n * n) + 0.8 * towards);
    const far = 0.45 * Math.exp(-(((towards + 0.84) / 0.06) ** 2));
    const streak = shine * (Math.exp(-(((towards - 0.62) / 0.09) ** 2)) + far);
    const at = (py * frame.width + px) * 3;
    for (let i = 0; i < 3; i += 1) {
      const value = (colour[i] as number) * diffuse + (palette.light[i] as number) * streak * 0.75;
      frame.data[at + i] = (frame.data[at + i] as number) * (1 - cover) + value * cover;
    }
  }
}

function shadow(frame: Frame, stage: Stage, x: number, y: number, half: number): void {
  for (let ring = 5; ring > 0; ring -= 1) {
    const wide = half * (0.85 + ring * 0.28);
    fillShape(frame, [circle(x - stage.side * half * 0.22 * ring, y + half * 0.02, wide, 0.13)], {
      colour: stage.palette.near,
      alpha: 0.17,
    });
  }
}

/** A brass wheel of a clockwork, turning. */
export function gear(
  stage: Stage,
  wish: {
    readonly x: number;
    readonly y: number;
    readonly radius: number;
    readonly teeth: number;
    readonly speed: number;
    readonly phase: number;
    readonly depth: number;
  },
): Pass {
  const { palette, side } = stage;
  const brass = mix([190, 136, 60], palette.warm, 0.25);
  const dark = mix(brass, palette.near, 0.72);
  return (frame, time) => {
    const view = stage.camera.view(time, wish.depth);
    const turn = wish.phase + time * wish.speed;
    const [cx, cy, radius] = [view.toX(wish.x), view.toY(wish.y), wish.radius * view.scale];
    const colour = (px: number, py: number): Rgb => {
      const lit = clamp01(
        0.42 +
          (0.5 * (side * (px - cx) - (py - cy) * 0.8)) / radius +
          0.12 * Math.sin(Math.atan2(py - cy, px - cx) * 2 + 1.2),
      );
      return [0, 1, 2].map(
        (i) => (dark[i] as number) + ((brass[i] as number) - (dark[i] as number)) * lit,
      ) as unknown as Rgb;
    };
    fillShape(frame, gearOutline(cx, cy, radius, wish.teeth, turn), { colour });
    fillShape(frame, [circle(cx, cy, radius * 0.13)], { colour: mix(brass, palette.light, 0.35) });
  };
}

function gearOutline(x: number, y: number, radius: number, teeth: number, turn: number): Outline {
  const rim = Array.from({ length: teeth * 4 }, (_, i): Point => {
    const out = i % 4 < 2 ? radius : radius * 0.86;
    const angle = turn + ((i + (i % 4 < 2 ? 0.15 : -0.15)) * 2 * Math.PI) / (teeth * 4);
    return [x + Math.cos(angle) * out, y + Math.sin(angle) * out];
  });
  const holes = Array.from({ length: 5 }, (_, i): Point[] => {
    const angle = turn + (i * 2 * Math.PI) / 5;
    return circle(x + Math.cos(angle) * radius * 0.5, y + Math.sin(angle) * radius * 0.5, radius * 0.19).toReversed();
  });
  return [rim, ...holes];
}

/** Head and shoulders in profile against the light, breathing; faces the light. */
export function portrait(
  stage: Stage,
  wish: { readonly x: number; readonly y: number; readonly tall: number; readonly depth: number },
): Pass {
  const { reading, palette, side } = stage;
  const outline = profile(reading.figure);
  const warmLight = reading.lamp ? palette.warm : palette.light;
  return (frame, time) => {
    const view = stage.camera.view(time, wish.depth);
    const nod = Math.sin(time * 0.8) * 0.012;
    const breath = Math.sin(time * 1.6) * 0.004;
    const shape = throughLens(
      view,
      placed(outline, wish.x, wish.y - breath * wish.tall, wish.tall, side < 0, side * nod),
    );
    const edge = view.toX(wish.x + side * wish.tall * 0.34);
    const soft = wish.tall * 0.55;
    const dark = mix(palette.near, palette.far, 0.12);
    // Skin turned to the lamp goes from dark to warm; the back of the head keeps the room's dark.
    const skin = mix(warmLight, [196, 120, 86], 0.55);
    const colour = (px: number): Rgb => {
      const k = clamp01(1 - (side * (edge - px)) / soft) ** 2.1 * 0.75;
      return [0, 1, 2].map(
        (i) => (dark[i] as number) + ((skin[i] as number) - (dark[i] as number)) * k,
      ) as unknown as Rgb;
    };
    fillShape(frame, shape, { colour: mix(skin, warmLight, 0.75) });
    const inner = shape.map((points) =>
      points.map(([px, py]): Point => [px - side * 2.6 * (stage.unit / 720), py + 1]),
    );
    fillShape(frame, inner, { colour });
  };
}

/** Facing right, the chin about (0.24, -0.52), the crown at -1, shoulders at the foot. */
function profile(who: Stage['reading']['figure']): Outline {
  const face = smoothClosed(
    [
      [-0.52, 0.25],
      [-0.47, -0.12],
      [-0.3, -0.27],
      [-0.13, -0.34],
      [-0.12, -0.48],
      [-0.2, -0.62],
      [-0.22, -0.78],
      [-0.12, -0.93],
      [0.03, -0.965],
      [0.16, -0.91],
      [0.212, -0.81],
      [0.208, -0.745],
      [0.222, -0.715],
      [0.278, -0.635],
      [0.262, -0.608],
      [0.226, -0.602],
      [0.246, -0.572],
      [0.238, -0.553],
      [0.245, -0.53],
      [0.222, -0.508],
      [0.232, -0.468],
      [0.196, -0.43],
      [0.09, -0.43],
      [0.045, -0.36],
      [0.12, -0.25],
      [0.27, -0.15],
      [0.36, 0.02],
      [0.39, 0.25],
    ],
    5,
  );
  if (who === 'man')
    return union(
      face,
      smoothClosed([
        [-0.23, -0.6],
        [-0.245, -0.82],
        [-0.12, -0.975],
        [0.06, -1.0],
        [0.2, -0.92],
        [0.12, -0.86],
        [-0.05, -0.84],
        [-0.1, -0.68],
      ]),
    );
  if (who === 'child')
    return union(
      face,
      smoothClosed([
        [-0.2, -0.52],
        [-0.28, -0.78],
        [-0.14, -1.0],
        [0.08, -1.02],
        [0.24, -0.88],
        [0.17, -0.82],
        [0, -0.8],
        [-0.08, -0.62],
      ]),
    );
  const hair = smoothClosed([
    [-0.16, -0.5],
    [-0.27, -0.66],
    [-0.27, -0.86],
    [-0.13, -1.0],
    [0.07, -1.01],
    [0.2, -0.91],
    [0.13, -0.84],
    [0, -0.8],
    [-0.06, -0.64],
    [-0.1, -0.52],
  ]);
  return union(face, hair, circle(-0.31, -0.83, 0.115, 0.95));
}
