import { type Random, randomFrom } from '../../../shared/random.ts';
import { type Camera, createCamera, reach, type View } from './camera.ts';
import { between, seedOf } from './noise.ts';
import { type Palette, paletteFor } from './palette.ts';
import { type Area, drawPlate, type Frame, type Plate, type PlateMotion, solidFrom } from './plate.ts';
import type { Reading, Subject } from './reading.ts';

/** One thing painted over the frame so far; `time` in seconds. */
export type Pass = {
  (frame: Frame, time: number): void;
  /** The frame row from which down it hides all that was painted before, which then need not be. */
  readonly hidesFrom?: (time: number) => number;
};

/** Everything that the layers of one picture share. Lengths are frame pixels at rest. */
export type Stage = {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  /** Short side: what sizes are measured in, so that every aspect keeps its proportions. */
  readonly unit: number;
  readonly horizon: number;
  readonly light: { readonly x: number; readonly y: number; readonly radius: number };
  /** Behind cloud: neither disc nor glitter. */
  readonly lightHidden: boolean;
  /** Where the eye should go. */
  readonly subject: { readonly x: number };
  /** -1 when the light is left of the subject. */
  readonly side: -1 | 1;
  readonly palette: Palette;
  readonly reading: Reading;
  readonly camera: Camera;
  /** A fresh source of numbers for a layer, the same for the same name. */
  random(name: string): Random;
};

export type PictureWish = {
  readonly reading: Reading;
  readonly prompt: string;
  readonly seed: number;
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
};

/** Where the horizon may lie, as shares of the height: low for big skies, high for ground worth seeing. */
const horizons: Record<Reading['place'], readonly [number, number]> = {
  sea: [0.54, 0.66],
  mountains: [0.62, 0.72],
  forest: [0.6, 0.68],
  city: [0.66, 0.76],
  desert: [0.54, 0.62],
  field: [0.56, 0.66],
  interior: [0.66, 0.72],
  space: [0.5, 0.5],
  abstract: [0.5, 0.5],
};

/** Composes the picture: palette, horizon, light on one third, subject on the other, camera. */
export function composeStage({ reading, prompt, seed, width, height, seconds }: PictureWish): Stage {
  const source = seedOf(prompt, seed * 7919 + 17);
  const random = randomFrom(source);
  const palette = paletteFor(reading, random);
  const side = random() < 0.5 ? -1 : 1;
  const unit = Math.min(width, height);
  const horizon = height * between(random, ...horizons[reading.place]);
  const low = reading.hour === 'dawn' || reading.hour === 'dusk';
  const third = between(random, 0.15, 0.2);
  const light = {
    x: width * (0.5 + side * third),
    y: low
      ? horizon - unit * between(random, 0.05, 0.16)
      : Math.max(height * 0.14, horizon - unit * between(random, 0.34, 0.44)),
    radius: unit * between(random, 0.035, 0.06),
  };
  const subject = { x: width * (0.5 - side * between(random, 0.12, 0.19)) };
  const { move, pace, handheld } = reading;
  const focus = { x: subject.x, y: horizon - unit * 0.06 };
  const camera = createCamera({ move, pace, handheld, focus, width, height, seconds });
  const lightHidden = (['storm', 'overcast', 'rain'] as const).some((kind) => reading.weather.has(kind));
  const layerRandom = (name: string) => randomFrom(seedOf(name, source));
  return {
    width,
    height,
    seconds,
    unit,
    horizon,
    light,
    lightHidden,
    subject,
    side,
    palette,
    reading,
    camera,
    random: layerRandom,
  };
}

/** The part of the stage that a layer at `depth` must cover so that no camera move shows its edge. */
export function coverArea(stage: Stage, depth: number, top: number, bottom: number): Area {
  const aside = stage.width * reach.x * depth + stage.width * 0.02 + 4;
  const beyond = stage.height * reach.y * depth + stage.height * 0.02 + 4;
  return {
    left: -aside,
    right: stage.width + aside,
    top: Math.max(-beyond, top),
    bottom: Math.min(stage.height + beyond, bottom),
  };
}

/** Shows a plate at a depth, moved by the camera and by `motion`. */
export function platePass(stage: Stage, plate: Plate, depth: number, motion?: (time: number) => PlateMotion): Pass {
  const show = (frame: Frame, time: number) => drawPlate(frame, plate, stage.camera.view(time, depth), motion?.(time));
  if (motion) return show;
  const solid = plate.top + solidFrom(plate) * plate.texel;
  const end = plate.top + (plate.height - 1) * plate.texel;
  const hidesFrom = (time: number): number => {
    const view = stage.camera.view(time, depth);
    return end < view.y(stage.height) ? stage.height : Math.ceil(view.toY(solid)) + 2;
  };
  return Object.assign(show, { hidesFrom });
}

/** A point of the stage as the camera sees it. */
export const seen = (view: View, x: number, y: number): readonly [number, number] => [view.toX(x), view.toY(y)];

/** Passes that are there only on a condition; they are not made otherwise. */
export const when = (condition: boolean, make: () => Pass | readonly Pass[]): readonly Pass[] =>
  condition ? [make()].flat() : [];

export const has = (stage: Stage, ...subjects: readonly Subject[]): boolean =>
  subjects.some((subject) => stage.reading.subjects.includes(subject));
