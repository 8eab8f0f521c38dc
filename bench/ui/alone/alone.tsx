import { DateTime } from 'luxon';
import { useMemo, useState, type ComponentType, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Calendar, luxonLocalizer, type CalendarProps, type View } from 'react-big-calendar';
import dragAndDrop, { type withDragAndDropProps } from 'react-big-calendar/lib/addons/dragAndDrop';
import 'react-big-calendar/lib/css/react-big-calendar.css';
import 'react-big-calendar/lib/addons/dragAndDrop/styles.css';
import { busyYear } from '../plan.ts';
import './alone.css';

// react-big-calendar with its own looks and nothing of ours: the same plan as plain events, and the few
// controls that the measurement presses.

interface PlainEvent {
  readonly title: string;
  readonly start: Date;
  readonly end: Date;
}

type Enhance = typeof dragAndDrop;
const withDragAndDrop = (dragAndDrop as unknown as { default?: Enhance }).default ?? dragAndDrop;
const Grid = withDragAndDrop<PlainEvent>(Calendar as ComponentType<CalendarProps<PlainEvent>>) as ComponentType<
  CalendarProps<PlainEvent> & withDragAndDropProps<PlainEvent>
>;

const VIEWS: View[] = ['month', 'week', 'day', 'agenda'];
const SHOWN_MS = 45 * 60_000;
const localizer = luxonLocalizer(DateTime, { firstDayOfWeek: 1 });

function plainEvents(): PlainEvent[] {
  return busyYear(Date.now()).map(({ text, at }) => ({
    title: text,
    start: new Date(at),
    end: new Date(at + SHOWN_MS),
  }));
}

function Alone(): ReactNode {
  const [events] = useState(plainEvents);
  const [date, setDate] = useState(() => new Date());
  const [view, setView] = useState<View>('month');
  const [isHalf, setHalf] = useState(false);
  const shown = useMemo(() => (isHalf ? events.filter((_event, n) => n % 2 === 0) : events), [events, isHalf]);
  const step = (months: number): void => setDate(DateTime.fromJSDate(date).plus({ months }).toJSDate());
  return (
    <main id="content">
      <button type="button" onClick={() => step(-1)}>
        Previous month
      </button>
      <button type="button" onClick={() => step(1)}>
        Next month
      </button>
      {VIEWS.map((one) => (
        <button key={one} type="button" onClick={() => setView(one)}>
          {one}
        </button>
      ))}
      <button type="button" onClick={() => setHalf(!isHalf)}>
        Filter
      </button>
      <div className="grid">
        <Grid
          localizer={localizer}
          events={shown}
          date={date}
          view={view}
          views={VIEWS}
          toolbar={false}
          resizable={false}
          onNavigate={setDate}
          onView={setView}
        />
      </div>
    </main>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(<Alone />);
