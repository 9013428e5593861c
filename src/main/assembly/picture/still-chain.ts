import { type FrameRate, frameSeconds } from '../../../shared/time.ts';
import type { StillMotion } from '../../../shared/still-window.ts';
import { inputArgs } from '../../ffmpeg/container.ts';
import { filter } from '../../ffmpeg/filter-text.ts';
import { lookFilters, scaleTo, type WorkFormat } from './colours.ts';
import { cropTo, type Layout, layIn } from './lay-in.ts';
import type { ChainPlace, Look, PictureCanvas, PictureChain, Span } from './picture-types.ts';
import type { SourceFacts } from './source-facts.ts';
import { standStill, tagged } from './steady.ts';
import { planStill, type StillPlan, type StillStep, type Zoom } from './still-plan.ts';

type Still = Layout & { readonly facts: SourceFacts; readonly motion: StillMotion };

/** A still in its scene. It is decoded, scaled and coloured once; only its motion is made for every frame. */
export function stillChain(
  still: Still,
  span: Span,
  canvas: PictureCanvas,
  look: Look,
  place: ChainPlace,
): PictureChain {
  const { facts, motion } = still;
  const frames = `trim=end_frame=${span.to - span.from}`;
  const moved = motion === 'none' ? null : movedStill(still, planStill(motion, canvas, span), canvas, look, place);
  const filters = moved
    ? [...moved.plates, ...standStill(canvas.fps), frames, ...moved.motion]
    : [layIn(facts, canvas, still, look, place.label), ...standStill(canvas.fps), frames];
  return {
    inputs: ['-threads', '1', ...inputArgs(facts.file, facts.container)],
    inputCount: 1,
    // A picture format that can move gives its first picture.
    graph: `[${place.input}:v:0]trim=end_frame=1,${[...filters, ...tagged].join(',')}[${place.label}]`,
    scripts: moved ? [{ path: place.workFile('still.cmd'), text: moved.script(canvas.fps) }] : [],
  };
}

type Moved = {
  readonly plates: readonly string[];
  readonly motion: readonly string[];
  readonly script: (fps: FrameRate) => string;
};

function movedStill(
  { facts, focus }: Still,
  plan: StillPlan,
  canvas: PictureCanvas,
  look: Look,
  place: ChainPlace,
): Moved {
  const { label } = place;
  const names = { cut: `crop@${label}cut`, show: `crop@${label}show` };
  const margin = marginOf(plan);
  const format: WorkFormat = canvas.pixelFormat === 'yuv420p' ? 'yuv444p' : 'yuv444p10le';
  const shape = shapeOf(facts, canvas);
  const first = plan.steps[0];
  if (!first) throw new RangeError('A span has at least one frame.');
  const tall = Math.max(...plan.plates.map(({ size }) => size.height)) + 2 * margin.y;
  const wide = Math.max(...plan.plates.map(({ size }) => size.width)) + 2 * margin.x;
  const cutAt = ({ plate, x, y }: StillStep) => ({
    cut: { w: x.cut, h: y.cut, x: x.offset + margin.x, y: plate * tall + y.offset + margin.y },
    show: { x: x.out, y: y.out },
  });
  return {
    plates: [
      cropTo(
        {
          w: `min(iw,round(ih*${shape}))`,
          h: `min(ih,round(iw/${shape}))`,
        },
        focus,
      ),
      ...plateFilters(facts, plan, { wide, tall, margin }, format, label, canvas.quick),
      ...lookFilters(look, format),
    ],
    motion: [
      filter('sendcmd', { f: place.workFile('still.cmd') }),
      filter(names.cut, { ...cutAt(first).cut, exact: 1 }),
      scaleFilter(plan, canvas),
      // No filter may stand between these two: it would hide from the cut that its input changes size.
      filter(names.show, { w: canvas.width, h: canvas.height, ...cutAt(first).show }),
      `format=${canvas.pixelFormat}`,
    ],
    script: (fps) => script(plan.steps.map(cutAt), names, fps),
  };
}

/** Width over height of the part that covers the canvas, in stored pixels. */
const shapeOf = (facts: SourceFacts, { width, height }: PictureCanvas): string =>
  facts.pixelAspect === 1 ? `(${width}/${height})` : `(${width}/${height}/sar)`;

/** Pixels that cuts reach beyond the plate; what is there is never seen, only touched by the scaler. */
function marginOf({ plates, steps }: StillPlan): { x: number; y: number } {
  const beyond = (offset: number, cut: number, length: number): number => Math.max(-offset, offset + cut - length);
  let [x, y] = [0, 0];
  for (const step of steps) {
    const { width, height } = plates[step.plate]?.size ?? { width: 0, height: 0 };
    x = Math.max(x, beyond(step.x.offset, step.x.cut, width));
    y = Math.max(y, beyond(step.y.offset, step.y.cut, height));
  }
  return { x, y };
}

type Sheet = {
  readonly wide: number;
  readonly tall: number;
  readonly margin: { readonly x: number; readonly y: number };
};

/** All plates, one below the other on one sheet, their edges drawn out into the margins. */
function plateFilters(
  facts: SourceFacts,
  { plates }: StillPlan,
  sheet: Sheet,
  format: WorkFormat,
  label: string,
  quick: boolean,
): string[] {
  const { wide, tall, margin } = sheet;
  const one = ({ size }: StillPlan['plates'][number]): string[] => [
    ...scaleTo(
      facts,
      { w: size.width, h: size.height },
      format,
      quick ? 'bilinear' : 'bicubic+accurate_rnd+full_chroma_inp',
    ),
    filter('pad', { w: wide, h: tall, x: margin.x, y: margin.y }),
    filter('fillborders', {
      left: margin.x,
      right: wide - margin.x - size.width,
      top: margin.y,
      bottom: tall - margin.y - size.height,
    }),
    'setsar=1',
  ];
  if (plates.length === 1) return plates.flatMap(one);
  const pads = plates.map((_, index) => `${label}s${index}`);
  const outs = plates.map((_, index) => `[${label}t${index}]`);
  const chains = plates.map((plate, index) => `[${pads[index]}]${one(plate).join(',')}${outs[index]}`);
  return [
    `split=${plates.length}${pads.map((pad) => `[${pad}]`).join('')};${chains.join(';')};${outs.join('')}vstack=${plates.length}`,
  ];
}

function scaleFilter({ plates }: StillPlan, { quick }: PictureCanvas): string {
  const grows = plates.some(({ zoom }) => zoom.x.growth !== 0);
  return filter('scale', {
    w: scaleExpression(
      'iw',
      plates.map(({ zoom }) => zoom.x),
    ),
    h: scaleExpression(
      'ih',
      plates.map(({ zoom }) => zoom.y),
    ),
    eval: grows ? 'frame' : 'init',
    flags: quick ? 'bilinear' : 'bicubic',
    out_h_chr_pos: 0,
    out_v_chr_pos: 128,
  });
}

/**
 * `scaledLength` of still-track.ts in FFmpeg's words. The width of a cut tells its plate: divided by the number of plates
 * it leaves the plate's number. Commands for each frame's size would set up the scaler three times a frame.
 */
function scaleExpression(length: 'iw' | 'ih', zooms: readonly Zoom[]): string {
  const zoomed = zooms
    .map(({ first, growth }) => (growth === 0 ? `${first}` : `(${first}+${growth}*n)`))
    .reduceRight((others, own, plate) => `if(eq(mod(iw,${zooms.length}),${plate}),${own},${others})`);
  return `2*round(${length}*${zoomed}/2)`;
}

type Cut = { readonly cut: Record<string, number>; readonly show: Record<string, number> };

/** Commands for what changes, half a frame early so that rounding cannot make them late. */
function script(cuts: readonly Cut[], names: { cut: string; show: string }, fps: FrameRate): string {
  return cuts
    .flatMap((cut, frame) => {
      const before = cuts[frame - 1];
      if (!before) return [];
      const commands = (['cut', 'show'] as const).flatMap((which) =>
        Object.entries(cut[which])
          .filter(([option, value]) => before[which][option] !== value)
          .map(([option, value]) => `${names[which]} ${option} ${value}`),
      );
      return commands.length === 0 ? [] : [`${frameSeconds(frame - 0.5, fps).toFixed(6)} ${commands.join(', ')};`];
    })
    .join('\n');
}
