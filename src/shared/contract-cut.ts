import { z } from 'zod';
import { assetKinds, assetSchema } from './asset.ts';
import { call, path } from './contract-call.ts';
import { undrawableSchema } from './coverage.ts';
import { exportJobSchema, exportOptionsSchema, presetSchema, videoCodecs } from './export.ts';
import { filmSchema } from './film.ts';
import { idSchema } from './ids.ts';
import { carryOverSchema, formatViewSchema, interchangeFormats, interchangeResultSchema } from './interchange.ts';

const filmId = idSchema('film');
const oneExport = z.object({ exportId: idSchema('export') });

/** Exports, assets, captions and interchange: what becomes of the cut. */
export const cutContract = {
  exports: {
    presets: call.route({ method: 'GET', path: '/exports/presets' }).output(z.array(presetSchema)),
    /** Encoders of this machine's hardware, each tried by encoding a few frames. Empty where none works. */
    hardware: call
      .route({ method: 'GET', path: '/exports/hardware' })
      .output(z.array(z.object({ codec: z.enum(videoCodecs), encoder: z.string() }))),
    list: call
      .route({ method: 'GET', path: '/films/{filmId}/exports' })
      .input(z.object({ filmId }))
      .output(z.array(exportJobSchema)),
    /** A free file name in the exports folder of the library, with the preset's extension. */
    suggest: call
      .route({ method: 'GET', path: '/films/{filmId}/exports/suggest' })
      .input(z.object({ filmId, preset: z.string().optional() }))
      .output(z.object({ destination: z.string() })),
    /**
     * Renders the film as last saved. Refuses a second export to the same file and, unless `slates`, scenes without
     * a picture (`details.scenes`: their titles). `replace` allows an existing file to be overwritten, at the end.
     */
    start: call
      .route({ method: 'POST', path: '/films/{filmId}/exports' })
      .input(
        exportOptionsSchema.extend({
          filmId,
          preset: z.string(),
          destination: path,
          slates: z.boolean(),
          replace: z.boolean(),
        }),
      )
      .output(exportJobSchema),
    /** A small render for a look inside the studio, of what cannot be shown live. Ends one that is under way. */
    draft: call
      .route({ method: 'POST', path: '/films/{filmId}/exports/draft' })
      .input(z.object({ filmId }))
      .output(exportJobSchema),
    /** The film's draft: the one under way, else the newest that ended since the studio was opened, else null. */
    newestDraft: call
      .route({ method: 'GET', path: '/films/{filmId}/exports/draft' })
      .input(z.object({ filmId }))
      .output(exportJobSchema.nullable()),
    cancel: call.route({ method: 'POST', path: '/exports/{exportId}/cancel' }).input(oneExport).output(exportJobSchema),
    /** Stops after what is finished; what was rendered is kept. The next export in the queue goes on. */
    pause: call.route({ method: 'POST', path: '/exports/{exportId}/pause' }).input(oneExport).output(exportJobSchema),
    /** Goes on with a paused export, also after the studio was closed: the film as it was when the export began. */
    resume: call.route({ method: 'POST', path: '/exports/{exportId}/resume' }).input(oneExport).output(exportJobSchema),
  },
  assets: {
    /** Copies a file into the film's `assets/`. Using it is an edit of the film. Throws `damaged`, `unsupported`. */
    import: call
      .route({ method: 'POST', path: '/films/{filmId}/assets' })
      .input(z.object({ filmId, kind: z.enum(assetKinds), path, name: z.string().max(255) }))
      .output(assetSchema),
  },
  captions: {
    /** What the bundled fonts cannot draw, in the film as last saved. */
    undrawable: call
      .route({ method: 'GET', path: '/films/{filmId}/captions/undrawable' })
      .input(z.object({ filmId }))
      .output(z.array(undrawableSchema)),
  },
  /** The cut in the formats of other editors. */
  interchange: {
    formats: call.route({ method: 'GET', path: '/interchange/formats' }).output(z.array(formatViewSchema)),
    /**
     * Writes the cut as last saved into a new folder `dir`/`<title>`, with its media copied beside it unless `link`.
     * Never overwrites: a taken name gets a number.
     */
    export: call
      .route({ method: 'POST', path: '/films/{filmId}/interchange' })
      .input(z.object({ filmId, format: z.enum(interchangeFormats), dir: path, link: z.boolean().default(false) }))
      .output(interchangeResultSchema),
    /**
     * Reads OTIO or FCPXML back: order, lengths, trims and transitions of scenes that are still linked by their take
     * or scene. The film comes back changed but not saved, for the window to take over as one undoable edit.
     */
    import: call
      .route({ method: 'POST', path: '/films/{filmId}/interchange/import' })
      .input(z.object({ filmId, path }))
      .output(z.object({ film: filmSchema, report: z.array(carryOverSchema) })),
  },
};
