import { z } from 'zod';
import { errorDataSchema } from './errors.ts';
import { aspectSchema } from './film.ts';
import { idSchema } from './ids.ts';

export const videoCodecs = ['h264', 'hevc', 'av1', 'prores', 'gif', 'webp'] as const;
export const audioCodecs = ['aac', 'mp3', 'pcm'] as const;

/** x264 and x265 name their speeds so; other encoders translate. */
export const speeds = ['ultrafast', 'veryfast', 'fast', 'medium', 'slow'] as const;

export const presetSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** For people: what it is good for. */
  about: z.string(),
  group: z.enum(['share', 'master', 'quick', 'sound']),
  /** The shape that the film is cut for; null is the film's own. */
  aspect: aspectSchema.nullable(),
  extension: z.enum(['mp4', 'mov', 'gif', 'webp', 'm4a', 'mp3', 'wav']),
  picture: z
    .object({
      codec: z.enum(videoCodecs),
      /** Pixels on the short side. */
      shortSide: z.number().int(),
      /** The codec's own constant-quality figure: CRF of x264, x265 and SVT-AV1, profile of ProRes, 0 to 100 of WebP. */
      quality: z.number(),
      speed: z.enum(speeds),
      /** Frames a second at most; null keeps the film's. */
      mostFps: z.number().nullable(),
    })
    .nullable(),
  sound: z.object({ codec: z.enum(audioCodecs), kbps: z.number().nullable() }).nullable(),
});
export type Preset = z.infer<typeof presetSchema>;

const aac = { codec: 'aac', kbps: 192 } as const;
const h264 = (shortSide: number, quality: number, speed: (typeof speeds)[number]) =>
  ({ codec: 'h264', shortSide, quality, speed, mostFps: null }) as const;

/** CRF figures: x264's and x265's own advice, and SVT-AV1's (https://gitlab.com/AOMediaCodec/SVT-AV1, CommonQuestions). */
export const presets: readonly Preset[] = [
  {
    ...{ id: 'hd', name: 'Full HD', about: 'YouTube, Vimeo, most players', group: 'share', aspect: null },
    ...{ extension: 'mp4', picture: h264(1080, 20, 'fast'), sound: aac },
  },
  {
    ...{ id: 'vertical', name: 'Vertical', about: 'TikTok, Reels, Shorts', group: 'share', aspect: '9:16' },
    ...{ extension: 'mp4', picture: h264(1080, 20, 'fast'), sound: aac },
  },
  {
    ...{ id: 'square', name: 'Square', about: 'Feeds on Instagram and LinkedIn', group: 'share', aspect: '1:1' },
    ...{ extension: 'mp4', picture: h264(1080, 20, 'fast'), sound: aac },
  },
  {
    ...{ id: 'web', name: 'Web', about: '720 lines: smaller and quicker', group: 'share', aspect: null },
    ...{ extension: 'mp4', picture: h264(720, 21, 'veryfast'), sound: aac },
  },
  {
    ...{ id: 'hevc', name: 'HEVC', about: 'Half the size, on players of the last years', group: 'share', aspect: null },
    extension: 'mp4',
    picture: { codec: 'hevc', shortSide: 1080, quality: 23, speed: 'fast', mostFps: null },
    sound: aac,
  },
  {
    ...{ id: 'av1', name: 'AV1', about: 'The smallest, for browsers and new devices', group: 'share', aspect: null },
    extension: 'mp4',
    picture: { codec: 'av1', shortSide: 1080, quality: 30, speed: 'fast', mostFps: null },
    sound: aac,
  },
  {
    ...{ id: '4k', name: '4K master', about: 'H.264 at 2160 lines, for archives and uploads', group: 'master' },
    ...{ aspect: null, extension: 'mp4', picture: h264(2160, 17, 'medium'), sound: { codec: 'aac', kbps: 320 } },
  },
  {
    ...{ id: 'prores', name: 'ProRes 422', about: 'For editors: large, with uncompressed sound', group: 'master' },
    ...{ aspect: null, extension: 'mov' },
    // Profile 2 is ProRes 422.
    picture: { codec: 'prores', shortSide: 1080, quality: 2, speed: 'medium', mostFps: null },
    sound: { codec: 'pcm', kbps: null },
  },
  {
    ...{ id: 'draft', name: 'Draft', about: 'For a quick look', group: 'quick', aspect: null },
    ...{ extension: 'mp4', picture: h264(360, 26, 'ultrafast'), sound: aac },
  },
  {
    ...{ id: 'gif', name: 'GIF', about: 'Small and silent, plays everywhere', group: 'quick', aspect: null },
    extension: 'gif',
    picture: { codec: 'gif', shortSide: 270, quality: 0, speed: 'medium', mostFps: 12 },
    sound: null,
  },
  {
    ...{ id: 'webp', name: 'WebP', about: 'Like GIF, smaller, with all colours', group: 'quick', aspect: null },
    extension: 'webp',
    picture: { codec: 'webp', shortSide: 360, quality: 70, speed: 'medium', mostFps: 15 },
    sound: null,
  },
  {
    ...{ id: 'audio', name: 'Sound, AAC', about: 'The finished mix alone', group: 'sound', aspect: null },
    ...{ extension: 'm4a', picture: null, sound: { codec: 'aac', kbps: 256 } },
  },
  {
    ...{ id: 'mp3', name: 'Sound, MP3', about: 'For podcasts and messengers', group: 'sound', aspect: null },
    ...{ extension: 'mp3', picture: null, sound: { codec: 'mp3', kbps: 192 } },
  },
  {
    ...{ id: 'wav', name: 'Sound, WAV', about: '24 bit, for mixing further', group: 'sound', aspect: null },
    ...{ extension: 'wav', picture: null, sound: { codec: 'pcm', kbps: null } },
  },
];

/** Where captions go: into the picture, into SRT and VTT files beside it, both, or nowhere. */
export const captionWays = ['burnt', 'beside', 'both', 'none'] as const;

/** What may be chosen for an export besides its preset. */
export const exportOptionsSchema = z.object({
  /** Another shape than the preset's or the film's. */
  aspect: aspectSchema.nullable().default(null),
  captions: z.enum(captionWays).default('burnt'),
  /** Asks for the machine's own encoder; without one that works, the usual one does it, and a note says so. */
  hardware: z.boolean().default(false),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

export const exportStates = [
  'queued',
  'rendering',
  'joining',
  'checking',
  'paused',
  'done',
  'failed',
  'cancelled',
] as const;
export type ExportState = (typeof exportStates)[number];

/** States that no longer change. */
export const endedExports: readonly ExportState[] = ['done', 'failed', 'cancelled'];

/** States in which nothing goes on by itself. */
export const restingExports: readonly ExportState[] = [...endedExports, 'paused'];

/** One thing that was measured on the finished file. */
export const exportCheckSchema = z.object({
  name: z.enum(['length', 'frames', 'sync', 'loudness', 'peak', 'black', 'frozen', 'silence', 'sound']),
  /** False is worth a look; what makes the file wrong ends the export instead. */
  ok: z.boolean(),
  /** For people: `-14.1 LUFS, aimed at -14`. */
  text: z.string(),
});
export type ExportCheck = z.infer<typeof exportCheckSchema>;

export const exportResultSchema = z.object({
  bytes: z.number().int(),
  seconds: z.number(),
  /** Null for sound alone. */
  frames: z.number().int().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** FFmpeg's name of the encoder that made the picture, or `copy`. */
  encoder: z.string().nullable(),
  /** Pieces of picture that were rendered, and that were there from before. */
  rendered: z.number().int(),
  reused: z.number().int(),
  checks: z.array(exportCheckSchema),
  /** Files written beside it: captions, report. Absolute paths. */
  beside: z.array(z.string()),
});
export type ExportResult = z.infer<typeof exportResultSchema>;

export const exportJobSchema = z.object({
  id: idSchema('export'),
  filmId: idSchema('film'),
  preset: z.string(),
  options: exportOptionsSchema,
  /** Absolute path of the finished file. */
  destination: z.string(),
  state: z.enum(exportStates),
  /** 0 to 1, from frames really written. */
  fraction: z.number().min(0).max(1),
  secondsLeft: z.number().nonnegative().nullable(),
  error: errorDataSchema.nullable(),
  /** For people: what went another way than asked for. */
  notes: z.array(z.string()),
  /** Made for a look inside the studio: lies in the film's cache, and is not listed among exports. */
  draft: z.boolean(),
  /** Measured on the finished file. */
  result: exportResultSchema.nullable(),
  createdAt: z.string(),
});
export type ExportJob = z.infer<typeof exportJobSchema>;
