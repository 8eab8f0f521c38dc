import { DateTime } from 'luxon';
import { memo, useLayoutEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { SlotPlace } from '#shared/publishing/posting-slots.ts';
import { knownZone } from '../../text/known-zone.ts';
import { LOCALE, longDay, timeOfDay, zoneCity, zoneOffset } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { usePainted } from '../../ui/use-painted.ts';
import { DayMarks } from './day-marks.tsx';
import type { ShownDay } from './days.ts';
import { EntryBlock } from './entry.tsx';
import { instantOf, minuteOfDay, timeText, type EntryLook } from './entry-look.ts';
import { timesOf } from './free-places.ts';
import type { GridProps } from './grid-props.ts';
import { lanesOf, type Placed } from './lanes.ts';
import { weekdayOf } from './weekday.ts';
import styles from './time-grid.module.css';

/** How long a post is drawn, minutes: as much as can be read. */
const LENGTH = 45;
const HOURS = Array.from({ length: 24 }, (_none, hour) => hour);
/** How many posts stand side by side in a day of the week, and in a day alone. */
const LANES = { week: 3, day: 8 };
/** The hours begin in the early morning. */
const OPENS_AT = 6.66;

interface Props extends GridProps {
  /** Zones beside the calendar's own. */
  readonly zones: readonly string[];
}

/** Days side by side, from midnight to midnight, with the clocks of other zones beside them. */
export function TimeGrid({ days, byDay, look, free, marks, today, now, zones }: Props): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const { zone } = look;
  const [scrolled, setScrolled] = useState(OPENS_AT / 24);
  const seen = useSeenHours(days, scrolled);
  useLayoutEffect(() => {
    const { current } = box;
    if (current !== null) current.scrollTop = (current.scrollHeight * OPENS_AT) / 24;
  }, []);
  const columns = { '--days': days.length, '--gutters': zones.length + 1 } as CSSProperties;
  return (
    <div
      ref={box}
      className={styles.time}
      style={columns}
      data-scrolls
      role="region"
      aria-label={t.calendar.title}
      onScrollEnd={({ currentTarget: { scrollTop, scrollHeight } }) => setScrolled(scrollTop / scrollHeight)}
    >
      <div className={styles.heads}>
        {zones.toReversed().map((one) => (
          <ZoneHead key={one} zone={one} at={days[0]?.start ?? now} />
        ))}
        <ZoneHead zone={zone} at={days[0]?.start ?? now} />
        {days.map((day) => (
          <div key={day.key} className={styles.head} data-today={day.key === today || undefined}>
            <button
              type="button"
              className={styles.dayName}
              data-only={day.key}
              // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- ARIA 1.3 gives it to every role; the linter knows 1.2
              aria-description={t.calendar.openDay(longDay(day.start, zone))}
            >
              <span>{weekdayOf(day.start, zone)}</span>
              <span className={styles.number}>{day.number}</span>
            </button>
            {marks.has(day.key) && <DayMarks marks={marks.get(day.key) ?? []} />}
          </div>
        ))}
      </div>
      <div className={styles.body}>
        {zones.toReversed().map((one) => (
          <Hours key={one} day={days[0]?.start ?? now} home={zone} zone={one} />
        ))}
        <Hours day={days[0]?.start ?? now} home={zone} zone={zone} />
        {days.map((day, index) => (
          <Column
            key={day.key}
            day={day}
            entries={byDay[index] ?? []}
            look={look}
            free={free.get(day.key)}
            isOver={day.end <= now}
            nowAt={day.key === today ? minuteOfDay(now, zone) : undefined}
            most={days.length === 1 ? LANES.day : LANES.week}
            seen={seen}
          />
        ))}
      </div>
    </div>
  );
}

/** Minutes of the day. */
interface SeenHours {
  readonly from: number;
  readonly to: number;
}

/** The height of an hour in the styles, in units of the text; it may be larger, never smaller. */
const HOUR = 4.5;
/** What stands above the hours at the least, px: the head, the filters and the days. */
const ABOVE = 150;

/**
 * Of days that were not shown before, the hours that can be seen are drawn first; then all of them, which is `undefined`.
 * `scrolled` tells how far down they are scrolled, as a part of the day.
 */
function useSeenHours(days: GridProps['days'], scrolled: number): SeenHours | undefined {
  const isWhole = usePainted<GridProps['days'] | null>(days, null) === days;
  return useMemo(() => {
    if (isWhole) return undefined;
    const from = scrolled * 1440;
    return { from: from - LENGTH, to: from + ((window.innerHeight - ABOVE) / (HOUR * 16)) * 60 };
  }, [isWhole, scrolled]);
}

function ZoneHead({ zone, at }: { readonly zone: string; readonly at: number }): ReactNode {
  return (
    <div className={styles.zone} title={`${zoneCity(zone)} (${zoneOffset(zone, at)})`}>
      <span className={styles.city}>{zoneCity(zone)}</span>
      <span>{zoneOffset(zone, at)}</span>
    </div>
  );
}

/** What the clock of a zone shows at each hour of the calendar's own. */
const Hours = memo(function Hours({
  day,
  home,
  zone,
}: {
  readonly day: number;
  readonly home: string;
  readonly zone: string;
}): ReactNode {
  return (
    <div className={styles.hours} data-own={home === zone || undefined} aria-hidden>
      {HOURS.map((hour) => (
        <span key={hour} className={styles.hour}>
          {hour === 0 ? '' : hourText(instantOf(day, hour * 60, home), zone, day)}
        </span>
      ))}
    </div>
  );
});

/** Where the zone has another day by then, it says so. */
function hourText(at: number, zone: string, day: number): string {
  const shown = DateTime.fromMillis(at, { zone: knownZone(zone), locale: LOCALE });
  const isNext = shown.hour === 0 && shown.minute < 60 && at > day;
  return isNext ? shown.toFormat('ccc d') : timeOfDay(at, zone);
}

interface ColumnProps {
  readonly day: ShownDay;
  readonly entries: readonly CalendarEntry[];
  readonly look: EntryLook;
  readonly free: readonly SlotPlace[] | undefined;
  readonly isOver: boolean;
  readonly nowAt: number | undefined;
  readonly most: number;
  /** Nothing is drawn outside of these yet. */
  readonly seen: SeenHours | undefined;
}

const Column = memo(function Column({ day, entries, look, free, isOver, nowAt, most, seen }: ColumnProps): ReactNode {
  const { zone } = look;
  const { placed, crowds } = useMemo(() => {
    const timed = entries
      .map((item) => ({ item, top: minuteOfDay(item.dueAt, zone) }))
      .toSorted((a, b) => a.top - b.top);
    return lanesOf(timed, LENGTH, most);
  }, [entries, zone, most]);
  const isDrawn = ({ top }: { readonly top: number }): boolean =>
    seen === undefined || (top >= seen.from && top <= seen.to);
  return (
    <div
      className={styles.column}
      role="group"
      aria-label={t.calendar.postsOn(entries.length, longDay(day.start, zone))}
      data-day={day.key}
      data-column
      data-over={isOver || undefined}
      data-today={nowAt !== undefined || undefined}
    >
      {free &&
        timesOf(free).map((place) => (
          <button
            key={place.at}
            type="button"
            className={styles.free}
            data-free={day.key}
            data-at={place.at}
            style={{ top: topOf(minuteOfDay(place.at, zone)) }}
            aria-label={t.calendar.freeAt(timeText(place.at, zone))}
          >
            {timeText(place.at, zone)}
          </button>
        ))}
      {nowAt !== undefined && (
        <div className={styles.now} style={{ top: topOf(nowAt) }} aria-hidden title={t.calendar.now} />
      )}
      {placed.filter(isDrawn).map((one) => (
        <EntryBlock key={one.item.id} entry={one.item} look={look} top={topOf(one.top)} {...sideOf(one, most)} />
      ))}
      {crowds.map((crowd) => (
        <button
          key={`${crowd.top} ${crowd.items[0]?.id ?? ''}`}
          type="button"
          className={styles.crowd}
          data-more={day.key}
          data-of={crowd.items.map(({ id }) => id).join(' ')}
          style={{ top: topOf(crowd.top) }}
          aria-label={`+${t.calendar.moreOn(crowd.items.length, longDay(day.start, zone))}`}
        >
          +{crowd.items.length}
        </button>
      ))}
    </div>
  );
});

function topOf(minute: number): string {
  return `${(minute / 1440) * 100}%`;
}

/** Something is left free where the column ends, where one can start a post among others. */
function sideOf(
  { lane, span, lanes, hasMore }: Placed<unknown>,
  most: number,
): { start: string; width: string; isNarrow: boolean } {
  const whole = `(100% - ${hasMore ? '2rem' : '0.375rem'})`;
  const isNarrow = lanes / span > most / 3;
  return { start: `calc(${whole} * ${lane} / ${lanes})`, width: `calc(${whole} * ${span} / ${lanes})`, isNarrow };
}
