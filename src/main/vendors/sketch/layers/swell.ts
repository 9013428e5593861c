import { mix, type Rgb } from '../colour.ts';
import { between, clamp01, fieldSize, noiseField, smooth } from '../noise.ts';
import type { Frame } from '../plate.ts';
import { addGlow } from '../shape.ts';
import type { Pass, Stage } from '../stage.ts';

/** One ridge of a high sea. Stage pixels. */
export type Swell = {
  readonly depth: number;
  readonly base: number;
  readonly tall: number;
  /** Lowest that the next ridge before it leaves to see. */
  readonly bottom: number;
  /** Height of the water at a place and time, and how far that is a crest, 0 to 1. */
  surface(x: number, time: number): { readonly y: number; readonly crest: number };
  readonly pass: Pass;
};

const ridgeCount = 7;

/** Ridges of a stormy sea from the horizon to the lens; each runs with the wind at its own pace. */
export function highSea(stage: Stage): readonly Swell[] {
  const { horizon, height, unit } = stage;
  const foam = noiseField(stage.random('foam'), 32, 4);
  const placeOf = (k: number) => {
    const near = k / (ridgeCount - 1);
    return {
      near,
      base: horizon + (height - horizon) * (0.015 + 0.93 * near ** 1.3),
      tall: unit * (0.017 + 0.135 * near ** 1.15),
    };
  };
  return Array.from({ length: ridgeCount }, (_, k) => {
    const { near, base, tall } = placeOf(k);
    const next = placeOf(k + 1);
    const shape = {
      name: `swell${k}`,
      depth: 0.22 + 0.7 * near,
      base,
      tall,
      bottom: next.base + next.tall * 1.3 + unit * 0.02,
    };
    const surface = surfaceOf(stage, shape);
    const ridge = ridgePass(stage, { ...shape, surface }, foam);
    const drops = blownSpray(stage, { ...shape, surface });
    const pass: Pass = (frame, time) => {
      ridge(frame, time);
      if (near > 0.3) drops(frame, time);
    };
    // Each ridge reaches down behind the next, so together they hide all below the first one's troughs.
    const hidesFrom = (time: number) =>
      k === 0 ? Math.ceil(stage.camera.view(time, shape.depth).toY(base + tall * 1.3)) + 2 : height;
    return { ...shape, surface, pass: Object.assign(pass, { hidesFrom }) };
  });
}

type SwellShape = Omit<Swell, 'pass' | 'surface'> & { readonly name: string };

/** Peaked crests and round troughs, as gravity makes them; groups of them rise and fall. */
function surfaceOf(stage: Stage, { name, base, tall }: SwellShape): Swell['surface'] {
  const random = stage.random(name);
  const way = -stage.side;
  const long = tall * between(random, 8.5, 11);
  const parts = [1, 0.53, 0.21].map((length) => ({
    turn: (2 * Math.PI) / (long * length),
    // Deep water: the speed of a wave grows with the root of its length.
    speed: Math.sqrt((2 * Math.PI) / (long * length)) * Math.sqrt(stage.unit) * 0.42,
    phase: random() * 6.28,
  })) as [Part, Part, Part];
  const [main, second, chop] = parts;
  return (x, time) => {
    const p = main.turn * x * way - main.speed * time + main.phase;
    const group = 0.72 + 0.28 * Math.sin(p * 0.23 + 1.7);
    const peaked = 1 - 2 * Math.sqrt(Math.sin((p + 0.5 * Math.sin(p + 0.8)) / 2) ** 2 + 0.012);
    const q = second.turn * x * way - second.speed * time + second.phase;
    const ripple = Math.sin(chop.turn * x * way - chop.speed * time + chop.phase);
    const high = 0.74 * peaked * group + 0.2 * Math.sin(q) + 0.06 * ripple;
    return { y: base - tall * high, crest: smooth(-0.15, 0.75, high) };
  };
}
type Part = { readonly turn: number; readonly speed: number; readonly phase: number };

type Ridge = SwellShape & Pick<Swell, 'surface'>;

/** The ridge's face: light through the crest, dark in the trough, foam torn down from the top. */
function ridgePass(stage: Stage, ridge: Ridge, foam: Float32Array): Pass {
  const { palette, unit } = stage;
  const far = 1 - ridge.depth;
  const deep = mix(mix(palette.near, palette.sky, 0.4), palette.haze, 0.3 * far);
  const foot = mix(deep, palette.haze, 0.3 + 0.25 * far);
  const clear = mix(mix(palette.sky, palette.horizon, 0.55), palette.far, 0.3);
  const white = mix(palette.horizon, [255, 255, 255], 0.45);
  const grain = 150 / (unit * (0.25 + 0.75 * ridge.depth));
  return (frame, time) => {
    const view = stage.camera.view(time, ridge.depth);
    const end = Math.min(frame.height, Math.ceil(view.toY(ridge.bottom)));
    for (let px = 0; px < frame.width; px += 1) {
      const x = view.x(px + 0.5);
      const { y, crest } = ridge.surface(x, time);
      const top = view.toY(y);
      // Foam slides with the water, slower than the wave runs through it.
      const u = Math.floor(x * grain + stage.side * time * 9) & (fieldSize - 1);
      paintColumn(frame, {
        px,
        top,
        end,
        u,
        grain,
        crest,
        tall: ridge.tall,
        drop: time * 7,
        foam,
        deep,
        foot,
        clear,
        white,
      });
    }
  };
}

type Column = {
  readonly px: number;
  readonly top: number;
  readonly end: number;
  readonly u: number;
  readonly grain: number;
  readonly crest: number;
  readonly tall: number;
  readonly drop: number;
  readonly foam: Float32Array;
  readonly deep: Rgb;
  readonly foot: Rgb;
  readonly clear: Rgb;
  readonly white: Rgb;
};

function paintColumn(frame: Frame, column: Column): void {
  const { px, top, end, u, grain, crest, tall, drop, foam, deep, foot, clear, white } = column;
  const { data, width } = frame;
  const fade = 1 / (tall * (0.3 + 0.45 * crest));
  const cap = tall * (0.035 + 0.13 * crest);
  for (let y = Math.max(0, Math.floor(top)); y < end; y += 1) {
    const below = Math.max(0, y + 0.5 - top);
    const cover = clamp01(y + 1 - top);
    const v = Math.floor(below * grain * 2.6 - drop) & (fieldSize - 1);
    const rough = foam[v * fieldSize + u] as number;
    // Light comes through the thin top of a wave; its foot lies in blown spray.
    const thin = (0.08 + 0.6 * crest) / (1 + (below * fade) ** 2);
    const mist = clamp01(below / (tall * 2.1) - 0.12 * crest) + (rough - 0.5) * 0.3;
    const torn = Math.max(0, rough - 0.6 + 0.13 * crest - below * fade * 0.02) * 3.2;
    const head = Math.max(0, 1 - below / (cap * (0.35 + 1.4 * rough))) * crest;
    const foamy = Math.min(0.88, torn * (0.25 + 0.5 * crest) + head * 1.15);
    const at = (y * width + px) * 3;
    for (let i = 0; i < 3; i += 1) {
      const body = (deep[i] as number) + ((foot[i] as number) - (deep[i] as number)) * mist;
      const lit = body + ((clear[i] as number) - body) * thin;
      const colour = lit + ((white[i] as number) - lit) * foamy;
      data[at + i] = (data[at + i] as number) * (1 - cover) + colour * cover;
    }
  }
}

/** Drops that the wind tears off the crests. */
function blownSpray(stage: Stage, ridge: Ridge): Pass {
  const random = stage.random(`${ridge.name} spray`);
  const { width, unit, side, palette } = stage;
  const colour = mix(palette.horizon, [255, 255, 255], 0.5);
  const drops = Array.from({ length: 240 }, () => ({
    x: between(random, -0.1, 1.1) * width,
    start: random(),
    rise: between(random, 0.1, 0.75) * ridge.tall,
    blown: between(random, 0.4, 1.7) * ridge.tall,
    soft: random() ** 3,
  }));
  return (frame, time) => {
    const view = stage.camera.view(time, ridge.depth);
    for (const { x, start, rise, blown, soft } of drops) {
      const age = (time * 0.75 + start) % 1;
      // Torn off where the crest stood at its birth.
      const { y, crest } = ridge.surface(x, time - age / 0.75);
      if (crest < 0.55) continue;
      const high = rise * Math.sin(Math.PI * Math.min(1, age * 1.15)) * crest;
      const size = unit * (0.0018 + 0.02 * soft * (0.3 + age)) * (0.5 + ridge.depth * 0.6);
      const strength = (soft > 0.3 ? 0.16 : 0.6) * Math.sin(Math.PI * age);
      addGlow(frame, view.toX(x - side * blown * age), view.toY(y - high), size, colour, strength);
    }
  };
}
