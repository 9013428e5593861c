import type { FfmpegTools } from '../ffmpeg/tools.ts';

/** What the running parts of assembly have in common. */
export type RenderContext = {
  readonly tools: FfmpegTools;
  /** Absolute path of a take's media file. */
  readonly mediaPath: (takeId: string) => Promise<string>;
  /** Absolute path of a file that the film owns besides takes: `asset.file`. */
  readonly assetPath: (file: string) => Promise<string>;
  /** Rebuildable files, named by the hash of what shapes them. */
  readonly cacheDir: string;
  /** Folder of the caption fonts. */
  readonly fontsDir: string;
  /** Folder of what comes with the studio, such as looks. */
  readonly resourcesDir: string;
  readonly signal: AbortSignal;
};
