import type { KeyboardEvent } from 'react';
import type { PostId } from '#shared/ids.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import type { CalendarView } from '../../state/calendar.store.ts';
import { entryOf } from '../../state/plan-entries.store.ts';
import { keyAlong } from '../../ui/sideways.ts';
import { moveTo } from './change-plan.ts';
import { droppedOnTime, movedByDays } from './drop-time.ts';

const HALF_HOUR = 30 * 60_000;

/** What a key does on an entry, left and right as the days are read: arrows go to another one, Alt and an arrow move the post. */
export function pressOnEntry(event: KeyboardEvent<HTMLElement>, view: CalendarView): void {
  const on = (event.target as Element).closest<HTMLElement>('[data-entry]');
  if (on === null || event.ctrlKey || event.metaKey) return;
  if (event.altKey) {
    const entry = entryOf(on.dataset['entry'] as PostId);
    if (entry?.planned === undefined || !entry.isMovable) return;
    const planned = movedByKey(keyAlong(event.key), view, entry.planned, entry.dueAt);
    if (planned === undefined) return;
    event.preventDefault();
    void moveTo(entry, planned);
    return;
  }
  const next = reachedBy(keyAlong(event.key), on, event.currentTarget);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** Alt and an arrow: by a day, a week, or half an hour. */
export function movedByKey(
  key: string,
  view: CalendarView,
  planned: PlannedTime,
  dueAt: number,
): PlannedTime | undefined {
  const isByWeeks = view === 'month';
  switch (key) {
    case 'ArrowLeft':
      return movedByDays(planned, -1);
    case 'ArrowRight':
      return movedByDays(planned, 1);
    case 'ArrowUp':
      return isByWeeks ? movedByDays(planned, -7) : droppedOnTime(planned, dueAt - HALF_HOUR);
    case 'ArrowDown':
      return isByWeeks ? movedByDays(planned, 7) : droppedOnTime(planned, dueAt + HALF_HOUR);
    default:
      return undefined;
  }
}

/** Up and down go to the one before and after; left and right to the first one of another day that has any. */
function reachedBy(key: string, on: HTMLElement, grid: HTMLElement): HTMLElement | undefined {
  const all = [...grid.querySelectorAll<HTMLElement>('[data-day] [data-entry]')];
  const index = all.indexOf(on);
  const day = on.closest('[data-day]');
  switch (key) {
    case 'ArrowUp':
      return all[index - 1];
    case 'ArrowDown':
      return all[index + 1];
    case 'ArrowRight':
      return all.slice(index).find((one) => one.closest('[data-day]') !== day);
    case 'ArrowLeft': {
      const other = all.slice(0, Math.max(0, index)).findLast((one) => one.closest('[data-day]') !== day);
      const before = other?.closest('[data-day]');
      return all.find((one) => before != null && one.closest('[data-day]') === before);
    }
    default:
      return undefined;
  }
}
