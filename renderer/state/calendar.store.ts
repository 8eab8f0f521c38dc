import { create } from 'zustand';

export type CalendarView = 'month' | 'week';

interface CalendarState {
  readonly view: CalendarView;
  /** An instant of the month or week that is shown. */
  readonly date: number;
}

/** What the calendar was showing, so that it shows it again when one comes back to it. */
export const useCalendar = create<CalendarState>(() => ({ view: 'month', date: Date.now() }));
