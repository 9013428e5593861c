import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { assetKinds } from './asset.ts';
import { finishPlanSchema, judgementSchema, wishSchema } from './batch.ts';
import { call, path } from './contract-call.ts';
import { catalogueContract } from './contract-catalogue.ts';
import { compareContract } from './contract-compare.ts';
import { cutContract } from './contract-cut.ts';
import { errorDataSchema } from './errors.ts';
import { studioEventSchema } from './events.ts';
import { aspectSchema, filmSchema } from './film.ts';
import { generatorViewSchema, vendorViewSchema } from './generator.ts';
import { idSchema } from './ids.ts';
import { jobSchema, prioritySchema } from './job.ts';
import { keychainStatusSchema, keyTestSchema, keyViewSchema, vendorRingSchema } from './key.ts';
import { lostJobSchema, lostVerdicts, orphanSchema } from './lost.ts';
import { microsSchema, mostMicros } from './money.ts';
import { rankRulesSchema } from './rank-wish.ts';
import { rehearsalSchema } from './rehearsal.ts';
import { recentFilmSchema, settingsSchema } from './settings.ts';
import { budgetSchema, entrySchema, spendingGroups, spendingQuerySchema, spendingSchema } from './spending.ts';
import { roleSchema, roles, takeViewSchema } from './take.ts';

const filmId = idSchema('film');
const sceneId = idSchema('scene');
const jobId = idSchema('job');
const keyId = z.string().regex(/^[\w.-]{1,80}$/);
const wishes = z.array(wishSchema).min(1).max(2000);

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
    list: call.route({ method: 'GET', path: '/generators' }).output(
      z.object({
        generators: z.array(generatorViewSchema),
        vendors: z.array(vendorViewSchema),
        /** With which the window ranks, as the engine does. */
        rules: rankRulesSchema,
      }),
    ),
  },
  jobs: {
    list: call
      .route({ method: 'GET', path: '/films/{filmId}/jobs' })
      .input(z.object({ filmId }))
      .output(z.array(jobSchema)),
    /** Judges a batch before any job exists: hurdles, chains, price range, expected time. Uses the film as last saved. */
    judge: call
      .route({ method: 'POST', path: '/films/{filmId}/jobs/judge' })
      .input(z.object({ filmId, wishes }))
      .output(judgementSchema),
    /**
     * Writes one job per wish, reserves its price, and starts them. Uses the film as last saved. All or nothing: where
     * `judge` finds a hurdle, throws the first with all of them in `details.hurdles`. Who may have to send it again,
     * since its answer can get lost, gives it an `orderId` of its own: the second time it is answered with the jobs of the
     * first, and nothing is paid twice. Throws `conflict` for an id that was used for other takes.
     */
    generate: call
      .route({ method: 'POST', path: '/films/{filmId}/jobs' })
      .input(
        z.object({
          filmId,
          wishes,
          priority: prioritySchema.default('medium'),
          orderId: idSchema('order').nullable().default(null),
        }),
      )
      .output(z.array(jobSchema)),
    /** What finishing the film with what is left of its budgets takes: see FinishPlan. Writes nothing. */
    finishPlan: call
      .route({ method: 'GET', path: '/films/{filmId}/finish-plan' })
      .input(z.object({ filmId }))
      .output(finishPlanSchema),
    /** Changes when a waiting job's turn comes. */
    prioritise: call
      .route({ method: 'POST', path: '/jobs/{jobId}/priority' })
      .input(z.object({ jobId, priority: prioritySchema }))
      .output(jobSchema),
    /** The lines of the ledger of one job, oldest first: every call that it made or will make. */
    receipts: call
      .route({ method: 'GET', path: '/jobs/{jobId}/receipts' })
      .input(z.object({ jobId }))
      .output(z.array(entrySchema)),
    /**
     * Goes on to the next generator of the chain where that was left to the user: after a refusal of the content, or
     * when a vendor took too long. What the vendor left behind holds stays adoptable by `retry`.
     */
    nextInChain: call
      .route({ method: 'POST', path: '/jobs/{jobId}/next' })
      .input(z.object({ jobId }))
      .output(jobSchema),
    cancel: call.route({ method: 'POST', path: '/jobs/{jobId}/cancel' }).input(z.object({ jobId })).output(jobSchema),
    /**
     * Tries again, never while the job runs: a new job with the same wish, or the same job taken up again where the
     * vendor may still hold its result, which costs nothing more.
     */
    retry: call.route({ method: 'POST', path: '/jobs/{jobId}/retry' }).input(z.object({ jobId })).output(jobSchema),
    /** Takes a failed, cancelled or unknown job off the board. One whose fate is unknown stays in Lost and found. */
    dismiss: call.route({ method: 'POST', path: '/jobs/{jobId}/dismiss' }).input(z.object({ jobId })).output(z.void()),
  },
  keys: {
    list: call
      .route({ method: 'GET', path: '/keys' })
      .output(z.object({ keys: z.array(keyViewSchema), keychain: keychainStatusSchema })),
    /**
     * Adds a key to a vendor's ring: in the keychain, or with `session`, or where no keychain answers, until the studio
     * closes. `label` must be new within the vendor; without one, `Key 2`. Keys of one `account` share its quota.
     */
    add: call
      .route({ method: 'POST', path: '/keys' })
      .input(
        z.object({
          vendor: z.string(),
          secret: z.string().trim().min(8).max(5000),
          session: z.boolean(),
          label: z.string().trim().min(1).max(60).optional(),
          account: z.string().trim().min(1).max(60).optional(),
        }),
      )
      .output(keyViewSchema),
    /** Renames a key, or says whose account it is. */
    update: call
      .route({ method: 'PATCH', path: '/keys/{keyId}' })
      .input(
        z.object({
          keyId,
          label: z.string().trim().min(1).max(60).optional(),
          account: z.string().trim().min(1).max(60).optional(),
        }),
      )
      .output(keyViewSchema),
    remove: call.route({ method: 'DELETE', path: '/keys/{keyId}' }).input(z.object({ keyId })).output(z.void()),
    /** Asks the vendor, with a call that costs nothing, whether the key works; if it does, it is healthy again. */
    test: call.route({ method: 'POST', path: '/keys/{keyId}/test' }).input(z.object({ keyId })).output(keyTestSchema),
    /** The user says that an account was topped up or a cool-down need not be waited for. */
    revive: call.route({ method: 'POST', path: '/keys/{keyId}/revive' }).input(z.object({ keyId })).output(z.void()),
    /** How the keys of every vendor fare, and what its jobs wait for. */
    rings: call.route({ method: 'GET', path: '/keys/rings' }).output(z.array(vendorRingSchema)),
  },
  /** Paid calls whose fate nobody knows, of all films. */
  lost: {
    list: call.route({ method: 'GET', path: '/lost' }).output(z.array(lostJobSchema)),
    /** Asks the vendor what it took lately, at no cost. Adopts what is exactly what the job asked for. */
    ask: call.route({ method: 'POST', path: '/lost/{jobId}/ask' }).input(z.object({ jobId })).output(lostJobSchema),
    /** Makes an orphan the job's own: it is polled and becomes a take. Throws `conflict` when another job holds it. */
    adopt: call
      .route({ method: 'POST', path: '/lost/{jobId}/adopt' })
      .input(z.object({ jobId, operation: orphanSchema.shape.operation }))
      .output(jobSchema),
    /** The user's verdict ends the matter: its money is freed, or settled at its ceiling. */
    settle: call
      .route({ method: 'POST', path: '/lost/{jobId}/settle' })
      .input(z.object({ jobId, verdict: z.enum(lostVerdicts) }))
      .output(jobSchema),
  },
  spending: {
    /** Sums by film, scene, vendor, generator or day, the dearest first (days: the newest first). */
    summary: call
      .route({ method: 'GET', path: '/spending' })
      .input(spendingQuerySchema.extend({ by: z.enum(spendingGroups) }))
      .output(spendingSchema),
    /** The lines themselves, newest first. */
    entries: call
      .route({ method: 'GET', path: '/spending/entries' })
      .input(spendingQuerySchema.extend({ limit: z.coerce.number().int().min(1).max(1000).default(200) }))
      .output(z.array(entrySchema)),
    /** The lines as CSV (RFC 4180, UTF-8 with a byte order mark, US dollars with six decimals). */
    csv: call
      .route({ method: 'GET', path: '/spending/csv' })
      .input(spendingQuerySchema)
      .output(z.object({ name: z.string(), text: z.string() })),
    /** The user says what an unsure line cost in the end. Throws `conflict` for one that is not unsure. */
    state: call
      .route({ method: 'POST', path: '/spending/entries/{entryId}' })
      .input(z.object({ entryId: idSchema('entry'), micros: microsSchema.max(mostMicros) }))
      .output(entrySchema),
    /** The budgets that apply now: of the day, of every vendor that has one, and of a film. */
    budgets: call
      .route({ method: 'GET', path: '/spending/budgets' })
      .input(z.object({ filmId: idSchema('film').nullable().default(null) }))
      .output(z.array(budgetSchema)),
  },
  /** The whole film run against simulated vendors, at no cost. One at a time for each film. */
  rehearsal: {
    start: call
      .route({ method: 'POST', path: '/films/{filmId}/rehearsal' })
      .input(z.object({ filmId }))
      .output(rehearsalSchema),
    get: call
      .route({ method: 'GET', path: '/films/{filmId}/rehearsal' })
      .input(z.object({ filmId }))
      .output(rehearsalSchema.nullable()),
    cancel: call
      .route({ method: 'POST', path: '/films/{filmId}/rehearsal/cancel' })
      .input(z.object({ filmId }))
      .output(z.void()),
  },
  ...cutContract,
  ...compareContract,
  ...catalogueContract,
  /** What only the desktop can do; the browser door answers `unsupported`. */
  desktop: {
    /** Native dialogs: the chosen path, or null when the user thought better of it. Chosen paths may then be used. */
    pickFilm: call.output(z.string().nullable()),
    pickFolder: call.input(z.object({ title: z.string() })).output(z.string().nullable()),
    pickSavePath: call.input(z.object({ suggested: path })).output(z.string().nullable()),
    pickMedia: call
      .input(z.object({ role: z.enum([...roles, ...assetKinds, 'timeline']) }))
      .output(z.string().nullable()),
    /** Shows an exported file or a film in the file manager. */
    reveal: call.input(z.object({ path })).output(z.void()),
    /** Opens a page of a vendor we know, in the user's browser. */
    openExternal: call.input(z.object({ url: z.url({ protocol: /^https$/ }) })).output(z.void()),
  },
};
export type Contract = typeof contract;
