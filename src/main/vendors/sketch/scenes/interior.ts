import { hex, mix } from '../colour.ts';
import { bokeh } from '../layers/city.ts';
import { gear } from '../layers/gear.ts';
import { mist } from '../layers/mist.ts';
import { portrait } from '../layers/portrait.ts';
import { rays } from '../layers/rays.ts';
import { tableTop, wall } from '../layers/room.ts';
import { bottle, cup } from '../layers/turned.ts';
import { motes } from '../layers/weather.ts';
import { has, type Pass, type Stage, when } from '../stage.ts';
import { room } from './room.ts';

/** Indoors: a portrait by lamp light, a clockwork or a thing close by, or else the room itself. */
export function interior(stage: Stage): Pass[] {
  return closeBy(stage) ? still(stage) : room(stage);
}

/** Whether the prompt is about a face or a thing rather than about a room and who is in it. */
function closeBy(stage: Stage): boolean {
  if (has(stage, 'portrait', 'bottle')) return true;
  return has(stage, 'cup', 'gear') && !has(stage, 'person') && !stage.reading.window;
}

function still(stage: Stage): Pass[] {
  const { unit, palette, height, light, reading } = stage;
  const warm = [palette.warm, mix(palette.warm, palette.light, 0.5), mix(palette.horizon, hex('#ff8a50'), 0.4)];
  const window = !reading.lamp && (stage.random('window')() < 0.5 || reading.hour === 'dawn');
  return [
    wall(stage),
    bokeh(stage, 'room', {
      y: height * 0.34,
      spread: unit * 0.26,
      size: unit * 0.085,
      count: 16,
      strength: 0.2,
      colours: warm,
    }),
    ...(has(stage, 'portrait') ? sitter(stage) : onTable(stage)),
    ...when(window, () => rays(stage, 0.32, { x: light.x, y: -unit * 0.25 })),
    motes(stage, 40),
  ];
}

function sitter(stage: Stage): Pass[] {
  const { unit, height, subject, side } = stage;
  const tall = unit * 0.74;
  return [
    portrait(stage, { x: subject.x - side * unit * 0.02, y: height * 0.5 + tall * 0.62, tall, depth: 0.6 }),
    ...when(has(stage, 'gear'), () =>
      gears(stage, { x: subject.x + side * unit * 0.5, y: height - unit * 0.16, size: 0.75, depth: 0.85 }),
    ),
  ];
}

function onTable(stage: Stage): Pass[] {
  const { unit, width, height, palette, subject } = stage;
  const top = height * (width > height ? 0.69 : 0.62);
  const x = width / 2 + (subject.x - width / 2) * 0.35;
  if (has(stage, 'gear')) return gears(stage, { x, y: height * 0.55, size: 1.35, depth: 0.5 });
  const y = top + unit * 0.12;
  const cupWanted = has(stage, 'cup') && !has(stage, 'bottle');
  return [
    tableTop(stage, top),
    mist(stage, 'bounce', { middle: top, thick: unit * 0.03, depth: 0.3, strength: 0.2, colour: palette.light }),
    ...(cupWanted
      ? cup(stage, { x, y, tall: unit * 0.2, depth: 0.5 })
      : [bottle(stage, { x, y, tall: unit * 0.58, depth: 0.5 })]),
  ];
}

type GearsWish = { readonly x: number; readonly y: number; readonly size: number; readonly depth: number };

/** Wheels that mesh: each turns against its neighbour, in the ratio of their teeth. */
function gears(stage: Stage, { x, y, size, depth }: GearsWish): Pass[] {
  const { unit, side } = stage;
  const big = unit * 0.17 * size;
  const wheel = (angle: number, part: number, teeth: number, phase: number): Pass => {
    const away = (big + big * part) * 0.93;
    const [gx, gy] = [x + Math.cos(angle) * away * side, y + Math.sin(angle) * away];
    return gear(stage, { x: gx, y: gy, radius: big * part, teeth, speed: (-0.55 * 25) / teeth, phase, depth });
  };
  return [
    wheel(-0.9, 0.6, 15, 0.1),
    wheel(2.7, 0.42, 10, 0.3),
    gear(stage, { x, y, radius: big, teeth: 25, speed: 0.55, phase: 0, depth }),
  ];
}
