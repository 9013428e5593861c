import { z } from 'zod';
import { sha256Schema } from './ids.ts';

/** What a film can own besides takes. */
export const assetKinds = ['music', 'lut'] as const;
export type AssetKind = (typeof assetKinds)[number];

/** A file that people brought into the film, in its folder `assets/`. Never changed; its name begins with its digest. */
export const assetSchema = z.object({
  /** Bare name inside `assets/`: the first 16 hex digits of the SHA-256, and the extension. */
  file: z.string().regex(/^[0-9a-f]{16}\.[a-z0-9]{1,5}$/),
  kind: z.enum(assetKinds),
  /** The name that it had, for people. */
  name: z.string().max(255),
  sha256: sha256Schema,
  bytes: z.number().int().positive(),
  /** Length of music; null for looks. */
  seconds: z.number().positive().max(360_000).nullable(),
});
export type Asset = z.infer<typeof assetSchema>;
