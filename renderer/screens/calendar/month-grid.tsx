import { memo, useEffect, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from 'react';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import type { MarkedDay } from '#shared/calendar/marked-day.ts';
import type { SlotPlace } from '#shared/publishing/posting-slots.ts';
import { longDay } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { DayMarks } from './day-marks.tsx';
import type { ShownDay } from './days.ts';
import { EntryLine } from './entry.tsx';
import type { EntryLook } from './entry-look.ts';
import { timesOf } from './free-places.ts';
import type { GridProps } from './grid-props.ts';
import { weekdayOf } from './weekday.ts';
import styles from './month-grid.module.css';

/** Whole weeks, each day with as many posts as it has room for. */
export function MonthGrid({ days, byDay, look, free, marks, today, month, now }: GridProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const weeks = days.length / 7;
  const lines = useLines(box, weeks);
  return (
    <div className={styles.month}>
      <div className={styles.weekdays} aria-hidden>
        {days.slice(0, 7).map((day) => (
          <span key={day.key}>{weekdayOf(day.start, look.zone)}</span>
        ))}
      </div>
      <div ref={box} className={styles.days} style={{ gridTemplateRows: `repeat(${weeks}, minmax(5.25rem, 1fr))` }}>
        {days.map((day, index) => (
          <Day
            key={day.key}
            day={day}
            entries={byDay[index] ?? []}
            lines={lines}
            look={look}
            free={free.get(day.key)}
            marks={marks.get(day.key)}
            isToday={day.key === today}
            isOver={day.end <= now}
            isOutside={day.month !== month}
          />
        ))}
      </div>
    </div>
  );
}

interface DayProps {
  readonly day: ShownDay;
  readonly entries: readonly CalendarEntry[];
  readonly lines: number;
  readonly look: EntryLook;
  readonly free: readonly SlotPlace[] | undefined;
  readonly marks: readonly MarkedDay[] | undefined;
  readonly isToday: boolean;
  readonly isOver: boolean;
  readonly isOutside: boolean;
}

const Day = memo(function Day({
  day,
  entries,
  lines,
  look,
  free,
  marks,
  isToday,
  isOver,
  isOutside,
}: DayProps): ReactNode {
  const name = longDay(day.start, look.zone);
  const shown = entries.length <= lines ? entries : entries.slice(0, Math.max(0, lines - 1));
  const left = entries.length - shown.length;
  const isRoomy = entries.length * 2 <= lines;
  return (
    <div
      className={styles.day}
      role="group"
      aria-label={t.calendar.postsOn(entries.length, name)}
      data-day={day.key}
      data-today={isToday || undefined}
      data-over={isOver || undefined}
      data-outside={isOutside || undefined}
    >
      <div className={styles.head}>
        {!isOver && (
          <button type="button" className={styles.add} data-add={day.key} aria-label={t.calendar.newOn(name)}>
            +
          </button>
        )}
        {marks && <DayMarks marks={marks} />}
        {/* They come a moment later, and push nothing away. */}
        {free && <FreeTimes free={free} day={day} name={name} />}
        <button type="button" className={styles.number} data-only={day.key} aria-label={t.calendar.openDay(name)}>
          {day.number}
        </button>
      </div>
      {shown.map((entry) => (
        <EntryLine key={entry.id} entry={entry} look={look} isTall={isRoomy} />
      ))}
      {left > 0 && (
        <button type="button" className={styles.more} data-more={day.key} aria-label={t.calendar.moreOn(left, name)}>
          {t.calendar.more(left)}
        </button>
      )}
    </div>
  );
});

/** More are as many as anybody sees at a glance. */
const DOTS = 3;

/** How many posting times of a day are free, with the way to start a post at the first. */
function FreeTimes({
  free,
  day,
  name,
}: {
  readonly free: readonly SlotPlace[];
  readonly day: ShownDay;
  readonly name: string;
}): ReactNode {
  const times = timesOf(free);
  const words = t.slots.freeOn(times.length);
  return (
    <button
      type="button"
      className={styles.free}
      data-free={day.key}
      data-at={times[0]?.at}
      aria-label={`${words}, ${name}`}
      title={words}
      style={{ '--dots': Math.min(times.length, DOTS) } as CSSProperties}
    />
  );
}

/** The head of a day and a line of it, in units of the text, as the styles have them. */
const HEAD = 1.75;
const LINE = 1.5;
/** What stands above and below the days of a usual window, for the first drawing. */
const AROUND = 177;

/** How high the days were last: to ask again at each drawing would lay out everything twice. */
const last: { height: number | undefined } = { height: undefined };

/** How many lines a day has room for. */
function useLines(box: RefObject<HTMLDivElement | null>, weeks: number): number {
  const [height, setHeight] = useState(() => last.height ?? window.innerHeight - AROUND);
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() => setHeight((last.height = current.clientHeight)));
    observer.observe(current);
    return () => observer.disconnect();
  }, [box]);
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const row = Math.max(height / weeks, 5.25 * unit);
  return Math.max(1, Math.floor((row - HEAD * unit - 1) / (LINE * unit)));
}
