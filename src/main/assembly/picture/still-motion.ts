import { type FrameRate, frameSeconds } from '../../../shared/time.ts';
import { filter } from '../../ffmpeg/filter-text.ts';
import { chromaIn, chromaOut, lookFilters, scaleTo } from './colours.ts';
import { cropTo, type Layout, stillFlags } from './lay-in.ts';
import type { ChainPlace, Look, PictureCanvas, PictureChain } from './picture-types.ts';
import type { SourceFacts } from './source-facts.ts';
import type { StillPlan, StillStep, Zoom } from './still-plan.ts';

type Still = Omit<Layout, 'fit'> & { readonly facts: SourceFacts };

/** Filters that make a sheet of the still, and those that show it moving, with their scripts. */
export type MovedStill = {
  readonly plates: string;
  readonly motion: readonly string[];
  readonly scripts: PictureChain['scripts'];
};

/** Turns a plan into filters. The sheet holds the plan's plates one below the other, so that a cut's offset chooses one. */
export function moveStill(
  { facts, focus }: Still,
  plan: StillPlan,
  canvas: PictureCanvas,
  look: Look,
  place: ChainPlace,
): MovedStill {
  const names = { cut: `crop@${place.label}cut`, show: `crop@${place.label}show` };
  const sheet = sheetOf(plan);
  const cuts = plan.steps.map((step) => cutOf(step, sheet));
  const [first] = cuts;
  if (!first) throw new RangeError('A span has at least one frame.');
  const script = { path: place.workFile('still.cmd'), text: commands(cuts, names, canvas.fps) };
  const moves = script.text !== '';
  return {
    plates: [
      cropToShape(facts, canvas, focus),
      sheetFilters(facts, plan, sheet, { format: canvas.pixelFormat, label: place.label, flags: stillFlags(canvas) }),
      ...lookFilters(look, canvas.pixelFormat),
    ].join(','),
    motion: [
      ...(moves ? [filter('sendcmd', { f: script.path })] : []),
      filter(names.cut, first.cut),
      scaleFilter(plan, canvas),
      // No filter may stand between these two: it would hide from the second that its input changes size.
      filter(names.show, { w: canvas.width, h: canvas.height, ...first.show }),
      `format=${canvas.pixelFormat}`,
    ],
    scripts: moves ? [script] : [],
  };
}

/** The part of the picture that covers the canvas, in its own pixels. */
function cropToShape(facts: SourceFacts, { width, height }: PictureCanvas, focus: Layout['focus']): string {
  const shape = facts.pixelAspect === 1 ? `(${width}/${height})` : `(${width}/${height}/sar)`;
  return cropTo({ w: `max(1,min(iw,round(ih*${shape})))`, h: `max(1,min(ih,round(iw/${shape})))` }, focus);
}

/** Size of each plate with its margins, in pixels; margins are touched by the scaler, but never seen. */
type Sheet = {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly x: number; readonly y: number };
};

function sheetOf({ plates, steps }: StillPlan): Sheet {
  const beyond = (offset: number, cut: number, length: number): number =>
    2 * Math.ceil(Math.max(-offset, offset + cut - length) / 2);
  let [x, y] = [0, 0];
  for (const step of steps) {
    const { width, height } = plates[step.plate]?.size ?? { width: 0, height: 0 };
    x = Math.max(x, beyond(step.x.offset, step.x.cut, width));
    y = Math.max(y, beyond(step.y.offset, step.y.cut, height));
  }
  const width = Math.max(...plates.map(({ size }) => size.width)) + 2 * x;
  const height = Math.max(...plates.map(({ size }) => size.height)) + 2 * y;
  return { width, height, margin: { x, y } };
}

type Cut = { readonly cut: Readonly<Record<string, number>>; readonly show: Readonly<Record<string, number>> };

const cutOf = ({ plate, x, y }: StillStep, { height, margin }: Sheet): Cut => ({
  cut: { w: x.cut, h: y.cut, x: x.offset + margin.x, y: plate * height + y.offset + margin.y },
  show: { x: x.out, y: y.out },
});

type Making = { readonly format: PictureCanvas['pixelFormat']; readonly label: string; readonly flags: string };

function sheetFilters(facts: SourceFacts, { plates }: StillPlan, sheet: Sheet, making: Making): string {
  const { width, height, margin } = sheet;
  const filters = plates.map(({ size }) => [
    ...scaleTo(facts, { w: size.width, h: size.height }, making.format, making.flags),
    filter('pad', { w: width, h: height, x: margin.x, y: margin.y }),
    filter('fillborders', {
      left: margin.x,
      right: width - margin.x - size.width,
      top: margin.y,
      bottom: height - margin.y - size.height,
    }),
    'setsar=1',
  ]);
  if (filters.length === 1) return filters.flat().join(',');
  const [pads, outs] = ['s', 't'].map((letter) => plates.map((_, index) => `[${making.label}${letter}${index}]`));
  const chains = filters.map((chain, index) => `${pads?.[index]}${chain.join(',')}${outs?.[index]};`);
  return `split=${plates.length}${pads?.join('')};${chains.join('')}${outs?.join('')}vstack=${plates.length}`;
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
    ...chromaIn,
    ...chromaOut,
  });
}

/**
 * `scaledLength` of still-track.ts in FFmpeg's words. The width of a cut tells its plate: divided by twice the number of
 * plates it leaves twice the plate's number. Commands for each frame's size would set up the scaler three times a frame.
 */
function scaleExpression(length: 'iw' | 'ih', zooms: readonly Zoom[]): string {
  const zoomed = zooms
    .map(({ first, growth }) => (growth === 0 ? `${first}` : `(${first}+${growth}*n)`))
    .reduceRight((others, own, plate) => `if(eq(mod(iw,${2 * zooms.length}),${2 * plate}),${own},${others})`);
  return `2*round(${length}*${zoomed}/2)`;
}

/** Commands for what changes, half a frame early so that rounding cannot make them late. */
function commands(cuts: readonly Cut[], names: Readonly<Record<keyof Cut, string>>, fps: FrameRate): string {
  return cuts
    .flatMap((cut, frame) => {
      const before = cuts[frame - 1];
      if (!before) return [];
      const changes = (['cut', 'show'] as const).flatMap((which) =>
        Object.entries(cut[which])
          .filter(([option, value]) => before[which][option] !== value)
          .map(([option, value]) => `${names[which]} ${option} ${value}`),
      );
      return changes.length === 0 ? [] : [`${frameSeconds(frame - 0.5, fps).toFixed(6)} ${changes.join(', ')};`];
    })
    .join('\n');
}
