import { DateTime } from 'luxon';
import { z } from 'zod';
import { toInstant } from '#shared/time-zones.ts';

/** A day of the calendar, `2026-11-24`. */
export const day = z.iso.date();

/** The longest range, days: two years and a bit. */
export const MOST_DAYS = 750;

/** Days of the workspace's zone, both ends included. */
export const dateRange = z
  .object({ from: day, to: day })
  .refine(({ from, to }) => from <= to && daysBetween(from, to) < MOST_DAYS, `1 to ${MOST_DAYS} days`);
export type DateRange = z.infer<typeof dateRange>;

/** The last `days` days, today included. */
export function lastDays(days: number, now: number, zone: string): DateRange {
  const today = DateTime.fromMillis(now, { zone });
  return { from: isoDay(today.minus({ days: days - 1 })), to: isoDay(today) };
}

/** As many days, right before. */
export function periodBefore({ from, to }: DateRange): DateRange {
  const days = daysBetween(from, to) + 1;
  return { from: shifted(from, -days), to: shifted(from, -1) };
}

/** From the first instant of the first day to the first one after the last day, UTC ms. */
export function instantsOf({ from, to }: DateRange, zone: string): { readonly from: number; readonly until: number } {
  return { from: startOf(from, zone), until: startOf(shifted(to, 1), zone) };
}

export function daysIn({ from, to }: DateRange): readonly string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_none, at) => shifted(from, at));
}

/** Where the clocks go forward at midnight, the day begins when they have. */
export function startOf(date: string, zone: string): number {
  const start = toInstant({ wall: `${date}T00:00`, zone });
  if (!start.ok) throw new Error(`${date} in ${zone}: ${start.problem}`);
  return start.at;
}

export function shifted(date: string, days: number): string {
  return isoDay(DateTime.fromISO(date, { zone: 'UTC' }).plus({ days }));
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

function isoDay(at: DateTime): string {
  return at.toFormat('yyyy-MM-dd');
}
