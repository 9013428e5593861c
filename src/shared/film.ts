import { z } from 'zod';
import { type Fallback, fallbackSchema, usualFallback } from './chain.ts';
import { comparisonSchema } from './comparison.ts';
import { gradeSchema, noGrade } from './grade.ts';
import { idSchema, newId } from './ids.ts';
import { markSchema } from './mark.ts';
import { rankWishSchema, usualRankWish } from './rank-wish.ts';
import { asMade, filmSoundSchema, levelSchema, usualFilmSound } from './sound.ts';
import { frameRateSchema } from './time.ts';
import { titleSchema } from './title.ts';

/** film.json: everything that people author, and nothing else. See docs/architecture.md for who writes it. */
export const filmFormat = 'circle-take/film';
export const filmVersion = 4;

/** What a scene is for. Generators name the kinds they are good at. */
export const kinds = [
  'hook',
  'story',
  'testimonial',
  'explanation',
  'product',
  'lifestyle',
  'broll',
  'brand',
  'cinematic',
  'cta',
] as const;
export const kindSchema = z.enum(kinds);
export type Kind = z.infer<typeof kindSchema>;

export const aspects = ['16:9', '9:16', '1:1', '4:5'] as const;
export const aspectSchema = z.enum(aspects);
export type Aspect = z.infer<typeof aspectSchema>;

export const canvasSchema = z.object({
  aspect: aspectSchema,
  /** Pixels, even, as H.264 4:2:0 needs. */
  width: z.number().int().min(16).max(7680).multipleOf(2),
  height: z.number().int().min(16).max(7680).multipleOf(2),
  fps: frameRateSchema,
});
export type Canvas = z.infer<typeof canvasSchema>;

/** Working canvas of each aspect: 720 lines on the short side, so that takes and drafts are quick. */
export const canvases: Record<Aspect, Canvas> = {
  '16:9': { aspect: '16:9', width: 1280, height: 720, fps: '30' },
  '9:16': { aspect: '9:16', width: 720, height: 1280, fps: '30' },
  '1:1': { aspect: '1:1', width: 720, height: 720, fps: '30' },
  '4:5': { aspect: '4:5', width: 720, height: 900, fps: '30' },
};

/** Ways for one scene to become the next over some time. */
export const transitions = ['crossfade', 'dip-black', 'dip-white', 'wipe', 'slide', 'blur'] as const;
export type Transition = (typeof transitions)[number];

/** How this scene hands over to the next. A transition overlaps the two by `seconds`. */
export const joinSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cut') }),
  z.object({ kind: z.enum(transitions), seconds: z.number().min(0.1).max(3) }),
]);
export type Join = z.infer<typeof joinSchema>;

/** How a picture of another shape is laid into the canvas; `blur` is `fit` with its own blurred picture at the sides. */
export const fits = ['fill', 'fit', 'blur'] as const;
/** How a clip that is too short reaches the scene's length. A longer clip is always trimmed at its end. */
export const reaches = ['loop', 'hold', 'slow', 'ping-pong'] as const;
/** How a still moves; `auto` is in or out, settled by the picture. Only a still that fills the canvas moves. */
export const motions = ['auto', 'in', 'out', 'left', 'right', 'up', 'down', 'none'] as const;

/** The part of a clip that is used, seconds from its own start; `end` null is its end. Stills have no trim. */
export const trimSchema = z
  .object({ start: z.number().min(0).max(36_000), end: z.number().positive().max(36_000).nullable() })
  .refine(({ start, end }) => end === null || end > start, 'The end of a trim must be after its start.');

/** The point of a picture that stays in view when the canvas has another shape; parts of width and height. */
export const focusSchema = z.object({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) });
export type Focus = z.infer<typeof focusSchema>;

export const middle: Focus = { x: 0.5, y: 0.5 };

export const captionStyles = ['plain', 'box', 'bold', 'quiet'] as const;
export type CaptionStyleId = (typeof captionStyles)[number];

const takeRef = idSchema('take').nullable();

export const sceneSchema = z.object({
  id: idSchema('scene'),
  title: z.string().max(200),
  kind: kindSchema,
  prompt: z.string().max(8000),
  narration: z.string().max(8000),
  /** Seconds on screen, or null: as long as the narration (or 5 s where there is none). */
  seconds: z.number().min(0.5).max(600).nullable(),
  /** Generator ids of the catalogue; null means the film's own choice. */
  generator: z.object({ picture: z.string().nullable(), voice: z.string().nullable() }),
  /** Where a job of this scene falls back to; null means as the film says. */
  fallback: z.object({ picture: fallbackSchema.nullable(), voice: fallbackSchema.nullable() }),
  /** The takes that the cut uses; null means the newest good one. */
  circled: z.object({ picture: takeRef, voice: takeRef }),
  /** A picture take that generators get as first frame or reference still. */
  still: takeRef,
  /** The picture take that the clip is to end on. */
  endStill: takeRef,
  fit: z.enum(fits),
  focus: focusSchema,
  trim: trimSchema,
  /** 2 plays a clip twice as fast. */
  speed: z.number().min(0.25).max(4),
  reach: z.enum(reaches),
  motion: z.enum(motions),
  join: joinSchema,
  titles: z.array(titleSchema).max(8),
  /** Of the narration, and of the picture clip's own sound. */
  levels: z.object({ voice: levelSchema, clip: levelSchema }),
  /** Stars, notes and rejections of its takes. */
  marks: z.array(markSchema).max(2000),
});
export type Scene = z.infer<typeof sceneSchema>;

export const filmSchema = z.object({
  format: z.literal(filmFormat),
  version: z.literal(filmVersion),
  id: idSchema('film'),
  title: z.string().min(1).max(200),
  canvas: canvasSchema,
  /** Words added to every picture prompt, so that the film has one look. */
  look: z.object({ style: z.string().max(2000) }),
  grade: gradeSchema,
  /** Film-wide choices; a scene can override the generators. */
  picture: z.object({
    /** A catalogue id, or `auto`: the ranking chooses for every scene. */
    generator: z.string(),
    /** What matters when generators are ranked. */
    wish: rankWishSchema,
    fallback: fallbackSchema,
  }),
  voice: z.object({
    generator: z.string(),
    /** Voice name as the generator's catalogue entry lists it; null means its first. */
    voice: z.string().nullable(),
    /** 1 is the voice's own pace. */
    speed: z.number().min(0.5).max(2),
    fallback: fallbackSchema,
  }),
  /** The most that this film may cost in all, US dollars; null is no limit. */
  budgetUsd: z.number().nonnegative().nullable(),
  captions: z.object({ on: z.boolean(), style: z.enum(captionStyles) }),
  sound: filmSoundSchema,
  scenes: z.array(sceneSchema).max(1000),
  /** Comparison runs, oldest first. */
  comparisons: z.array(comparisonSchema).max(500),
});
export type Film = z.infer<typeof filmSchema>;

/** A new scene; `init` overrides the defaults. */
export function newScene(init: Partial<Omit<Scene, 'id'>> = {}): Scene {
  return {
    id: newId('scene'),
    title: '',
    kind: 'story',
    prompt: '',
    narration: '',
    seconds: null,
    generator: { picture: null, voice: null },
    fallback: { picture: null, voice: null },
    circled: { picture: null, voice: null },
    still: null,
    endStill: null,
    fit: 'fill',
    focus: middle,
    trim: { start: 0, end: null },
    speed: 1,
    reach: 'loop',
    motion: 'auto',
    join: { kind: 'cut' },
    titles: [],
    levels: { voice: asMade, clip: asMade },
    marks: [],
    ...init,
  };
}

/** A new film that needs no key: sketches and the local voice. */
export function newFilm(init: Partial<Omit<Film, 'format' | 'version' | 'id'>> & { readonly title: string }): Film {
  return {
    format: filmFormat,
    version: filmVersion,
    id: newId('film'),
    canvas: canvases['16:9'],
    look: { style: '' },
    grade: noGrade,
    picture: { generator: 'sketch', wish: usualRankWish, fallback: usualFallback.picture },
    voice: { generator: 'local-voice', voice: null, speed: 1, fallback: usualFallback.voice },
    budgetUsd: null,
    captions: { on: true, style: 'plain' },
    sound: usualFilmSound,
    scenes: [],
    comparisons: [],
    ...init,
  };
}

/** The generator a scene uses for a role: its own choice, else the film's; may be `auto` for pictures. */
export function generatorFor(film: Film, scene: Scene, role: 'picture' | 'voice'): string {
  return scene.generator[role] ?? film[role].generator;
}

/** Where a job of this scene and role may fall back to: the scene's own choice, else the film's. */
export function fallbackFor(film: Film, scene: Scene, role: 'picture' | 'voice'): Fallback {
  return scene.fallback[role] ?? film[role].fallback;
}

/** The words a picture generator gets: the scene's prompt and the film's look, as one text. */
export function picturePrompt(film: Film, scene: Scene): string {
  const prompt = scene.prompt.trim();
  const look = film.look.style.trim();
  if (prompt === '' || look === '') return prompt || look;
  return /[.!?…。！？,;:]$/.test(prompt) ? `${prompt} ${look}` : `${prompt}, ${look}`;
}
