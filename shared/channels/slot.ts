import { z } from 'zod';
import { channelId } from '#shared/ids.ts';
import { zoneName } from '#shared/time-zones.ts';

// A slot is a weekly posting time of a channel. Like a planned time it is what a person means, a wall time in a zone;
// the instants follow from it week by week.

export const slotId = z.uuid().brand<'SlotId'>();
export type SlotId = z.infer<typeof slotId>;

/** ISO 8601: 1 Monday to 7 Sunday. */
export const weekday = z.int().min(1).max(7);

/** A time of day without a date: `09:00`. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When in the week a slot is. */
export const slotTime = z.object({ weekday, wallTime: timeOfDay });
export type SlotTime = z.infer<typeof slotTime>;

export const slot = slotTime.extend({ id: slotId, channel: channelId, zone: zoneName });
export type Slot = z.infer<typeof slot>;

/** The most slots of a channel's week: one for every half hour. */
export const SLOTS_MAX = 7 * 48;
