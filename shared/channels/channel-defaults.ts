import { z } from 'zod';

// What a channel adds to every post that goes there. Nothing of it is written into the post: it is added where what is
// sent is made (`posts/draft-of.ts`), for the counts, the checks and the network alike.

/** Values may name `{channel}`, `{network}` and `{date}`; an empty one is not added. */
const utmValue = z.string().max(200).default('');

export const utm = z.object({ source: utmValue, medium: utmValue, campaign: utmValue, content: utmValue });
export type Utm = z.infer<typeof utm>;

export const channelDefaults = z.object({
  /** Put below the last part. */
  signature: z.string().max(1000).default(''),
  /** Written under a post that has no first comment of its own, where the network takes one. */
  firstComment: z.string().max(10_000).default(''),
  /** Put on the links of the post. */
  utm: utm.prefault({}),
  /** Whether a link of the text becomes a card where nobody chose. */
  linkCard: z.enum(['first', 'none']).default('first'),
});
export type ChannelDefaults = z.infer<typeof channelDefaults>;

/** A channel that adds nothing. */
export const NO_DEFAULTS: ChannelDefaults = channelDefaults.parse({});
