import { z } from 'zod';

/** A poll in a segment, whose text asks the question. What each network allows is in its rules. */
export const poll = z.object({
  answers: z.array(z.string().max(500)).max(20),
  /** How long it runs, minutes. */
  minutes: z
    .int()
    .min(1)
    .max(60 * 24 * 60),
});
export type Poll = z.infer<typeof poll>;
