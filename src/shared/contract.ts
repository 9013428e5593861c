import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { type ErrorCode, errorDataSchema, errorTable } from './errors.ts';
import { studioEventSchema } from './events.ts';
import { exportJobSchema, presetSchema } from './export.ts';
import { aspectSchema, filmSchema } from './film.ts';
import { generatorViewSchema, vendorViewSchema } from './generator.ts';
import { idSchema } from './ids.ts';
import { jobSchema } from './job.ts';
import { keychainStatusSchema, keyTestSchema, keyViewSchema } from './key.ts';
import { recentFilmSchema, settingsSchema } from './settings.ts';
import { roleSchema, takeViewSchema } from './take.ts';

/** Every AppError crosses as a typed error of its own code; `data` is the whole ErrorData. */
const errors = Object.fromEntries(
  Object.entries(errorTable).map(([code, { status, userText }]) => [
    code,
    { status, message: userText, data: errorDataSchema },
  ]),
) as Record<ErrorCode, { status: number; message: string; data: typeof errorDataSchema }>;

const call = oc.errors(errors);

const filmId = idSchema('film');
const sceneId = idSchema('scene');
const path = z.string().min(1).max(4096);

/** A film that is open in this studio. `revision` goes up by one with every save. */
export const openFilmSchema = z.object({
  filmId,
  dir: z.string(),
  film: filmSchema,
  revision: z.number().int().nonnegative(),
  takes: z.array(takeViewSchema),
  /** Said once after opening: what was repaired or left aside. */
  notices: z.array(z.string()),
});
export type OpenFilm = z.infer<typeof openFilmSchema>;

export const revisionSchema = z.object({ revision: z.number().int(), savedAt: z.string(), scenes: z.number().int() });

export const helloSchema = z.object({
  version: z.string(),
  door: z.enum(['desktop', 'browser']),
  platform: z.string(),
  /** Put before `/<filmId>/<takeId>/media` or `/poster`: `media://film` or `/media`. */
  mediaBase: z.string(),
  /** What only the desktop can do. */
  nativeDialogs: z.boolean(),
  settings: settingsSchema,
  keychain: keychainStatusSchema,
  ffmpeg: z.object({ version: z.string().nullable(), problem: errorDataSchema.nullable() }),
  /** Said once after starting: damaged settings or a damaged ledger that were set aside. */
  notices: z.array(z.string()),
});
export type Hello = z.infer<typeof helloSchema>;

/** What `doctor` looked at. */
export const checkSchema = z.object({
  name: z.string(),
  ok: z.boolean(),
  /** What was found, or what is wrong and what to do. */
  text: z.string(),
});

export const contract = {
  studio: {
    hello: call.route({ method: 'GET', path: '/hello' }).output(helloSchema),
    events: call.output(eventIterator(studioEventSchema)),
    doctor: call.route({ method: 'GET', path: '/doctor' }).output(z.array(checkSchema)),
  },
  settings: {
    set: call.route({ method: 'PATCH', path: '/settings' }).input(settingsSchema.partial()).output(settingsSchema),
  },
  films: {
    recent: call.route({ method: 'GET', path: '/films/recent' }).output(z.array(recentFilmSchema)),
    /** Takes the film off the list of recent films; the folder stays. */
    forget: call
      .route({ method: 'POST', path: '/films/forget' })
      .input(z.object({ dir: path }))
      .output(z.void()),
    /**
     * Makes and opens a new film. With a script, its storyboard, title and aspect; `title` and `aspect` override them.
     * `dir` defaults to a free folder in the library named after the title.
     */
    create: call
      .route({ method: 'POST', path: '/films' })
      .input(
        z.object({
          title: z.string().trim().min(1).max(200).optional(),
          aspect: aspectSchema.optional(),
          dir: path.optional(),
          script: z.object({ name: z.string().max(255), text: z.string().max(2_000_000) }).optional(),
        }),
      )
      .output(openFilmSchema),
    /** Copies the sample film into the library (once), begins its takes, which are free, and opens it. */
    sample: call.route({ method: 'POST', path: '/films/sample' }).output(openFilmSchema),
    open: call
      .route({ method: 'POST', path: '/films/open' })
      .input(z.object({ dir: path }))
      .output(openFilmSchema),
    /** After `damaged`: puts the last good revision back and opens the film. The damaged file is kept beside it. */
    recover: call
      .route({ method: 'POST', path: '/films/recover' })
      .input(z.object({ dir: path }))
      .output(openFilmSchema),
    close: call.route({ method: 'POST', path: '/films/{filmId}/close' }).input(z.object({ filmId })).output(z.void()),
    /** Saves the working copy; `conflict` when `baseRevision` is not the newest. */
    save: call
      .route({ method: 'PUT', path: '/films/{filmId}' })
      .input(z.object({ filmId, baseRevision: z.number().int(), film: filmSchema }))
      .output(z.object({ revision: z.number().int() })),
    revisions: call
      .route({ method: 'GET', path: '/films/{filmId}/revisions' })
      .input(z.object({ filmId }))
      .output(z.array(revisionSchema)),
    /** The film as it was at a revision, for the renderer to take over as one undoable edit. */
    revision: call
      .route({ method: 'GET', path: '/films/{filmId}/revisions/{revision}' })
      .input(z.object({ filmId, revision: z.coerce.number().int() }))
      .output(filmSchema),
    /** Copies a film folder, takes included, under a new id and title. */
    duplicate: call
      .route({ method: 'POST', path: '/films/duplicate' })
      .input(z.object({ dir: path }))
      .output(z.object({ dir: z.string() })),
    /** Moves a film folder into the library's Trash; `restore` brings it back. */
    discard: call
      .route({ method: 'POST', path: '/films/discard' })
      .input(z.object({ dir: path }))
      .output(z.object({ trashed: z.string() })),
    restore: call
      .route({ method: 'POST', path: '/films/restore' })
      .input(z.object({ trashed: path }))
      .output(z.object({ dir: z.string() })),
  },
  takes: {
    list: call
      .route({ method: 'GET', path: '/films/{filmId}/takes' })
      .input(z.object({ filmId }))
      .output(z.array(takeViewSchema)),
    /** Brings a picture, clip or recording in as a take. The file is copied; `path` was picked, dropped or uploaded. */
    import: call
      .route({ method: 'POST', path: '/films/{filmId}/takes' })
      .input(z.object({ filmId, sceneId, role: roleSchema, path, name: z.string().max(255) }))
      .output(takeViewSchema),
  },
  scripts: {
    /** Script text (Markdown, Fountain or plain) to scenes, not yet in any film. */
    parse: call
      .route({ method: 'POST', path: '/scripts/parse' })
      .input(z.object({ name: z.string().max(255), text: z.string().max(2_000_000) }))
      .output(z.object({ film: filmSchema, notices: z.array(z.string()) })),
  },
  generators: {
    list: call
      .route({ method: 'GET', path: '/generators' })
      .output(z.object({ generators: z.array(generatorViewSchema), vendors: z.array(vendorViewSchema) })),
  },
  jobs: {
    list: call
      .route({ method: 'GET', path: '/films/{filmId}/jobs' })
      .input(z.object({ filmId }))
      .output(z.array(jobSchema)),
    /** Writes one job per wish and starts them. Uses the film as last saved. All or nothing when a wish is impossible. */
    generate: call
      .route({ method: 'POST', path: '/films/{filmId}/jobs' })
      .input(
        z.object({
          filmId,
          wishes: z
            .array(z.object({ sceneId, role: roleSchema, generator: z.string().optional() }))
            .min(1)
            .max(2000),
        }),
      )
      .output(z.array(jobSchema)),
    cancel: call
      .route({ method: 'POST', path: '/jobs/{jobId}/cancel' })
      .input(z.object({ jobId: idSchema('job') }))
      .output(jobSchema),
    /**
     * Tries again, never while the job runs: a new job with the same wish, or the same job taken up again where the
     * vendor may still hold its result, which costs nothing more.
     */
    retry: call
      .route({ method: 'POST', path: '/jobs/{jobId}/retry' })
      .input(z.object({ jobId: idSchema('job') }))
      .output(jobSchema),
    /** Takes a failed, cancelled or unknown job out of sight. It stays in the ledger. */
    dismiss: call
      .route({ method: 'POST', path: '/jobs/{jobId}/dismiss' })
      .input(z.object({ jobId: idSchema('job') }))
      .output(z.void()),
  },
  keys: {
    list: call
      .route({ method: 'GET', path: '/keys' })
      .output(z.object({ keys: z.array(keyViewSchema), keychain: keychainStatusSchema })),
    /** Stores a key in the keychain; with `session`, or where no keychain answers, until the studio closes. */
    set: call
      .route({ method: 'PUT', path: '/keys/{vendor}' })
      .input(z.object({ vendor: z.string(), secret: z.string().trim().min(8).max(5000), session: z.boolean() }))
      .output(keyViewSchema),
    remove: call
      .route({ method: 'DELETE', path: '/keys/{vendor}' })
      .input(z.object({ vendor: z.string() }))
      .output(z.void()),
    /** Asks the vendor, with a call that costs nothing, whether the key works. */
    test: call
      .route({ method: 'POST', path: '/keys/{vendor}/test' })
      .input(z.object({ vendor: z.string() }))
      .output(keyTestSchema),
  },
  exports: {
    presets: call.route({ method: 'GET', path: '/exports/presets' }).output(z.array(presetSchema)),
    list: call
      .route({ method: 'GET', path: '/films/{filmId}/exports' })
      .input(z.object({ filmId }))
      .output(z.array(exportJobSchema)),
    /** A free file name in the exports folder of the library. */
    suggest: call
      .route({ method: 'GET', path: '/films/{filmId}/exports/suggest' })
      .input(z.object({ filmId }))
      .output(z.object({ destination: z.string() })),
    /**
     * Renders the film as last saved. Refuses a second export to the same file and, unless `slates`, scenes without
     * a picture (`details.scenes`: their titles). `replace` allows an existing file to be overwritten, at the end.
     */
    start: call
      .route({ method: 'POST', path: '/films/{filmId}/exports' })
      .input(z.object({ filmId, preset: z.string(), destination: path, slates: z.boolean(), replace: z.boolean() }))
      .output(exportJobSchema),
    cancel: call
      .route({ method: 'POST', path: '/exports/{exportId}/cancel' })
      .input(z.object({ exportId: idSchema('export') }))
      .output(exportJobSchema),
  },
  /** What only the desktop can do; the browser door answers `unsupported`. */
  desktop: {
    /** Native dialogs: the chosen path, or null when the user thought better of it. Chosen paths may then be used. */
    pickFilm: call.output(z.string().nullable()),
    pickFolder: call.input(z.object({ title: z.string() })).output(z.string().nullable()),
    pickSavePath: call.input(z.object({ suggested: path })).output(z.string().nullable()),
    pickMedia: call.input(z.object({ role: roleSchema })).output(z.string().nullable()),
    /** Shows an exported file or a film in the file manager. */
    reveal: call.input(z.object({ path })).output(z.void()),
    /** Opens a page of a vendor we know, in the user's browser. */
    openExternal: call.input(z.object({ url: z.url({ protocol: /^https$/ }) })).output(z.void()),
  },
};
export type Contract = typeof contract;
