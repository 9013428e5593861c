import { type StillMotion, stillWindow } from '../../../shared/still-window.ts';
import type { PictureCanvas, Span } from './picture-types.ts';
import { type Axis, type AxisStep, fixedCut, stepFor, stepWithCut, zoomOf } from './still-track.ts';

export type PlateSize = { readonly width: number; readonly height: number };

/** How one frame is cut out of plate number `plate`. */
export type StillStep = { readonly plate: number; readonly x: AxisStep; readonly y: AxisStep };

/** Zoom at the first frame of the span, and by how much it grows with every frame. */
export type Zoom = { readonly first: number; readonly growth: number };

export type StillPlan = {
  /** Pictures of the still in slightly different sizes. */
  readonly plates: readonly { readonly size: PlateSize; readonly zoom: { readonly x: Zoom; readonly y: Zoom } }[];
  /** One for each frame of the span. */
  readonly steps: readonly StillStep[];
  /** Furthest from the ideal of all steps, in pixels of the canvas. */
  readonly error: number;
};

/** Near enough that steps from frame to frame are within 0.05 pixels of the ideal; drafts are content with less. */
const goodErrors = { fine: 0.024, quick: 0.06 };
/** Pixels that a cut may be longer than what is seen of it: more of them hold more good fractions. */
const rooms = { fine: 384, quick: 256 };

/**
 * Sizes of zoom plates, in canvases. A little more than the canvas, for sharpness; near 1:1 and near simple fractions
 * such as 9/10 there are few numbers to choose from, so there are four, of which one is always in the clear.
 */
const plateScales = { fine: [1.085, 1.095, 1.105, 1.115], quick: [1.09, 1.11] };

/** Sizes tried for the plate of a move. */
const moveScales = [1.2, 1.195, 1.19, 1.185, 1.18, 1.175, 1.17, 1.165];

const even = (value: number): number => 2 * Math.round(value / 2);

/** Works out every frame of a still's motion. Under 20 ms for 300 frames. */
export function planStill(
  motion: Exclude<StillMotion, 'none'>,
  canvas: Pick<PictureCanvas, 'width' | 'height' | 'quick'>,
  span: Span,
): StillPlan {
  const steps = motion === 'in' || motion === 'out' ? zoomSteps : moveSteps;
  return steps(motion, canvas, span);
}

type Motion = Exclude<StillMotion, 'none'>;
type Size = Pick<PictureCanvas, 'width' | 'height' | 'quick'>;
type Along = 'x' | 'y';

/** The window of one frame on one axis. */
function windowAt(motion: Motion, along: Along, frame: number, sceneFrames: number): { start: number; size: number } {
  const { left, top, size } = stillWindow(motion, frame / sceneFrames);
  return { start: along === 'x' ? left : top, size };
}

function axisOf(canvas: Size, along: Along, plate: number): Axis {
  const kind = canvas.quick ? 'quick' : 'fine';
  const length = along === 'x' ? canvas.width : canvas.height;
  return { length, plate, room: rooms[kind], good: goodErrors[kind] };
}

const framesOf = ({ from, to }: Span): number[] => Array.from({ length: to - from }, (_, index) => from + index);

function zoomSteps(motion: Motion, canvas: Size, span: Span): StillPlan {
  const scales = plateScales[canvas.quick ? 'quick' : 'fine'];
  const plates = scales.map((scale) => {
    const size = { width: even(canvas.width * scale), height: even(canvas.height * scale) };
    return { size, x: axisOf(canvas, 'x', size.width), y: axisOf(canvas, 'y', size.height) };
  });
  const steps = framesOf(span).map((frame) => {
    const [across, down] = (['x', 'y'] as const).map((along) => windowAt(motion, along, frame, span.sceneFrames));
    if (!across || !down) throw new RangeError('A picture has two axes.');
    // The scale filter knows the plate by the width that it gets: see scaleExpression.
    const choices = plates.map(({ x, y }, plate) => ({
      plate,
      x: stepFor(x, across, { by: 2 * plates.length, rest: 2 * plate }),
      y: stepFor(y, down),
    }));
    return choices.reduce((best, step) => (isBetter(step, best, canvas) ? step : best));
  });
  const zooms = plates.map(({ size, x, y }) => ({
    size,
    zoom: { x: zoomAlong(motion, 'x', x, span), y: zoomAlong(motion, 'y', y, span) },
  }));
  return { plates: zooms, steps, error: Math.max(...steps.map(errorOf)) };
}

/** Good enough and less to scale; where nothing is good enough, the least wrong. */
function isBetter(step: StillStep, than: StillStep, { quick }: Size): boolean {
  const good = goodErrors[quick ? 'quick' : 'fine'];
  if (Math.max(errorOf(step), errorOf(than)) > good) return errorOf(step) < errorOf(than);
  return step.x.cut * step.y.cut < than.x.cut * than.y.cut;
}

const errorOf = ({ x, y }: StillStep): number => Math.max(x.error, y.error);

/** Every zoom grows by the same with every frame. */
function zoomAlong(motion: Motion, along: Along, axis: Axis, { from, sceneFrames }: Span): Zoom {
  const at = (frame: number): number => zoomOf(axis, windowAt(motion, along, frame, sceneFrames));
  return { first: at(from), growth: (at(sceneFrames) - at(0)) / sceneFrames };
}

/** The window keeps its size: one plate, and one cut on each axis. */
function moveSteps(motion: Motion, canvas: Size, span: Span): StillPlan {
  const frames = framesOf(span);
  const tracks = (['x', 'y'] as const).map((along) => {
    const moving = along === (motion === 'left' || motion === 'right' ? 'x' : 'y');
    const { axis, cut } = axisOfMove(motion, canvas, along, moving);
    const window = (frame: number) => windowAt(motion, along, frame, span.sceneFrames);
    return { axis, zoom: zoomOf(axis, window(0)), steps: frames.map((frame) => stepWithCut(axis, window(frame), cut)) };
  }) as unknown as [MoveTrack, MoveTrack];
  const [x, y] = tracks;
  const steps = frames.map((_, index) => ({ plate: 0, x: x.steps[index] as AxisStep, y: y.steps[index] as AxisStep }));
  const still = (zoom: number): Zoom => ({ first: zoom, growth: 0 });
  return {
    plates: [{ size: { width: x.axis.plate, height: y.axis.plate }, zoom: { x: still(x.zoom), y: still(y.zoom) } }],
    steps,
    error: Math.max(...steps.map(errorOf)),
  };
}

type MoveTrack = { readonly axis: Axis; readonly zoom: number; readonly steps: readonly AxisStep[] };

/** Where nothing moves, one window has to be met; where it does, any. */
function axisOfMove(motion: Motion, canvas: Size, along: Along, moving: boolean): { axis: Axis; cut: number } {
  const axis = axisOf(canvas, along, 0);
  const plates = moveScales.map((scale) => even(axis.length * scale));
  const window = windowAt(motion, along, 0, 1);
  if (moving) {
    const { plate, cut } = fixedCut(axis, window.size, plates);
    return { axis: { ...axis, plate }, cut };
  }
  const choices = plates.map((plate) => ({ plate, ...stepFor({ ...axis, plate }, window) }));
  const good = choices.filter(({ error }) => error <= axis.good);
  const { plate, cut } = (good.length > 0 ? good : choices).reduce((best, choice) =>
    (good.length > 0 ? choice.cut < best.cut : choice.error < best.error) ? choice : best,
  );
  return { axis: { ...axis, plate }, cut };
}
