import { z } from 'zod';
import { instant } from '#shared/ids.ts';

/** What the network says about an account (`Adapter.health`). */
export const health = z.object({
  /** When the sign-in ends, where the network says so. */
  expiresAt: instant.optional(),
  /** Permissions that publishing needs and the sign-in does not have, in the network's own words. */
  missingPermissions: z.array(z.string()),
  /** Posts of the running period. */
  posts: z.object({ used: z.number(), limit: z.number(), periodMs: z.number() }).optional(),
  /** What its server allows now (`AccountLimits`), where it tells: takes the place of what was told at the sign-in. */
  limits: z.record(z.string(), z.number()).optional(),
});
export type Health = z.infer<typeof health>;
