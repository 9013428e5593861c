import { z } from 'zod';
import { call, path } from './contract-call.ts';
import { idSchema } from './ids.ts';
import { sheetForms } from './sheet.ts';
import { kindRatingSchema, newVerdictSchema, verdictQuerySchema, verdictSchema } from './verdict.ts';

const filmId = idSchema('film');
const takeId = idSchema('take');
const verdictId = idSchema('verdict');
const textFile = z.object({ name: z.string(), text: z.string() });

/** Comparing takes: verdicts, what they teach, and what is handed on of a wall. */
export const compareContract = {
  verdicts: {
    /** Newest first. */
    list: call.route({ method: 'GET', path: '/verdicts' }).input(verdictQuerySchema).output(z.array(verdictSchema)),
    /**
     * Writes a verdict down. One of mode `circle` takes the place of an earlier one of the same scene. Throws `not-found`
     * for a film that is not open or a take that is not there, and `invalid-input` where the best did not stand for choice.
     */
    add: call.route({ method: 'POST', path: '/verdicts' }).input(newVerdictSchema).output(verdictSchema),
    /** The user thought better of it. */
    change: call
      .route({ method: 'PATCH', path: '/verdicts/{verdictId}' })
      .input(z.object({ verdictId, best: newVerdictSchema.shape.best }))
      .output(verdictSchema),
    /** Forgets verdicts, all those of a query, or the circle of one scene; gives what was forgotten, for `restore`. */
    forget: call
      .route({ method: 'POST', path: '/verdicts/forget' })
      .input(
        z.union([
          z.object({ ids: z.array(verdictId).min(1).max(10_000) }),
          z.object({ query: verdictQuerySchema }),
          z.object({ circleOf: z.object({ filmId, sceneId: idSchema('scene') }) }),
        ]),
      )
      .output(z.array(verdictSchema)),
    restore: call
      .route({ method: 'POST', path: '/verdicts/restore' })
      .input(z.object({ verdicts: z.array(verdictSchema).max(10_000) }))
      .output(z.void()),
    /** All kinds together first, then every kind that has verdicts. */
    ratings: call.route({ method: 'GET', path: '/verdicts/ratings' }).output(z.array(kindRatingSchema)),
    /** The ratings with price and doubt as CSV (RFC 4180, UTF-8 with a byte order mark). */
    csv: call.route({ method: 'GET', path: '/verdicts/csv' }).output(textFile),
  },
  wall: {
    /** The facts of takes as CSV, one row for each, in the order given. */
    csv: call
      .route({ method: 'POST', path: '/films/{filmId}/wall/csv' })
      .input(z.object({ filmId, takeIds: z.array(takeId).min(1).max(2000) }))
      .output(textFile),
    /** Where a contact sheet would go: a path that is free. */
    sheetDestination: call
      .route({ method: 'GET', path: '/films/{filmId}/wall/sheet-destination' })
      .input(z.object({ filmId, form: z.enum(sheetForms) }))
      .output(z.object({ destination: z.string() })),
    /**
     * Renders takes into one picture, or one film in which all of them play in a grid, from their common start. Answers
     * when the file is whole and named; ends with the request. Tells `sheet` events meanwhile. Throws `conflict` with
     * `details.exists` for a file that is in the way.
     */
    sheet: call
      .route({ method: 'POST', path: '/films/{filmId}/wall/sheet' })
      .input(
        z.object({
          filmId,
          takeIds: z.array(takeId).min(1).max(64),
          form: z.enum(sheetForms),
          /** False puts letters in the place of names, prices and makers. */
          names: z.boolean(),
          /** What the takes are called on their wall, in the order of `takeIds`; without it, their places on the sheet. */
          marks: z
            .array(z.string().regex(/^[A-Z0-9]{1,4}$/))
            .max(64)
            .optional(),
          /** The take that is heard; null for silence. */
          sound: takeId.nullable(),
          destination: path,
          replace: z.boolean(),
        }),
      )
      .output(
        z.object({
          path: z.string(),
          bytes: z.number().int(),
          width: z.number().int(),
          height: z.number().int(),
          /** Null for a picture. */
          seconds: z.number().nullable(),
        }),
      ),
  },
};
