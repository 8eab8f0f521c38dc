import { DateTime } from 'luxon';
import { luxonLocalizer, type DateLocalizer } from 'react-big-calendar';
import type { PersonalSettings } from '#shared/ipc/settings.calls.ts';
import type { Span } from '../../state/posts.store.ts';

type WeekStart = PersonalSettings['weekStart'];

/** What the library's own typings leave out of its localizer. */
export type WeekLocalizer = Omit<DateLocalizer, 'startOf' | 'endOf' | 'visibleDays'> & {
  startOf(date: Date, unit: string): Date;
  endOf(date: Date, unit: string): Date;
  visibleDays(date: Date): Date[];
};

/**
 * Dates for the calendar, in luxon's default zone. The library's own weeks are right for Monday and Sunday
 * only (its Saturday weeks end before they begin), so the weeks are ours.
 */
export function weekLocalizer(weekStart: WeekStart): WeekLocalizer {
  const localizer = luxonLocalizer(DateTime, {
    firstDayOfWeek: weekStart === 0 ? 7 : weekStart,
  }) as unknown as WeekLocalizer;
  const startOf = localizer.startOf.bind(localizer);
  const endOf = localizer.endOf.bind(localizer);
  const firstVisibleDay = (date: Date): Date =>
    startOfWeek(DateTime.fromJSDate(date).startOf('month'), weekStart).toJSDate();
  const lastVisibleDay = (date: Date): Date =>
    endOfWeek(DateTime.fromJSDate(date).endOf('month'), weekStart).toJSDate();
  return Object.assign(localizer, {
    startOf: (date: Date, unit: string) =>
      unit === 'week' ? startOfWeek(DateTime.fromJSDate(date), weekStart).toJSDate() : startOf(date, unit),
    endOf: (date: Date, unit: string) =>
      unit === 'week' ? endOfWeek(DateTime.fromJSDate(date), weekStart).toJSDate() : endOf(date, unit),
    firstVisibleDay,
    lastVisibleDay,
    visibleDays: (date: Date) => localizer.range(firstVisibleDay(date), lastVisibleDay(date)),
  });
}

/** Everything that a month (whole weeks) or a week shows, UTC ms, in `zone`. */
export function spanOf(view: 'month' | 'week', date: number, zone: string, weekStart: WeekStart): Span {
  const on = DateTime.fromMillis(date, { zone });
  const first = view === 'month' ? on.startOf('month') : on;
  const last = view === 'month' ? on.endOf('month') : on;
  return {
    from: startOfWeek(first, weekStart).toMillis(),
    to: endOfWeek(last, weekStart).toMillis() + 1,
  };
}

function startOfWeek(date: DateTime, weekStart: WeekStart): DateTime {
  const since = (date.weekday - (weekStart === 0 ? 7 : weekStart) + 7) % 7;
  return date.minus({ days: since }).startOf('day');
}

function endOfWeek(date: DateTime, weekStart: WeekStart): DateTime {
  return startOfWeek(date, weekStart).plus({ days: 6 }).endOf('day');
}
