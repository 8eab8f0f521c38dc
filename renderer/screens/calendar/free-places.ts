import { DateTime } from 'luxon';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { Slot } from '#shared/channels/slot.ts';
import { freeOf, placesBetween, type SlotPlace, type TakenTime } from '#shared/publishing/posting-slots.ts';
import type { Span } from '../../state/posts.store.ts';
import { knownZone } from '../../text/known-zone.ts';

/** The free posting times of what the calendar shows, by the day in its zone, `2026-11-24`, soonest first. */
export type FreePlaces = ReadonlyMap<string, readonly SlotPlace[]>;

export const NO_PLACES: FreePlaces = new Map();

/** The places of the span that are still to come and that nothing is planned in. */
export function freePlacesIn(
  span: Span,
  slots: readonly Slot[],
  entries: Iterable<CalendarEntry>,
  zone: string,
  now: number,
): FreePlaces {
  const from = Math.max(span.from, now);
  if (slots.length === 0 || from >= span.to) return NO_PLACES;
  const free = freeOf(placesBetween(slots, from, span.to), takenBy(entries, span));
  return Map.groupBy(free, ({ at }) => dayOf(at, zone));
}

/** Places of a day as they are shown: a time that several channels share once. */
export function timesOf(places: readonly SlotPlace[]): readonly SlotPlace[] {
  return places.filter((place, index) => place.at !== places[index - 1]?.at);
}

export function dayOf(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone: knownZone(zone) }).toFormat('yyyy-MM-dd');
}

function takenBy(entries: Iterable<CalendarEntry>, { from, to }: Span): readonly TakenTime[] {
  const taken: TakenTime[] = [];
  for (const { dueAt, publications } of entries) {
    if (dueAt < from || dueAt >= to) continue;
    for (const { channel, state } of publications)
      if (state !== 'canceled' && state !== 'failed') taken.push({ channel, dueAt });
  }
  return taken;
}
