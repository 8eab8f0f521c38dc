import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { MarkedDay } from '#shared/calendar/marked-day.ts';
import type { ShownDay } from './days.ts';
import type { EntryLook } from './entry-look.ts';
import type { FreePlaces } from './free-places.ts';

/** What every view is drawn from. */
export interface GridProps {
  readonly days: readonly ShownDay[];
  /** In the order of the days. */
  readonly byDay: readonly (readonly CalendarEntry[])[];
  readonly look: EntryLook;
  readonly free: FreePlaces;
  readonly marks: ReadonlyMap<string, readonly MarkedDay[]>;
  /** `2026-11-24` */
  readonly today: string;
  /** The month that is meant, where weeks of others are shown with it. */
  readonly month: number;
  /** To the minute, UTC ms. */
  readonly now: number;
}
