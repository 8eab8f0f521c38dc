import { DateTime } from 'luxon';
import { createContext } from 'react';
import type { Slot } from '#shared/channels/slot.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { freeOf, placesBetween, type SlotPlace, type TakenTime } from '#shared/publishing/posting-slots.ts';
import type { Span } from '../../state/posts.store.ts';
import { knownZone } from '../../text/known-zone.ts';

/** A row of the week, minutes. */
const CELL_MINUTES = 30;

/** The free posting times of what the calendar shows, to be found by day and by the row of the week they are in. */
export interface FreePlaces {
  /** By the day in the calendar's zone, `2026-11-24`, soonest first; a time that several channels share once. */
  readonly byDay: ReadonlyMap<string, readonly SlotPlace[]>;
  /** By the instant at which the row begins: the first one in it. */
  readonly byCell: ReadonlyMap<number, SlotPlace>;
}

export const NO_PLACES: FreePlaces = { byDay: new Map(), byCell: new Map() };

/** For the heads of the days, which the grid draws by itself. */
export const FreePlacesOfGrid = createContext(NO_PLACES);

/** The places of the span that are still to come and that nothing is planned in. */
export function freePlacesIn(
  span: Span,
  slots: readonly Slot[],
  posts: ReadonlyMap<string, PostView>,
  zone: string,
  now: number,
): FreePlaces {
  const from = Math.max(span.from, now);
  if (slots.length === 0 || from >= span.to) return NO_PLACES;
  const free = freeOf(placesBetween(slots, from, span.to), takenBy(posts));
  const times = free.filter((place, index) => place.at !== free[index - 1]?.at);
  const byCell = new Map<number, SlotPlace>();
  for (const place of times) {
    const cell = cellOf(place.at, zone);
    if (!byCell.has(cell)) byCell.set(cell, place);
  }
  return { byDay: Map.groupBy(times, ({ at }) => dayOf(at, zone)), byCell };
}

export function dayOf(at: number, zone: string): string {
  return DateTime.fromMillis(at, { zone: knownZone(zone) }).toFormat('yyyy-MM-dd');
}

/** When the row of the week begins that an instant is in; rows follow the clock of the zone, also by quarters of hours. */
function cellOf(at: number, zone: string): number {
  const shown = DateTime.fromMillis(at, { zone: knownZone(zone) });
  return shown.startOf('minute').toMillis() - (shown.minute % CELL_MINUTES) * 60_000;
}

function takenBy(posts: ReadonlyMap<string, PostView>): readonly TakenTime[] {
  return [...posts.values()].flatMap(({ post, publications }) =>
    post.deletedAt === undefined
      ? publications.filter((one) => one.state !== 'canceled' && one.state !== 'failed')
      : [],
  );
}
