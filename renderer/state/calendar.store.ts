import { DateTime } from 'luxon';
import { z } from 'zod';
import { create } from 'zustand';
import { channelId, labelId } from '#shared/ids.ts';
import { POST_PROGRESSES } from '#shared/posts/post-progress.ts';
import { isKnownZone, zoneName } from '#shared/time-zones.ts';

// How the calendar is looked at. It is of this person on this computer, and kept for the next time.

export const CALENDAR_VIEWS = ['month', 'week', 'day', 'agenda'] as const;
export type CalendarView = (typeof CALENDAR_VIEWS)[number];

export const COLOURINGS = ['state', 'channel', 'label'] as const;
/** What the colour of an entry tells. */
export type Colouring = (typeof COLOURINGS)[number];

/** The most zones beside the workspace's own. */
export const MOST_ZONES = 3;

const filter = z.object({
  channels: z.array(channelId),
  labels: z.array(labelId),
  states: z.array(z.enum(POST_PROGRESSES)),
});
/** What is shown; of each list, one of its members is enough, and an empty one asks nothing. */
export type CalendarFilter = z.infer<typeof filter>;

export const NO_FILTER: CalendarFilter = { channels: [], labels: [], states: [] };

const kept = z.object({
  view: z.enum(CALENDAR_VIEWS).catch('month'),
  date: z.number().catch(0),
  keptAt: z.number().catch(0),
  filter: filter.catch(NO_FILTER),
  colourBy: z.enum(COLOURINGS).catch('state'),
  zones: z.array(zoneName).max(MOST_ZONES).catch([]),
  tray: z.enum(['closed', 'drafts', 'media']).catch('closed'),
});

interface CalendarState extends Omit<z.infer<typeof kept>, 'keptAt'> {
  /** Whose calendar it is; nothing is kept before that is known. */
  readonly workspace: string | undefined;
}

export const useCalendar = create<CalendarState>(() => ({
  workspace: undefined,
  view: 'month',
  date: Date.now(),
  filter: NO_FILTER,
  colourBy: 'state',
  zones: [],
  tray: 'closed',
}));

useCalendar.subscribe(({ workspace, ...shown }) => {
  if (workspace !== undefined) localStorage.setItem(keyOf(workspace), JSON.stringify({ ...shown, keptAt: Date.now() }));
});

/**
 * Shows what was shown last in this workspace. The day it stood at comes back on the same day only: who opens the
 * calendar tomorrow wants to see tomorrow, not the month they looked something up in.
 */
export function recallCalendar(workspace: string, zone: string): void {
  if (useCalendar.getState().workspace === workspace) return;
  const found = kept.safeParse(jsonOf(localStorage.getItem(keyOf(workspace)) ?? ''));
  if (!found.success) return useCalendar.setState({ workspace });
  const { keptAt, date, zones, ...shown } = found.data;
  const isOfToday = DateTime.fromMillis(keptAt, { zone }).hasSame(DateTime.now(), 'day');
  useCalendar.setState({
    ...shown,
    zones: zones.filter(isKnownZone),
    date: isOfToday && date > 0 ? date : Date.now(),
    workspace,
  });
}

export function changeFilter(change: Partial<CalendarFilter>): void {
  useCalendar.setState((state) => ({ filter: { ...state.filter, ...change } }));
}

function keyOf(workspace: string): string {
  return `postwright.calendar.${workspace}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (_expected) {
    // Nothing was kept yet, or somebody else's words are there: as good as none.
    return undefined;
  }
}
