import { useMemo } from 'react';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { PostId } from '#shared/ids.ts';
import { call } from '../ipc.ts';
import type { Span } from './posts.store.ts';

// Planned posts as the calendar draws them. They are read by weeks, each once, and held to what facts say from then on;
// everything the calendar shows is chosen from what is here.

interface PlanEntriesState {
  readonly byId: ReadonlyMap<PostId, CalendarEntry>;
  /** The same by week, soonest first. A list stays the same until something in it is another. */
  readonly byWeek: ReadonlyMap<number, readonly CalendarEntry[]>;
  /** The weeks that are here, counted from 1970-01-01T00:00:00Z, so that another zone asks for nothing anew. */
  readonly weeks: ReadonlySet<number>;
}

const IDS_AT_ONCE = 1000;
const WEEK_MS = 7 * 24 * 3_600_000;

export const usePlanEntries = create<PlanEntriesState>(() => ({
  byId: new Map(),
  byWeek: new Map(),
  weeks: new Set(),
}));

const asked = new Map<number, Promise<void>>();

/** Reads what is not here yet of the weeks that the span touches. */
export async function needEntries(span: Span): Promise<void> {
  const { weeks } = usePlanEntries.getState();
  const missing = weeksOf(span).filter((week) => !weeks.has(week));
  const coming = missing.flatMap((week) => asked.get(week) ?? []);
  const reading = runsOf(missing.filter((week) => !asked.has(week))).map(needRun);
  await Promise.all([...coming, ...reading]);
}

/** Whether everything in the span is here. */
export function hasEntries({ weeks }: PlanEntriesState, span: Span): boolean {
  return weeksOf(span).every((week) => weeks.has(week));
}

const NONE: readonly CalendarEntry[] = [];

/** What is here of the weeks that the span touches, soonest first; what is read of other weeks changes nothing. */
export function useEntriesAround(span: Span): readonly CalendarEntry[] {
  const weeks = usePlanEntries(useShallow(({ byWeek }) => weeksOf(span).map((week) => byWeek.get(week) ?? NONE)));
  return useMemo(() => weeks.flat(), [weeks]);
}

/** Reads these again; what is no longer planned is forgotten. Before the calendar was looked at there is nothing to hold. */
export async function readEntries(ids: readonly PostId[]): Promise<void> {
  if (usePlanEntries.getState().weeks.size + asked.size === 0) return;
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const some = ids.slice(start, start + IDS_AT_ONCE);
    const found = await call('calendar.entriesOf', { ids: some });
    const known = new Set(found.map(({ id }) => id));
    usePlanEntries.setState((state) =>
      merged(
        state,
        found,
        some.filter((id) => !known.has(id)),
      ),
    );
  }
}

export function entryOf(id: PostId): CalendarEntry | undefined {
  return usePlanEntries.getState().byId.get(id);
}

/** The posts here that these publications belong to. */
export function postsWith(publications: ReadonlySet<string>): readonly PostId[] {
  if (publications.size === 0) return [];
  return [...usePlanEntries.getState().byId.values()]
    .filter((entry) => entry.publications.some((one) => publications.has(one.id)))
    .map((entry) => entry.id);
}

/** Weeks that follow each other are asked for in one go. */
function needRun(run: readonly number[]): Promise<void> {
  const reading = readRun(run).finally(() => {
    for (const week of run) asked.delete(week);
  });
  for (const week of run) asked.set(week, reading);
  return reading;
}

async function readRun(run: readonly number[]): Promise<void> {
  const [first = 0] = run;
  const found = await call('calendar.entries', { from: first * WEEK_MS, to: (first + run.length) * WEEK_MS });
  usePlanEntries.setState((state) => ({
    ...merged(state, found),
    weeks: new Set([...state.weeks, ...run]),
  }));
}

function weeksOf({ from, to }: Span): readonly number[] {
  const first = Math.max(0, weekOf(from));
  const last = weekOf(to - 1);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_none, step) => first + step);
}

function weekOf(at: number): number {
  return Math.floor(at / WEEK_MS);
}

/** `2 3 4 7 8` as `2 3 4` and `7 8`. */
function runsOf(weeks: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const week of weeks) {
    const run = runs.at(-1);
    if (run?.at(-1) === week - 1) run.push(week);
    else runs.push([week]);
  }
  return runs;
}

/** What is read again and is the same stays the same object, so that nothing is drawn again for it. */
function merged(
  { byId, byWeek }: PlanEntriesState,
  found: readonly CalendarEntry[],
  gone: readonly PostId[] = [],
): Pick<PlanEntriesState, 'byId' | 'byWeek'> {
  const news = found.filter((entry) => isNews(byId.get(entry.id), entry));
  const lost = gone.filter((id) => byId.has(id));
  if (news.length + lost.length === 0) return { byId, byWeek };
  const after = new Map(byId);
  for (const entry of news) after.set(entry.id, entry);
  for (const id of lost) after.delete(id);
  const moved = [...news, ...[...news.map(({ id }) => id), ...lost].flatMap((id) => byId.get(id) ?? [])];
  const touched = new Set(moved.map(({ dueAt }) => weekOf(dueAt)));
  return { byId: after, byWeek: new Map([...byWeek, ...listsOf(touched, after)]) };
}

function listsOf(weeks: ReadonlySet<number>, byId: ReadonlyMap<PostId, CalendarEntry>): Map<number, CalendarEntry[]> {
  const lists = new Map<number, CalendarEntry[]>([...weeks].map((week) => [week, []]));
  for (const entry of byId.values()) lists.get(weekOf(entry.dueAt))?.push(entry);
  for (const list of lists.values()) list.sort((a, b) => a.dueAt - b.dueAt);
  return lists;
}

/** Newer versions win, whichever answer comes first. */
function isNews(known: CalendarEntry | undefined, entry: CalendarEntry): boolean {
  if (known === undefined) return true;
  return known.version <= entry.version && JSON.stringify(known) !== JSON.stringify(entry);
}
