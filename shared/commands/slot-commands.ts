import { z } from 'zod';
import { slotId, slotTime, SLOTS_MAX } from '#shared/channels/slot.ts';
import { channelId } from '#shared/ids.ts';
import { zoneName } from '#shared/time-zones.ts';

// The posting times of one channel's week. They share one zone: `slot.set-week` sets it, a first slot brings it.

export const slotCommand = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slot.add'), channel: channelId, slot: slotId, time: slotTime, zone: zoneName }),
  z.object({ kind: z.literal('slot.move'), channel: channelId, slot: slotId, time: slotTime }),
  z.object({ kind: z.literal('slot.remove'), channel: channelId, slot: slotId }),
  // Takes the place of all slots the channel had: a preset, a copy, another zone, or taking back one of these.
  z.object({
    kind: z.literal('slot.set-week'),
    channel: channelId,
    zone: zoneName,
    slots: z.array(slotTime.extend({ id: slotId })).max(SLOTS_MAX),
  }),
]);

export type SlotCommand = z.infer<typeof slotCommand>;
