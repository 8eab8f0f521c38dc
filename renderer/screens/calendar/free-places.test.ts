import { expect, test } from 'vitest';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { Slot, SlotId } from '#shared/channels/slot.ts';
import type { ChannelId } from '#shared/ids.ts';
import { freePlacesIn, timesOf } from './free-places.ts';

const ADA = '0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
const BEN = '1c1e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
const utc = (iso: string): number => Date.parse(`${iso}Z`);
const WEEK = { from: utc('2026-11-23T00:00'), to: utc('2026-11-30T00:00') };

function slot(channel: ChannelId, weekday: number, wallTime: string, zone = 'UTC'): Slot {
  return { id: crypto.randomUUID() as SlotId, channel, weekday, wallTime, zone };
}

function planned(channel: ChannelId, dueAt: number, state: string): CalendarEntry {
  return { dueAt, publications: [{ channel, state }] } as unknown as CalendarEntry;
}

test('a time of two channels is shown once, and what has passed not at all', () => {
  const slots = [slot(ADA, 1, '09:00'), slot(ADA, 4, '09:00'), slot(BEN, 4, '09:00')];
  const free = freePlacesIn(WEEK, slots, [], 'UTC', utc('2026-11-24T00:00'));
  expect([...free].map(([day, places]) => [day, places.length, timesOf(places).length])).toEqual([
    ['2026-11-26', 2, 1],
  ]);
});

test('what is planned takes a place, what is taken back does not', () => {
  const slots = [slot(ADA, 4, '09:00'), slot(ADA, 5, '09:00')];
  const entries = [
    planned(ADA, utc('2026-11-26T09:00'), 'scheduled'),
    planned(ADA, utc('2026-11-27T09:00'), 'canceled'),
  ];
  expect([...freePlacesIn(WEEK, slots, entries, 'UTC', 0).keys()]).toEqual(['2026-11-27']);
});

test('a place belongs to the day it is on where the calendar is', () => {
  const free = freePlacesIn(WEEK, [slot(ADA, 4, '01:00', 'Asia/Kathmandu')], [], 'America/New_York', 0);
  expect([...free.keys()]).toEqual(['2026-11-25']);
});
