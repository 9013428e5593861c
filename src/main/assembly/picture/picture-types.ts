import type { FrameRate } from '../../../shared/time.ts';

/** Frames `from` up to, not including, `to` of a scene that is `sceneFrames` long. */
export type Span = { readonly from: number; readonly to: number; readonly sceneFrames: number };

export type PixelFormat = 'yuv420p' | 'yuv420p10le' | 'yuv422p10le';

export type PictureCanvas = {
  readonly width: number;
  readonly height: number;
  readonly fps: FrameRate;
  readonly pixelFormat: PixelFormat;
  /** For drafts: cheaper scaling. */
  readonly quick: boolean;
};

/** Absolute path of a .cube file made by `lookFile`, which holds its strength already. */
export type Look = { readonly cube: string } | null;

/** Where a chain stands in its filter graph. */
export type ChainPlace = {
  /** Number of its first input among the inputs of the run. */
  readonly input: number;
  /** Name of its output pad, letters and digits; its other labels and filter names begin with it. */
  readonly label: string;
  /** Folder of the fonts for slates. */
  readonly fontsDir: string;
  /** Absolute path for a script of this run; `name` is unique in a chain, so put the label into the path. */
  readonly workFile: (name: string) => string;
};

export type PictureChain = {
  /** Arguments for all its inputs, in order. */
  readonly inputs: readonly string[];
  /** How many inputs these are: none for slates, several where parts of a clip repeat. */
  readonly inputCount: number;
  /** Text for `-filter_complex`, from the inputs to `[label]`; join several with `;`. */
  readonly graph: string;
  /** Files to write before the run. */
  readonly scripts: readonly { readonly path: string; readonly text: string }[];
};
