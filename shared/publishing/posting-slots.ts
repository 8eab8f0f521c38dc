import { DateTime } from 'luxon';
import type { Slot } from '#shared/channels/slot.ts';
import type { ChannelId } from '#shared/ids.ts';
import { isKnownZone, toInstant, type PlannedTime } from '#shared/time-zones.ts';

// Words used here:
//   slot    a weekly posting time of a channel
//   place   one occurrence of a slot: an instant of one channel
//   taken   something of that channel is planned within the place

/** One occurrence of a slot. */
export interface SlotPlace {
  readonly channel: ChannelId;
  /** UTC ms. */
  readonly at: number;
  readonly planned: PlannedTime;
}

/** What is planned for a channel, UTC ms. */
export interface TakenTime {
  readonly channel: ChannelId;
  readonly dueAt: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** How long a place lasts, ms, unless the channel's next one begins earlier: what is planned within it takes it. */
export const PLACE_MS = 30 * MINUTE_MS;

/** How far ahead a free place is looked for, ms. Whoever has planned every slot of a year needs no more of them. */
const LOOK_AHEAD_MS = 366 * DAY_MS;

/**
 * Every occurrence of the slots in [from, to), soonest first. A slot in the hour that spring skips moves forward by
 * it; one in the hour that autumn repeats occurs once, the first time. Two slots of a channel that come to the same
 * instant that way are one place.
 */
export function placesBetween(slots: readonly Slot[], from: number, to: number): readonly SlotPlace[] {
  const places = slots.flatMap((slot) => placesOf(slot, from, to));
  const known = new Set<string>();
  return places
    .toSorted((a, b) => a.at - b.at || a.channel.localeCompare(b.channel))
    .filter(({ channel, at }) => {
      const key = `${channel} ${at}`;
      return !known.has(key) && known.add(key);
    });
}

function placesOf(slot: Slot, from: number, to: number): SlotPlace[] {
  if (!isKnownZone(slot.zone)) return [];
  // A day early and late, since a shifted wall time may belong to the day before or after in UTC terms.
  const first = DateTime.fromMillis(from - DAY_MS, { zone: slot.zone }).startOf('day');
  const places: SlotPlace[] = [];
  let day = first.plus({ days: (slot.weekday - first.weekday + 7) % 7 });
  for (; day.toMillis() < to + DAY_MS; day = day.plus({ weeks: 1 })) {
    const planned = { wall: `${day.toFormat('yyyy-MM-dd')}T${slot.wallTime}`, zone: slot.zone };
    const resolved = toInstant(planned);
    if (resolved.ok && resolved.at >= from && resolved.at < to)
      places.push({ channel: slot.channel, at: resolved.at, planned });
  }
  return places;
}

/** The places of `places` (soonest first) in which nothing of their channel is planned. */
export function freeOf(places: readonly SlotPlace[], taken: readonly TakenTime[]): readonly SlotPlace[] {
  const next = new Map<ChannelId, number>();
  const free: SlotPlace[] = [];
  for (const place of places.toReversed()) {
    const { channel, at } = place;
    const end = Math.min(at + PLACE_MS, next.get(channel) ?? Infinity);
    next.set(channel, at);
    if (!taken.some((one) => one.channel === channel && one.dueAt >= at && one.dueAt < end)) free.push(place);
  }
  return free.toReversed();
}

/** A time at which at least one channel has a free place. */
export interface FreeTime {
  readonly at: number;
  readonly planned: PlannedTime;
  /** Whose place it is, of the channels that were asked for. */
  readonly channels: readonly ChannelId[];
}

/**
 * The next `count` times after `after` that are a free place of any of the slots' channels, soonest first. A post has
 * one time, so one that goes to several channels takes the first place that is free for one of them.
 */
export function nextFreeTimes(
  slots: readonly Slot[],
  taken: readonly TakenTime[],
  after: number,
  count: number,
): readonly FreeTime[] {
  const found = new Map<number, FreeTime>();
  const end = after + LOOK_AHEAD_MS;
  if (slots.length === 0) return [];
  for (let from = after + 1; from < end && found.size < count; from += STEP_MS) {
    // A place ends where the next one begins, which may be in the next step.
    const places = placesBetween(slots, from, from + STEP_MS + PLACE_MS);
    for (const { at, planned, channel } of freeOf(places, taken)) {
      if (at >= from + STEP_MS) continue;
      found.set(at, { at, planned, channels: [...(found.get(at)?.channels ?? []), channel] });
    }
  }
  return [...found.values()].slice(0, count);
}

/** How much is looked at in one go, ms. */
const STEP_MS = 7 * DAY_MS;

/** Something that is planned, by whatever names it. */
export interface Planned<Id> {
  readonly id: Id;
  readonly planned: PlannedTime;
  readonly at: number;
}

/**
 * What moves when `id` is put in the place of `onto`: everything between the two moves by one, so that the times stay
 * the same and only what goes out at them changes. Gives those that get another time.
 */
export function reordered<Id>(queue: readonly Planned<Id>[], id: Id, onto: Id): readonly Planned<Id>[] {
  const times = queue.toSorted((a, b) => a.at - b.at);
  const from = times.findIndex((one) => one.id === id);
  const to = times.findIndex((one) => one.id === onto);
  if (from < 0 || to < 0) return [];
  const order = times.map((one) => one.id).toSpliced(from, 1);
  return order.toSpliced(to, 0, id).flatMap((mine, index) => {
    const time = times[index];
    return time === undefined || time.id === mine ? [] : [{ ...time, id: mine }];
  });
}
