import { useMemo } from 'react';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import { useCalendar } from '../../state/calendar.store.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useLabels } from '../../state/labels.store.ts';
import { useMarkedDays } from '../../state/marked-days.store.ts';
import { useEntriesAround } from '../../state/plan-entries.store.ts';
import type { Span } from '../../state/posts.store.ts';
import { useSlots } from '../../state/slots.store.ts';
import { usePainted } from '../../ui/use-painted.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { daysIn, entriesIn, groupedByDay, type ShownDay } from './days.ts';
import { huesOf, type EntryLook } from './entry-look.ts';
import { useKnownFilter } from './filter-bar.tsx';
import { dayOf, freePlacesIn, type FreePlaces } from './free-places.ts';
import type { GridProps } from './grid-props.ts';

/** Everything the views are drawn from. Each part stays the same object until something of it is another. */
export function useGrid(span: Span, date: number, zone: string): GridProps {
  const around = useEntriesAround(span);
  const filter = useKnownFilter();
  const days = useMemo(() => daysIn(span, zone), [span, zone]);
  const byDay = useMemo(() => groupedByDay(days, entriesIn(around, span, filter)), [days, around, span, filter]);
  const marks = useMarkedDays((state) => state.byDay);
  const now = useMinute();
  return {
    days,
    byDay,
    marks,
    now,
    look: useLook(zone),
    free: useFreePlaces(span, around, zone, now),
    today: dayOf(now, zone),
    month: monthOf(days, date),
  };
}

function useLook(zone: string): EntryLook {
  const colourBy = useCalendar((state) => state.colourBy);
  const all = useChannels((state) => state.all);
  const channels = useChannels((state) => state.byId);
  const labels = useLabels((state) => state.byId);
  return useMemo(
    () => ({ zone, colourBy, channels, labels, hues: huesOf(all) }),
    [zone, colourBy, channels, labels, all],
  );
}

/** Free posting times follow a moment later: where they are takes longer to find out than posts do. */
function useFreePlaces(span: Span, around: readonly CalendarEntry[], zone: string, now: number): FreePlaces {
  const slots = useSlots((state) => state.all);
  const wanted = useMemo(() => ({ span, around, now }), [span, around, now]);
  const later = usePainted<typeof wanted | null>(wanted, null);
  return useMemo(
    () => (later === null ? new Map() : freePlacesIn(later.span, slots, later.around, zone, later.now)),
    [later, slots, zone],
  );
}

function monthOf(days: readonly ShownDay[], date: number): number {
  return days.findLast(({ start }) => start <= date)?.month ?? 0;
}
