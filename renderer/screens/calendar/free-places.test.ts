import { expect, test } from 'vitest';
import type { Slot, SlotId } from '#shared/channels/slot.ts';
import type { ChannelId } from '#shared/ids.ts';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { freePlacesIn } from './free-places.ts';

const ADA = '0b0e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
const BEN = '1c1e7a52-7c1e-4b53-9c62-3f1d2a4c5e6f' as ChannelId;
const utc = (iso: string): number => Date.parse(`${iso}Z`);
const WEEK = { from: utc('2026-11-23T00:00'), to: utc('2026-11-30T00:00') };

function slot(channel: ChannelId, weekday: number, wallTime: string, zone = 'UTC'): Slot {
  return { id: crypto.randomUUID() as SlotId, channel, weekday, wallTime, zone };
}

function planned(channel: ChannelId, dueAt: number, state: string): [string, PostView] {
  return [crypto.randomUUID(), { post: {}, publications: [{ channel, dueAt, state }] } as unknown as PostView];
}

test('a time of two channels is shown once, and what has passed not at all', () => {
  const slots = [slot(ADA, 1, '09:00'), slot(ADA, 4, '09:00'), slot(BEN, 4, '09:00')];
  const { byDay } = freePlacesIn(WEEK, slots, new Map(), 'UTC', utc('2026-11-24T00:00'));
  expect([...byDay].map(([day, places]) => [day, places.length])).toEqual([['2026-11-26', 1]]);
});

test('what is planned takes a place, what is taken back does not', () => {
  const slots = [slot(ADA, 4, '09:00'), slot(ADA, 5, '09:00')];
  const posts = new Map([
    planned(ADA, utc('2026-11-26T09:00'), 'scheduled'),
    planned(ADA, utc('2026-11-27T09:00'), 'canceled'),
  ]);
  expect([...freePlacesIn(WEEK, slots, posts, 'UTC', 0).byDay.keys()]).toEqual(['2026-11-27']);
});

test('a place is found by the row of the week it is in, also where the clock is off by three quarters of an hour', () => {
  const { byCell } = freePlacesIn(WEEK, [slot(ADA, 4, '09:40', 'Asia/Kathmandu')], new Map(), 'Asia/Kathmandu', 0);
  expect([...byCell.keys()]).toEqual([utc('2026-11-26T03:45')]);
});
