import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import type { Slot, SlotId, SlotTime } from '#shared/channels/slot.ts';
import { alongIn, keyAlong } from '../../ui/sideways.ts';
import { t } from '../../text/t.ts';
import { shortTime } from '../../text/moments.ts';
import { DAY_MINUTES, minutesOf } from '../../text/time-of-day.ts';
import { clickedTime, DAYS, isSameTime, movedByArrow, timeAt } from './week-times.ts';
import styles from './week-grid.module.css';

interface Props {
  readonly week: readonly Slot[];
  /** Whose week it is, for people who do not see it. */
  readonly label: string;
  readonly onAdd: (time: SlotTime) => void;
  /** Settles when it is moved, or could not be. */
  readonly onMove: (slot: SlotId, time: SlotTime) => Promise<void>;
  readonly onRemove: (slot: Slot) => void;
}

interface Drag {
  readonly slot: SlotId;
  readonly time: SlotTime;
  /** The week it was taken from: in the next one it has arrived. */
  readonly from: readonly Slot[];
}

const HOURS = Array.from({ length: 24 }, (_none, hour) => hour);
/** Less than this is a click, pixels. */
const STILL = 4;
/** The grid opens here, of the day. */
const OPENS_AT = 7 / 24;

/** Posting times in a week: a click adds one, dragging or an arrow moves it, Delete removes it. */
export function WeekGrid({ week, label, onAdd, onMove, onRemove }: Props): ReactNode {
  const places = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<Drag>();
  const [hover, setHover] = useState<SlotTime>();
  const shownDrag = drag?.from === week ? drag : undefined;

  useEffect(() => {
    const node = scroller.current;
    if (node !== null) node.scrollTop = node.scrollHeight * OPENS_AT;
  }, []);

  const drop = (slot: SlotId, time: SlotTime): void => {
    const before = week.find((one) => one.id === slot);
    if (before === undefined || isSameTime(before, time)) return setDrag(undefined);
    void onMove(slot, time).finally(() =>
      setDrag((now) => (now?.slot === slot && now.from === week ? undefined : now)),
    );
  };

  const byKey = (slot: Slot, event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      return onRemove(slot);
    }
    const others = week.filter((one) => one.id !== slot.id);
    const moved = movedByArrow(slot, keyAlong(event.key), others);
    if (event.key.startsWith('Arrow')) event.preventDefault();
    if (moved !== undefined) void onMove(slot.id, moved);
  };

  return (
    <div ref={scroller} className={styles.scroller}>
      <div className={styles.days} aria-hidden>
        {DAYS.map((day) => (
          <span key={day}>{t.slots.shortDays[day - 1]}</span>
        ))}
      </div>
      <div className={styles.body}>
        <div className={styles.hours} aria-hidden>
          {HOURS.map((hour) => (
            <span key={hour}>{hour === 0 ? '' : shortTime(hour * 3_600_000, 'utc')}</span>
          ))}
        </div>
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- because the form above adds times by keyboard */}
        <div
          ref={places}
          className={styles.places}
          role="group"
          aria-label={label}
          data-testid="week-places"
          onPointerMove={(event) =>
            setHover(event.target === places.current ? clickedIn(places.current, event) : undefined)
          }
          onPointerLeave={() => setHover(undefined)}
          onClick={(event) => event.target === places.current && onAdd(clickedIn(places.current, event))}
        >
          {hover && !week.some((slot) => isSameTime(slot, hover)) && (
            <span className={styles.ghost} style={placeOf(hover)} aria-hidden>
              {said(hover)}
            </span>
          )}
          {week.map((slot) => (
            <Chip
              key={slot.id}
              slot={slot}
              time={shownDrag?.slot === slot.id ? shownDrag.time : slot}
              isDragged={shownDrag?.slot === slot.id}
              grid={places}
              onDrag={(time) => setDrag({ slot: slot.id, time, from: week })}
              onDrop={(time) => drop(slot.id, time)}
              onStop={() => setDrag(undefined)}
              onKey={(event) => byKey(slot, event)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface ChipProps {
  readonly slot: Slot;
  readonly time: SlotTime;
  readonly isDragged: boolean;
  readonly grid: React.RefObject<HTMLDivElement | null>;
  readonly onDrag: (time: SlotTime) => void;
  readonly onDrop: (time: SlotTime) => void;
  readonly onStop: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

function Chip({ slot, time, isDragged, grid, onDrag, onDrop, onStop, onKey }: ChipProps): ReactNode {
  const start = useRef<{ x: number; y: number; grabbed: number; isMoving: boolean } | undefined>(undefined);

  const timeUnder = (event: PointerEvent): SlotTime => {
    const rect = grid.current?.getBoundingClientRect();
    if (rect === undefined) return slot;
    const top = event.clientY - (start.current?.grabbed ?? 0);
    return timeAt(alongIn(rect, event.clientX), (top - rect.top) / rect.height);
  };

  const down = (event: PointerEvent<HTMLButtonElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { top } = event.currentTarget.getBoundingClientRect();
    start.current = { x: event.clientX, y: event.clientY, grabbed: event.clientY - top, isMoving: false };
  };

  const move = (event: PointerEvent): void => {
    const from = start.current;
    if (from === undefined) return;
    from.isMoving ||= Math.hypot(event.clientX - from.x, event.clientY - from.y) > STILL;
    if (from.isMoving) onDrag(timeUnder(event));
  };

  const up = (event: PointerEvent): void => {
    if (start.current?.isMoving === true) onDrop(timeUnder(event));
    start.current = undefined;
  };

  const stop = (): void => {
    start.current = undefined;
    onStop();
  };

  return (
    <button
      type="button"
      className={styles.chip}
      style={placeOf(time)}
      data-dragged={isDragged}
      aria-label={t.slots.one(t.slots.days[time.weekday - 1] ?? '', said(time))}
      title={t.slots.howToMove}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={stop}
      onKeyDown={onKey}
    >
      {said(time)}
    </button>
  );
}

function clickedIn(grid: HTMLElement, event: { clientX: number; clientY: number }): SlotTime {
  const rect = grid.getBoundingClientRect();
  return clickedTime(alongIn(rect, event.clientX), (event.clientY - rect.top) / rect.height);
}

function placeOf({ weekday, wallTime }: SlotTime): { insetInlineStart: string; top: string } {
  return { insetInlineStart: `${((weekday - 1) / 7) * 100}%`, top: `${(minutesOf(wallTime) / DAY_MINUTES) * 100}%` };
}

function said({ wallTime }: SlotTime): string {
  return shortTime(minutesOf(wallTime) * 60_000, 'utc');
}
