import { z } from 'zod';
import { errorDataSchema } from './errors.ts';
import { idSchema, sha256Schema } from './ids.ts';
import { isRejected, type Mark } from './mark.ts';
import { microsSchema } from './money.ts';

export const roles = ['picture', 'voice'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** What ffprobe said about a media file, reduced to what the cut needs. */
export const probeSchema = z.object({
  kind: z.enum(['video', 'image', 'audio']),
  /** Playable length; null for stills. More than a hundred hours is a mistake that no timeline could hold. */
  seconds: z.number().nonnegative().max(360_000).nullable(),
  /** Pixels as shown, after rotation; null for sound. */
  width: z.number().int().positive().nullable(),
  height: z.number().int().positive().nullable(),
  /** Average frames a second; null for stills and sound. */
  fps: z.number().positive().nullable(),
  videoCodec: z.string().nullable(),
  audioCodec: z.string().nullable(),
});
export type Probe = z.infer<typeof probeSchema>;

export const remarkCodes = [
  'black',
  'frozen',
  'silent',
  'shorter',
  'longer',
  'small',
  'other-shape',
  'choppy',
  'clipping',
  'too-quiet',
  'too-loud',
  'flicker',
] as const;
export type RemarkCode = (typeof remarkCodes)[number];

/** A remark of the inspection. A take with remarks is still a take; a broken file never becomes one. */
export const remarkSchema = z.object({
  code: z.enum(remarkCodes),
  /** For people: `frozen for 1.2 s`. */
  text: z.string(),
  /** By the user's rules the take is no good: it is kept, but the cut uses it only when it is circled. */
  severe: z.boolean().default(false),
});
export type Remark = z.infer<typeof remarkSchema>;

/** What the inspection measured over the whole length. Silence is below -50 dB for half a second or more. */
export const measuredSchema = z.object({
  /** Integrated, EBU R128, a single channel counted as heard on both sides; null without sound or below -70. */
  loudnessLufs: z.number().nullable(),
  /** Highest sample, dBFS; above 0 where a lossy codec overshoots. Null without sound, and for digital silence. */
  peakDb: z.number().nullable(),
  blackSeconds: z.number().nonnegative(),
  /** Standing still, black stretches left out. */
  frozenSeconds: z.number().nonnegative(),
  silentSeconds: z.number().nonnegative(),
});
export type Measured = z.infer<typeof measuredSchema>;

export const costBases = ['reported', 'computed', 'stated', 'free'] as const;

export const costSchema = z.object({
  micros: microsSchema,
  /** Who says so: the vendor's answer, our price table, the user; or nobody has to pay. */
  basis: z.enum(costBases),
});
export type Cost = z.infer<typeof costSchema>;

/** A spoken word inside a voice take; seconds from the take's start. */
export const wordSchema = z.object({ text: z.string(), start: z.number(), end: z.number() });
export type Word = z.infer<typeof wordSchema>;

export const originSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('generated'),
    generator: z.string(),
    vendor: z.string(),
    jobId: idSchema('job'),
    attemptId: idSchema('attempt'),
    /** The comparison that it was made for. */
    comparisonId: idSchema('comparison').nullable().default(null),
  }),
  z.object({ kind: z.literal('imported'), originalName: z.string() }),
  /** Made by the user in a tool without an API, and brought back. */
  z.object({ kind: z.literal('handed-off'), generator: z.string(), originalName: z.string() }),
]);

/** takes/<id>/take.json. Written once, never edited. */
export const takeSchema = z.object({
  id: idSchema('take'),
  sceneId: idSchema('scene'),
  role: roleSchema,
  /** 1 for the scene's first take of this role, then counting up. */
  number: z.number().int().positive(),
  origin: originSchema,
  prompt: z.string(),
  seed: z.number().int().nullable(),
  /** Of what shaped it: see `inputsDigest`. Null for imports, and for takes of before there was one. */
  inputsDigest: z.string().nullable().default(null),
  /** File names inside the take's folder. */
  media: z.object({ file: z.string(), bytes: z.number().int().positive(), sha256: sha256Schema }),
  poster: z.string().nullable(),
  probe: probeSchema,
  remarks: z.array(remarkSchema),
  /** Null for stills, and for takes of before it was measured. */
  measured: measuredSchema.nullable().default(null),
  words: z.array(wordSchema).nullable(),
  /** A picture whose own sound speaks the scene's narration, as avatars do: where it is used, the voice steps back. */
  speaks: z.boolean().optional(),
  cost: costSchema,
  createdAt: z.iso.datetime({ offset: true }),
  /** Some thirty years at most, so that whatever a stranger wrote, the time when it was begun is one. */
  tookMs: z.number().nonnegative().max(1e12),
  warnings: z.array(z.string()),
});
export type Take = z.infer<typeof takeSchema>;

/** A take as the studio shows it: `problem` says when its file is gone or changed. */
export const takeViewSchema = takeSchema.extend({ problem: errorDataSchema.nullable() });
export type TakeView = z.infer<typeof takeViewSchema>;

/** The takes of one scene and role, oldest first. */
export function takesOf<T extends Take>(takes: readonly T[], sceneId: string, role: Role): T[] {
  return takes.filter((take) => take.sceneId === sceneId && take.role === role).sort((a, b) => a.number - b.number);
}

/** Good enough for the cut to take it up by itself. */
export const isGood = (take: TakeView): boolean => !take.problem && !take.remarks.some(({ severe }) => severe);

/**
 * The take that the cut uses: the circled one (of any scene), else the newest good one of the scene that nobody rejected,
 * else none.
 */
export function takeInCut<T extends TakeView>(
  takes: readonly T[],
  scene: {
    readonly id: string;
    readonly circled: Record<Role, string | null>;
    readonly marks: readonly Mark[];
  },
  role: Role,
): T | null {
  const circled = takes.find((take) => take.id === scene.circled[role] && take.role === role && !take.problem);
  const good = (take: T) => isGood(take) && !isRejected(scene, take.id);
  return circled ?? takesOf(takes, scene.id, role).findLast(good) ?? null;
}

/**
 * Finds the takes that matter to a scene: its own, in the order given, and those that it circled from other scenes. Made
 * once for all scenes of a film, since going through a thousand takes for each of a thousand scenes holds up the window.
 */
export function takesAround<T extends Take>(
  takes: readonly T[],
): (scene: { readonly id: string; readonly circled: Record<Role, string | null> }) => readonly T[] {
  const byScene = Map.groupBy(takes, ({ sceneId }) => sceneId);
  const byId = new Map(takes.map((take) => [take.id, take]));
  return ({ id, circled }) => {
    const own = byScene.get(id) ?? [];
    const lent = roles.flatMap((role) => byId.get(circled[role] ?? '') ?? []).filter(({ sceneId }) => sceneId !== id);
    return lent.length === 0 ? own : [...own, ...lent];
  };
}
