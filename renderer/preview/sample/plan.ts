import { DateTime } from 'luxon';
import type { ChannelId } from '#shared/ids.ts';
import type { MediaUse, Segment } from '#shared/posts/post.ts';
import { channelOn } from './channels.ts';
import { ZONE, type Library } from './library.ts';
import { fileCalled } from './media.ts';
import { part, put } from './put.ts';
import { WEEKS_OF_LINES, type Line, type Where } from './week-lines.ts';
import { labelCalled } from './words.ts';

const GROUPS: Readonly<Record<Where, readonly string[]>> = {
  everywhere: ['X', 'LinkedIn', 'Facebook', 'Instagram', 'Bluesky', 'Mastodon'],
  short: ['X', 'Threads', 'Bluesky', 'Mastodon'],
  pictures: ['Facebook', 'Instagram', 'Threads'],
  work: ['LinkedIn', 'Facebook'],
  open: ['Bluesky', 'Mastodon'],
};

/** Adds what is planned, and what was: the weeks behind us have gone out. */
export function addPlan(
  library: Library,
  { behind, ahead }: { readonly behind: number; readonly ahead: number },
): void {
  const monday = DateTime.now().setZone(ZONE).startOf('week');
  for (let week = -behind; week <= ahead; week += 1) {
    const whole = WEEKS_OF_LINES[(week + behind) % WEEKS_OF_LINES.length] ?? [];
    // They posted less before.
    const turn = week < -4 ? whole.slice(0, 5) : whole;
    turn.forEach((line, place) => addLine(library, line, monday.plus({ weeks: week }), (week + behind) * 10 + place));
  }
  addBusyDay(library, monday.plus({ weeks: 1, days: 3 }));
}

/** The channels of a group. */
export function channelsOf(library: Library, where: Where): ChannelId[] {
  return GROUPS[where].map((name) => channelOn(library, name));
}

/** A file of the shelf, as a post has it. */
export function uses(library: Library, start: string | undefined): MediaUse[] {
  if (start === undefined) return [];
  const { id, alt = '' } = fileCalled(library, start);
  return [{ media: id, alt }];
}

function addLine(
  library: Library,
  [weekday, wall, text, where, file, label]: Line,
  monday: DateTime,
  index: number,
): void {
  const [hour, minute] = wall.split(':').map(Number);
  put(library, {
    index,
    segments: partsOf(library, text, file, index),
    channels: channelsOf(library, where),
    labels: label === undefined ? [] : [labelCalled(library, label)],
    at: monday
      .plus({ days: weekday - 1 })
      .set({ hour: hour ?? 9, minute: minute ?? 0 })
      .toMillis(),
  });
}

/** What says that it is a thread has three parts. */
function partsOf(library: Library, text: string, file: string | undefined, index: number): Segment[] {
  const first = part(index * 10, text, uses(library, file));
  if (!text.endsWith('A thread.')) return [first];
  return [
    first,
    part(index * 10 + 1, 'After picking, the skin comes off. What stays is a bean in its honey.'),
    part(index * 10 + 2, 'Washed beans lie in water until the honey is gone. The cup gets clear and bright.'),
  ];
}

/** The busiest day there is: it has more posts than a cell of the month can show. */
function addBusyDay(library: Library, day: DateTime): void {
  [
    'Doors open for our autumn cupping.',
    'First table: Ethiopia, three ways.',
    'A word from Abera, over a very bad line.',
    'Second table: Huila. Yes, that is pineapple.',
    'Last call. The winner is on the board.',
  ].forEach((text, place) =>
    put(library, {
      index: 20_000 + place,
      segments: [part(200_000 + place, text)],
      channels: channelsOf(library, place % 2 === 0 ? 'short' : 'open'),
      labels: [labelCalled(library, 'Event')],
      at: day.set({ hour: 10 + place * 2, minute: place === 2 ? 30 : 0 }).toMillis(),
    }),
  );
}
