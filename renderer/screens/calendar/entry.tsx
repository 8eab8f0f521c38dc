import { IconPlus } from '@tabler/icons-react';
import { DateTime } from 'luxon';
import { memo, use, type ComponentProps, type ReactNode } from 'react';
import type { DateHeaderProps, EventProps, HeaderProps } from 'react-big-calendar';
import { useChannels } from '../../state/channels.store.ts';
import { startPost } from '../../state/route.store.ts';
import { useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { daysBetween, LOCALE, longDay, nearDay, shortTime } from '../../text/moments.ts';
import { LabelDots } from '../../ui/label-mark.tsx';
import { NetworkMark, networkName } from '../../ui/network-mark.tsx';
import { PROGRESS_LOOKS } from '../../ui/state-mark.tsx';
import { useMinute } from '../../ui/use-ticking.ts';
import type { CalendarEntry } from './calendar-entry.ts';
import { dayOf, FreePlacesOfGrid } from './free-places.ts';
import { startOnDay } from './drop-time.ts';

type Shown = Pick<EventProps<CalendarEntry>, 'event'> & {
  /** What a button does that stands outside the grid. */
  readonly outside?: Pick<ComponentProps<'button'>, 'draggable' | 'onClick' | 'onDragStart' | 'onDragEnd'>;
};

/** A post in the month: one line, with a sign where it is not simply planned. The click is the grid's, so that a drag is not one. */
export const MonthEntry = memo(function MonthEntry({ event, outside }: Shown): ReactNode {
  const zone = useZone();
  const words = useEntryWords(event);
  return (
    <button type="button" className="entry-line" {...outside}>
      {event.progress !== 'planned' && <EntryIcon entry={event} />}
      <span className="entry-time">{shortTime(event.start.getTime(), zone)}</span>{' '}
      <span className="entry-text" dir="auto">
        {words.said}
      </span>
      <span className="screen-reader-only">, {words.more}</span>
      <LabelDots ids={event.view.labels} />
      <Networks platforms={words.platforms} />
    </button>
  );
});

/** A post in the week: time above, words below. */
export const WeekEntry = memo(function WeekEntry({ event }: Shown): ReactNode {
  const zone = useZone();
  const words = useEntryWords(event);
  return (
    <div className="entry-block">
      <span className="entry-block-head">
        <EntryIcon entry={event} />
        <span className="entry-time">{shortTime(event.start.getTime(), zone)}</span>{' '}
        <LabelDots ids={event.view.labels} />
        <Networks platforms={words.platforms} />
      </span>
      <span className="entry-text" dir="auto">
        {words.said}
      </span>
      <span className="screen-reader-only">, {words.more}</span>
    </div>
  );
});

/** The number of a day in the month, with the way to start a post there. */
export function DayHeader({ date, label }: DateHeaderProps): ReactNode {
  const zone = useZone();
  const now = useMinute();
  const at = startOnDay(date.getTime(), zone, now);
  const isToday = daysBetween(now, date.getTime(), zone) === 0;
  return (
    <div className="day-head">
      {at !== undefined && (
        <button
          type="button"
          className="day-add"
          aria-label={t.calendar.newOn(longDay(date.getTime(), zone))}
          onClick={() => startPost(at)}
        >
          <IconPlus size={14} stroke={2.5} />
        </button>
      )}
      <FreeOfDay day={date.getTime()} />
      <span className="day-number" data-today={isToday}>
        {Number(label)}
      </span>
    </div>
  );
}

/** How many posting times of a day are free, with the way to start a post at the first. */
function FreeOfDay({ day }: { readonly day: number }): ReactNode {
  const zone = useZone();
  const free = use(FreePlacesOfGrid).byDay.get(dayOf(day, zone)) ?? [];
  const [first] = free;
  if (first === undefined) return null;
  const words = `${t.slots.freeOn(free.length)}, ${longDay(day, zone)}`;
  return (
    <button
      type="button"
      className="day-free"
      aria-label={words}
      title={t.slots.freeOn(free.length)}
      // The grid would take the press for one on the day.
      onMouseDown={(event) => event.stopPropagation()}
      onClick={() => startPost(first.planned)}
    >
      {free.slice(0, DOTS).map((place) => (
        <span key={place.at} className="day-free-dot" />
      ))}
    </button>
  );
}

/** More are as many as anybody sees at a glance. */
const DOTS = 3;

/** The name of a weekday over the month. */
export function MonthHeader({ label }: HeaderProps): ReactNode {
  return <span>{label}</span>;
}

export function WeekHeader({ date }: HeaderProps): ReactNode {
  const zone = useZone();
  const now = useMinute();
  const shown = DateTime.fromJSDate(date).setLocale(LOCALE);
  return (
    <span className="week-head">
      <span className="week-day">{shown.toFormat('ccc')}</span>
      <span className="day-number" data-today={daysBetween(now, date.getTime(), zone) === 0}>
        {shown.day}
      </span>
    </span>
  );
}

function EntryIcon({ entry }: { readonly entry: CalendarEntry }): ReactNode {
  const Shown = PROGRESS_LOOKS[entry.progress].icon;
  return <Shown className="entry-icon" size={14} stroke={2.2} aria-hidden />;
}

const MARKS = 3;

function Networks({ platforms }: { readonly platforms: readonly string[] }): ReactNode {
  return (
    <span className="entry-networks">
      {platforms.slice(0, MARKS).map((platform) => (
        <NetworkMark key={platform} platform={platform} size={13} />
      ))}
    </span>
  );
}

interface EntryWords {
  readonly said: string;
  /** What the eye sees from place, colour and marks. */
  readonly more: string;
  readonly platforms: readonly string[];
}

function useEntryWords(entry: CalendarEntry): EntryWords {
  const zone = useZone();
  const byId = useChannels((state) => state.byId);
  const platforms = [...new Set(entry.view.post.channels.flatMap((id) => byId.get(id)?.platform ?? []))];
  const networks = platforms.length === 0 ? t.calendar.nowhere : platforms.map(networkName).join(', ');
  const day = nearDay(entry.start.getTime(), zone, useMinute());
  return {
    said: entry.excerpt || (entry.images > 0 ? t.calendar.imagesOnly(entry.images) : t.calendar.noWords),
    more: t.calendar.event(day, PROGRESS_LOOKS[entry.progress].words, networks),
    platforms,
  };
}
