import { z } from 'zod';
import { channelId, commandId, platformId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { channelCommand } from '#shared/commands/channel-commands.ts';
import { channel } from '#shared/channels/channel.ts';

export const channelsCalls = {
  'channels.change': ask(z.object({ id: commandId, command: channelCommand }), z.void()),
  /** All channels, disconnected ones included (their history is still shown). */
  'channels.list': ask(z.void(), z.array(channel)),
  /**
   * Connects a channel, or connects `reconnect` again. With a password it is done when this answers
   * `connected`; otherwise the browser has been opened and the fact `sign-in` follows.
   */
  'channels.connect': ask(
    z.object({
      platform: platformId,
      answers: z.record(z.string(), z.string().max(2000)),
      reconnect: channelId.optional(),
    }),
    z.discriminatedUnion('then', [
      z.object({ then: z.literal('connected'), channel: channelId }),
      z.object({ then: z.literal('browser') }),
    ]),
  ),
};
