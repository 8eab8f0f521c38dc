import { DateTime, Interval } from 'luxon';
import type { PersonalSettings } from '#shared/ipc/personal-settings.ts';
import type { CalendarView } from './calendar.store.ts';
import type { Span } from './posts.store.ts';
import { knownZone } from '../text/known-zone.ts';
import { LOCALE, longDay } from '../text/moments.ts';
import { t } from '../text/t.ts';

type WeekStart = PersonalSettings['weekStart'];

/** How many days the agenda lists. */
export const AGENDA_DAYS = 14;

/** Everything that a view shows, UTC ms, in `zone`: a month in whole weeks, a week, a day, or the days to come. */
export function spanOf(view: CalendarView, date: number, zone: string, weekStart: WeekStart): Span {
  const on = DateTime.fromMillis(date, { zone: knownZone(zone) });
  const day = on.startOf('day');
  switch (view) {
    case 'month': {
      const from = startOfWeek(on.startOf('month'), weekStart);
      return { from: from.toMillis(), to: startOfWeek(on.endOf('month'), weekStart).plus({ days: 7 }).toMillis() };
    }
    case 'week': {
      const from = startOfWeek(on, weekStart);
      return { from: from.toMillis(), to: from.plus({ days: 7 }).toMillis() };
    }
    case 'day':
      return { from: day.toMillis(), to: day.plus({ days: 1 }).toMillis() };
    case 'agenda':
      return { from: day.toMillis(), to: day.plus({ days: AGENDA_DAYS }).toMillis() };
  }
}

const STEPS = { month: { months: 1 }, week: { weeks: 1 }, day: { days: 1 }, agenda: { days: AGENDA_DAYS } } as const;

/** An instant of what comes before or after what is shown. */
export function stepped(view: CalendarView, date: number, by: 1 | -1, zone: string): number {
  const from = DateTime.fromMillis(date, { zone: knownZone(zone) });
  return (by > 0 ? from.plus(STEPS[view]) : from.minus(STEPS[view])).toMillis();
}

/** `November 2026`, `16–22 November 2026` or `Tuesday, 24 November 2026`, as the person's country writes it. */
export function titleOf(view: CalendarView, date: number, zone: string, { from, to }: Span): string {
  const on = (at: number): DateTime => DateTime.fromMillis(at, { zone: knownZone(zone), locale: LOCALE });
  if (view === 'month') return asTitle(on(date).toFormat(t.moments.formats.month));
  if (view === 'day') return longDay(from, zone);
  return Interval.fromDateTimes(on(from), on(to - 1)).toLocaleString(DAYS);
}

const DAYS = { day: 'numeric', month: 'long', year: 'numeric' } as const;

/** Spanish months are small, but not where a title begins. */
function asTitle(words: string): string {
  return words.charAt(0).toLocaleUpperCase(LOCALE) + words.slice(1);
}

function startOfWeek(date: DateTime, weekStart: WeekStart): DateTime {
  const since = (date.weekday - (weekStart === 0 ? 7 : weekStart) + 7) % 7;
  return date.minus({ days: since }).startOf('day');
}
