import { useHotkeys } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useCalendar } from '../../state/calendar.store.ts';
import { hasEntries, usePlanEntries } from '../../state/plan-entries.store.ts';
import { usePersonal, useZone } from '../../state/settings.store.ts';
import { spanOf } from '../../state/view-span.ts';
import { t } from '../../text/t.ts';
import { Agenda } from './agenda.tsx';
import { CalendarHead } from './calendar-head.tsx';
import { useClicks } from './clicks.ts';
import { watchDrags } from './drag.ts';
import { draggingOn, type Shown } from './drops.ts';
import { pressOnEntry } from './entry-keys.ts';
import { FilterBar, useKnownFilter } from './filter-bar.tsx';
import { MonthGrid } from './month-grid.tsx';
import { MoreList, type MoreOf } from './more-list.tsx';
import { QuickLook, type LookAt } from './quick-look.tsx';
import { TimeGrid } from './time-grid.tsx';
import { Tray } from './tray.tsx';
import { useGrid } from './use-grid.ts';
import { useReading } from './use-reading.ts';
import './tones.css';
import styles from './calendar.module.css';

/** The plan, by month, week, day or as a list, in the workspace's zone. */
export function Calendar(): ReactNode {
  const view = useCalendar((state) => state.view);
  const date = useCalendar((state) => state.date);
  const zones = useCalendar((state) => state.zones);
  const zone = useZone();
  const { weekStart } = usePersonal();
  const { from, to } = spanOf(view, date, zone, weekStart);
  const span = useMemo(() => ({ from, to }), [from, to]);
  useReading(span, view, zone);

  const grid = useGrid(span, date, zone);
  const isRead = usePlanEntries((state) => hasEntries(state, span));
  const [looked, lookAt] = useState<LookAt>();
  const [more, showMore] = useState<MoreOf>();
  const root = useRef<HTMLDivElement>(null);
  useDragging(root, { zone, days: grid.days, free: grid.free }, () => showMore(undefined));
  const clicks = useClicks(grid, { lookAt, showMore });

  useHotkeys([
    ['T', () => useCalendar.setState({ date: Date.now() })],
    ['M', () => useCalendar.setState({ view: 'month' })],
    ['W', () => useCalendar.setState({ view: 'week' })],
    ['D', () => useCalendar.setState({ view: 'day' })],
    ['A', () => useCalendar.setState({ view: 'agenda' })],
  ]);

  const isEmpty = isRead && grid.byDay.every((entries) => entries.length === 0);
  return (
    <section className={styles.calendar} aria-label={t.calendar.title}>
      <CalendarHead view={view} date={date} zone={zone} span={span} />
      <FilterBar look={grid.look} />
      <div ref={root} className={styles.desk}>
        {/* The entries and days inside are buttons and groups of their own; what is heard here is theirs. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <div
          className={styles.grid}
          data-testid="plan-grid"
          data-view={view}
          onClick={clicks.click}
          onDoubleClick={clicks.doubleClick}
          onKeyDown={(event) => pressOnEntry(event, view)}
        >
          {view === 'month' && <MonthGrid {...grid} />}
          {(view === 'week' || view === 'day') && <TimeGrid {...grid} zones={zones} />}
          {view === 'agenda' && <Agenda {...grid} />}
          {isEmpty && <EmptyWords />}
        </div>
        <Tray />
        {more && (
          <MoreList more={more} look={grid.look} onOpen={clicks.openEntry} onClose={() => showMore(undefined)} />
        )}
        {looked && <QuickLook key={looked.id} at={looked} onClose={() => lookAt(undefined)} />}
      </div>
    </section>
  );
}

function EmptyWords(): ReactNode {
  const { channels, labels, states } = useKnownFilter();
  const isFiltered = channels.length + labels.length + states.length > 0;
  return <p className={styles.nothing}>{isFiltered ? t.calendar.emptyFiltered : t.calendar.empty}</p>;
}

function useDragging(root: RefObject<HTMLDivElement | null>, shown: Shown, onDropped: () => void): void {
  const latest = useRef({ shown, onDropped });
  useEffect(() => void (latest.current = { shown, onDropped }));
  useEffect(() => {
    if (root.current === null) return undefined;
    return watchDrags(
      root.current,
      draggingOn(
        () => latest.current.shown,
        () => latest.current.onDropped(),
      ),
    );
  }, [root]);
}
