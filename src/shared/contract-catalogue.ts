import { z } from 'zod';
import { call, path } from './contract-call.ts';
import { foundFileSchema, handOffSchema, mostPasted } from './hand-off.ts';
import { idSchema } from './ids.ts';
import { microsSchema, mostMicros } from './money.ts';
import { modelSheetSchema, ownCatalogueSchema, ownModelSchema } from './own-generator.ts';
import { takeViewSchema } from './take.ts';
import { vendorHealthSchema } from './vendor-health.ts';

const filmId = idSchema('film');
const sceneId = idSchema('scene');
const generator = z.string().min(1).max(200);

/** The catalogue beyond the list: health, own models, and generators that are worked by hand. */
export const catalogueContract = {
  catalogue: {
    /** How each vendor that was ever called has fared. */
    health: call.route({ method: 'GET', path: '/catalogue/health' }).output(z.array(vendorHealthSchema)),
    own: call.route({ method: 'GET', path: '/catalogue/own' }).output(ownCatalogueSchema),
    /**
     * Reads a model's own input schema at Replicate or fal, at no cost. `model` is what people paste: an id or an address.
     * Throws `not-found`, `unauthorized` (Replicate tells only those with a key), `unsupported` or `invalid-input`.
     */
    lookUp: call
      .route({ method: 'POST', path: '/catalogue/look-up' })
      .input(z.object({ vendor: z.enum(['replicate', 'fal']), model: z.string().trim().min(1).max(300) }))
      .output(modelSheetSchema),
    /** Reads a ComfyUI workflow in API format. Throws `invalid-input`, naming what is wrong and how to export it. */
    readWorkflow: call
      .route({ method: 'POST', path: '/catalogue/workflows' })
      .input(z.object({ name: z.string().max(255), text: z.string().max(2_000_000) }))
      .output(modelSheetSchema),
    /** Adds a model to the user's own catalogue, or replaces the one of `id`. Gives its id. */
    keep: call
      .route({ method: 'POST', path: '/catalogue/own' })
      .input(z.object({ id: generator.nullable().default(null), model: ownModelSchema }))
      .output(z.object({ id: z.string() })),
    remove: call
      .route({ method: 'DELETE', path: '/catalogue/own/{generator}' })
      .input(z.object({ generator }))
      .output(z.void()),
    /** Puts back what `remove` took out since the studio was started, as it was. Throws `not-found` for anything else. */
    putBack: call
      .route({ method: 'POST', path: '/catalogue/own/{generator}' })
      .input(z.object({ generator }))
      .output(z.void()),
    /** Reads the user's file again after it was edited by hand. */
    reload: call.route({ method: 'POST', path: '/catalogue/reload' }).output(ownCatalogueSchema),
  },
  handOff: {
    /** What to take to the tool for a scene of the film as last saved. Throws `unsupported` for a generator with an API. */
    prepare: call
      .route({ method: 'GET', path: '/films/{filmId}/hand-off' })
      .input(z.object({ filmId, sceneId, generator }))
      .output(handOffSchema),
    /** Media files that appeared in the settings' folder since, newest first. Throws `not-found` when it is gone. */
    found: call
      .route({ method: 'GET', path: '/hand-off/found' })
      .input(z.object({ since: z.iso.datetime({ offset: true }) }))
      .output(z.array(foundFileSchema)),
    /**
     * Puts a picture that lies on the clipboard alone, in base64 of at most 30 MB, into a file: gives its path, for `take`. The
     * file goes with the take that it becomes, or when the studio closes.
     */
    paste: call
      .route({ method: 'POST', path: '/hand-off/pasted' })
      .input(
        z.object({
          name: z.string().min(1).max(255),
          base64: z
            .string()
            .min(1)
            .max(Math.ceil(mostPasted / 3) * 4),
        }),
      )
      .output(z.object({ path })),
    /**
     * Brings a result back as a take of the scene, with its origin and, where the user says so, its cost, which is written
     * into the spending as stated. The file is copied.
     */
    take: call
      .route({ method: 'POST', path: '/films/{filmId}/hand-off' })
      .input(
        z.object({
          ...{ filmId, sceneId, generator, path },
          name: z.string().max(255),
          costMicros: microsSchema.max(mostMicros).nullable(),
        }),
      )
      .output(takeViewSchema),
  },
};
