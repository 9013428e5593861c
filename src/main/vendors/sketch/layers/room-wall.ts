import { mix, type Rgb } from '../colour.ts';
import { clamp01, fieldAt, noiseField, smooth } from '../noise.ts';
import { paintPlate } from '../plate.ts';
import { addGlow } from '../shape.ts';
import { coverArea, type Pass, platePass, type Stage } from '../stage.ts';

/** A window in the stage: its middle, half its width and half its height. */
export type WindowPlace = { readonly x: number; readonly y: number; readonly half: number; readonly tall: number };

export type RoomWallWish = {
  readonly window: WindowPlace;
  /** Where the lamp stands; null in a room that only the window lights. */
  readonly lamp: { readonly x: number; readonly y: number } | null;
  readonly floor: number;
  readonly depth: number;
  readonly curtains: boolean;
};

/** What a place of the wall is made of: its own colour, and how much of it there is (none in a pane). */
type Surface = { readonly tone: number; readonly alpha: number };

/** A wall with a window cut out of it, so that what is painted before shows through the panes. */
export function roomWall(stage: Stage, wish: RoomWallWish): Pass {
  const { palette, unit } = stage;
  const { window, lamp, depth } = wish;
  const plaster = noiseField(stage.random('plaster'), 16, 4);
  const day = stage.reading.hour === 'day';
  const dark = mix(mix(palette.near, palette.zenith, 0.35), palette.far, day ? 0.55 : 0.12);
  const lit = mix(palette.warm, [205, 120, 60], 0.45);
  const cool = mix(palette.sky, palette.horizon, 0.5);
  const surfaces = surfacesOf(stage, wish);
  const plate = paintPlate(coverArea(stage, depth, -1e6, 1e6), 1, (x, y, out) => {
    const { tone, alpha } = surfaces(x, y);
    if (alpha <= 0) return;
    const rough = 0.94 + 0.14 * fieldAt(plaster, (x / unit) * 46, (y / unit) * 46);
    const glow = lamp ? Math.exp(-((Math.hypot(x - lamp.x, y - lamp.y) / (unit * 0.46)) ** 1.25)) : 0;
    const spill = spillOf(x - window.x, y - window.y, unit) * (day ? 0.5 : 0.2);
    for (let i = 0; i < 3; i += 1) {
      const base = (dark[i] as number) + (cool[i] as number) * spill * 0.55;
      out[i] = alpha * tone * rough * (base + (lit[i] as number) * glow * 0.86);
    }
    out[3] = alpha;
  });
  return platePass(stage, plate, depth);
}

/** How much daylight reaches a place of the wall. */
const spillOf = (dx: number, dy: number, unit: number): number => Math.exp(-Math.hypot(dx, dy * 0.8) / (unit * 0.5));

function surfacesOf(stage: Stage, { window, floor, curtains }: RoomWallWish): (x: number, y: number) => Surface {
  const { unit } = stage;
  const arched = stage.random('arch')() < 0.4;
  // By day the light shines through the cloth.
  const cloth = stage.reading.hour === 'day' ? 1.05 : 0.5;
  return (x, y) => {
    const [dx, dy] = [x - window.x, y - window.y];
    const hung = curtains ? curtainAt(Math.abs(dx) - window.half, dy / window.tall, unit) : 0;
    const under = hung < 1 ? windowAt(dx, dy, { window, arched, unit }) : null;
    const { tone, alpha } = under ?? { tone: wallTone(y - floor, unit), alpha: 1 };
    if (hung <= 0) return { tone, alpha };
    const fold = cloth * (1 + 0.45 * Math.sin((x / unit) * 190 + Math.sin(dy / unit) * 3));
    return { tone: tone * alpha * (1 - hung) + fold * hung, alpha: Math.max(alpha, hung) };
  };
}

const wallTone = (belowFloor: number, unit: number): number =>
  belowFloor > 0 ? 0.62 : belowFloor > -unit * 0.035 ? 0.72 : 1;

type Opening = { readonly window: WindowPlace; readonly arched: boolean; readonly unit: number };

/** Panes, bars, frame and sill; null on the wall beside them. */
function windowAt(dx: number, dy: number, { window, arched, unit }: Opening): Surface | null {
  const [bar, frame] = [unit * 0.0075, unit * 0.026];
  const inside = insideWindow(dx, dy, window, arched);
  if (inside > 0) {
    const cross = Math.min(Math.abs(dx), ...[-1, 0, 1].map((k) => Math.abs(dy - (k * window.tall) / 2)));
    return { tone: 0.55, alpha: Math.max(clamp01(bar + 0.5 - cross), clamp01(frame * 0.3 + 0.5 - inside)) };
  }
  const sill = Math.abs(dx) < window.half + frame * 1.8 && Math.abs(dy - window.tall - frame * 0.6) < frame * 0.6;
  if (sill) return { tone: dy < window.tall + frame * 0.35 ? 1.5 : 0.8, alpha: 1 };
  return inside > -frame ? { tone: 0.78 + 0.3 * smooth(-frame, 0, inside), alpha: 1 } : null;
}

/** Pixels from the window's edge inwards; negative outside. */
function insideWindow(dx: number, dy: number, { half, tall }: WindowPlace, arched: boolean): number {
  const spring = -tall + half;
  if (arched && dy < spring) return half - Math.hypot(dx, dy - spring);
  return Math.min(half - Math.abs(dx), tall - Math.abs(dy));
}

/** Curtains hang beside the window, drawn in at half their height: how much of a place they cover. */
function curtainAt(aside: number, down: number, unit: number): number {
  if (down < -1.14 || down > 1.5) return 0;
  const tied = Math.exp(-(((down - 0.45) / 0.38) ** 2));
  const inner = unit * (-0.035 + 0.075 * tied);
  const outer = unit * (0.135 - 0.02 * tied);
  return clamp01(aside - inner + 0.5) * clamp01(outer - aside + 0.5);
}

/** Drops that run down the glass, each pausing on its way. */
export function rainOnGlass(stage: Stage, window: WindowPlace, depth: number): Pass {
  const random = stage.random('glass');
  const { unit, palette } = stage;
  const drops = Array.from({ length: 110 }, () => ({
    x: random() * 2 - 1,
    y: random(),
    size: unit * (0.0016 + 0.0028 * random() ** 2),
    speed: random() < 0.3 ? 0.08 + 0.2 * random() : 0,
    phase: random() * 6.28,
  }));
  const colour: Rgb = mix(palette.horizon, [255, 255, 255], 0.5);
  return (frame, time) => {
    const view = stage.camera.view(time, depth);
    for (const { x, y, size, speed, phase } of drops) {
      const slid = (y + speed * time + (speed ? 0.03 * Math.sin(time * 2 + phase) : 0)) % 1;
      const [px, py] = [view.toX(window.x + x * window.half), view.toY(window.y + (slid * 2 - 1) * window.tall)];
      const trail = speed ? Math.round((unit * 0.035) / size) : 1;
      for (let i = 0; i < trail; i += 2) {
        addGlow(
          frame,
          px + Math.sin(i * 0.35 + phase) * size * 0.3,
          py - i * size,
          size * 1.5,
          colour,
          0.42 * (1 - i / trail),
        );
      }
    }
  };
}
