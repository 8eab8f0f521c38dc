import { create } from 'zustand';
import type { DaySource, MarkedDay } from '#shared/calendar/marked-day.ts';
import { call } from '../ipc.ts';

// Days that files gave a name, by whole years as far as they were looked at.

interface MarkedDaysState {
  /** Until they are known nothing is asked for: mostly there are none. */
  readonly sources: readonly DaySource[];
  readonly byDay: ReadonlyMap<string, readonly MarkedDay[]>;
  /** What was looked at, and is read as soon as there is something to be read. */
  readonly years: ReadonlySet<number>;
}

export const useMarkedDays = create<MarkedDaysState>(() => ({ sources: [], byDay: new Map(), years: new Set() }));

/** Reads the days of these years that are not here yet. */
export async function needDays(wanted: readonly number[]): Promise<void> {
  const { years } = useMarkedDays.getState();
  const missing = wanted.filter((year) => !years.has(year));
  if (missing.length === 0) return;
  useMarkedDays.setState({ years: new Set([...years, ...missing]) });
  try {
    await readYears(missing);
  } catch (error) {
    // The next who needs them tries again.
    useMarkedDays.setState((state) => ({ years: new Set([...state.years].filter((year) => !missing.includes(year))) }));
    throw error;
  }
}

/** Reads where days come from, and every year again that was looked at. */
export async function readDaySources(): Promise<void> {
  const sources = await call('calendar.daySources', undefined);
  useMarkedDays.setState({ sources, byDay: new Map() });
  await readYears([...useMarkedDays.getState().years]);
}

async function readYears(years: readonly number[]): Promise<void> {
  if (useMarkedDays.getState().sources.length === 0) return;
  for (const year of years) {
    const text = String(year).padStart(4, '0');
    const days = await call('calendar.days', { from: `${text}-01-01`, to: `${text}-12-31` });
    if (days.length === 0) continue;
    useMarkedDays.setState(({ byDay }) => ({ byDay: new Map([...byDay, ...Map.groupBy(days, ({ day }) => day)]) }));
  }
}
