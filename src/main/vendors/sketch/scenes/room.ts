import { mix } from '../colour.ts';
import { desk, letter, wallClock } from '../layers/desk.ts';
import { drawLamp, flameAt, type LampKind, lampInGlass, lampStanding } from '../layers/lamps.ts';
import { portrait, raisedHand } from '../layers/portrait.ts';
import { rays } from '../layers/rays.ts';
import { ridge } from '../layers/ridges.ts';
import { rainOnGlass, roomWall, type WindowPlace } from '../layers/room-wall.ts';
import { sky } from '../layers/sky.ts';
import { cup } from '../layers/turned.ts';
import { motes, rain, snow } from '../layers/weather.ts';
import { has, type Pass, type Stage, when } from '../stage.ts';

const wallDepth = 0.14;
const personDepth = 0.42;
const tableDepth = 0.6;

/** Where things stand in the room: the window on the side of the light, the person on the other. */
type RoomPlan = {
  readonly window: WindowPlace;
  readonly table: number;
  readonly lampKind: LampKind | null;
  readonly lamp: { readonly x: number; readonly y: number; readonly tall: number };
  readonly person: { readonly x: number; readonly y: number; readonly tall: number };
  /** The person holds the light up instead of leaving it on the table. */
  readonly held: boolean;
};

/** A room with a window: weather and light outside, a lamp within, someone at the glass, things on the table. */
export function room(stage: Stage): Pass[] {
  const { unit, reading } = stage;
  const plan = planRoom(stage);
  const { window, lampKind, lamp } = plan;
  const lit = lampKind ? { x: lamp.x, y: lamp.y - lamp.tall * flameAt(lampKind) } : null;
  return [
    ...outside(stage, window),
    ...when(lit !== null && reading.hour === 'night', () => mirrored(stage, plan)),
    roomWall(stage, { window, lamp: lit, floor: plan.table + unit * 0.1, depth: wallDepth, curtains: !reading.close }),
    ...when(has(stage, 'clock'), () =>
      wallClock(stage, {
        x: stage.width / 2 - stage.side * Math.min(unit * 0.62, stage.width * 0.36),
        y: window.y - window.tall * 0.6,
        tall: unit * 0.15,
        depth: wallDepth,
      }),
    ),
    ...when(reading.hour !== 'night' && !lit, () => rays(stage, 0.3, { x: window.x, y: window.y - unit * 0.5 })),
    ...when(has(stage, 'person'), () => someone(stage, plan)),
    ...when(!reading.close, () => table(stage, plan)),
    motes(stage, 34),
  ];
}

function planRoom(stage: Stage): RoomPlan {
  const { unit, width, height, side, reading } = stage;
  const { close } = reading;
  const upright = width <= height;
  // A tall frame has less room beside the middle and more above the table.
  const spread = side * unit * (upright ? 0.82 : 1);
  // High enough for the lamp to stand clear of captions.
  const table = height - unit * 0.27 - (upright ? (height - unit) * 0.14 : 0);
  const middle = width / 2;
  const shrink = upright ? 0.82 : 1;
  const aside = upright ? 0.17 : 0.27;
  const window = close
    ? { x: middle + spread * aside, y: height * 0.45, half: unit * 0.42 * shrink, tall: unit * 0.5 * shrink }
    : {
        x: middle + spread * aside,
        y: table * 0.75 - unit * 0.2,
        half: unit * 0.23 * shrink,
        tall: unit * 0.285 * shrink,
      };
  const person = {
    x: middle - spread * (close ? 0.4 : 0.3),
    y: close ? height * 0.86 : table - unit * (reading.seated ? 0.06 : 0.14),
    tall: unit * (close ? 0.62 : 0.37) * shrink * (reading.figure === 'child' ? 0.8 : 1),
  };
  const lampKind = lampKindOf(stage);
  const held = lampKind === 'lantern' && has(stage, 'person');
  const lamp = held ? lampInHand(stage, person) : lampOnTable(stage, lampKind, middle, spread, table);
  return { window, table, lampKind, lamp, person, held };
}

function lampInHand({ unit, side, reading }: Stage, { x, y, tall }: RoomPlan['person']): RoomPlan['lamp'] {
  const size = unit * (reading.close ? 0.3 : 0.19);
  return { x: x + side * tall * raisedHand.x, y: y + tall * raisedHand.y + size * 0.97, tall: size };
}

function lampOnTable(
  stage: Stage,
  kind: LampKind | null,
  middle: number,
  spread: number,
  table: number,
): RoomPlan['lamp'] {
  const { unit } = stage;
  const x = middle + spread * (has(stage, 'person') ? 0.06 : -0.12);
  return { x, y: table + unit * 0.035, tall: unit * (kind === 'candle' ? 0.22 : 0.26) };
}

/** The light that the prompt names; in the dark, one that it leaves open. */
function lampKindOf(stage: Stage): LampKind | null {
  const named = (['lantern', 'candle', 'lamp'] as const).find((kind) => has(stage, kind));
  const dark = stage.reading.hour === 'night' || stage.reading.hour === 'dusk';
  return named ?? (stage.reading.lamp || dark ? 'lamp' : null);
}

/** Sky, land and weather, as far as the panes will show them. */
function outside(stage: Stage, window: WindowPlace): Pass[] {
  const { unit, palette, reading } = stage;
  const low = window.y + window.tall * 0.55;
  const wet = reading.weather.has('rain') || reading.weather.has('storm');
  return [
    ...sky(stage),
    ridge(stage, {
      ...{ name: 'outside', depth: 0.08, crest: low, swing: unit * 0.05, features: 2.4, octaves: 5, fade: unit * 0.3 },
      ...{
        colour: mix(palette.far, palette.near, 0.4),
        foot: palette.near,
        bottom: window.y + window.tall + unit * 0.05,
      },
    }),
    ...when(wet, () => [rain(stage), rainOnGlass(stage, window, wallDepth)]),
    ...when(reading.snowfall || reading.weather.has('snow'), () => snow(stage)),
  ];
}

/** The lamp's double in the dark glass. */
function mirrored(stage: Stage, { window, lamp, lampKind }: RoomPlan): Pass[] {
  const y = lamp.y - lamp.tall * (flameAt(lampKind ?? 'lamp') + 0.25);
  const x = window.x + stage.side * window.half * 0.42;
  return [
    lampInGlass(stage, { x, y: Math.min(y, window.y + window.tall * 0.3), tall: lamp.tall, depth: wallDepth * 0.5 }),
  ];
}

function someone(stage: Stage, { person, lamp, lampKind, held }: RoomPlan): Pass[] {
  const wish = { ...person, depth: personDepth };
  if (!held || !lampKind) return [portrait(stage, { ...wish, reach: stage.reading.seated ? 'table' : undefined })];
  const sway = (time: number) => Math.sin(time * 1.3) * 0.035;
  return [
    portrait(stage, { ...wish, reach: 'raised' }),
    (frame, time) => drawLamp(frame, stage, lampKind, { ...lamp, depth: personDepth, time, lean: sway(time) }),
  ];
}

function table(stage: Stage, { table: top, lamp, lampKind, held, window }: RoomPlan): Pass[] {
  const { unit, palette, side } = stage;
  const glow = lampKind
    ? { x: lamp.x, reach: unit * 0.5, colour: palette.warm, strength: 0.9 }
    : { x: window.x, reach: unit * 0.6, colour: palette.light, strength: 0.7 };
  const y = top + unit * 0.05;
  return [
    desk(stage, top, tableDepth, glow),
    ...when(has(stage, 'letter'), () =>
      letter(stage, { x: lamp.x - side * unit * 0.2, y, tall: unit * 0.16, depth: tableDepth }, palette.warm),
    ),
    // A bare table looks forgotten.
    ...when(has(stage, 'cup') || (!lampKind && !has(stage, 'letter')), () =>
      cup(stage, { x: lamp.x + side * unit * 0.24, y, tall: unit * 0.085, depth: tableDepth }),
    ),
    ...when(lampKind !== null && !held, () => lampStanding(stage, lampKind ?? 'lamp', { ...lamp, depth: tableDepth })),
  ];
}
