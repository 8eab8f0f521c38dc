import { DateTime } from 'luxon';
import { channelName, type Channel } from '#shared/channels/channel.ts';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { ChannelId, LabelId } from '#shared/ids.ts';
import type { LabelView } from '#shared/ipc/labels.calls.ts';
import type { Colouring } from '../../state/calendar.store.ts';
import { knownZone } from '../../text/known-zone.ts';
import { shortTime } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { networkName } from '../../ui/network-mark.tsx';
import { PROGRESS_LOOKS } from '../../ui/state-mark.tsx';

/** What all entries are drawn by. One object for all of them, so that an entry draws again only when it has to. */
export interface EntryLook {
  readonly zone: string;
  readonly colourBy: Colouring;
  readonly channels: ReadonlyMap<ChannelId, Channel>;
  readonly labels: ReadonlyMap<LabelId, LabelView>;
  /** The colour of each channel, by number. */
  readonly hues: ReadonlyMap<ChannelId, number>;
}

/** How many channels are told apart by colour alone; the letters beside it tell all of them. */
export const HUES = 8;

/** Channels keep their colour in the order in which they were connected. */
export function huesOf(channels: readonly Channel[]): EntryLook['hues'] {
  const inOrder = channels.toSorted((a, b) => a.connectedAt - b.connectedAt || a.id.localeCompare(b.id));
  return new Map(inOrder.map(({ id }, index) => [id, index % HUES]));
}

/** A colour, and the letters that say the same. */
export interface Tint {
  readonly tone: string;
  readonly letters: string | undefined;
}

export function tintOf(entry: CalendarEntry, look: EntryLook): Tint {
  if (look.colourBy === 'channel') {
    const [first, ...others] = entry.channels;
    const channel = first && look.channels.get(first);
    if (channel === undefined) return NO_TINT;
    const more = others.length === 0 ? '' : `+${others.length}`;
    return { ...channelTint(channel, look), letters: `${lettersOf(channel.handle)}${more}` };
  }
  if (look.colourBy === 'label') {
    const label = entry.labels.map((id) => look.labels.get(id)).find((known) => known !== undefined);
    return label === undefined ? NO_TINT : labelTint(label);
  }
  return { tone: PROGRESS_LOOKS[entry.progress].tone, letters: undefined };
}

export function channelTint(channel: Pick<Channel, 'id' | 'handle'>, { hues }: Pick<EntryLook, 'hues'>): Tint {
  return { tone: `hue-${hues.get(channel.id) ?? 0}`, letters: lettersOf(channel.handle) };
}

export function labelTint(label: Pick<LabelView, 'name' | 'color'>): Tint {
  return { tone: `label-${label.color}`, letters: lettersOf(label.name) };
}

export const NO_TINT: Tint = { tone: 'idle', letters: '–' };

/** Two letters that stand for a name where there is no room for it. */
function lettersOf(name: string): string {
  return [...name.replace(/^@/, '').trim()].slice(0, 2).join('').toUpperCase();
}

export interface EntryWords {
  readonly time: string;
  readonly said: string;
  /** What the eye sees from place, colour and marks. */
  readonly more: string;
  readonly platforms: readonly string[];
}

export function wordsOf(entry: CalendarEntry, { zone, channels, labels }: EntryLook): EntryWords {
  const known = entry.channels.flatMap((id) => channels.get(id) ?? []);
  const networks = known.map((one) => `${channelName(one)} (${networkName(one.platform)})`).join(', ');
  const named = entry.labels.flatMap((id) => labels.get(id)?.name ?? []);
  return {
    time: timeText(entry.dueAt, zone),
    said: saidBy(entry),
    more: [
      PROGRESS_LOOKS[entry.progress].words,
      networks === '' ? t.calendar.nowhere : networks,
      ...(named.length === 0 ? [] : [t.labels.named(named.join(', '))]),
    ].join(', '),
    platforms: [...new Set(known.map((one) => one.platform))],
  };
}

export function saidBy({ text, media }: Pick<CalendarEntry, 'text' | 'media'>): string {
  return text || (media > 0 ? t.media.files(media) : t.calendar.noWords);
}

/** The words of a minute of the day, which many posts share; to put them together takes a while. */
const minutes = new Map<number, string>();

export function timeText(at: number, zone: string): string {
  const minute = minuteOfDay(at, zone);
  const known = minutes.get(minute);
  if (known !== undefined) return known;
  const text = shortTime(at, zone);
  minutes.set(minute, text);
  return text;
}

/**
 * `9:30` for `9:30 AM`, where the hours beside it tell which half of the day it is. It may be broken after its hour, rather
 * than cut off.
 */
export function withoutHalf(time: string): string {
  const bare = time.replace(/\s?[ap]\.?\s?m\.?$/i, '');
  const whole = bare === time || bare.includes(':') ? bare : `${bare}:00`;
  return whole.replace(':', ':\u{200B}');
}

/** On the clock of the zone, counted from midnight. */
export function minuteOfDay(at: number, zone: string): number {
  const minute = Math.floor(at / 60_000) + knownZone(zone).offset(at);
  return ((minute % 1440) + 1440) % 1440;
}

/** The instant at which the clock of the zone shows a minute of a day. */
export function instantOf(dayStart: number, minute: number, zone: string): number {
  return DateTime.fromMillis(dayStart, { zone: knownZone(zone) })
    .set({ hour: Math.floor(minute / 60), minute: minute % 60, second: 0, millisecond: 0 })
    .toMillis();
}
