import { z } from 'zod';
import { channelId } from '#shared/ids.ts';

// Connecting needs the browser and secrets and is a call of its own (`channels.connect`).

export const channelCommand = z.discriminatedUnion('kind', [
  // Nothing goes out until it is resumed; what comes due meanwhile follows its overdue rule.
  z.object({ kind: z.literal('channel.pause'), channel: channelId }),
  z.object({ kind: z.literal('channel.resume'), channel: channelId }),
  // Forgets the sign-in. History stays.
  z.object({ kind: z.literal('channel.disconnect'), channel: channelId }),
]);

export type ChannelCommand = z.infer<typeof channelCommand>;
