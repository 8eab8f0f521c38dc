import { memo, useLayoutEffect, useMemo, useRef, type ReactNode } from 'react';
import { channelName } from '#shared/channels/channel.ts';
import type { CalendarEntry } from '#shared/calendar/calendar-entry.ts';
import { longDay, nearDay } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { LabelMark } from '../../ui/label-mark.tsx';
import { NetworkMark, networkName } from '../../ui/network-mark.tsx';
import { PROGRESS_LOOKS, StateMark } from '../../ui/state-mark.tsx';
import { usePainted } from '../../ui/use-painted.ts';
import { DayMarks } from './day-marks.tsx';
import { saidBy, timeText, tintOf, type EntryLook } from './entry-look.ts';
import type { GridProps } from './grid-props.ts';
import styles from './agenda.module.css';

/** With more channels than this their names would leave no room for the words. */
const MOST_NAMES = 2;

/** Day after day, one post below the other. Days that have nothing are left out, but for today. */
export function Agenda({ days, byDay: all, look, marks, today, now }: GridProps): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const byDay = useSeenFirst(days, all);
  useLayoutEffect(() => {
    // Other days are read from their beginning.
    if (box.current !== null) box.current.scrollTop = 0;
  }, [days]);
  return (
    <div ref={box} className={styles.agenda} data-scrolls role="region" aria-label={t.calendar.agenda}>
      {days.map((day, index) => {
        const entries = byDay[index] ?? [];
        const named = marks.get(day.key);
        if (entries.length === 0 && named === undefined && day.key !== today) return null;
        return (
          <section key={day.key} className={styles.day} data-day={day.key} data-today={day.key === today || undefined}>
            <h2 className={styles.title}>
              <span>{nearDay(day.start, look.zone, now)}</span>
              <span className={styles.date}>{longDay(day.start, look.zone)}</span>
              {named && <DayMarks marks={named} />}
            </h2>
            {entries.length === 0 && <p className={styles.nothing}>{t.calendar.nothingOn}</p>}
            {entries.map((entry) => (
              <Row key={entry.id} entry={entry} look={look} />
            ))}
          </section>
        );
      })}
    </div>
  );
}

interface Listed {
  readonly days: GridProps['days'] | undefined;
  readonly byDay: GridProps['byDay'];
}

const NOTHING: Listed = { days: undefined, byDay: [] };

/** Of days that were not listed before, what can be seen comes first, and the rest a moment later. */
function useSeenFirst(days: GridProps['days'], byDay: GridProps['byDay']): GridProps['byDay'] {
  const list = useMemo((): Listed => ({ days, byDay }), [days, byDay]);
  const later = usePainted(list, NOTHING);
  return useMemo(() => (later.days === days ? later.byDay : firstOf(byDay)), [later, days, byDay]);
}

/** The height of the lowest row, pixels. */
const ROW = 44;

function firstOf(byDay: GridProps['byDay']): GridProps['byDay'] {
  let left = Math.ceil(window.innerHeight / ROW);
  return byDay.map((entries) => {
    const some = entries.slice(0, Math.max(0, left));
    left -= some.length;
    return some;
  });
}

const Row = memo(function Row({ entry, look }: { readonly entry: CalendarEntry; readonly look: EntryLook }): ReactNode {
  const channels = entry.channels.flatMap((id) => look.channels.get(id) ?? []);
  const labels = entry.labels.flatMap((id) => look.labels.get(id) ?? []);
  const { tone, letters } = tintOf(entry, look);
  return (
    <button type="button" className={styles.row} data-entry={entry.id} data-tone={tone}>
      <span className={styles.time}>{timeText(entry.dueAt, look.zone)}</span>
      {letters !== undefined && (
        <span className={styles.letters} aria-hidden>
          {letters}
        </span>
      )}
      <span className={styles.text} dir="auto">
        {saidBy(entry)}
      </span>
      <span className={styles.labels}>
        {labels.map((label) => (
          <LabelMark key={label.id} label={label} />
        ))}
      </span>
      <span className={styles.channels}>
        {channels.length === 0 && t.calendar.nowhere}
        {channels.map((channel) => (
          <span key={channel.id} className={styles.channel} title={channelName(channel)}>
            <NetworkMark platform={channel.platform} size={14} />
            <bdi className={channels.length > MOST_NAMES ? 'screen-reader-only' : ''}>{channelName(channel)}</bdi>
            <span className="screen-reader-only"> ({networkName(channel.platform)})</span>
          </span>
        ))}
      </span>
      <StateMark look={PROGRESS_LOOKS[entry.progress]} />
    </button>
  );
});
