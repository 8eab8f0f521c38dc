import { Button, SegmentedControl, ActionIcon, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconWorld } from '@tabler/icons-react';
import { DateTime } from 'luxon';
import { useEffect, useMemo, type ReactNode } from 'react';
import { showFailure } from '../../failures/show-notice.tsx';
import { useCalendar, type CalendarView } from '../../state/calendar.store.ts';
import { readPlanned, type Span } from '../../state/posts.store.ts';
import { usePersonal, useZone } from '../../state/settings.store.ts';
import { t } from '../../text/t.ts';
import { LOCALE, longDay, zoneCity, zoneOffset } from '../../text/moments.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { PlanGrid } from './plan-grid.tsx';
import { spanOf } from './week-localizer.ts';
import styles from './calendar.module.css';

/** The plan, by month or week, in the workspace's zone. */
export function Calendar(): ReactNode {
  const view = useCalendar((state) => state.view);
  const date = useCalendar((state) => state.date);
  const zone = useZone();
  const { weekStart } = usePersonal();
  const { from, to } = spanOf(view, date, zone, weekStart);
  const span = useMemo(() => ({ from, to }), [from, to]);

  useEffect(() => {
    readPlanned(span).catch(showFailure);
  }, [span]);

  useHotkeys([
    ['T', today],
    ['M', () => useCalendar.setState({ view: 'month' })],
    ['W', () => useCalendar.setState({ view: 'week' })],
  ]);

  return (
    <section className={styles.calendar} aria-label={t.calendar.title}>
      <header className={styles.head}>
        <div className={styles.where}>
          <h1 className={styles.title} aria-live="polite">
            {titleOf(view, date, zone, span)}
          </h1>
          <TodayAndZone zone={zone} />
        </div>
        <div className={styles.controls}>
          <Button variant="default" onClick={today}>
            {t.calendar.today}
          </Button>
          <div className={styles.steps}>
            <Step view={view} by={-1} zone={zone} />
            <Step view={view} by={1} zone={zone} />
          </div>
          <SegmentedControl
            aria-label={t.calendar.view}
            value={view}
            onChange={(value) => useCalendar.setState({ view: value === 'week' ? 'week' : 'month' })}
            data={[
              { value: 'month', label: t.calendar.month },
              { value: 'week', label: t.calendar.week },
            ]}
          />
        </div>
      </header>
      <PlanGrid key={`${zone} ${weekStart}`} view={view} date={date} span={span} zone={zone} weekStart={weekStart} />
    </section>
  );
}

function TodayAndZone({ zone }: { readonly zone: string }): ReactNode {
  const now = useMinute();
  return (
    <p className={styles.today}>
      <span>{t.calendar.todayIs(longDay(now, zone))}</span>
      <span className={styles.zone}>
        <IconWorld size={14} aria-hidden />
        {t.calendar.zone(zoneCity(zone), zoneOffset(zone, now))}
      </span>
    </p>
  );
}

function Step({
  view,
  by,
  zone,
}: {
  readonly view: CalendarView;
  readonly by: 1 | -1;
  readonly zone: string;
}): ReactNode {
  const name = stepName(view, by);
  const step = (): void =>
    useCalendar.setState(({ date }) => {
      const from = DateTime.fromMillis(date, { zone });
      return { date: (view === 'month' ? from.plus({ months: by }) : from.plus({ weeks: by })).toMillis() };
    });
  return (
    <Tooltip label={name}>
      <ActionIcon aria-label={name} onClick={step}>
        {by < 0 ? <IconChevronLeft size={20} /> : <IconChevronRight size={20} />}
      </ActionIcon>
    </Tooltip>
  );
}

function stepName(view: CalendarView, by: 1 | -1): string {
  if (view === 'month') return by < 0 ? t.calendar.previousMonth : t.calendar.nextMonth;
  return by < 0 ? t.calendar.previousWeek : t.calendar.nextWeek;
}

function today(): void {
  useCalendar.setState({ date: Date.now() });
}

/** `November 2026`, or `16 – 22 November 2026`. */
function titleOf(view: CalendarView, date: number, zone: string, { from, to }: Span): string {
  const on = (at: number): DateTime => DateTime.fromMillis(at, { zone, locale: LOCALE });
  const { month, day, dayMonth, dayMonthYear } = t.moments.formats;
  if (view === 'month') return asTitle(on(date).toFormat(month));
  const first = on(from);
  const last = on(to - 1);
  const start = first.hasSame(last, 'month')
    ? first.toFormat(day)
    : first.toFormat(first.hasSame(last, 'year') ? dayMonth : dayMonthYear);
  return `${start} – ${last.toFormat(dayMonthYear)}`;
}

/** Spanish months are small, but not where a title begins. */
function asTitle(words: string): string {
  return words.charAt(0).toLocaleUpperCase(LOCALE) + words.slice(1);
}
