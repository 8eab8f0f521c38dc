import { z } from 'zod';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import { daySource, dayText, markedDay } from '#shared/calendar/marked-day.ts';
import { instant, postId } from '#shared/ids.ts';
import { ask, asMade } from '#shared/ipc/ask.ts';

/** What the window can ask about the calendar. */
export const calendarCalls = {
  /** Planned posts due in [from, to), UTC ms, soonest first. */
  'calendar.entries': ask(z.object({ from: instant, to: instant }), asMade<CalendarEntry[]>()),
  /** Those of the ids that are planned and not put away, in any order; for refreshing what a fact named. */
  'calendar.entriesOf': ask(z.object({ ids: z.array(postId).max(1000) }), asMade<CalendarEntry[]>()),
  /** Days with a name from the first to the last day, both included. */
  'calendar.days': ask(z.object({ from: dayText, to: dayText }), z.array(markedDay)),
  /** Where the days come from, by name. */
  'calendar.daySources': ask(z.void(), z.array(daySource)),
  /**
   * Lets the person choose a file of days (ICS). One with the name of a source takes its place; what is no whole day
   * is left out. Without `imported` the person changed their mind.
   */
  'calendar.importDays': ask(
    z.void(),
    z.object({
      imported: z.object({ name: z.string(), events: z.int(), leftOut: z.int(), isReplaced: z.boolean() }).optional(),
    }),
  ),
  'calendar.removeDays': ask(z.object({ source: z.uuid() }), z.void()),
};
