import { useMemo } from 'react';
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { PostId } from '#shared/ids.ts';
import { call } from '../ipc.ts';
import type { Span } from './posts.store.ts';

// Planned posts as the calendar draws them. They are read by months, each once, and held to what facts say from then on;
// everything the calendar shows is chosen from what is here.

interface PlanEntriesState {
  readonly byId: ReadonlyMap<PostId, CalendarEntry>;
  /** The same by month, soonest first. A list stays the same until something in it is another. */
  readonly byMonth: ReadonlyMap<number, readonly CalendarEntry[]>;
  /** The months that are here, counted from the year 0, in UTC. */
  readonly months: ReadonlySet<number>;
}

const IDS_AT_ONCE = 1000;

export const usePlanEntries = create<PlanEntriesState>(() => ({
  byId: new Map(),
  byMonth: new Map(),
  months: new Set(),
}));

const asked = new Map<number, Promise<void>>();

/** Reads what is not here yet of the months that the span touches. */
export async function needEntries(span: Span): Promise<void> {
  await Promise.all(monthsOf(span).map(needMonth));
}

/** Whether everything in the span is here. */
export function hasEntries({ months }: PlanEntriesState, span: Span): boolean {
  return monthsOf(span).every((month) => months.has(month));
}

const NONE: readonly CalendarEntry[] = [];

/** What is here of the months that the span touches, soonest first; what is read of other months changes nothing. */
export function useEntriesAround(span: Span): readonly CalendarEntry[] {
  const months = usePlanEntries(useShallow(({ byMonth }) => monthsOf(span).map((month) => byMonth.get(month) ?? NONE)));
  return useMemo(() => months.flat(), [months]);
}

/** Reads these again; what is no longer planned is forgotten. Before the calendar was looked at there is nothing to hold. */
export async function readEntries(ids: readonly PostId[]): Promise<void> {
  if (usePlanEntries.getState().months.size + asked.size === 0) return;
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

function needMonth(month: number): Promise<void> {
  if (usePlanEntries.getState().months.has(month)) return Promise.resolve();
  const reading = asked.get(month) ?? readMonth(month).finally(() => asked.delete(month));
  asked.set(month, reading);
  return reading;
}

async function readMonth(month: number): Promise<void> {
  const found = await call('calendar.entries', { from: startOf(month), to: startOf(month + 1) });
  usePlanEntries.setState((state) => ({
    ...merged(state, found),
    months: new Set([...state.months, month]),
  }));
}

/** The calendar of UTC, so that another zone asks for nothing anew. */
function monthsOf({ from, to }: Span): readonly number[] {
  const [first, last] = [monthOf(from), monthOf(to - 1)];
  return Array.from({ length: last - first + 1 }, (_none, step) => first + step);
}

function monthOf(at: number): number {
  const date = new Date(at);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function startOf(month: number): number {
  return Math.max(0, Date.UTC(Math.floor(month / 12), month % 12));
}

/** What is read again and is the same stays the same object, so that nothing is drawn again for it. */
function merged(
  { byId, byMonth }: PlanEntriesState,
  found: readonly CalendarEntry[],
  gone: readonly PostId[] = [],
): Pick<PlanEntriesState, 'byId' | 'byMonth'> {
  const news = found.filter((entry) => isNews(byId.get(entry.id), entry));
  const lost = gone.filter((id) => byId.has(id));
  if (news.length + lost.length === 0) return { byId, byMonth };
  const after = new Map(byId);
  for (const entry of news) after.set(entry.id, entry);
  for (const id of lost) after.delete(id);
  const moved = [...news, ...[...news.map(({ id }) => id), ...lost].flatMap((id) => byId.get(id) ?? [])];
  const touched = new Set(moved.map(({ dueAt }) => monthOf(dueAt)));
  return { byId: after, byMonth: new Map([...byMonth, ...[...touched].map((month) => listOf(month, after))]) };
}

function listOf(month: number, byId: ReadonlyMap<PostId, CalendarEntry>): [number, readonly CalendarEntry[]] {
  const [from, to] = [startOf(month), startOf(month + 1)];
  const entries = [...byId.values()].filter(({ dueAt }) => dueAt >= from && dueAt < to);
  return [month, entries.toSorted((a, b) => a.dueAt - b.dueAt)];
}

/** Newer versions win, whichever answer comes first. */
function isNews(known: CalendarEntry | undefined, entry: CalendarEntry): boolean {
  if (known === undefined) return true;
  return known.version <= entry.version && JSON.stringify(known) !== JSON.stringify(entry);
}
