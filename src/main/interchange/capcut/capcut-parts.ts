import { createHash } from 'node:crypto';
import { type FrameRate, frameRateFraction } from '../../../shared/time.ts';

/**
 * Pieces of a CapCut draft. ByteDance publishes no description: field names and values are those that open projects
 * agree on which drafts of CapCut and Jianying up to 5.9 need, above all pyJianYingDraft
 * (https://github.com/GuanYixuan/pyJianYingDraft) and CapCutAPI (https://github.com/sun-guannan/CapCutAPI). What is a
 * guess of ours says so.
 */
export type Json = Readonly<Record<string, unknown>>;

/** Materials by the list that they stand in, and tracks. */
export type DraftParts = {
  readonly materials: Readonly<Record<string, readonly Json[]>>;
  readonly tracks: readonly Json[];
};

/** Microseconds, CapCut's only unit of time. */
export function micros(frames: number, rate: FrameRate): number {
  const { num, den } = frameRateFraction(rate);
  return Math.round((frames * den * 1_000_000) / num);
}

/** From one frame to another; borders are rounded alike, so that neighbours touch. */
export function timeRange(from: number, frames: number, rate: FrameRate): { start: number; duration: number } {
  const start = micros(from, rate);
  return { start, duration: micros(from + frames, rate) - start };
}

/** Ids are 32 hexadecimal digits; ours follow from what they name, so that the same film gives the same draft. */
export const partId = (...names: readonly (string | number)[]): string =>
  createHash('sha256').update(names.join('\0')).digest('hex').slice(0, 32);

export const speedPart = (id: string, speed: number): Json => ({
  curve_speed: null,
  id,
  mode: 0,
  speed,
  type: 'speed',
});

/** `canvas_blur` fills the sides with the picture itself; 0.375 is the second of CapCut's four strengths. */
export const blurredSides = (id: string): Json => ({
  ...{ id, type: 'canvas_blur', blur: 0.375, color: '', source_platform: 0 },
});

/** CapCut's own transitions that come nearest, by the ids of its library. */
const transitions = {
  crossfade: ['Dissolve', '6724846004274729480', '392FD26E-A514-4d0f-8950-EA4A20CB407C'],
  'dip-black': ['Black Fade', '6724239388189921806', '7CBE3442-7B48-4a73-9391-C74FB7580D30'],
  'dip-white': ['White Flash', '6724845376098013708', 'B5F63066-4B98-4c8a-B4AD-1398E1D313F2'],
  wipe: ['Wipe Left', '6724849999336706573', '954E4D5A-40DF-4b87-B4AA-F68DBA2657FA'],
  slide: ['Slide', '6757982416649851399', 'AF0D3666-48D3-4ff0-B836-EB93B174A74A'],
  blur: ['Blur', '6916426617455645186', 'C5F81057-B249-4f1c-9F80-050CE6C2B25C'],
} as const;

export function transitionPart(id: string, kind: keyof typeof transitions, duration: number): Json {
  const [name, resource_id, effect_id] = transitions[kind];
  return {
    ...{ category_id: '', category_name: '', duration, effect_id, id, is_overlap: false, name },
    ...{ platform: 'all', resource_id, type: 'transition' },
  };
}

/** White words; `size` is CapCut's own measure, in which 8 is its usual caption. */
export const textPart = (id: string, text: string, size: number): Json => ({
  ...{ id, type: 'text', typesetting: 0, alignment: 1, letter_spacing: 0, line_spacing: 0.02 },
  ...{ line_feed: 1, line_max_width: 0.82, force_apply_line_max_width: false, check_flag: 7 },
  ...{ fixed_width: -1, fixed_height: -1 },
  content: JSON.stringify({
    styles: [
      {
        fill: { alpha: 1, content: { render_type: 'solid', solid: { alpha: 1, color: [1, 1, 1] } } },
        ...{ range: [0, text.length], size, bold: false, italic: false, underline: false, strokes: [] },
      },
    ],
    text,
  }),
});

type SegmentInit = {
  readonly id: string;
  readonly material: string;
  readonly target: Json;
  readonly source: Json | null;
  readonly speed: number;
  /** Linear. */
  readonly volume: number;
  readonly refs: readonly string[];
  /** Null for sound, which has no place in the picture. */
  readonly look: { readonly scale: number; readonly y: number } | null;
  /** What lies over what. */
  readonly layer: number;
};

/** A stretch of a track. */
export const segment = ({ id, material, target, source, speed, volume, refs, look, layer }: SegmentInit): Json => ({
  ...{
    enable_adjust: true,
    enable_color_correct_adjust: false,
    enable_color_curves: true,
    enable_color_match_adjust: false,
  },
  ...{ enable_color_wheels: true, enable_lut: true, enable_smart_color_adjust: false, last_nonzero_volume: 1 },
  ...{ reverse: false, track_attribute: 0, track_render_index: 0, visible: true, render_index: layer },
  ...{ id, material_id: material, target_timerange: target, source_timerange: source },
  ...{ common_keyframes: [], keyframe_refs: [], speed, volume, extra_material_refs: refs },
  clip: look && {
    ...{ alpha: 1, flip: { horizontal: false, vertical: false }, rotation: 0 },
    ...{ scale: { x: look.scale, y: look.scale }, transform: { x: 0, y: look.y } },
  },
  ...{
    uniform_scale: look && { on: true, value: 1 },
    hdr_settings: look && source && { intensity: 1, mode: 1, nits: 1000 },
  },
});

export const track = (id: string, type: 'video' | 'audio' | 'text', name: string, segments: readonly Json[]): Json => ({
  ...{ attribute: 0, flag: 0, id, is_default_name: name === '', name, segments, type },
});
