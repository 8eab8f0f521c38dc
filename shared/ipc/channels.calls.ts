import { z } from 'zod';
import { channelId, commandId, platformId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { mentionable } from '#shared/posts/mentions.ts';
import { channelCommand } from '#shared/commands/channel-commands.ts';
import { channel } from '#shared/channels/channel.ts';
import { health } from '#shared/channels/health.ts';

/** What the window can ask about channels. */
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
      /** One of the network's ways, by its id. */
      way: z.string().max(50),
      answers: z.record(z.string(), z.string().max(2000)),
      reconnect: channelId.optional(),
    }),
    z.discriminatedUnion('then', [
      z.object({ then: z.literal('connected'), channel: channelId }),
      z.object({ then: z.literal('browser') }),
    ]),
  ),
  /** Connects some of the accounts that a sign-in offered (fact `sign-in`). */
  'channels.choose': ask(
    z.object({ id: z.uuid(), remoteIds: z.array(z.string()).min(1).max(200) }),
    z.array(channelId),
  ),
  /** Opens the account on the network's own site, in the system browser. */
  'channels.openProfile': ask(z.object({ channel: channelId }), z.void()),
  /** Accounts of the channel's network that can be mentioned, as somebody types: what the network finds, at most 8. */
  'channels.findAccounts': ask(
    z.object({ channel: channelId, typed: z.string().min(1).max(100) }),
    z.array(mentionable),
  ),
  /** Asks the network how the account is: until when the sign-in is good, what it lacks, what is left of the quota. */
  'channels.health': ask(z.object({ channel: channelId }), health),
};
