import { Failure } from '#shared/failures.ts';
import { toInstant, toPlannedTime, type PlannedTime } from '#shared/time-zones.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { usesOf } from '../../state/media.store.ts';
import { entryOf } from '../../state/plan-entries.store.ts';
import { startPostWith } from '../../state/route.store.ts';
import { shortDay } from '../../text/moments.ts';
import { t } from '../../text/t.ts';
import { copyTo, isPast, moveTo, planDraft } from './change-plan.ts';
import type { ShownDay } from './days.ts';
import type { Cargo, Dragging, Held, Hint, Spot } from './drag.ts';
import { droppedOnDay, droppedOnTime, startOnDay } from './drop-time.ts';
import { instantOf, saidBy, timeText } from './entry-look.ts';
import type { FreePlaces } from './free-places.ts';

/** What the calendar shows when something is dropped on it. */
export interface Shown {
  readonly zone: string;
  readonly days: readonly ShownDay[];
  readonly free: FreePlaces;
}

/** What dragging means here; `shown` tells what is on the screen at that moment. */
export function draggingOn(shown: () => Shown, onDropped: () => void): Dragging {
  return {
    pick,
    hint: (held, spot, isCopy) => hintOf(held, spot, isCopy, shown()),
    drop: (held, spot, isCopy) => {
      onDropped();
      drop(held.cargo, plannedAt(held.cargo, spot, shown()), isCopy);
    },
  };
}

function pick(at: Element): Held | undefined {
  const entry = entryOf((at.closest<HTMLElement>('[data-entry]')?.dataset['entry'] ?? '') as never);
  if (entry !== undefined) {
    return { cargo: { kind: 'entry', id: entry.id }, words: saidBy(entry), isFixed: !entry.isMovable };
  }
  // A button on something that can be dragged is a button.
  if (at.closest('button') !== null) return undefined;
  const { dataset } = at.closest<HTMLElement>('[data-draft], [data-media]') ?? {};
  if (dataset === undefined) return undefined;
  const words = dataset['words'] ?? '';
  if (dataset['media'] !== undefined)
    return { cargo: { kind: 'media', id: dataset['media'] as never }, words, isFixed: false };
  const channels = (dataset['channels'] ?? '').split(' ').filter(Boolean) as never[];
  return { cargo: { kind: 'draft', id: dataset['draft'] as never, channels }, words, isFixed: false };
}

function hintOf(held: Held, spot: Spot | undefined, isCopy: boolean, shown: Shown): Hint {
  if (spot === undefined) return { words: t.calendar.dragNowhere, isRefused: true };
  const planned = plannedAt(held.cargo, spot, shown);
  if (planned === undefined || isPast(planned)) return { words: t.calendar.dragPast, isRefused: true };
  const resolved = toInstant(planned);
  const at = resolved.ok ? resolved.at : 0;
  const when = `${shortDay(at, shown.zone, Date.now())}, ${timeText(at, shown.zone)}`;
  return { words: wordsFor(held.cargo, isCopy)(when), isRefused: false };
}

function wordsFor(cargo: Cargo, isCopy: boolean): (when: string) => string {
  if (cargo.kind === 'draft') return t.calendar.dragPlan;
  if (cargo.kind === 'media') return t.calendar.dragStart;
  return isCopy ? t.calendar.dragCopy : t.calendar.dragMove;
}

/**
 * The time a drop means. Among the hours it is the one it was dropped on. On a day a post keeps its time of day, and what
 * has no time yet takes the next free posting time of its channels, or nine o'clock.
 */
function plannedAt(cargo: Cargo, { day: key, minute }: Spot, { zone, days, free }: Shown): PlannedTime | undefined {
  const day = days.find((one) => one.key === key);
  if (day === undefined) return undefined;
  const at = minute === undefined ? undefined : instantOf(day.start, minute, zone);
  if (cargo.kind === 'entry') {
    const entry = entryOf(cargo.id);
    if (entry === undefined) return undefined;
    const planned = entry.planned ?? toPlannedTime(entry.dueAt, zone);
    return at === undefined ? droppedOnDay(planned, entry.dueAt, day.start, zone) : droppedOnTime(planned, at);
  }
  if (at !== undefined) return toPlannedTime(at, zone);
  const now = Date.now();
  const place = (free.get(key) ?? []).find(
    (one) => one.at > now && (cargo.kind === 'media' || cargo.channels.includes(one.channel)),
  );
  return place?.planned ?? startOnDay(day.start, zone, now);
}

function drop(cargo: Cargo, planned: PlannedTime | undefined, isCopy: boolean): void {
  if (planned === undefined) return showFailure(new Failure('time.in-the-past'));
  switch (cargo.kind) {
    case 'entry': {
      const entry = entryOf(cargo.id);
      if (entry === undefined) return;
      void (isCopy ? copyTo(entry.id, planned) : moveTo(entry, planned));
      return;
    }
    case 'draft':
      void planDraft(cargo.id, planned);
      return;
    case 'media':
      if (isPast(planned)) return showFailure(new Failure('time.in-the-past'));
      usesOf([cargo.id]).then((media) => startPostWith(media, planned), showFailure);
      return;
  }
}
