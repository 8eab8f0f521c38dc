import { z } from 'zod';

// How far a person is with a post. It is theirs to say and stops nothing: a post goes out because it has a time.

/** In the order in which a post comes along. */
export const STAGES = ['idea', 'draft', 'in-review', 'ready'] as const;

export const stage = z.enum(STAGES);
export type Stage = z.infer<typeof stage>;
