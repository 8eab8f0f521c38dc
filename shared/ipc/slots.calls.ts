import { z } from 'zod';
import { slot } from '#shared/channels/slot.ts';
import { slotCommand } from '#shared/commands/slot-commands.ts';
import { channelId, commandId, instant, postId } from '#shared/ids.ts';
import { ask } from '#shared/ipc/ask.ts';
import { plannedTime } from '#shared/time-zones.ts';

/** What the window can ask about posting times. */
export const slotsCalls = {
  'slots.change': ask(z.object({ id: commandId, command: slotCommand }), z.void()),
  /** The posting times of every channel that is not disconnected, in the order of the week. */
  'slots.list': ask(z.void(), z.array(slot)),
  /** The next times after `after` at which a place of any of the channels is free. `except` takes no place itself. */
  'slots.next': ask(
    z.object({
      channels: z.array(channelId).max(200),
      after: instant,
      count: z.int().min(1).max(50),
      except: postId.optional(),
    }),
    z.array(z.object({ at: instant, planned: plannedTime, channels: z.array(channelId) })),
  ),
};
