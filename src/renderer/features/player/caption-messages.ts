/** To the worker that draws captions. It answers `ready`, then `drawn` once for each `draw`. */
export type ToCaptionWorker =
  | { readonly kind: 'start'; readonly canvas: OffscreenCanvas }
  /** An ASS script, and the addresses of the fonts that it names. */
  | { readonly kind: 'script'; readonly script: string; readonly fonts: readonly string[] }
  /** The picture of a moment, at a size in pixels of the display. */
  | { readonly kind: 'draw'; readonly seconds: number; readonly width: number; readonly height: number };

export type FromCaptionWorker =
  | { readonly kind: 'ready' | 'drawn' }
  | { readonly kind: 'failed'; readonly message: string };
