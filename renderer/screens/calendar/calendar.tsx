import { useHotkeys } from '@mantine/hooks';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { showFailure } from '../../failures/show-notice.tsx';
import { useCalendar } from '../../state/calendar.store.ts';
import { useChannels } from '../../state/channels.store.ts';
import { useLabels } from '../../state/labels.store.ts';
import { needDays, useMarkedDays } from '../../state/marked-days.store.ts';
import { hasEntries, needEntries, usePlanEntries } from '../../state/plan-entries.store.ts';
import type { Span } from '../../state/posts.store.ts';
import { usePersonal, useZone } from '../../state/settings.store.ts';
import { useSlots } from '../../state/slots.store.ts';
import { t } from '../../text/t.ts';
import { useMinute } from '../../ui/use-ticking.ts';
import { whenIdle } from '../../ui/when-idle.ts';
import { Agenda } from './agenda.tsx';
import { CalendarHead } from './calendar-head.tsx';
import { useClicks } from './clicks.ts';
import { daysIn, entriesIn, groupedByDay, type ShownDay } from './days.ts';
import { watchDrags } from './drag.ts';
import { draggingOn, type Shown } from './drops.ts';
import { pressOnEntry } from './entry-keys.ts';
import { huesOf, type EntryLook } from './entry-look.ts';
import { FilterBar, useKnownFilter } from './filter-bar.tsx';
import { dayOf, freePlacesIn, type FreePlaces } from './free-places.ts';
import type { GridProps } from './grid-props.ts';
import { MonthGrid } from './month-grid.tsx';
import { MoreList, type MoreOf } from './more-list.tsx';
import { QuickLook, type LookAt } from './quick-look.tsx';
import { TimeGrid } from './time-grid.tsx';
import { Tray } from './tray.tsx';
import { spanOf, stepped } from '../../state/view-span.ts';
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

/** Soon enough that nobody steps there first. */
const NEIGHBOURS_WITHIN_MS = 1_000;

/** Reads what is shown, and then what is next to it, so that a step in either direction shows it at once. */
function useReading(span: Span, view: Parameters<typeof stepped>[0], zone: string): void {
  const { weekStart } = usePersonal();
  useEffect(() => {
    let isOver = false;
    const read = async (): Promise<void> => {
      await needEntries(span);
      await needDays([...new Set([span.from, span.to].map((at) => new Date(at).getUTCFullYear()))]);
      for (const by of [1, -1] as const) {
        await whenIdle(NEIGHBOURS_WITHIN_MS);
        if (isOver) return;
        const middle = (span.from + span.to) / 2;
        await needEntries(spanOf(view, stepped(view, middle, by, zone), zone, weekStart));
      }
    };
    read().catch(showFailure);
    return () => void (isOver = true);
  }, [span, view, zone, weekStart]);
}

/** Everything the views are drawn from. Each part stays the same object until something of it is another. */
function useGrid(span: Span, date: number, zone: string): GridProps {
  const byId = usePlanEntries((state) => state.byId);
  const filter = useKnownFilter();
  const days = useMemo(() => daysIn(span, zone), [span, zone]);
  const byDay = useMemo(() => groupedByDay(days, entriesIn(byId, span, filter)), [days, byId, span, filter]);
  const marks = useMarkedDays((state) => state.byDay);
  const now = useMinute();
  return {
    days,
    byDay,
    marks,
    now,
    look: useLook(zone),
    free: useFreePlaces(span, zone, now),
    today: dayOf(now, zone),
    month: monthOf(days, date),
  };
}

function useLook(zone: string): EntryLook {
  const colourBy = useCalendar((state) => state.colourBy);
  const all = useChannels((state) => state.all);
  const channels = useChannels((state) => state.byId);
  const labels = useLabels((state) => state.byId);
  return useMemo(
    () => ({ zone, colourBy, channels, labels, hues: huesOf(all) }),
    [zone, colourBy, channels, labels, all],
  );
}

/** Free posting times follow a moment later: where they are takes longer to find out than posts do. */
function useFreePlaces(span: Span, zone: string, now: number): FreePlaces {
  const slots = useSlots((state) => state.all);
  const byId = usePlanEntries((state) => state.byId);
  const wanted = useMemo(() => ({ span, byId, now }), [span, byId, now]);
  const later = useDeferredValue(wanted, undefined);
  return useMemo(
    () => (later === undefined ? new Map() : freePlacesIn(later.span, slots, later.byId.values(), zone, later.now)),
    [later, slots, zone],
  );
}

function monthOf(days: readonly ShownDay[], date: number): number {
  return days.findLast(({ start }) => start <= date)?.month ?? 0;
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
