import { z } from 'zod';

/** Where a key lives. `session` keys are forgotten when the studio closes; `environment` keys are read-only. */
export const keyPlaces = ['keychain', 'session', 'environment'] as const;

/** A key as the renderer may see it. The secret itself never leaves the main process. */
export const keyViewSchema = z.object({
  vendor: z.string(),
  place: z.enum(keyPlaces),
  /** `r8_…4f2a`: at most four characters of the secret at each end. */
  masked: z.string(),
});
export type KeyView = z.infer<typeof keyViewSchema>;

export const keychainStatusSchema = z.object({
  available: z.boolean(),
  /** For people, when not available: why, and what to do. */
  reason: z.string().nullable(),
});
export type KeychainStatus = z.infer<typeof keychainStatusSchema>;

export const keyTestSchema = z.object({
  ok: z.boolean(),
  /** `Works: account ada` or the reason for the refusal. */
  text: z.string(),
});
export type KeyTest = z.infer<typeof keyTestSchema>;
