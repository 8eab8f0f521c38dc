import { create } from 'zustand';
import type { DaySource, MarkedDay } from '#shared/calendar/marked-day.ts';
import { call } from '../ipc.ts';

// Days that files gave a name, by whole years as far as they were looked at.

interface MarkedDaysState {
  readonly sources: readonly DaySource[];
  readonly byDay: ReadonlyMap<string, readonly MarkedDay[]>;
  readonly years: ReadonlySet<number>;
}

export const useMarkedDays = create<MarkedDaysState>(() => ({ sources: [], byDay: new Map(), years: new Set() }));

/** Reads the days of these years that are not here yet. */
export async function needDays(wanted: readonly number[]): Promise<void> {
  const { years } = useMarkedDays.getState();
  const missing = wanted.filter((year) => !years.has(year));
  if (missing.length > 0) await readYears(missing);
}

/** Reads everything again that was read before, and where it comes from. */
export async function readDaySources(): Promise<void> {
  const sources = await call('calendar.daySources', undefined);
  const { years } = useMarkedDays.getState();
  useMarkedDays.setState({ sources, byDay: new Map(), years: new Set() });
  await readYears([...years]);
}

async function readYears(years: readonly number[]): Promise<void> {
  for (const year of years) {
    const text = String(year).padStart(4, '0');
    const days = await call('calendar.days', { from: `${text}-01-01`, to: `${text}-12-31` });
    useMarkedDays.setState((state) => ({
      byDay: days.length === 0 ? state.byDay : new Map([...state.byDay, ...Map.groupBy(days, ({ day }) => day)]),
      years: new Set([...state.years, year]),
    }));
  }
}
