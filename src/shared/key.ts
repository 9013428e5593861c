import { z } from 'zod';
import { vendorLimitsSchema } from './generator.ts';

/** Where a key lives. `session` keys are forgotten when the studio closes; `environment` keys are read-only. */
export const keyPlaces = ['keychain', 'session', 'environment'] as const;

/** A key as the renderer may see it. The secret itself never leaves the main process. */
export const keyViewSchema = z.object({
  /** Stays the same for as long as the key is there; the environment's are `env-<vendor>-<hash of the secret>`. */
  id: z.string(),
  vendor: z.string(),
  place: z.enum(keyPlaces),
  /** What the user calls it: `Studio account`. Unique within its vendor. */
  label: z.string(),
  /** Keys of one account share its quota and its credit. Each key has its own unless the user says otherwise. */
  account: z.string(),
  /** `r8_…4f2a`: at most four characters of the secret at each end. */
  masked: z.string(),
  /** Why it cannot be used now, for people: the keychain is locked, or lost it. Absent when it can. */
  problem: z.string().optional(),
});
export type KeyView = z.infer<typeof keyViewSchema>;

/**
 * `cooling`: left alone until a time, then used again by itself. `dry`: the account has no credit; tried again after an
 * hour or when the user says that it was topped up. `refused`: not used until it was tested again.
 */
export const keyStates = ['healthy', 'cooling', 'dry', 'refused'] as const;

/** How a key fares. */
export const keyHealthSchema = z.object({
  keyId: z.string(),
  label: z.string(),
  account: z.string(),
  state: z.enum(keyStates),
  /** ISO; for `cooling` and `dry`. */
  until: z.string().nullable(),
  /** Why it is not healthy, for people; null when it is. */
  reason: z.string().nullable(),
  /** Paid calls of its account within the last 60 s. */
  inWindow: z.number().int().nonnegative(),
  /** Jobs of its account under way. */
  running: z.number().int().nonnegative(),
  /** Paid calls with this key that were taken, and that were not, since the ledger began. */
  successes: z.number().int().nonnegative(),
  failures: z.number().int().nonnegative(),
});
export type KeyHealth = z.infer<typeof keyHealthSchema>;

/** A vendor's key ring as it stands, with what its waiting jobs wait for. */
export const vendorRingSchema = z.object({
  vendor: z.string(),
  limits: vendorLimitsSchema,
  keys: z.array(keyHealthSchema),
  running: z.number().int().nonnegative(),
  waiting: z.number().int().nonnegative(),
  /** What those that wait wait for, for people: `all 3 keys are at 15 calls a minute`; null when none waits. */
  wait: z.object({ text: z.string(), until: z.string().nullable() }).nullable(),
});
export type VendorRing = z.infer<typeof vendorRingSchema>;

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
