import { DateTime } from 'luxon';
import {
  useMemo,
  useRef,
  useState,
  type ComponentType,
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type SyntheticEvent,
} from 'react';
import { Calendar as BigCalendar, type CalendarProps, type SlotInfo } from 'react-big-calendar';
import dragAndDrop, {
  type EventInteractionArgs,
  type withDragAndDropProps,
} from 'react-big-calendar/lib/addons/dragAndDrop';
import 'react-big-calendar/lib/css/react-big-calendar.css';
import 'react-big-calendar/lib/addons/dragAndDrop/styles.css';
import type { PersonalSettings } from '#shared/ipc/settings.calls.ts';
import { Failure } from '#shared/failures.ts';
import type { SlotPlace } from '#shared/publishing/posting-slots.ts';
import { toInstant, toPlannedTime, type PlannedTime } from '#shared/time-zones.ts';
import { showFailure, showUndo } from '../../failures/show-notice.tsx';
import { useCalendar, type CalendarView } from '../../state/calendar.store.ts';
import { usePosts, type Span } from '../../state/posts.store.ts';
import { useSlots } from '../../state/slots.store.ts';
import { openPost, startPost } from '../../state/route.store.ts';
import { changePost } from '../../state/send-command.ts';
import { t } from '../../text/t.ts';
import { LOCALE, momentInWords, shortTime, timeOfDay } from '../../text/moments.ts';
import { isMirrored, sidewaysOf } from '../../ui/sideways.ts';
import { DayHeader, MonthEntry, MonthHeader, WeekEntry, WeekHeader } from './entry.tsx';
import { useMinute } from '../../ui/use-ticking.ts';
import { FreePlacesOfGrid, freePlacesIn } from './free-places.ts';
import { entriesIn, type CalendarEntry } from './calendar-entry.ts';
import { droppedOnDay, droppedOnTime, movedByDays, startOnDay } from './drop-time.ts';
import { MoreList, type MoreOf } from './more-list.tsx';
import { usePlainRoles } from './use-plain-roles.ts';
import { weekLocalizer } from './week-localizer.ts';
import './plan-grid.css';

interface Props {
  readonly view: CalendarView;
  readonly date: number;
  /** What is shown, UTC ms. */
  readonly span: Span;
  readonly zone: string;
  readonly weekStart: PersonalSettings['weekStart'];
}

// The package is CommonJS; bundlers disagree about what its default export is.
type Enhance = typeof dragAndDrop;
const withDragAndDrop = (dragAndDrop as unknown as { default?: Enhance }).default ?? dragAndDrop;

type GridProps = CalendarProps<CalendarEntry> & withDragAndDropProps<CalendarEntry>;
const Grid = withDragAndDrop<CalendarEntry>(
  BigCalendar as ComponentType<CalendarProps<CalendarEntry>>,
) as ComponentType<GridProps>;

/** Posts in a grid of days or hours. Drag one to move it, choose an empty place to start one there. */
export function PlanGrid({ view, date, span, zone, weekStart }: Props): ReactNode {
  const byId = usePosts((state) => state.byId);
  const isRead = usePosts((state) => state.isSpanRead);
  const entries = useMemo(() => entriesIn(byId, span, zone), [byId, span, zone]);
  const slots = useSlots((state) => state.all);
  const now = useMinute();
  const free = useMemo(() => freePlacesIn(span, slots, byId, zone, now), [span, slots, byId, zone, now]);
  const localizer = useMemo(() => weekLocalizer(weekStart), [weekStart]);
  const shown = useMemo(() => new Date(date), [date]);
  const [more, setMore] = useState<MoreOf>();
  /** The entry that is being dragged out of the “more” list, which the grid knows nothing of. */
  const dragged = useRef<CalendarEntry | undefined>(undefined);

  const toDay = (entry: CalendarEntry, day: Date): void => {
    const { plan } = entry.view.post;
    if (plan.kind === 'at') void reschedule(entry, droppedOnDay(plan.planned, plan.dueAt, day.getTime(), zone));
  };

  const drop = ({ event, start }: EventInteractionArgs<CalendarEntry>): void => {
    const { plan } = event.view.post;
    if (plan.kind !== 'at') return;
    if (view === 'month') toDay(event, new Date(start));
    else void reschedule(event, droppedOnTime(plan.planned, new Date(start).getTime()));
  };

  const dropFromList = ({ start }: { start: Date | string }): void => {
    const entry = dragged.current;
    dragged.current = undefined;
    if (entry !== undefined) toDay(entry, new Date(start));
  };

  const choose = ({ start, action }: SlotInfo): void => {
    if (action === 'doubleClick') return;
    const place = view === 'month' ? undefined : free.byCell.get(start.getTime());
    const at =
      place?.planned ?? (view === 'month' ? startOnDay(start.getTime(), zone, Date.now()) : timeToCome(start, zone));
    if (at === undefined) showFailure(new Failure('time.in-the-past'));
    else startPost(at);
  };

  const moveByKey = (entry: CalendarEntry, event: SyntheticEvent<HTMLElement>): void => {
    const { key, altKey } = event as KeyboardEvent<HTMLElement>;
    if (key === 'Enter' && view === 'week') return openPost(entry.view.post.id);
    const { plan } = entry.view.post;
    if (!altKey || plan.kind !== 'at' || !entry.isMovable) return;
    const planned = movedByKey(key, view, plan.planned, plan.dueAt);
    if (planned === undefined) return;
    event.preventDefault();
    void reschedule(entry, planned);
  };

  const place = useRef<HTMLDivElement>(null);
  usePlainRoles(place);

  return (
    <div ref={place} className="plan-grid" data-view={view} data-testid="plan-grid">
      <FreePlacesOfGrid value={free}>
        <Grid
          localizer={localizer}
          events={entries as CalendarEntry[]}
          date={shown}
          view={view}
          views={VIEWS}
          toolbar={false}
          doShowMoreDrillDown={false}
          onShowMore={(some, day) => setMore({ entries: some, day, beside: placeOfFocus() })}
          selectable
          resizable={false}
          drilldownView={null}
          onNavigate={(day) => useCalendar.setState({ date: day.getTime() })}
          onView={ignore}
          draggableAccessor={(entry) => entry.isMovable}
          tooltipAccessor={null}
          titleAccessor={(entry) => entry.excerpt}
          eventPropGetter={(entry) => ({ className: `entry entry-${entry.progress}` })}
          dayPropGetter={(day) => (isOver(day, zone) ? PAST_DAY : NO_PROPS)}
          components={COMPONENTS}
          formats={FORMATS(zone)}
          messages={MESSAGES}
          culture={LOCALE}
          rtl={isMirrored}
          step={30}
          timeslots={2}
          scrollToTime={scrollTo(zone)}
          dayLayoutAlgorithm="no-overlap"
          onSelectEvent={(entry) => openPost(entry.view.post.id)}
          onSelectSlot={choose}
          onKeyPressEvent={moveByKey}
          onEventDrop={drop}
          onDropFromOutside={dropFromList}
          slotPropGetter={(cell) => freeCell(free.byCell.get(cell.getTime()), zone)}
        />
      </FreePlacesOfGrid>
      {isRead && entries.length === 0 && <p className="nothing-yet">{t.calendar.empty}</p>}
      {more && (
        <MoreList more={more} onDrag={(entry) => void (dragged.current = entry)} onClose={() => setMore(undefined)} />
      )}
    </div>
  );
}

const VIEWS: CalendarView[] = ['month', 'week'];
const PAST_DAY = { className: 'past-day' };
const NO_PROPS = {};
const MESSAGES = { showMore: t.calendar.more };
const COMPONENTS = {
  month: { event: MonthEntry, header: MonthHeader, dateHeader: DayHeader },
  week: { event: WeekEntry, header: WeekHeader },
};
const FORMATS = (zone: string): Exclude<CalendarProps['formats'], undefined> => ({
  timeGutterFormat: (hour: Date) => timeOfDay(hour.getTime(), zone),
  eventTimeRangeFormat: ({ start }: { start: Date }) => timeOfDay(start.getTime(), zone),
  weekdayFormat: 'ccc',
});

/** A row of the week with a free posting time in it. */
function freeCell(place: SlotPlace | undefined, zone: string): { className?: string; style?: CSSProperties } {
  if (place === undefined) return NO_PROPS;
  const said = JSON.stringify(shortTime(place.at, zone));
  return { className: 'free-place', style: { '--place-time': said } as CSSProperties };
}

/** The grid does not say which “more” was chosen; it is the one that has the focus. */
function placeOfFocus(): DOMRect {
  return (document.activeElement ?? document.body).getBoundingClientRect();
}

function ignore(): void {
  // The view is chosen in the head of the screen.
}

/** Sends the new time; a refusal says why, and the post stays where it was. */
async function reschedule(entry: CalendarEntry, planned: PlannedTime): Promise<void> {
  const { post } = entry.view;
  if (post.plan.kind !== 'at') return;
  const before = post.plan.planned;
  if (before.wall === planned.wall && before.zone === planned.zone) return;
  try {
    await changePost({ kind: 'post.reschedule', post: post.id, planned });
    showUndo(post.id, t.composer.rescheduled(momentOf(planned)), () =>
      changePost({ kind: 'post.reschedule', post: post.id, planned: before }),
    );
  } catch (thrown) {
    showFailure(thrown, { post: post.id });
  }
}

function momentOf(planned: PlannedTime): string {
  const resolved = toInstant(planned);
  return resolved.ok ? momentInWords(resolved.at, planned.zone, Date.now()) : planned.wall;
}

function timeToCome(start: Date, zone: string): PlannedTime | undefined {
  return start.getTime() > Date.now() ? toPlannedTime(start.getTime(), zone) : undefined;
}

/** Alt and an arrow: by a day, a week, or half an hour. */
function movedByKey(key: string, view: CalendarView, planned: PlannedTime, dueAt: number): PlannedTime | undefined {
  const HALF_HOUR = 30 * 60_000;
  const sideways = sidewaysOf(key);
  if (sideways !== 0) return movedByDays(planned, sideways);
  if (key === 'ArrowUp') return view === 'month' ? movedByDays(planned, -7) : droppedOnTime(planned, dueAt - HALF_HOUR);
  if (key === 'ArrowDown')
    return view === 'month' ? movedByDays(planned, 7) : droppedOnTime(planned, dueAt + HALF_HOUR);
  return undefined;
}

/** The month names a day by its beginning, the week by its end. */
function isOver(day: Date, zone: string): boolean {
  return DateTime.fromJSDate(day, { zone }).endOf('day').toMillis() < Date.now();
}

/** The week opens in the early morning. */
function scrollTo(zone: string): Date {
  return DateTime.now().setZone(zone).startOf('day').set({ hour: 6, minute: 40 }).toJSDate();
}
