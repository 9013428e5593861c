/** Frames `from` up to, not including, `to`. */
export type FrameSpan = { readonly from: number; readonly to: number };

/** Where the picture is black or stands still. */
export type Findings = { readonly black: readonly FrameSpan[]; readonly frozen: readonly FrameSpan[] };
