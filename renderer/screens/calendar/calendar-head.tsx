import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconWorld } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { CALENDAR_VIEWS, useCalendar, type CalendarView } from '../../state/calendar.store.ts';
import type { Span } from '../../state/posts.store.ts';
import { longDay, zoneCity, zoneOffset } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { stepped, titleOf } from '../../state/view-span.ts';
import styles from './calendar.module.css';

interface Props {
  readonly view: CalendarView;
  readonly date: number;
  readonly zone: string;
  readonly span: Span;
}

/** What is shown, which day it is today and in which zone; and the ways to show something else. */
export const CalendarHead = memo(function CalendarHead({ view, date, zone, span }: Props): ReactNode {
  return (
    <header className={styles.head}>
      <div className={styles.where}>
        <h1 className={styles.title} aria-live="polite">
          {titleOf(view, date, zone, span)}
        </h1>
        <TodayAndZone zone={zone} />
      </div>
      <div className={styles.controls}>
        <Button variant="default" onClick={() => useCalendar.setState({ date: Date.now() })}>
          {t.calendar.today}
        </Button>
        <div className={styles.steps}>
          <Step view={view} by={-1} zone={zone} />
          <Step view={view} by={1} zone={zone} />
        </div>
        <SegmentedControl
          aria-label={t.calendar.view}
          value={view}
          onChange={(value) => useCalendar.setState({ view: value })}
          data={CALENDAR_VIEWS.map((value) => ({ value, label: t.calendar[value] }))}
        />
      </div>
    </header>
  );
});

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

function Step({ view, by, zone }: Pick<Props, 'view' | 'zone'> & { readonly by: 1 | -1 }): ReactNode {
  const name = by < 0 ? t.calendar.previous[view] : t.calendar.next[view];
  const step = (): void => useCalendar.setState(({ date }) => ({ date: stepped(view, date, by, zone) }));
  return (
    <ActionIcon aria-label={name} title={name} onClick={step}>
      {by < 0 ? <IconChevronLeft size={20} /> : <IconChevronRight size={20} />}
    </ActionIcon>
  );
}
