import { z } from 'zod';
import { channelDefaults } from '#shared/channels/channel-defaults.ts';
import { channelId } from '#shared/ids.ts';

// Connecting needs the browser and secrets and is a call of its own (`channels.connect`).

export const channelCommand = z.discriminatedUnion('kind', [
  // Nothing goes out until it is resumed; what comes due meanwhile follows its overdue rule.
  z.object({ kind: z.literal('channel.pause'), channel: channelId, because: z.string().max(200).optional() }),
  z.object({ kind: z.literal('channel.resume'), channel: channelId }),
  // What is added to every post that goes there, from now on; also to those that are planned.
  z.object({ kind: z.literal('channel.set-defaults'), channel: channelId, defaults: channelDefaults }),
  // Forgets the sign-in. History stays.
  z.object({ kind: z.literal('channel.disconnect'), channel: channelId }),
]);

export type ChannelCommand = z.infer<typeof channelCommand>;
