import { z } from 'zod';

/**
 * As much of OpenTimelineIO's JSON as is read back. Tolerant: objects have a schema name with any version, and what is
 * not known here is passed over.
 */
const seconds = z
  .object({ rate: z.number().positive().max(1e7), value: z.number() })
  .transform(({ rate, value }) => value / rate)
  .pipe(z.number().min(-1e6).max(1e6));
const range = z.object({ start_time: seconds, duration: seconds.pipe(z.number().nonnegative()) });

const ours = z
  .object({
    scene: z.string().nullish().catch(null),
    take: z.string().nullish().catch(null),
    kind: z.string().nullish().catch(null),
    transition: z.string().nullish().catch(null),
  })
  .catch({});
const metadata = z.object({ circle_take: ours.optional() }).nullish().catch(null);

const reference = z.object({
  name: z.string().nullish(),
  target_url: z.string().nullish(),
  available_range: range.nullish().catch(null),
  metadata,
});
export type OtioReference = z.infer<typeof reference>;

/** An item or transition on a track; which one, `OTIO_SCHEMA` tells. */
export const otioItemSchema = z.object({
  OTIO_SCHEMA: z.string(),
  name: z.string().nullish(),
  metadata,
  enabled: z.boolean().nullish(),
  source_range: range.nullish(),
  effects: z
    .array(z.object({ OTIO_SCHEMA: z.string(), time_scalar: z.number().nullish() }))
    .nullish()
    .catch([]),
  media_references: z.record(z.string(), reference.nullable()).nullish(),
  active_media_reference_key: z.string().nullish(),
  /** Of clips written by versions before 0.15. */
  media_reference: reference.nullish(),
  transition_type: z.string().nullish(),
  in_offset: seconds.nullish(),
  out_offset: seconds.nullish(),
});
export type OtioItem = z.infer<typeof otioItemSchema>;

export const otioTrackSchema = z.object({
  OTIO_SCHEMA: z.string(),
  name: z.string().nullish(),
  kind: z.string().nullish(),
  children: z.array(otioItemSchema),
});
export type OtioTrack = z.infer<typeof otioTrackSchema>;

export const otioTimelineSchema = z.object({
  OTIO_SCHEMA: z.string().startsWith('Timeline.'),
  tracks: z.object({ children: z.array(z.unknown()).max(200) }),
});
