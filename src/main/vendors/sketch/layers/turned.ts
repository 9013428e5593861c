import { mix, type Rgb } from '../colour.ts';
import { clamp01 } from '../noise.ts';
import type { Frame } from '../plate.ts';
import { addGlow, circle, fillShape, type Outline, placed } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';
import { throughLens } from './silhouette.ts';

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
      row(py, clamp01(height), 0.3 * Math.max(0, 1 - height / 0.5) ** 1.5 * clamp01(py + 1 - foot));
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
