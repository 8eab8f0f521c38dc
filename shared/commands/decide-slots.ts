import { never } from '#shared/assert.ts';
import type { Channel } from '#shared/channels/channel.ts';
import { SLOTS_MAX, type Slot, type SlotTime } from '#shared/channels/slot.ts';
import { accepted, refused, type Decided } from '#shared/commands/command.ts';
import type { SlotCommand } from '#shared/commands/slot-commands.ts';
import { isKnownZone } from '#shared/time-zones.ts';

type Week = readonly Slot[];
type Kind<K extends SlotCommand['kind']> = Extract<SlotCommand, { kind: K }>;

/** Decides what becomes of the posting times of a channel: all of its slots, in the order of the week. Pure. */
export function decideSlots(
  week: Week,
  command: SlotCommand,
  channel: Pick<Channel, 'state'> | undefined,
): Decided<Week> {
  if (channel === undefined || channel.state === 'disconnected') return refused('channel.not-found');
  switch (command.kind) {
    case 'slot.add':
      return add(week, command);
    case 'slot.move':
      return move(week, command);
    case 'slot.remove':
      return week.some((one) => one.id === command.slot)
        ? inOrder(week.filter((one) => one.id !== command.slot))
        : refused('slot.not-found');
    case 'slot.set-week':
      return setWeek(command);
    default:
      return never(command);
  }
}

/** A channel's week has one zone: that of its first slot. */
function add(week: Week, { channel, slot, time, zone }: Kind<'slot.add'>): Decided<Week> {
  if (!isKnownZone(zone)) return refused('time.unknown-zone', { zone });
  if (week.length >= SLOTS_MAX) return refused('slot.too-many', { limit: SLOTS_MAX });
  if (week.some((one) => isSameTime(one, time))) return refused('slot.exists');
  return inOrder([...week, { ...time, id: slot, channel, zone: week[0]?.zone ?? zone }]);
}

function move(week: Week, { slot, time }: Kind<'slot.move'>): Decided<Week> {
  if (!week.some((one) => one.id === slot)) return refused('slot.not-found');
  if (week.some((one) => one.id !== slot && isSameTime(one, time))) return refused('slot.exists');
  return inOrder(week.map((one) => (one.id === slot ? { ...one, ...time } : one)));
}

/** The same time twice is once. */
function setWeek({ channel, zone, slots }: Kind<'slot.set-week'>): Decided<Week> {
  if (!isKnownZone(zone)) return refused('time.unknown-zone', { zone });
  const once = slots.filter((slot, index) => slots.findIndex((other) => isSameTime(other, slot)) === index);
  return inOrder(once.map((slot) => ({ ...slot, channel, zone })));
}

function isSameTime(a: SlotTime, b: SlotTime): boolean {
  return a.weekday === b.weekday && a.wallTime === b.wallTime;
}

function inOrder(week: Week): Decided<Week> {
  return accepted(week.toSorted((a, b) => a.weekday - b.weekday || a.wallTime.localeCompare(b.wallTime)));
}
